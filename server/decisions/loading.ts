import { createHash } from 'node:crypto'
import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import { permit, relationTo } from '../applications/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Call } from '../calls/rules.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { listHistory } from '../history/store.ts'
import { policies } from '../policies.ts'
import { loadReviewSummaries } from '../reviews/operations.ts'
import type { LetterFacts } from './letter.ts'
import { type Ranking, rankApplications } from './ranking-rules.ts'
import {
  countRelease,
  type DecisionRefusal,
  type ReleaseCount,
  refuseBeforeClose,
  refuseProposal,
  refuseRecording,
  refuseRelease,
  refuseReturn,
} from './rules.ts'
import {
  type CallRow,
  findApplication,
  findDecision,
  findLetter,
  listCallRows,
  listComments,
  type StaffDecision,
} from './store.ts'

export type DecisionBrief = {
  id: string
  status: StaffDecision['status']
  outcome: StaffDecision['outcome']
  amountCents: number | null
  reserveRank: number | null
}

export type OfficeRow = {
  applicationId: string
  reference: string
  title: string
  country: string | null
  organisation: string | null
  requestedCents: number
  decision: DecisionBrief | null
}

export type RankingRow = OfficeRow & {
  mean: number | null
  /** Weighted mean of each review, least first. */
  means: readonly number[]
}

export type LoadedRanking = {
  call: Call
  /** Why there is none yet. */
  refusal: DecisionRefusal | null
  ranking: Ranking<RankingRow>
  ineligible: OfficeRow[]
  /** Applications that the reader has a conflict of interest with, or takes part in: nothing but their number. */
  shut: number
  notYetReviewed: number
  scale: { min: number; max: number }
}

/** The call's applications by weighted mean, as far as the reader may see them. A constant number of queries. */
export const loadRanking = async (context: Context, callId: string): Promise<LoadedRanking> => {
  const [call, all, summaries] = await Promise.all([
    callOf(context.db, callId),
    listCallRows(context.db, callId, actorId(context.actor)),
    loadReviewSummaries(context.db, callId),
  ])
  const refusal = refuseBeforeClose(call, context.clock.now())
  const rows = refusal === null ? all.filter(({ isShut }) => !isShut) : []
  const scored = rows
    .filter(({ status }) => status === 'in_review' || status === 'decided')
    .filter(({ outcome }) => outcome !== 'ineligible')
    .map((row): RankingRow => {
      const summary = summaries.get(row.applicationId)
      return { ...officeRow(row), mean: summary?.mean ?? null, means: summary?.means ?? [] }
    })
  return {
    call,
    refusal,
    ranking: rankApplications(scored, call.envelopeCents),
    ineligible: rows
      .filter(({ status, outcome }) => status === 'ineligible' || outcome === 'ineligible')
      .map(officeRow),
    shut: all.filter(({ isShut }) => isShut).length,
    notYetReviewed: rows.filter(({ status }) => NOT_YET.includes(status)).length,
    scale: {
      min: Math.min(...call.criteria.map(({ scaleMin }) => scaleMin)),
      max: Math.max(...call.criteria.map(({ scaleMax }) => scaleMax)),
    },
  }
}

export type LoadedProposal = {
  application: NonNullable<Awaited<ReturnType<typeof findApplication>>>
  call: Call
  decision: StaffDecision | undefined
  mean: number | null
  means: readonly number[]
  comments: readonly string[]
  history: Awaited<ReturnType<typeof listHistory>>
  /** Why the reader cannot do each, null where it can be done. Auditors read only. */
  mayAct: boolean
  refusals: {
    propose: DecisionRefusal | null
    record: DecisionRefusal | null
    return: DecisionRefusal | null
  }
}

/** An application's decision as the office handles it. */
export const loadProposal = async (
  context: Context,
  applicationId: string,
): Promise<LoadedProposal> => {
  const { db, actor } = context
  const { relation, status } = await relationTo(db, actor, applicationId)
  permit(policies.readAsStaff(actor, relation, status))
  const application = await findApplication(db, applicationId)
  if (!application) throw new NotFound('application')
  const [call, decision, summaries, comments] = await Promise.all([
    callOf(db, application.callId),
    findDecision(db, { applicationId }),
    loadReviewSummaries(db, application.callId),
    listComments(db, applicationId),
  ])
  const summary = summaries.get(applicationId)
  return {
    application,
    call,
    decision,
    mean: summary?.mean ?? null,
    means: summary?.means ?? [],
    comments,
    history: decision ? await listHistory(db, 'decision', decision.id) : [],
    mayAct: policies.handleAsOfficer(actor, relation, status) === null,
    refusals: {
      propose: refuseProposal(application, call, context.clock.now()),
      record: decision
        ? refuseRecording(
            { status: decision.status, proposedBy: decision.proposedById },
            actorId(actor) ?? '',
          )
        : null,
      return: decision ? refuseReturn(decision) : null,
    },
  }
}

