import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { sendFile, withDownloadHeaders } from '../files/operations.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from '../form.ts'
import { listHistory } from '../history/store.ts'
import { policies } from '../policies.ts'
import { idParams } from '../schema.ts'
import { getSubmittedFile } from './attaching.ts'
import { placeOf, placeWord } from './office-place.ts'
import {
  countForOffice,
  findCallHead,
  listForOffice,
  OFFICE_ALL_MAX,
  OFFICE_PAGE_SIZE,
  OFFICE_SORTS,
  type OfficeFilter,
} from './office-store.ts'
import { officeListPage, queryOf } from './pages/office-list.ts'
import { officeApplicationPage } from './pages/office-one.ts'
import { permit, relationTo } from './reach.ts'
import { getRevision } from './revision-store.ts'
import { APPLICATION_STATUSES } from './rules.ts'
import { keyParams, screeningForm } from './schema.ts'
import { screenApplication, startScreening } from './screening.ts'
import { applicationsSheet } from './sheet.ts'
import { officeTexts } from './texts-office.ts'
import { definitionOf, findApplication } from './whole.ts'

/** A word that is not on a list chooses nothing rather than failing. */
const listQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  status: z.enum(APPLICATION_STATUSES).optional().catch(undefined),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  sort: z.enum(OFFICE_SORTS).default('reference').catch('reference'),
  desc: z.literal('1').optional().catch(undefined),
  all: z.literal('1').optional().catch(undefined),
  after: z.string().max(1000).optional().catch(undefined),
})
type ListQuery = z.output<typeof listQuery>

/** The office's desk: a call's applications, one application, the formal check and the sheet. */
export const officeRoutes = async (app: App): Promise<void> => {
  checkForm(screeningForm)
  const staff = { access: 'staff' as const }
  const officer = { access: 'officer' as const }
  const list = { config: staff, schema: { params: idParams, querystring: listQuery } }

  app.get('/office/calls/:id/applications', list, async (request, reply) => {
    const { context, params, query, view } = request
    const call = await findCallHead(context.db, params.id)
    if (!call) throw new NotFound('call')
    const filter = filterOf(query)
    const isAll = query.all !== undefined
    const after = isAll ? null : placeOf(query.after, filter.sort)
    const [{ rows, next }, counts] = await Promise.all([
      listForOffice(context.db, context.actor, call.id, filter, {
        after,
        limit: isAll ? OFFICE_ALL_MAX : OFFICE_PAGE_SIZE,
      }),
      countForOffice(context.db, context.actor, call.id, filter),
    ])
    const nextQuery = next && `${queryOf(filter, false)}&after=${placeWord(next)}`
    return reply.page(
      officeListPage(view, {
        call,
        filter,
        rows,
        counts,
        nextQuery,
        isFirst: after === null,
        isAll,
        mayHandle: hasRole(context.actor, 'officer'),
      }),
    )
  })

  app.get('/office/calls/:id/applications.csv', list, async (request, reply) => {
    const { context, params, query, language } = request
    const call = await findCallHead(context.db, params.id)
    if (!call) throw new NotFound('call')
    const lines = applicationsSheet(context.db, context.actor, {
      callId: call.id,
      currency: call.currency,
      filter: filterOf(query),
      language,
    })
    return withDownloadHeaders(reply, {
      name: `${call.slug}.csv`,
      mediaType: 'text/csv; charset=utf-8',
    }).send(Readable.from(lines))
  })

  app.post(
    '/office/calls/:id/screening',
    { config: officer, schema: { params: idParams } },
    async (request, reply) => {
      await startScreening(request.context, request.params.id)
      return reply.seeOther(`/office/calls/${request.params.id}/applications`)
    },
  )

  app.get(
    '/office/applications/:id',
    { config: staff, schema: { params: idParams } },
    async (request, reply) => reply.page(await onePage(request, request.params.id, emptyForm())),
  )

  app.post(
    '/office/applications/:id/screening',
    { config: officer, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params, view } = request
      const t = officeTexts[view.language]
      const decoded = decodeForm(screeningForm, request.body, {
        language: view.language,
        texts: { outcome_missing: t.outcomeMissing },
      })
      if (decoded.ok && decoded.value.outcome === 'ineligible' && !decoded.value.reason)
        decoded.form.problems.push({ field: 'reason', message: t.reasonMissing })
      if (!decoded.ok || decoded.form.problems.length > 0)
        return reply.page(await onePage(request, params.id, decoded.form), 422)
      const { outcome, reason } = decoded.value
      await screenApplication(context, params.id, { outcome, reason: reason ?? '' })
      return reply.seeOther(`/office/applications/${params.id}`)
    },
  )

  app.get(
    '/office/applications/:id/files/:key',
    { config: staff, schema: { params: keyParams } },
    async (request, reply) => {
      const { context, params } = request
      const { relation, status } = await relationTo(context.db, context.actor, params.id)
      permit(policies.readAsStaff(context.actor, relation, status))
      const file = await getSubmittedFile(context.db, params.id, params.key)
      return sendFile(reply, file, { name: file.name })
    },
  )
}

const onePage = async (request: FastifyRequest, id: string, form: FormState) => {
  const { context, view } = request
  const { relation, status } = await relationTo(context.db, context.actor, id)
  permit(policies.readAsStaff(context.actor, relation, status))
  const [application, receipt, history] = await Promise.all([
    findApplication(context.db, id),
    getRevision(context.db, id),
    listHistory(context.db, 'application', id),
  ])
  if (!application) throw new NotFound('application')
  return officeApplicationPage(view, {
    application,
    receipt,
    definition: await definitionOf(context.db, receipt.content.formId),
    history,
    form,
    mayHandle: policies.handleAsOfficer(context.actor, relation, status) === null,
  })
}

const filterOf = (query: ListQuery): OfficeFilter => ({
  q: query.q || undefined,
  status: query.status,
  country: query.country,
  sort: query.sort,
  isDescending: query.desc !== undefined,
})
