import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, NotFound, refuse } from '../errors.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { EXPORT_NAMES, exportMediaType, exportStream } from '../publications/library.ts'
import { listPublished } from '../publications/operations.ts'
import { idParams } from '../schema.ts'
import { hashToken } from '../tokens.ts'
import {
  addToList,
  beginList,
  copyList,
  describeList,
  keptLists,
  listOfKey,
  openList,
  removeList,
  renewList,
  stepInList,
} from './operations.ts'
import { addingPage, deletionPage, describePage, keyPage, listPage, listsPage } from './pages.ts'
import { BEGIN_LIMIT, CHANGE_LIMIT } from './rate-limit.ts'
import { keysIn, LIST_UNUSED_DAYS, type ListStep, refuseAnotherList, withKey } from './rules.ts'
import { addingForm, keyParams, listForm, stepBody } from './schema.ts'
import { texts } from './texts.ts'

const EXPORT_LIMIT = { max: 20, timeWindow: '1 minute' }
const DAY_MS = 86_400_000

const saidQuery = z.object({
  said: z
    .enum(['added', 'begun', 'saved', 'renewed', 'copied', 'opened'])
    .optional()
    .catch(undefined),
})
const addingQuery = z.object({ publication: z.uuid() })

export const listsRoutes = async (app: App): Promise<void> => {
  checkForm(listForm)
  checkForm(addingForm)
  const open = { access: 'public' as const }
  const begins = { ...open, rateLimit: BEGIN_LIMIT }
  const changes = { ...open, rateLimit: CHANGE_LIMIT }

  app.get('/lists', { config: open }, async (request, reply) => {
    const kept = await keptLists(request.context, keysOf(request))
    return reply.page(listsPage(request.view, { kept, form: emptyForm() }))
  })

  app.post('/lists', { config: begins }, async (request, reply) => {
    const { context, language, view } = request
    const decoded = decodeForm(listForm, request.body, {
      language,
      texts: texts[language].problems,
    })
    if (!decoded.ok) {
      const kept = await keptLists(context, keysOf(request))
      return reply.page(listsPage(view, { kept, form: decoded.form }), 422)
    }
    const { id, key } = await beginList(context, decoded.value, keysOf(request))
    await keepKey(request, reply, key)
    return reply.seeOther(`/lists/${id}?said=begun`)
  })

  app.get(
    '/lists/adding',
    { config: open, schema: { querystring: addingQuery } },
    async (request, reply) => {
      const { context, view } = request
      const publication = await published(request, request.query.publication)
      const kept = await keptLists(context, keysOf(request))
      return reply.page(addingPage(view, { publication, kept, form: emptyForm() }))
    },
  )

  app.post('/lists/items', { config: begins }, async (request, reply) => {
    const { context, language, view } = request
    const keys = keysOf(request)
    const t = texts[language]
    const decoded = decodeForm(addingForm, request.body, { language, texts: t.problems })
    if (!decoded.ok) {
      const typed = decoded.form.values['publication']
      const id = z.uuid().safeParse(typed)
      if (!id.success) throw new Invalid(decoded.form.problems)
      const publication = await published(request, id.data)
      const kept = await keptLists(context, keys)
      return reply.page(addingPage(view, { publication, kept, form: decoded.form }), 422)
    }
    const { publication, list, name } = decoded.value
    await published(request, publication)
    if (list !== 'new') {
      await addToList(context, list, publication, keys)
      return reply.seeOther(`/lists/${list}?said=added`)
    }
    const { id, key } = await beginList(context, { name: name || t.defaultName, note: '' }, keys)
    await addToList(context, id, publication, [key])
    await keepKey(request, reply, key)
    return reply.seeOther(`/lists/${id}?said=added`)
  })

  app.get(
    '/lists/keys/:key',
    { config: changes, schema: { params: keyParams } },
    async (request, reply) => {
      const { key } = request.params
      const { name } = await listOfKey(request.context, key)
      return reply.page(keyPage(request.view, { name, key }))
    },
  )

  app.post(
    '/lists/keys/:key',
    { config: changes, schema: { params: keyParams } },
    async (request, reply) => {
      const { id } = await listOfKey(request.context, request.params.key)
      const others = (await keptLists(request.context, keysOf(request))).filter(
        (one) => one.id !== id,
      )
      refuse(refuseAnotherList(others.length))
      await keepKey(request, reply, request.params.key)
      return reply.seeOther(`/lists/${id}?said=opened`)
    },
  )

  app.get(
    '/lists/:id',
    { config: open, schema: { params: idParams, querystring: saidQuery } },
    async (request, reply) => {
      const keys = keysOf(request)
      const opened = await openList(request.context, request.params.id, keys)
      const key = keys.find((one) => hashToken(one) === opened.list.keyHash) ?? null
      return reply.page(listPage(request.view, opened, { said: request.query.said ?? null, key }))
    },
  )

  for (const name of EXPORT_NAMES)
    app.get(
      `/lists/:id/export.${name}`,
      { config: { ...open, rateLimit: EXPORT_LIMIT }, schema: { params: idParams } },
      async (request, reply) => {
        const { context } = request
        const { publications } = await openList(context, request.params.id, [])
        return reply
          .type(`${exportMediaType(name)}; charset=utf-8`)
          .header('content-disposition', `attachment; filename="list.${name}"`)
          .header('x-robots-tag', 'noindex')
          .send(
            exportStream(
              context,
              publications.map(({ id }) => id),
              name,
            ),
          )
      },
    )

  app.get(
    '/lists/:id/details',
    { config: open, schema: { params: idParams } },
    async (request, reply) => {
      const { list } = await ownList(request, request.params.id)
      return reply.page(
        describePage(request.view, list, emptyForm({ name: list.name, note: list.note })),
      )
    },
  )

  app.post(
    '/lists/:id/details',
    { config: changes, schema: { params: idParams } },
    async (request, reply) => {
      const { context, language, view, params } = request
      const { list } = await ownList(request, params.id)
      const decoded = decodeForm(listForm, request.body, {
        language,
        texts: texts[language].problems,
      })
      if (!decoded.ok) return reply.page(describePage(view, list, decoded.form), 422)
      await describeList(context, params.id, decoded.value, keysOf(request))
      return reply.seeOther(`/lists/${params.id}?said=saved`)
    },
  )

  app.post(
    '/lists/:id/order',
    { config: changes, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params } = request
      // A schema of the route would leave the token out of the body before it is looked for.
      const sent = stepBody.safeParse(request.body)
      if (!sent.success) throw new NotFound('step')
      const [step, publicationId = ''] = sent.data.step.split(':')
      await stepInList(
        context,
        params.id,
        { publicationId, step: step as ListStep },
        keysOf(request),
      )
      return reply.seeOther(`/lists/${params.id}`)
    },
  )

  app.post(
    '/lists/:id/copy',
    { config: begins, schema: { params: idParams } },
    async (request, reply) => {
      const { id, key } = await copyList(request.context, request.params.id, keysOf(request))
      await keepKey(request, reply, key)
      return reply.seeOther(`/lists/${id}?said=copied`)
    },
  )

  app.post(
    '/lists/:id/renewal',
    { config: changes, schema: { params: idParams } },
    async (request, reply) => {
      await renewList(request.context, request.params.id, keysOf(request))
      await keepKey(request, reply, null)
      return reply.seeOther(`/lists/${request.params.id}?said=renewed`)
    },
  )

  app.get(
    '/lists/:id/deletion',
    { config: open, schema: { params: idParams } },
    async (request, reply) => {
      const { list } = await ownList(request, request.params.id)
      return reply.page(deletionPage(request.view, list))
    },
  )

  app.post(
    '/lists/:id/deletion',
    { config: changes, schema: { params: idParams } },
    async (request, reply) => {
      await removeList(request.context, request.params.id, keysOf(request))
      return reply.seeOther('/lists')
    },
  )
}

