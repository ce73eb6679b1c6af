import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound, Refused, Stale } from '../errors.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { listHistory } from '../history/store.ts'
import { explain } from '../refusals.ts'
import { note } from '../views/notes.ts'
import { publicationPage, withdrawalPage } from './act-pages.ts'
import { bilingualFields, bilingualOf } from './editor.ts'
import { formPreviewPage } from './form-preview.ts'
import { countCalls } from './listing.ts'
import { newCallPage, officeCallPage, officeCallsPage, officePath, STATES } from './office-pages.ts'
import { findOfficers, listCopyable, listWithOfficers } from './office-store.ts'
import { officeTexts } from './office-texts.ts'
import { archiveCall, copyCall, createCall, publishCall, withdrawCall } from './operations.ts'
import { callPage } from './page.ts'
import { decodePlace, encodePlace } from './place.ts'
import { type Call, refuseWithdrawal } from './rules.ts'
import { instrument, REASON_MAX, TITLE_MAX } from './schema.ts'
import { findCall } from './store.ts'

const PAGE_SIZE = 50

export const callParams = z.object({ id: z.uuid() })
export const actForm = z.object({ version: z.int().min(1) })

const listQuery = z.object({
  state: z.enum(STATES).optional().catch(undefined),
  after: z.string().max(200).optional().catch(undefined),
})
const doneQuery = z.object({ done: z.string().max(20).optional().catch(undefined) })

const newCallForm = z.object({
  titleSv: z.string().max(TITLE_MAX),
  titleEn: z.string().max(TITLE_MAX),
  instrument,
  source: z.uuid().optional(),
})
const withdrawalForm = actForm.extend({
  reasonSv: bilingualFields(REASON_MAX),
  reasonEn: bilingualFields(REASON_MAX),
})

