import { z } from 'zod'
import { budgetLineView } from './api-views.ts'
import type { OfficeRow } from './office-store.ts'
import type { Receipt } from './revision-store.ts'
import {
  APPLICATION_STATUSES,
  type ApplicationStatus,
  PARTICIPANT_ROLES,
  PARTICIPANT_STATUSES,
} from './rules.ts'

const instant = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const status = z.enum(APPLICATION_STATUSES)

const openItem = z.object({
  isShut: z.literal(false),
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  status,
  applicant: z.string(),
  organisation: z.string().nullable(),
  country: z.string().nullable(),
  requestedCents: z.int(),
  submittedAt: instant,
})
/** A conflict of interest, or taking part: nothing but that it exists. */
const shutItem = z.object({ isShut: z.literal(true), reference: z.string() })

export const officeListView = z
  .object({
    items: z.array(z.discriminatedUnion('isShut', [openItem, shutItem])),
    total: z.int(),
    next: z.string().nullable(),
    closedToYou: z.int(),
    currency: z.string(),
  })
  .meta({ id: 'CallApplications' })

export const screeningView = z.object({ status }).meta({ id: 'Screening' })
export const screeningStartedView = z.object({ started: z.int() }).meta({ id: 'ScreeningStarted' })

export const revisionView = z
  .object({
    application: z.uuid(),
    status,
    revision: z.int(),
    sha256,
    submittedAt: instant,
    content: z.object({
      reference: z.string(),
      callId: z.uuid(),
      formId: z.uuid(),
      title: z.string(),
      organisation: z.object({ id: z.uuid(), name: z.string(), country: z.string() }).nullable(),
      country: z.string().nullable(),
      durationMonths: z.int().nullable(),
      answers: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
      ),
      organisations: z.record(z.string(), z.string()),
      budget: z.array(budgetLineView),
      attachments: z.array(z.object({ slot: z.string(), name: z.string(), sha256, size: z.int() })),
      participants: z.array(
        z.object({
          role: z.enum(PARTICIPANT_ROLES),
          name: z.string(),
          organisation: z.string().nullable(),
          status: z.enum(PARTICIPANT_STATUSES),
        }),
      ),
    }),
  })
  .meta({ id: 'Revision' })

export const toOfficeItem = (
  row: OfficeRow,
): z.input<typeof openItem> | z.input<typeof shutItem> =>
  row.isShut
    ? { isShut: true, reference: row.reference }
    : { ...row, isShut: false, submittedAt: row.submittedAt.toISOString() }

export const toRevisionView = (
  receipt: Receipt,
  shown: ApplicationStatus,
): z.input<typeof revisionView> => ({
  application: receipt.applicationId,
  status: shown,
  revision: receipt.number,
  sha256: receipt.sha256,
  submittedAt: receipt.submittedAt.toISOString(),
  content: receipt.content,
})
