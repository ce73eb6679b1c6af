import type { ApplicationStatus } from '../applications/rules.ts'
import type { CallStatus } from '../calls/rules.ts'

export const DECISION_STATUSES = ['proposed', 'recorded', 'released'] as const
export type DecisionStatus = (typeof DECISION_STATUSES)[number]

export const DECISION_OUTCOMES = ['awarded', 'reserve', 'declined', 'ineligible'] as const
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number]

export const decisionTransitions = {
  proposed: { propose: 'proposed', record: 'recorded' },
  recorded: { reopen: 'proposed', release: 'released' },
  released: {},
} as const satisfies Record<DecisionStatus, Record<string, DecisionStatus>>

/** Words that the reasons must have at least: the applicant is owed more than a yes or a no. */
export const REASONS_WORDS_MIN = 10
export const REASONS_MAX = 8000
export const CONDITIONS_MAX = 4000
export const RETURN_REASON_MAX = 2000
export const RESERVE_RANK_MAX = 999
/** Ten thousand million of a currency, in minor units. */
export const AMOUNT_CENTS_MAX = 1_000_000_000_000

/** A decision's content, as an officer proposes it. Amounts in minor units of the call's currency. */
export type Proposal = {
  outcome: DecisionOutcome
  amountCents: number | null
  reserveRank: number | null
  reasons: string
  conditions: string
}

export type DecisionAct = 'propose' | 'record' | 'reopen'

export type DecisionRefusal =
  | { reason: 'decision_before_close'; closesAt: Date }
  | { reason: 'application_not_decidable'; status: ApplicationStatus }
  | { reason: 'decision_exists' }
  | { reason: 'decision_wrong_status'; status: DecisionStatus; act: DecisionAct }
  | { reason: 'decision_second_officer' }
  | { reason: 'envelope_exceeded'; amountCents: number; envelopeCents: number; currency: string }
  | { reason: 'release_done' }
  | { reason: 'release_empty' }
  | { reason: 'release_changed' }
  | { reason: 'release_incomplete'; unhandled: number; unrecorded: number }

type TimedCall = { status: CallStatus; closesAt: Date }

/** Decisions are taken of what has been reviewed, or found ineligible, once the call has closed. */
export const refuseProposal = (
  application: { status: ApplicationStatus },
  call: TimedCall,
  now: Date,
): DecisionRefusal | null => {
  const tooEarly = refuseBeforeClose(call, now)
  if (tooEarly) return tooEarly
  return isDecidable(application.status)
    ? null
    : { reason: 'application_not_decidable', status: application.status }
}

/** What is recorded or released stands as it is; a recorded one is returned first. */
export const refuseChange = (decision: { status: DecisionStatus }): DecisionRefusal | null =>
  wrongStatus(decision, 'propose')

/** Four eyes: who last worded the proposal cannot be the one who records it. */
export const refuseRecording = (
  decision: { status: DecisionStatus; proposedBy: string },
  officerId: string,
): DecisionRefusal | null =>
  wrongStatus(decision, 'record') ??
  (decision.proposedBy === officerId ? { reason: 'decision_second_officer' } : null)

export const refuseReturn = (decision: { status: DecisionStatus }): DecisionRefusal | null =>
  wrongStatus(decision, 'reopen')

/**
 * Awards keep to the call's envelope. `awardedCents`: what the call's other decisions, recorded or released, give.
 * The refusal does not tell that sum: an officer may have a conflict with what is in it.
 */
export const refuseOverEnvelope = (facts: {
  amountCents: number | null
  awardedCents: number
  envelopeCents: number | null
  currency: string
}): DecisionRefusal | null => {
  const { amountCents, awardedCents, envelopeCents, currency } = facts
  if (amountCents === null || envelopeCents === null) return null
  return awardedCents + amountCents > envelopeCents
    ? { reason: 'envelope_exceeded', amountCents, envelopeCents, currency }
    : null
}

export type ProposalCode =
  | 'outcome_ineligible_only'
  | 'outcome_not_ineligible'
  | 'amount_missing'
  | 'amount_over_requested'
  | 'amount_under_least'
  | 'amount_over_most'
  | 'amount_without_award'
  | 'rank_missing'
  | 'rank_without_reserve'
  | 'reasons_short'

export type ProposalProblem = { field: keyof Proposal; code: ProposalCode }

