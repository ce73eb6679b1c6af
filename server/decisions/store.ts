import { and, asc, eq, inArray, isNotNull, ne, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  assignments,
  calls,
  conflicts,
  decisions,
  grants,
  organisations,
  participants,
  people,
  reviews,
} from '../../db/schema/index.ts'
import type { LetterFacts } from './letter.ts'
import type { ReleaseRow } from './rules.ts'

export type DecisionRow = typeof decisions.$inferSelect
export type StaffDecision = NonNullable<Awaited<ReturnType<typeof findDecision>>>

const proposer = alias(people, 'proposer')
const recorder = alias(people, 'recorder')

/** A decision with the names of who proposed and recorded it; the caller's policy decides who sees it. */
export const findDecision = async (tx: Tx, by: { id: string } | { applicationId: string }) => {
  const [row] = await tx
    .select({
      id: decisions.id,
      applicationId: decisions.applicationId,
      callId: applications.callId,
      currency: calls.currency,
      status: decisions.status,
      outcome: decisions.outcome,
      amountCents: decisions.amountCents,
      reserveRank: decisions.reserveRank,
      reasons: decisions.reasons,
      conditions: decisions.conditions,
      proposedById: decisions.proposedBy,
      proposedBy: proposer.name,
      proposedAt: decisions.proposedAt,
      recordedBy: recorder.name,
      recordedAt: decisions.recordedAt,
      releasedAt: decisions.releasedAt,
      version: decisions.version,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(proposer, eq(proposer.id, decisions.proposedBy))
    .leftJoin(recorder, eq(recorder.id, decisions.recordedBy))
    .where('id' in by ? eq(decisions.id, by.id) : eq(decisions.applicationId, by.applicationId))
  return row
}

export const lockDecision = async (tx: Tx, id: string): Promise<DecisionRow | undefined> => {
  const [row] = await tx.select().from(decisions).where(eq(decisions.id, id)).for('update')
  return row
}

/** The application as its decision sees it. */
export const findApplication = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: applications.id,
      callId: applications.callId,
      reference: applications.reference,
      status: applications.status,
      title: applications.title,
      country: applications.country,
      organisation: organisations.name,
      durationMonths: applications.durationMonths,
      requestedCents: applications.requestedCents,
    })
    .from(applications)
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .where(eq(applications.id, id))
  return row
}

/** Locks the application's row: nobody withdraws or moves it while a decision about it is written. */
export const lockApplication = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.id, id))
    .for('update')
  return row
}

/** Locks the call's row: recordings and the release of one call happen one after the other. */
export const lockCallRow = async (tx: Tx, id: string) => {
  const [row] = await tx.select({ id: calls.id }).from(calls).where(eq(calls.id, id)).for('update')
  return row
}

/** What the call's recorded and released awards come to, but for one decision; minor units. */
export const sumAwards = async (tx: Tx, callId: string, exceptId: string): Promise<number> => {
  const [row] = await tx
    .select({ sum: sql<string>`coalesce(sum(${decisions.amountCents}), 0)` })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .where(
      and(
        eq(applications.callId, callId),
        eq(decisions.outcome, 'awarded'),
        inArray(decisions.status, ['recorded', 'released']),
        ne(decisions.id, exceptId),
      ),
    )
  return Number(row?.sum ?? 0)
}

export type CallRow = Awaited<ReturnType<typeof listCallRows>>[number]

/**
 * Every application of a call that was submitted and not withdrawn, with its decision, in one query. `isShut`: the
 * person takes part in it or has a conflict of interest; nothing of such a row may be shown.
 */
export const listCallRows = (tx: Tx, callId: string, personId: string | null) =>
  tx
    .select({
      applicationId: applications.id,
      reference: applications.reference,
      status: applications.status,
      title: applications.title,
      country: applications.country,
      organisation: organisations.name,
      requestedCents: applications.requestedCents,
      decisionId: decisions.id,
      decisionStatus: decisions.status,
      decisionVersion: decisions.version,
      releasedAt: decisions.releasedAt,
      outcome: decisions.outcome,
      amountCents: decisions.amountCents,
      reserveRank: decisions.reserveRank,
      isShut: shutFor(personId),
    })
    .from(applications)
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(
      and(eq(applications.callId, callId), notInArray(applications.status, ['draft', 'withdrawn'])),
    )
    .orderBy(asc(applications.reference))

/** The states of a call's applications and decisions, for the rules of the release. */
export const listReleaseRows = (tx: Tx, callId: string): Promise<ReleaseRow[]> =>
  tx
    .select({ status: applications.status, decision: decisions.status })
    .from(applications)
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(eq(applications.callId, callId))

