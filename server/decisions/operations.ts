import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { decisions } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import { moveApplication, permit, relationTo } from '../applications/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, refuse, Stale } from '../errors.ts'
import { offerGrants } from '../grants/operations.ts'
import { record } from '../history/operations.ts'
import { policies } from '../policies.ts'
import { sendLetters } from './jobs.ts'
import { releaseDigest } from './loading.ts'
import {
  countRelease,
  type Proposal,
  proposalProblems,
  refuseChange,
  refuseOverEnvelope,
  refuseProposal,
  refuseRecording,
  refuseRelease,
  refuseReturn,
} from './rules.ts'
import {
  type DecisionRow,
  findApplication,
  findDecision,
  listReleaseRows,
  lockApplication,
  lockCallRow,
  lockDecision,
  lockReady,
  type StaffDecision,
  sumAwards,
} from './store.ts'
import { texts } from './texts.ts'

export { applicationOf as applicationOfDecision } from './loading.ts'
export { type DecisionWork, workItems } from './work.ts'

export type Versioned = { version?: number | undefined }

/** An officer's proposal for an application without one. */
export const proposeDecision = (
  context: Context,
  applicationId: string,
  proposal: Proposal,
): Promise<StaffDecision> =>
  context.db.transaction(async (tx) => {
    const officer = await permitOfficer(tx, context, applicationId)
    await checkProposal(tx, context, applicationId, proposal)
    const [made] = await tx
      .insert(decisions)
      .values({
        applicationId,
        ...proposal,
        proposedBy: officer,
        proposedAt: await context.clock.inTransaction(tx),
      })
      .onConflictDoNothing({ target: decisions.applicationId })
      .returning({ id: decisions.id })
    if (!made) return refuseWith({ reason: 'decision_exists' })
    await recordAct(tx, context, made.id, {
      type: 'decision.proposed',
      from: null,
      to: 'proposed',
      data: factsOf(proposal),
    })
    return getDecision(tx, made.id)
  })

/** Changes what is proposed; who changes it becomes the one who proposes. Parts not given stay as they are. */
export const changeProposal = (
  context: Context,
  applicationId: string,
  change: Partial<Proposal> & Versioned,
): Promise<StaffDecision> =>
  context.db.transaction(async (tx) => {
    const officer = await permitOfficer(tx, context, applicationId)
    const found = await findDecision(tx, { applicationId })
    if (!found) throw new NotFound('decision')
    await lockApplication(tx, applicationId)
    const current = await lock(tx, found.id, change)
    refuse(refuseChange(current))
    const proposal = { ...proposalOf(current), ...withoutVersion(change) }
    await checkProposal(tx, context, applicationId, proposal)
    await update(tx, current, {
      ...proposal,
      proposedBy: officer,
      proposedAt: await context.clock.inTransaction(tx),
    })
    await recordAct(tx, context, current.id, {
      type: 'decision.changed',
      from: 'proposed',
      to: 'proposed',
      data: factsOf(proposal),
    })
    return getDecision(tx, current.id)
  })

/**
 * Makes a proposal the decision: by an officer other than the one who proposed it, within the call's envelope.
 * Recordings of one call wait for one another, so that two cannot fit into what is left for one.
 */
export const recordDecision = (
  context: Context,
  id: string,
  { version }: Versioned = {},
): Promise<StaffDecision> =>
  context.db.transaction(async (tx) => {
    const found = await findOrThrow(tx, id)
    const officer = await permitOfficer(tx, context, found.applicationId)
    await lockCallRow(tx, found.callId)
    const application = await lockedApplication(tx, found.applicationId)
    const current = await lock(tx, id, { version })
    const call = await callOf(tx, found.callId)
    const now = await context.clock.inTransaction(tx)
    refuse(refuseRecording(current, officer))
    refuse(refuseProposal(application, call, now))
    if (current.outcome === 'awarded')
      refuse(
        refuseOverEnvelope({
          amountCents: current.amountCents,
          awardedCents: await sumAwards(tx, call.id, id),
          envelopeCents: call.envelopeCents,
          currency: call.currency,
        }),
      )
    await update(tx, current, { status: 'recorded', recordedBy: officer, recordedAt: now })
    await recordAct(tx, context, id, {
      type: 'decision.recorded',
      from: 'proposed',
      to: 'recorded',
      data: { outcome: current.outcome, amountCents: current.amountCents },
    })
    return getDecision(tx, id)
  })

/** Sends a recorded decision back to be proposed anew, with a reason for the colleague. */
export const returnDecision = (
  context: Context,
  id: string,
  { reason, version }: { reason: string } & Versioned,
): Promise<StaffDecision> =>
  context.db.transaction(async (tx) => {
    const found = await findOrThrow(tx, id)
    await permitOfficer(tx, context, found.applicationId)
    await lockCallRow(tx, found.callId)
    const current = await lock(tx, id, { version })
    refuse(refuseReturn(current))
    await update(tx, current, { status: 'proposed', recordedBy: null, recordedAt: null })
    await recordAct(tx, context, id, {
      type: 'decision.returned',
      from: 'recorded',
      to: 'proposed',
      reason,
    })
    return getDecision(tx, id)
  })

export type Release = { callId: string; releasedAt: Date; released: number; awarded: number }

