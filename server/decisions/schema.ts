import { z } from 'zod'
import {
  AMOUNT_CENTS_MAX,
  CONDITIONS_MAX,
  DECISION_OUTCOMES,
  DECISION_STATUSES,
  REASONS_MAX,
  RESERVE_RANK_MAX,
  RETURN_REASON_MAX,
} from './rules.ts'

const version = z.int().min(1).max(1_000_000)
const reserveRank = z.int().min(1).max(RESERVE_RANK_MAX)
const reasons = z.string('reasons_short').trim().min(1, 'reasons_short').max(REASONS_MAX)

/** What the API takes; amounts in minor units of the call's currency. */
export const proposalBody = z.strictObject({
  outcome: z.enum(DECISION_OUTCOMES),
  amountCents: z.int().min(1).max(AMOUNT_CENTS_MAX).nullable().optional(),
  reserveRank: reserveRank.nullable().optional(),
  reasons,
  conditions: z.string().trim().max(CONDITIONS_MAX).optional(),
})

export const changeBody = proposalBody.partial().extend({ version: version.optional() })

/** What the page sends: amounts in whole units, as people write them. */
export const proposalForm = z.strictObject({
  outcome: z.enum(DECISION_OUTCOMES, 'outcome_missing'),
  amount: z
    .number()
    .min(0)
    .max(AMOUNT_CENTS_MAX / 100)
    .optional(),
  reserveRank: reserveRank.optional(),
  reasons,
  conditions: z.string().max(CONDITIONS_MAX).optional(),
  version: version.optional(),
})

export const recordingBody = z.strictObject({ version: version.optional() })
export const returnBody = z.strictObject({
  reason: z.string('reason_missing').trim().min(1, 'reason_missing').max(RETURN_REASON_MAX),
  version: version.optional(),
})

/** `seen`: digest of the letters as the check page showed them; what has changed since is not released. */
export const releaseBody = z.strictObject({
  seen: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

export const releaseForm = z.strictObject({
  seen: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal('yes', 'confirm_missing'),
})

export const decisionView = z
  .object({
    id: z.uuid(),
    applicationId: z.uuid(),
    status: z.enum(DECISION_STATUSES),
    outcome: z.enum(DECISION_OUTCOMES),
    amountCents: z.int().nullable(),
    currency: z.string(),
    reserveRank: z.int().nullable(),
    reasons: z.string(),
    conditions: z.string(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    recordedBy: z.string().nullable(),
    recordedAt: z.iso.datetime().nullable(),
    releasedAt: z.iso.datetime().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Decision', description: 'A decision as the office handles it.' })

export const letterView = z
  .object({
    applicationId: z.uuid(),
    reference: z.string(),
    title: z.string(),
    outcome: z.enum(DECISION_OUTCOMES),
    amountCents: z.int().nullable(),
    currency: z.string(),
    reserveRank: z.int().nullable(),
    reasons: z.string(),
    conditions: z.string(),
    releasedAt: z.iso.datetime(),
    comments: z.array(z.string()).describe('Of the reviewers, in no particular order.'),
    grantId: z.uuid().nullable(),
    letters: z
      .object({ sv: z.string(), en: z.string() })
      .describe('Paths of the letter as PDF, by language.'),
  })
  .meta({ id: 'DecisionLetter', description: 'A released decision as its applicants have it.' })

export const rankingView = z
  .object({
    callId: z.uuid(),
    currency: z.string(),
    envelopeCents: z.int().nullable(),
    aboveLine: z.int().nullable().describe('How many rows the envelope covers.'),
    aboveCents: z.int(),
    leftCents: z.int().nullable(),
    closedToYou: z.int().describe('Applications that a conflict of interest keeps from you.'),
    notYetReviewed: z.int(),
    items: z.array(
      z.object({
        applicationId: z.uuid(),
        reference: z.string(),
        title: z.string(),
        rank: z.int().nullable(),
        isTied: z.boolean(),
        mean: z.number().nullable(),
        means: z.array(z.number()),
        reviews: z.int(),
        requestedCents: z.int(),
        costCents: z.int(),
        togetherCents: z.int(),
        isAboveLine: z.boolean(),
        decision: z
          .object({
            id: z.uuid(),
            status: z.enum(DECISION_STATUSES),
            outcome: z.enum(DECISION_OUTCOMES),
            amountCents: z.int().nullable(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Ranking' })

export const releaseCheckView = z
  .object({
    callId: z.uuid(),
    seen: z.string(),
    count: z.object({
      ready: z.int(),
      unhandled: z.int(),
      unrecorded: z.int(),
      released: z.int(),
    }),
    closedToYou: z.int().describe('Applications that a conflict of interest keeps from you.'),
    refusal: z.string().nullable().describe('Why nothing can be released now.'),
    releasedAt: z.iso.datetime().nullable(),
    items: z.array(
      z.object({
        applicationId: z.uuid(),
        reference: z.string(),
        title: z.string(),
        requestedCents: z.int(),
        decision: z
          .object({
            id: z.uuid(),
            status: z.enum(DECISION_STATUSES),
            outcome: z.enum(DECISION_OUTCOMES),
            amountCents: z.int().nullable(),
            reserveRank: z.int().nullable(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'ReleaseCheck' })

export const releaseView = z
  .object({
    callId: z.uuid(),
    releasedAt: z.iso.datetime(),
    released: z.int(),
    awarded: z.int(),
  })
  .meta({ id: 'Release' })