/** The decisions that a release would release, in the order of their references; their applications locked first. */
export const lockReady = async (tx: Tx, callId: string) => {
  const isDecidable = and(
    eq(applications.callId, callId),
    inArray(applications.status, ['in_review', 'ineligible']),
  )
  await tx
    .select({ id: applications.id })
    .from(applications)
    .where(isDecidable)
    .orderBy(asc(applications.reference))
    .for('update')
  return tx
    .select({
      id: decisions.id,
      applicationId: decisions.applicationId,
      outcome: decisions.outcome,
      amountCents: decisions.amountCents,
      durationMonths: applications.durationMonths,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .where(and(isDecidable, eq(decisions.status, 'recorded')))
    .orderBy(asc(applications.reference))
    .for('update', { of: decisions })
}

/** All that a letter says. The caller sees to it that nobody outside the office has it before the release. */
export const findLetter = async (
  tx: Tx,
  applicationId: string,
): Promise<(LetterFacts & { callId: string }) | undefined> => {
  const [row] = await tx
    .select({
      decisionId: decisions.id,
      applicationId: applications.id,
      callId: calls.id,
      reference: applications.reference,
      title: applications.title,
      organisation: organisations.name,
      callTitle: calls.title,
      contactEmail: calls.contactEmail,
      status: decisions.status,
      outcome: decisions.outcome,
      amountCents: decisions.amountCents,
      currency: calls.currency,
      reserveRank: decisions.reserveRank,
      reasons: decisions.reasons,
      conditions: decisions.conditions,
      proposedBy: proposer.name,
      recordedBy: recorder.name,
      releasedAt: decisions.releasedAt,
      grantId: grants.id,
      grantReference: grants.reference,
      grantStatus: grants.status,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(proposer, eq(proposer.id, decisions.proposedBy))
    .leftJoin(recorder, eq(recorder.id, decisions.recordedBy))
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .leftJoin(grants, eq(grants.decisionId, decisions.id))
    .where(eq(decisions.applicationId, applicationId))
  if (!row) return undefined
  return { ...row, comments: await listComments(tx, applicationId) }
}

/** What the reviewers say to the applicant, without a name, in an order that tells nothing and stays the same. */
export const listComments = async (tx: Tx, applicationId: string): Promise<string[]> => {
  const rows = await tx
    .select({ comment: reviews.commentToApplicant })
    .from(reviews)
    .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
    .where(
      and(
        eq(assignments.applicationId, applicationId),
        eq(assignments.status, 'completed'),
        eq(reviews.status, 'submitted'),
        ne(reviews.commentToApplicant, ''),
      ),
    )
    // Neither by name nor by time: the order must not tell who wrote what.
    .orderBy(sql`md5(${applicationId}::text || ${reviews.id}::text)`)
  return rows.map(({ comment }) => comment)
}

/** Who is written to about a decision: those who may write in the application. */
export const listRecipients = (tx: Tx, callId: string) =>
  tx
    .select({
      decisionId: decisions.id,
      applicationId: applications.id,
      personId: people.id,
      email: people.email,
      name: people.name,
      language: people.language,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .innerJoin(
      participants,
      and(
        eq(participants.applicationId, applications.id),
        eq(participants.status, 'accepted'),
        inArray(participants.role, ['main_applicant', 'co_applicant', 'municipality_partner']),
      ),
    )
    .innerJoin(people, eq(people.id, participants.personId))
    .where(and(eq(applications.callId, callId), eq(decisions.status, 'released')))
    .orderBy(asc(applications.reference), asc(people.id))

/** Everyone who completed a review in the call, once. */
export const listReviewers = (tx: Tx, callId: string) =>
  tx
    .selectDistinct({
      personId: people.id,
      email: people.email,
      name: people.name,
      language: people.language,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(and(eq(applications.callId, callId), eq(assignments.status, 'completed')))

/** How the office stands with each call that has closed: for the page of what waits. */
export const listDecisionWork = (tx: Tx, now: Date, personId: string) =>
  tx
    .select({
      callId: calls.id,
      title: calls.title,
      undecided: sql<number>`count(*) filter (where ${decisions.id} is null)::int`,
      toRecord: sql<number>`count(*) filter (where ${decisions.status} = 'proposed' and ${decisions.proposedBy} <> ${personId}::uuid)::int`,
      recorded: sql<number>`count(*) filter (where ${decisions.status} = 'recorded')::int`,
      total: sql<number>`count(*)::int`,
      unhandled: sql<number>`count(*) filter (where ${applications.status} in ('submitted', 'screening', 'eligible'))::int`,
    })
    .from(calls)
    .innerJoin(applications, eq(applications.callId, calls.id))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(
      and(
        isNotNull(calls.publishedAt),
        sql`${calls.closesAt} <= ${now.toISOString()}::timestamptz`,
        inArray(applications.status, [
          'submitted',
          'screening',
          'eligible',
          'in_review',
          'ineligible',
        ]),
        sql`not ${shutFor(personId)}`,
      ),
    )
    .groupBy(calls.id)
    .orderBy(asc(calls.closesAt))
    .limit(WORK_MAX)

const WORK_MAX = 50

const shutFor = (personId: string | null) =>
  sql<boolean>`(exists (select 1 from ${conflicts} where ${and(
    eq(conflicts.applicationId, applications.id),
    eq(conflicts.personId, sql`${personId}::uuid`),
    eq(conflicts.status, 'standing'),
  )}) or exists (select 1 from ${participants} where ${and(
    eq(participants.applicationId, applications.id),
    eq(participants.personId, sql`${personId}::uuid`),
    eq(participants.status, 'accepted'),
  )}))`
