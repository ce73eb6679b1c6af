import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Refused } from '../errors.ts'
import { decodeForm, type FormState } from '../form.ts'
import { listHistory } from '../history/store.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { getPerson, giveRole, setDisabled, takeRole } from './administration.ts'
import { type ActName, type PersonView, peoplePage, personPage } from './administration-pages.ts'
import { listPeople, listRoles } from './administration-store.ts'
import { peopleQuery, reasonBody, roleBody } from './schema.ts'
import { texts } from './texts.ts'

const PER_PAGE = 50
const savedQuery = z.object({
  saved: z.enum(['given', 'taken', 'disabled', 'enabled']).optional(),
})

export const administrationRoutes = async (app: App): Promise<void> => {
  const reading = { access: 'administration' as const }
  const acting = { access: 'administrator' as const }

  app.get(
    '/administration',
    { config: reading, schema: { querystring: peopleQuery } },
    async (request, reply) => {
      const { q, role } = request.query
      const page = Number(request.query.page)
      const { rows, total } = await listPeople(request.context.db, {
        q,
        role,
        page,
        perPage: PER_PAGE,
      })
      const pages = Math.ceil(total / PER_PAGE)
      return reply.page(peoplePage(request.view, { rows, total, q, role, page, pages }))
    },
  )

  app.get(
    '/administration/people/:id',
    { config: reading, schema: { params: idParams, querystring: savedQuery } },
    async (request, reply) => {
      const given = await loadPerson(request, request.params.id)
      return reply.page(personPage(request.view, { ...given, said: request.query.saved }))
    },
  )

  app.post(
    '/administration/people/:id/roles',
    { config: acting, schema: { params: idParams } },
    async (request, reply) => {
      const { id } = request.params
      const decoded = decode(request, roleBody, 'give')
      if (!decoded.ok) return showAgain(request, reply, { id, act: 'give', form: decoded.form })
      return settle(request, reply, {
        id,
        act: 'give',
        form: decoded.form,
        saved: 'given',
        run: () => giveRole(request.context, id, decoded.value),
      })
    },
  )

  app.post(
    '/administration/people/:id/roles/taking',
    { config: acting, schema: { params: idParams } },
    async (request, reply) => {
      const { id } = request.params
      const decoded = decode(request, roleBody, 'take')
      if (!decoded.ok) return showAgain(request, reply, { id, act: 'take', form: decoded.form })
      return settle(request, reply, {
        id,
        act: 'take',
        form: decoded.form,
        saved: 'taken',
        run: () => takeRole(request.context, id, decoded.value),
      })
    },
  )

  for (const [path, disables] of [
    ['closing', true],
    ['opening', false],
  ] as const)
    app.post(
      `/administration/people/:id/${path}`,
      { config: acting, schema: { params: idParams } },
      async (request, reply) => {
        const { id } = request.params
        const decoded = decode(request, reasonBody, 'disable')
        if (!decoded.ok)
          return showAgain(request, reply, { id, act: 'disable', form: decoded.form })
        return settle(request, reply, {
          id,
          act: 'disable',
          form: decoded.form,
          saved: disables ? 'disabled' : 'enabled',
          run: () => setDisabled(request.context, id, { disables, reason: decoded.value.reason }),
        })
      },
    )
}

type Reply = Pick<FastifyReply, 'page' | 'seeOther'>
type Again = { id: string; act: ActName; form: FormState }

/** The fields of one act, whose names carry the act's. */
const decode = <S extends z.ZodObject>(request: FastifyRequest, schema: S, act: ActName) => {
  const posted = (request.body ?? {}) as Record<string, unknown>
  const own = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, posted[`${act}-${name}`]]),
  )
  const { language } = request
  return decodeForm(schema, own, { language, texts: texts[language].problems })
}

const settle = async (
  request: FastifyRequest,
  reply: Reply,
  { run, saved, ...again }: Again & { saved: string; run: () => Promise<void> },
) => {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const message = explain(error.refusal, request.language)
    const form = { ...again.form, problems: [{ field: '', message }] }
    return showAgain(request, reply, { ...again, form }, error.status)
  }
  return reply.seeOther(`/administration/people/${again.id}?saved=${saved}`)
}

const showAgain = async (
  request: FastifyRequest,
  reply: Reply,
  { id, act, form }: Again,
  status = 422,
) => {
  const given = await loadPerson(request, id)
  return reply.page(personPage(request.view, { ...given, returned: { act, form } }), status)
}

const loadPerson = async (request: FastifyRequest, id: string): Promise<PersonView> => {
  const { db } = request.context
  const person = await getPerson(db, id)
  const [held, entries] = await Promise.all([listRoles(db, id), listHistory(db, 'person', id)])
  return { person, held, entries }
}