const published = async ({ context }: FastifyRequest, id: string) => {
  const [publication] = await listPublished(context.db, [id])
  if (!publication) throw new NotFound('publication')
  return publication
}

const ownList = async (request: FastifyRequest, id: string) => {
  const opened = await openList(request.context, id, keysOf(request))
  if (!opened.isKept) throw new NotFound('list')
  return opened
}

const cookieName = ({ server }: FastifyRequest): string =>
  server.dependencies.config.isSecure ? '__Host-lists' : 'lists'

const keysOf = (request: FastifyRequest): string[] => keysIn(request.cookies[cookieName(request)])

/** Puts a key first in the browser’s cookie, without those that open nothing any more; lasts as long as the lists do. */
const keepKey = async (
  request: FastifyRequest,
  reply: FastifyReply,
  key: string | null,
): Promise<void> => {
  const { config, clock } = request.server.dependencies
  const alive = new Set(
    (await keptLists(request.context, keysOf(request))).map(({ keyHash }) => keyHash),
  )
  const keys = keysOf(request).filter((one) => alive.has(hashToken(one)))
  reply.setCookie(cookieName(request), key === null ? keys.join('.') : withKey(keys, key), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.isSecure,
    expires: new Date(clock.now().getTime() + LIST_UNUSED_DAYS * DAY_MS),
  })
}