export type ReleaseCheck = {
  call: Call
  rows: OfficeRow[]
  shut: number
  count: ReleaseCount
  refusal: DecisionRefusal | null
  seen: string
  /** The one instant, once it has come. */
  releasedAt: Date | null
}

/** What a release would release, and why it cannot be done yet. */
export const loadReleaseCheck = async (context: Context, callId: string): Promise<ReleaseCheck> => {
  const [call, all, seen] = await Promise.all([
    callOf(context.db, callId),
    listCallRows(context.db, callId, actorId(context.actor)),
    releaseDigest(context.db, callId),
  ])
  const count = countRelease(
    all.map(({ status, decisionStatus }) => ({ status, decision: decisionStatus })),
  )
  return {
    call,
    rows: all.filter(({ isShut }) => !isShut).map(officeRow),
    shut: all.filter(({ isShut }) => isShut).length,
    count,
    refusal: refuseRelease(count, call, context.clock.now()),
    seen,
    releasedAt: all.find(({ releasedAt }) => releasedAt !== null)?.releasedAt ?? null,
  }
}

/** SHA-256 over what the decisions of a call say: the same digest means the same letters. */
export const releaseDigest = async (tx: Tx, callId: string): Promise<string> => {
  const rows = await listCallRows(tx, callId, null)
  const said = rows.map((row) => [
    row.decisionId,
    row.decisionStatus,
    row.decisionVersion,
    row.status,
  ])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/**
 * The letter for one who may read it: who takes part, once it is released; the office, before it too, unless a
 * conflict of interest stands against it. To anyone else, and before the release, there is no letter.
 */
export const loadLetter = async (
  context: Context,
  applicationId: string,
): Promise<{ facts: LetterFacts; isApplicant: boolean }> => {
  const { db, actor } = context
  const { relation, status } = await relationTo(db, actor, applicationId)
  const facts = await findLetter(db, applicationId)
  if (relation.participant !== null) {
    if (facts?.status !== 'released') throw new NotFound('decision')
    return { facts, isApplicant: true }
  }
  permit(policies.readAsStaff(actor, relation, status))
  if (!facts) throw new NotFound('decision')
  return { facts, isApplicant: false }
}

/** For the API: to an applicant the released letter, to the office the decision as it stands. */
export const loadDecision = async (
  context: Context,
  applicationId: string,
): Promise<{ letter: LetterFacts & { releasedAt: Date } } | { decision: StaffDecision }> => {
  const { facts, isApplicant } = await loadLetter(context, applicationId)
  if (isApplicant) {
    const { releasedAt } = facts
    if (releasedAt === null) throw new NotFound('decision')
    return { letter: { ...facts, releasedAt } }
  }
  const decision = await findDecision(context.db, { applicationId })
  if (!decision) throw new NotFound('decision')
  return { decision }
}

/** The application that a decision is about; the page of it then asks whether the reader may see it. */
export const applicationOf = async (context: Context, decisionId: string): Promise<string> => {
  const found = await findDecision(context.db, { id: decisionId })
  if (!found) throw new NotFound('decision')
  return found.applicationId
}

const NOT_YET: readonly CallRow['status'][] = ['submitted', 'screening', 'eligible']

const officeRow = (row: CallRow): OfficeRow => ({
  applicationId: row.applicationId,
  reference: row.reference,
  title: row.title,
  country: row.country,
  organisation: row.organisation,
  requestedCents: row.requestedCents,
  decision:
    row.decisionId === null || row.decisionStatus === null || row.outcome === null
      ? null
      : {
          id: row.decisionId,
          status: row.decisionStatus,
          outcome: row.outcome,
          amountCents: row.amountCents,
          reserveRank: row.reserveRank,
        },
})