/** Where the office lists, begins, checks, publishes and withdraws calls. */
export const officeRoutes = async (app: App): Promise<void> => {
  for (const form of [newCallForm, actForm, withdrawalForm]) checkForm(form)
  const staff = { access: 'staff' as const }
  const officer = { access: 'officer' as const }
  const ofCall = { params: callParams }

  app.get(
    '/office/calls',
    { config: staff, schema: { querystring: listQuery } },
    async (request, reply) => {
      const { context, query, view } = request
      const phases = query.state ? [query.state] : STATES
      const after = decodePlace(query.after)
      const { items, next } = await listWithOfficers(context.db, phases, {
        now: view.now,
        after,
        size: PAGE_SIZE,
      })
      const nextQuery =
        next &&
        new URLSearchParams({
          ...(query.state ? { state: query.state } : {}),
          after: encodePlace(next),
        }).toString()
      return reply.page(
        officeCallsPage(view, {
          items,
          state: query.state,
          nextQuery,
          isFirst: after === null,
          total: await countCalls(context.db, { phases }, view.now),
        }),
      )
    },
  )

  app.get('/office/calls/new', { config: officer }, async (request, reply) =>
    reply.page(newCallPage(request.view, emptyForm(), await listCopyable(request.context.db))),
  )

  app.post('/office/calls', { config: officer }, async (request, reply) => {
    const { context, view, language } = request
    const decoded = decodeForm(newCallForm, request.body, { language })
    if (!decoded.ok)
      return reply.page(newCallPage(view, decoded.form, await listCopyable(context.db)), 422)
    const { titleSv, titleEn, source, instrument: kind } = decoded.value
    const title = bilingualOf(titleSv, titleEn)
    const call = source
      ? await copyCall(context, source, title)
      : await createCall(context, { title, instrument: kind })
    return reply.seeOther(officePath(call))
  })

  app.get(
    '/office/calls/:id',
    { config: staff, schema: { ...ofCall, querystring: doneQuery } },
    async (request, reply) => {
      const { context, view, query } = request
      const call = await wantedCall(request)
      const names = await findOfficers(context.db, call)
      const history = await listHistory(context.db, 'call', call.id)
      return reply.page(officeCallPage(view, { call, names, history, done: query.done }))
    },
  )

  app.get(
    '/office/calls/:id/preview',
    { config: staff, schema: ofCall },
    async (request, reply) => {
      const { view } = request
      const call = await wantedCall(request)
      const t = officeTexts[view.language]
      return reply.page(
        callPage(view, call, { preview: { note: t.previewNote, back: t.backToCall } }),
      )
    },
  )

  app.get(
    '/office/calls/:id/preview/form',
    { config: staff, schema: ofCall },
    async (request, reply) => reply.page(formPreviewPage(request.view, await wantedCall(request))),
  )

  app.get(
    '/office/calls/:id/publication',
    { config: officer, schema: ofCall },
    async (request, reply) => showPublication(request, reply, await wantedCall(request)),
  )

  app.post(
    '/office/calls/:id/publication',
    { config: officer, schema: ofCall },
    async (request, reply) => {
      const { context, params, language, body } = request
      const decoded = decodeForm(actForm, body, { language })
      if (!decoded.ok)
        return showPublication(request, reply, await wantedCall(request), new Stale())
      try {
        const call = await publishCall(context, params.id, decoded.value.version)
        return reply.seeOther(officePath(call, '?done=published'))
      } catch (error) {
        if (!(error instanceof Stale || error instanceof Refused)) throw error
        return showPublication(request, reply, await wantedCall(request), error)
      }
    },
  )

  app.get(
    '/office/calls/:id/withdrawal',
    { config: officer, schema: ofCall },
    async (request, reply) =>
      reply.page(withdrawalPage(request.view, await wantedCall(request), emptyForm())),
  )

  app.post(
    '/office/calls/:id/withdrawal',
    { config: officer, schema: ofCall },
    async (request, reply) => {
      const { context, params, view, language, body } = request
      const decoded = decodeForm(withdrawalForm, body, { language })
      const call = await wantedCall(request)
      if (!decoded.ok) return reply.page(withdrawalPage(view, call, decoded.form), 422)
      const { version, reasonSv, reasonEn } = decoded.value
      const reason = bilingualOf(reasonSv, reasonEn)
      const refusal = refuseWithdrawal(call, reason)
      if (refusal?.reason === 'withdrawal_unexplained') {
        const field = reason.sv === '' ? 'reasonSv' : 'reasonEn'
        const problems = [{ field, message: explain(refusal, language) }]
        return reply.page(withdrawalPage(view, call, { ...decoded.form, problems }), 422)
      }
      await withdrawCall(context, { id: params.id, version }, reason)
      return reply.seeOther(officePath(call, '?done=withdrawn'))
    },
  )

  app.post(
    '/office/calls/:id/archiving',
    { config: officer, schema: ofCall },
    async (request, reply) => {
      const { context, params, language, body } = request
      const decoded = decodeForm(actForm, body, { language })
      if (!decoded.ok) throw new Stale()
      const call = await archiveCall(context, { id: params.id, version: decoded.value.version })
      return reply.seeOther(officePath(call, '?done=archived'))
    },
  )
}

/** The call of the address, for staff: whatever its state. */
export const wantedCall = async (request: FastifyRequest): Promise<Call> => {
  const { id } = request.params as z.output<typeof callParams>
  const call = await findCall(request.context.db, id)
  if (!call) throw new NotFound('call')
  return call
}

const showPublication = async (
  request: FastifyRequest,
  reply: FastifyReply,
  call: Call,
  error?: Stale | Refused,
) => {
  const { context, view } = request
  const { preparedBy } = await findOfficers(context.db, call)
  const problem =
    error instanceof Stale
      ? note('bad', officeTexts[view.language].checkAgain)
      : error && note('bad', explain(error.refusal, view.language))
  return reply.page(
    publicationPage(view, call, { preparedBy, problem }),
    error === undefined ? 200 : error.status,
  )
}
