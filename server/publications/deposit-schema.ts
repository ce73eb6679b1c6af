import { z } from 'zod'
import { wholeList } from '../schema.ts'
import type { ListedDeposit } from './deposit-store.ts'
import type { OwnDeposit } from './depositing.ts'
import { ADVISORY_CHECKS, BLOCKING_CHECKS } from './rules/checks.ts'
import { DEPOSIT_STATES, depositState } from './rules/deposits.ts'
import { PROPOSAL_SOURCES } from './rules/proposals.ts'
import { publicationRecord } from './schema.ts'
import { publicationView } from './views.ts'

/** What authors may change: all but what the office gives. */
export const depositPatch = publicationRecord
  .omit({ external_id: true, series: true, number: true })
  .partial()

export const proposalBody = z.strictObject({
  values: z
    .array(z.string().max(120))
    .max(60)
    .optional()
    .meta({ description: 'Of themes, those that are taken; all where it is left out.' }),
})

const check = <Code extends readonly string[]>(codes: Code) =>
  z.object({
    code: z.enum(codes),
    field: z.string().meta({ description: 'Where it is mended.' }),
    about: z.string().nullable(),
  })

export const checksView = z
  .object({
    blocking: z.array(check(BLOCKING_CHECKS)),
    advisory: z.array(check(ADVISORY_CHECKS)),
  })
  .meta({ id: 'PublicationChecks' })

export const proposalsView = z
  .array(
    z.object({
      field: z.string(),
      values: z.array(z.string()),
      source: z.enum(PROPOSAL_SOURCES),
      page: z.int().nullable(),
    }),
  )
  .meta({ id: 'PdfProposals', description: 'What the PDF says and nobody has answered.' })

const common = {
  id: z.uuid().meta({ description: 'Of the publication too.' }),
  grant: z.string(),
  state: z.enum(DEPOSIT_STATES),
  version: z.int(),
  submitted_at: z.iso.datetime().nullable(),
  returned_reason: z.string().nullable(),
}

export const depositView = z
  .object({
    ...common,
    publication: publicationView,
    file: z
      .object({
        url: z.string(),
        size: z.int(),
        sha256: z.string(),
        state: z.enum(['received', 'clean', 'attention']),
        pages: z.int().nullable(),
      })
      .nullable(),
    checks: checksView,
    proposals: proposalsView,
  })
  .meta({ id: 'Deposit' })

export const ownDepositsView = wholeList(
  z.object({ ...common, titles: z.record(z.string(), z.string()), language: z.string() }),
  'OwnDeposits',
)

export const toListedDeposit = (deposit: ListedDeposit) => ({
  id: deposit.id,
  grant: deposit.grantReference,
  state: depositState(deposit),
  version: deposit.version,
  submitted_at: deposit.submittedAt?.toISOString() ?? null,
  returned_reason: deposit.returnedReason,
  titles: deposit.title,
  language: deposit.language,
})

export const toDeposit = (
  { publication, deposit, checks, proposals }: OwnDeposit,
  shown: z.input<typeof publicationView>,
  baseUrl: string,
): z.input<typeof depositView> => ({
  id: publication.id,
  grant: deposit.grantReference,
  state: depositState({ ...publication, returnedReason: deposit.returnedReason }),
  version: publication.version,
  submitted_at: deposit.submittedAt?.toISOString() ?? null,
  returned_reason: deposit.returnedReason,
  publication: shown,
  file: publication.file && {
    url: `${baseUrl}/api/v1/deposits/${publication.id}/file`,
    size: publication.file.size,
    sha256: publication.file.sha256,
    state: publication.file.state,
    pages: publication.file.pages,
  },
  checks,
  proposals,
})