/** What is to be corrected in a proposal, at most one problem a field. */
export const proposalProblems = (
  proposal: Proposal,
  facts: {
    status: ApplicationStatus
    requestedCents: number
    amountMinCents: number | null
    amountMaxCents: number | null
  },
): ProposalProblem[] => {
  const problems: ProposalProblem[] = []
  if (facts.status === 'ineligible' && proposal.outcome !== 'ineligible')
    problems.push({ field: 'outcome', code: 'outcome_ineligible_only' })
  if (facts.status !== 'ineligible' && proposal.outcome === 'ineligible')
    problems.push({ field: 'outcome', code: 'outcome_not_ineligible' })
  const amount = amountProblem(proposal, facts)
  if (amount) problems.push({ field: 'amountCents', code: amount })
  if (proposal.outcome === 'reserve' && proposal.reserveRank === null)
    problems.push({ field: 'reserveRank', code: 'rank_missing' })
  if (proposal.outcome !== 'reserve' && proposal.reserveRank !== null)
    problems.push({ field: 'reserveRank', code: 'rank_without_reserve' })
  if (countWords(proposal.reasons) < REASONS_WORDS_MIN)
    problems.push({ field: 'reasons', code: 'reasons_short' })
  return problems
}

export type ReleaseRow = { status: ApplicationStatus; decision: DecisionStatus | null }

export type ReleaseCount = {
  /** Decided upon and recorded: what would be released. */
  ready: number
  /** Not yet through the formal check or the review. */
  unhandled: number
  /** Reviewed or ineligible, without a recorded decision. */
  unrecorded: number
  released: number
}

/** How far a call's applications have come towards their release. Drafts and what was withdrawn do not count. */
export const countRelease = (rows: readonly ReleaseRow[]): ReleaseCount => ({
  ready: rows.filter((row) => isDecidable(row.status) && row.decision === 'recorded').length,
  unhandled: rows.filter(({ status }) => UNHANDLED.includes(status)).length,
  unrecorded: rows.filter((row) => isDecidable(row.status) && row.decision !== 'recorded').length,
  released: rows.filter(({ status }) => status === 'decided').length,
})

/** All of a call's applicants learn at one instant: there is no release of a part, and no second one. */
export const refuseRelease = (
  count: ReleaseCount,
  call: TimedCall,
  now: Date,
): DecisionRefusal | null => {
  const tooEarly = refuseBeforeClose(call, now)
  if (tooEarly) return tooEarly
  if (count.released > 0) return { reason: 'release_done' }
  const { unhandled, unrecorded } = count
  if (unhandled > 0 || unrecorded > 0)
    return { reason: 'release_incomplete', unhandled, unrecorded }
  return count.ready === 0 ? { reason: 'release_empty' } : null
}

/** Outside the call's days, or before it closed, nothing is ranked or decided. */
export const refuseBeforeClose = (call: TimedCall, now: Date): DecisionRefusal | null =>
  call.status === 'draft' || now < call.closesAt
    ? { reason: 'decision_before_close', closesAt: call.closesAt }
    : null

export const isDecidable = (status: ApplicationStatus): boolean =>
  status === 'in_review' || status === 'ineligible'

export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0

const UNHANDLED: readonly ApplicationStatus[] = ['submitted', 'screening', 'eligible']

const wrongStatus = (
  { status }: { status: DecisionStatus },
  act: DecisionAct,
): DecisionRefusal | null => {
  const possible: Partial<Record<DecisionAct, DecisionStatus>> = decisionTransitions[status]
  return possible[act] === undefined ? { reason: 'decision_wrong_status', status, act } : null
}

const amountProblem = (
  { outcome, amountCents }: Proposal,
  facts: { requestedCents: number; amountMinCents: number | null; amountMaxCents: number | null },
): ProposalCode | null => {
  if (outcome !== 'awarded') return amountCents === null ? null : 'amount_without_award'
  if (amountCents === null || amountCents < 1) return 'amount_missing'
  if (amountCents > facts.requestedCents) return 'amount_over_requested'
  if (facts.amountMinCents !== null && amountCents < facts.amountMinCents)
    return 'amount_under_least'
  if (facts.amountMaxCents !== null && amountCents > facts.amountMaxCents) return 'amount_over_most'
  return null
}
