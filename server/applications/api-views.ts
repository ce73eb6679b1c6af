import { z } from 'zod'
import type { Language } from '../language.ts'
import { wholeList } from '../schema.ts'
import { lackLine } from './lack-texts.ts'
import type { OwnApplication } from './model.ts'
import { lackField, sectionPath } from './paths.ts'
import type { Receipt } from './revision-store.ts'
import { PARTICIPANT_ROLES, PARTICIPANT_STATUSES, PUBLIC_STATUSES } from './rules.ts'
import type { WorkItem } from './work.ts'

const instant = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

/** What leaves the API: only what is named here. */
export const answerView = z
  .object({ key: z.string(), value, version: z.int(), updatedAt: instant })
  .meta({ id: 'Answer' })

export const answersView = wholeList(answerView, 'Answers')

export const attachmentView = z
  .object({
    id: z.uuid(),
    slot: z.string(),
    name: z.string(),
    size: z.int(),
    sha256,
    state: z.enum(['received', 'clean', 'attention']),
    pages: z.int().nullable(),
  })
  .meta({ id: 'Attachment' })

export const attachmentsView = wholeList(attachmentView, 'Attachments')

export const participantView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(PARTICIPANT_ROLES),
    status: z.enum(PARTICIPANT_STATUSES),
  })
  .meta({ id: 'Participant' })

export const participantsView = wholeList(participantView, 'Participants')

export const budgetLineView = z
  .object({
    category: z.string(),
    description: z.string(),
    year: z.int(),
    amountCents: z.int(),
  })
  .meta({ id: 'BudgetLine' })

export const budgetView = z
  .object({ currency: z.string(), totalCents: z.int(), lines: z.array(budgetLineView) })
  .meta({ id: 'Budget' })

export const applicationView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    status: z.enum(PUBLIC_STATUSES),
    version: z.int(),
    title: z.string(),
    organisation: z.object({ id: z.uuid(), name: z.string(), country: z.string() }).nullable(),
    country: z.string().nullable(),
    durationMonths: z.int().nullable(),
    call: z.object({ id: z.uuid(), slug: z.string(), closesAt: instant, zone: z.string() }),
    submittedAt: instant.nullable(),
    revision: z.int().nullable(),
    budget: budgetView,
    attachments: z.array(attachmentView),
    participants: z.array(participantView),
    missing: z.int(),
  })
  .meta({ id: 'Application' })

export const applicationListView = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        title: z.string(),
        status: z.enum(PUBLIC_STATUSES),
        role: z.enum(PARTICIPANT_ROLES),
        call: z.object({ slug: z.string(), closesAt: instant }),
        submittedAt: instant.nullable(),
        updatedAt: instant,
      }),
    ),
    total: z.int(),
    next: z.string().nullable(),
  })
  .meta({ id: 'ApplicationList' })

export const missingView = wholeList(
  z.object({
    section: z.string(),
    field: z.string(),
    code: z.string(),
    detail: z.string(),
    path: z.string(),
  }),
  'Missing',
)

export const invitationsView = wholeList(
  z.object({ id: z.uuid(), role: z.string(), title: z.string(), inviter: z.string() }),
  'Invitations',
)

export const receiptCheckView = z.object({ isReceived: z.boolean() }).meta({ id: 'ReceiptCheck' })

export const receiptView = z
  .object({
    application: z.uuid(),
    reference: z.string(),
    revision: z.int(),
    sha256,
    submittedAt: instant,
    attachments: z.array(z.object({ slot: z.string(), name: z.string(), sha256, size: z.int() })),
  })
  .meta({ id: 'Receipt' })

export const toApplicationView = (own: OwnApplication): z.input<typeof applicationView> => {
  const { application } = own
  return {
    id: application.id,
    reference: application.reference,
    status: own.status,
    version: application.version,
    title: application.title,
    organisation: application.organisation,
    country: application.country,
    durationMonths: application.durationMonths,
    call: {
      id: application.call.id,
      slug: application.call.slug,
      closesAt: application.call.closesAt.toISOString(),
      zone: application.call.zone,
    },
    submittedAt: application.submittedAt?.toISOString() ?? null,
    revision: application.revisionNumber,
    budget: toBudgetView(own),
    attachments: application.attachments,
    participants: application.participants,
    missing: own.lacks.length,
  }
}

export const toBudgetView = ({ application }: OwnApplication): z.input<typeof budgetView> => ({
  currency: application.call.currency,
  totalCents: application.requestedCents,
  lines: application.budget,
})

export const toAnswerView = (answer: {
  key: string
  value: z.input<typeof value>
  version: number
  updatedAt: Date | string
}): z.input<typeof answerView> => ({
  key: answer.key,
  value: answer.value,
  version: answer.version,
  updatedAt: new Date(answer.updatedAt).toISOString(),
})

export const toMissingView = (
  own: OwnApplication,
  language: Language,
): z.input<typeof missingView> => ({
  items: own.lacks.map((lack) => ({
    section: lack.section,
    field: lackField(lack),
    code: lack.problem.code,
    detail: lackLine(
      lack,
      { definition: own.application.definition, currency: own.application.call.currency },
      language,
    ),
    path: sectionPath(own.application.id, lack.section),
  })),
  total: own.lacks.length,
  next: null,
})

export const toReceiptView = (receipt: Receipt): z.input<typeof receiptView> => ({
  application: receipt.applicationId,
  reference: receipt.reference,
  revision: receipt.number,
  sha256: receipt.sha256,
  submittedAt: receipt.submittedAt.toISOString(),
  attachments: receipt.content.attachments,
})

export const toListItem = (item: WorkItem) => ({
  id: item.id,
  reference: item.reference,
  title: item.title,
  status: item.status,
  role: item.role,
  call: { slug: item.call.slug, closesAt: item.call.closesAt.toISOString() },
  submittedAt: item.submittedAt?.toISOString() ?? null,
  updatedAt: item.updatedAt.toISOString(),
})