/**
 * Releases every decision of a call at one instant: that of the transaction. All or nothing: applications are
 * decided, awards become grants with their reports, and the letters follow by jobs.
 * `seen`: digest of what the officer read before; anything changed since refuses the whole.
 */
export const releaseDecisions = (
  context: Context,
  callId: string,
  { seen }: { seen?: string | undefined } = {},
): Promise<Release> =>
  context.db.transaction(async (tx) => {
    if (!(await lockCallRow(tx, callId))) throw new NotFound('call')
    const call = await callOf(tx, callId)
    const releasedAt = await context.clock.inTransaction(tx)
    const ready = await lockReady(tx, callId)
    refuse(refuseRelease(countRelease(await listReleaseRows(tx, callId)), call, releasedAt))
    if (seen !== undefined && seen !== (await releaseDigest(tx, callId)))
      refuseWith({ reason: 'release_changed' })
    const ids = ready.map(({ id }) => id)
    const releasedBy = actorId(context.actor)
    const released = await tx
      .update(decisions)
      .set({ status: 'released', releasedAt, releasedBy })
      .where(and(inArray(decisions.id, ids), eq(decisions.status, 'recorded')))
      .returning({ id: decisions.id })
    if (released.length !== ids.length) throw new Stale()
    for (const { id, applicationId } of ready) {
      await recordAct(tx, context, id, {
        type: 'decision.released',
        from: 'recorded',
        to: 'released',
        data: { releasedAt: releasedAt.toISOString() },
      })
      await moveApplication(tx, context, applicationId, 'decide')
    }
    const awards = ready.flatMap(({ id, applicationId, outcome, amountCents, durationMonths }) =>
      outcome === 'awarded' && amountCents !== null
        ? [{ decisionId: id, applicationId, amountCents, durationMonths }]
        : [],
    )
    await offerGrants(tx, context, { awards, currency: call.currency, at: releasedAt })
    await record(tx, context, {
      entity: 'call',
      entityId: callId,
      type: 'call.decisions_released',
      data: { released: ids.length, awarded: awards.length, releasedAt: releasedAt.toISOString() },
    })
    await context.enqueue(tx, sendLetters, { callId })
    return { callId, releasedAt, released: ids.length, awarded: awards.length }
  })

const permitOfficer = async (tx: Tx, context: Context, applicationId: string): Promise<string> => {
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, status))
  const officer = actorId(context.actor)
  if (officer === null) throw new NotFound('application')
  return officer
}

const lockedApplication = async (tx: Tx, id: string) => {
  await lockApplication(tx, id)
  const application = await findApplication(tx, id)
  if (!application) throw new NotFound('application')
  return application
}

const checkProposal = async (
  tx: Tx,
  context: Context,
  applicationId: string,
  proposal: Proposal,
): Promise<void> => {
  const application = await lockedApplication(tx, applicationId)
  const call = await callOf(tx, application.callId)
  refuse(refuseProposal(application, call, await context.clock.inTransaction(tx)))
  const problems = proposalProblems(proposal, { ...application, ...limitsOf(call) })
  if (problems.length > 0)
    throw new Invalid(
      problems.map(({ field, code }) => ({
        field,
        message: texts[context.language].problems[code],
      })),
    )
}

const limitsOf = (call: { amountMinCents: number | null; amountMaxCents: number | null }) => ({
  amountMinCents: call.amountMinCents,
  amountMaxCents: call.amountMaxCents,
})

const findOrThrow = async (tx: Tx, id: string): Promise<StaffDecision> => {
  const found = await findDecision(tx, { id })
  if (!found) throw new NotFound('decision')
  return found
}

const getDecision = findOrThrow

const lock = async (tx: Tx, id: string, { version }: Versioned): Promise<DecisionRow> => {
  const current = await lockDecision(tx, id)
  if (!current) throw new NotFound('decision')
  if (version !== undefined && version !== current.version) throw new Stale()
  return current
}

const update = async (
  tx: Tx,
  current: DecisionRow,
  change: Partial<DecisionRow>,
): Promise<void> => {
  const [changed] = await tx
    .update(decisions)
    .set({ ...change, version: current.version + 1 })
    .where(
      and(
        eq(decisions.id, current.id),
        eq(decisions.status, current.status),
        eq(decisions.version, current.version),
      ),
    )
    .returning({ id: decisions.id })
  if (!changed) throw new Stale()
}

const recordAct = (
  tx: Tx,
  context: Context,
  entityId: string,
  entry: Omit<Parameters<typeof record>[2], 'entity' | 'entityId'>,
): Promise<void> => record(tx, context, { entity: 'decision', entityId, ...entry })

const proposalOf = (row: Proposal): Proposal => ({
  outcome: row.outcome,
  amountCents: row.amountCents,
  reserveRank: row.reserveRank,
  reasons: row.reasons,
  conditions: row.conditions,
})

const withoutVersion = ({
  version: _version,
  ...change
}: Partial<Proposal> & Versioned): Partial<Proposal> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

const factsOf = ({ outcome, amountCents, reserveRank }: Proposal) => ({
  outcome,
  amountCents,
  reserveRank,
})

const refuseWith = (refusal: { reason: string }): never => {
  refuse(refusal)
  throw new Error('unreachable')
}
