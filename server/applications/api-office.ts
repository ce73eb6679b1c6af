import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import {
  officeListView,
  revisionView,
  screeningStartedView,
  screeningView,
  toOfficeItem,
  toRevisionView,
} from './api-office-views.ts'
import { placeOf, placeWord } from './office-place.ts'
import {
  countForOffice,
  findCallHead,
  listForOffice,
  OFFICE_PAGE_SIZE,
  OFFICE_SORTS,
} from './office-store.ts'
import { permitReadingRevision } from './reach.ts'
import { getRevision } from './revision-store.ts'
import { APPLICATION_STATUSES } from './rules.ts'
import { screeningForm } from './schema.ts'
import { screenApplication, startScreening } from './screening.ts'

const listQuery = z.strictObject({
  q: z.string().trim().max(200).optional(),
  status: z.enum(APPLICATION_STATUSES).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  sort: z.enum(OFFICE_SORTS).default('reference'),
  order: z.enum(['ascending', 'descending']).default('ascending'),
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(OFFICE_PAGE_SIZE).default(50),
})

/** The office's desk: a call's applications, what was submitted, the formal check. */
export const officeApi = async (app: App): Promise<void> => {
  const staff = { access: 'staff' as const }
  const officer = { access: 'officer' as const }

  app.get(
    `${API_PREFIX}/calls/:id/applications`,
    {
      config: staff,
      schema: {
        summary: 'List the submitted applications of a call',
        description:
          'Of an application that is closed to you, by a conflict of interest or by taking part in it, there is only the reference. It is left out of a list that is narrowed.',
        params: idParams,
        querystring: listQuery,
        response: { 200: officeListView },
      },
    },
    async ({ context, params, query }) => {
      const call = await findCallHead(context.db, params.id)
      if (!call) throw new NotFound('call')
      const { q, status, country, sort } = query
      const filter = { q, status, country, sort, isDescending: query.order === 'descending' }
      const page = { after: placeOf(query.after, sort), limit: query.limit }
      const [{ rows, next }, { byStatus, shut }] = await Promise.all([
        listForOffice(context.db, context.actor, call.id, filter, page),
        countForOffice(context.db, context.actor, call.id, filter),
      ])
      const counts = status ? [byStatus[status] ?? 0] : [...Object.values(byStatus), shut]
      return {
        items: rows.map(toOfficeItem),
        total: counts.reduce((sum, count) => sum + count, 0),
        next: next && placeWord(next),
        closedToYou: shut,
        currency: call.currency,
      }
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/revision`,
    {
      config: { access: 'signedIn' },
      schema: {
        summary: 'What was submitted, with its digest',
        description:
          'To those who take part in the application and to the office. `sha256` is taken over `content` as canonical JSON (RFC 8785).',
        params: idParams,
        response: { 200: revisionView },
      },
    },
    async ({ context, params }) => {
      const { shown } = await permitReadingRevision(context, params.id)
      return toRevisionView(await getRevision(context.db, params.id), shown)
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/screening`,
    {
      config: officer,
      schema: {
        summary: 'Find an application eligible or ineligible',
        description: 'After the call has closed. To find it ineligible needs a reason.',
        params: idParams,
        body: screeningForm,
        response: { 200: screeningView },
      },
    },
    async ({ context, params, body }) => {
      const { outcome, reason = '' } = body
      return { status: await screenApplication(context, params.id, { outcome, reason }) }
    },
  )

  app.post(
    `${API_PREFIX}/calls/:id/screening`,
    {
      config: officer,
      schema: {
        summary: 'Begin the formal check of all applications of a closed call',
        description: 'But for those that are closed to you.',
        params: idParams,
        response: { 200: screeningStartedView },
      },
    },
    async ({ context, params }) => ({ started: await startScreening(context, params.id) }),
  )
}
