import { z } from 'zod'
import { wholeList } from '../schema.ts'
import { LANGUAGE_CODES } from '../vocabulary/languages.ts'
import {
  GRANT_STATUSES,
  REPORT_KINDS,
  REPORT_STATUSES,
  REPORT_SUMMARY_MAX,
  REPORT_TITLE_MAX,
  RETURN_REASON_MAX,
} from './rules.ts'

export const referenceParams = z.object({ reference: z.string().max(30) })
export const reportOfGrantParams = z.object({ id: z.uuid(), reportId: z.uuid() })

const version = z.int().min(1).max(1_000_000)

export const acceptanceBody = z.strictObject({
  startsOn: z.iso.date(),
  version: version.optional(),
})

export const acceptanceForm = z.strictObject({
  startsOn: z.iso.date('start_missing'),
  agreed: z.literal('yes', 'agreement_missing'),
  version: version.optional(),
})

/** A report in writing: anything may still be missing. */
export const reportBody = z.strictObject({
  title: z.string().trim().max(REPORT_TITLE_MAX).optional(),
  summary: z.string().trim().max(REPORT_SUMMARY_MAX).optional(),
  version: version.optional(),
})

export const versionBody = z.strictObject({ version: version.optional() })

export const returnBody = z.strictObject({
  reason: z.string('reason_missing').trim().min(1, 'reason_missing').max(RETURN_REASON_MAX),
  version: version.optional(),
})

export const publicationBody = z.strictObject({
  /** Of the report, ISO 639-1. */
  language: z.enum([...LANGUAGE_CODES] as [string, ...string[]]).optional(),
})

export const depositBody = z.strictObject({
  /** To begin from it: its title, summary and file. */
  report: z.uuid().optional(),
})

export const PAGE_SIZE = 50
export const PAGE_SIZE_MAX = 200

export const awardsQuery = z.object({
  call: z.string().max(200).optional(),
  country: z.string().max(2).optional(),
  year: z
    .string()
    .regex(/^(\d{4})?$/)
    .optional(),
  page: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional(),
})

export const awardsApiQuery = z.object({
  call: z.string().max(200).optional(),
  country: z.string().max(2).optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  after: z.string().max(30).optional().describe('The `next` of the page before.'),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
})

export const officeQuery = awardsQuery.extend({
  q: z.string().max(200).optional(),
  status: z.union([z.enum(GRANT_STATUSES), z.literal('')]).optional(),
})

const grantFields = {
  reference: z.string(),
  title: z.string(),
  organisation: z.string().nullable(),
  country: z.string().nullable(),
  amountCents: z.int(),
  currency: z.string(),
  call: z.object({ slug: z.string(), title: z.object({ sv: z.string(), en: z.string() }) }),
  year: z.int(),
  status: z.enum(GRANT_STATUSES),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
}

export const awardView = z.object(grantFields).meta({ id: 'Award' })

export const awardsView = z
  .object({
    total: z.int(),
    totals: z.array(z.object({ currency: z.string(), amountCents: z.int() })),
    items: z.array(awardView),
    next: z.string().nullable(),
  })
  .meta({ id: 'Awards' })

export const publicGrantView = z
  .object({
    ...grantFields,
    mainApplicant: z.string().nullable(),
    summary: z.string().nullable(),
    publications: z.array(
      z.object({ slug: z.string(), title: z.string(), year: z.int().nullable() }),
    ),
  })
  .meta({ id: 'PublicGrant' })

export const grantView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    applicationId: z.uuid(),
    status: z.enum(GRANT_STATUSES),
    amountCents: z.int(),
    currency: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    acceptedAt: z.iso.datetime().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Grant' })

export const reportView = z
  .object({
    id: z.uuid(),
    grantId: z.uuid(),
    kind: z.enum(REPORT_KINDS),
    status: z.enum(REPORT_STATUSES),
    dueOn: z.string(),
    isOverdue: z.boolean(),
    title: z.string(),
    summary: z.string(),
    fileName: z.string().nullable(),
    fileSize: z.int().nullable(),
    submittedAt: z.iso.datetime().nullable(),
    returnedReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Report' })

export const reportsView = wholeList(reportView, 'Reports')

export const ownGrantsView = wholeList(grantView, 'OwnGrants')

export const reportQueueView = wholeList(
  z.object({
    id: z.uuid(),
    kind: z.enum(REPORT_KINDS),
    title: z.string(),
    grantReference: z.string(),
    submittedAt: z.iso.datetime().nullable(),
  }),
  'ReportQueue',
)

export const publicationMade = z
  .object({ id: z.uuid(), slug: z.string(), version: z.int() })
  .meta({ id: 'PublicationDraftMade' })
