import { and, asc, count, eq, gt, inArray, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  assignments,
  criteria,
  people,
  reviewScores,
  reviews,
  reviewVersions,
} from '../../db/schema/index.ts'
import type { Criterion } from '../calls/rules.ts'
import { NotFound, Stale } from '../errors.ts'
import { type ReviewContent, type ReviewStatus, reviewTransitions } from './rules.ts'

export type Review = {
  id: string
  status: ReviewStatus
  version: number
  submittedAt: Date | null
  updatedAt: Date
  returnedReason: string | null
  content: ReviewContent
}

/** The review of an assignment, once something has been written. */
export const findReview = async (tx: Tx, assignmentId: string): Promise<Review | undefined> => {
  const [row] = await tx.select().from(reviews).where(eq(reviews.assignmentId, assignmentId))
  return row && withContent(tx, row)
}

/** The same, locked; with the assignment that it belongs to. */
export const lockReview = async (
  tx: Tx,
  id: string,
): Promise<Review & { assignmentId: string }> => {
  const [row] = await tx.select().from(reviews).where(eq(reviews.id, id)).for('update')
  if (!row) throw new NotFound('review')
  return { ...(await withContent(tx, row)), assignmentId: row.assignmentId }
}

/** Id of the assignment, so that it can be locked before the review: always in that order. */
export const findAssignmentOf = async (tx: Tx, reviewId: string): Promise<string> => {
  const [row] = await tx
    .select({ assignmentId: reviews.assignmentId })
    .from(reviews)
    .where(eq(reviews.id, reviewId))
  if (!row) throw new NotFound('review')
  return row.assignmentId
}

/** A first draft; null where another was first. */
export const insertReview = async (
  tx: Tx,
  given: { assignmentId: string; content: ReviewContent; now: Date },
): Promise<string | null> => {
  const { assignmentId, content, now } = given
  const { commentToApplicant, commentToPanel } = content
  const [made] = await tx
    .insert(reviews)
    .values({ assignmentId, commentToApplicant, commentToPanel, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: reviews.assignmentId })
    .returning({ id: reviews.id })
  return made?.id ?? null
}

/** Guarded: no row means that it was saved elsewhere since. */
export const updateContent = async (
  tx: Tx,
  review: { id: string; version: number },
  { content, now }: { content: ReviewContent; now: Date },
): Promise<void> => {
  const { commentToApplicant, commentToPanel } = content
  const [saved] = await tx
    .update(reviews)
    .set({ commentToApplicant, commentToPanel, updatedAt: now, version: review.version + 1 })
    .where(
      and(
        eq(reviews.id, review.id),
        eq(reviews.version, review.version),
        inArray(reviews.status, ['draft', 'returned']),
      ),
    )
    .returning({ id: reviews.id })
  if (!saved) throw new Stale()
}

/** Replaces scores and reasons. Keys that are none of the call's criteria were refused before. */
export const writeScores = async (
  tx: Tx,
  reviewId: string,
  { content, criteria: known }: { content: ReviewContent; criteria: readonly Criterion[] },
): Promise<void> => {
  const rows = known.flatMap(({ id, key }) => {
    const given = content.scores[key]
    return given ? [{ reviewId, criterionId: id, score: given.score, comment: given.comment }] : []
  })
  if (rows.length === 0) return
  await tx
    .insert(reviewScores)
    .values(rows)
    .onConflictDoUpdate({
      target: [reviewScores.reviewId, reviewScores.criterionId],
      set: { score: sql`excluded.score`, comment: sql`excluded.comment` },
    })
}

export const markSubmitted = async (
  tx: Tx,
  review: { id: string; status: ReviewStatus; version: number },
  now: Date,
): Promise<void> => {
  const [sent] = await tx
    .update(reviews)
    .set({ status: 'submitted', submittedAt: now, updatedAt: now, version: review.version + 1 })
    .where(
      and(
        eq(reviews.id, review.id),
        eq(reviews.version, review.version),
        inArray(reviews.status, ['draft', 'returned']),
      ),
    )
    .returning({ id: reviews.id })
  if (!sent) throw new Stale()
}

export const markReturned = async (
  tx: Tx,
  review: { id: string; version: number },
  reason: string,
): Promise<void> => {
  const [returned] = await tx
    .update(reviews)
    .set({
      status: reviewTransitions.submitted.return,
      returnedReason: reason,
      version: review.version + 1,
    })
    .where(
      and(
        eq(reviews.id, review.id),
        eq(reviews.version, review.version),
        eq(reviews.status, 'submitted'),
      ),
    )
    .returning({ id: reviews.id })
  if (!returned) throw new Stale()
}

/** Keeps a review as it stood when it was sent; gives the number of the version. */
export const insertVersion = async (
  tx: Tx,
  given: { reviewId: string; content: ReviewContent; submittedAt: Date },
): Promise<number> => {
  const [last] = await tx
    .select({ number: count() })
    .from(reviewVersions)
    .where(eq(reviewVersions.reviewId, given.reviewId))
  const number = (last?.number ?? 0) + 1
  await tx.insert(reviewVersions).values({ ...given, number })
  return number
}

export type OfficeReview = {
  assignmentId: string
  reviewer: string
  email: string
  role: (typeof assignments.$inferSelect)['role']
  assignmentStatus: (typeof assignments.$inferSelect)['status']
  dueAt: Date | null
  id: string | null
  submittedAt: Date | null
  commentToApplicant: string | null
  commentToPanel: string | null
}

/** The assignments of an application that bind, each with its review if it was sent: drafts stay the reviewer's. */
export const listReviewsOf = (tx: Tx, applicationId: string): Promise<OfficeReview[]> =>
  tx
    .select({
      assignmentId: assignments.id,
      reviewer: people.name,
      email: people.email,
      role: assignments.role,
      assignmentStatus: assignments.status,
      dueAt: assignments.dueAt,
      id: reviews.id,
      submittedAt: reviews.submittedAt,
      commentToApplicant: reviews.commentToApplicant,
      commentToPanel: reviews.commentToPanel,
    })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .leftJoin(
      reviews,
      and(eq(reviews.assignmentId, assignments.id), eq(reviews.status, 'submitted')),
    )
    .where(
      and(
        eq(assignments.applicationId, applicationId),
        inArray(assignments.status, ['invited', 'accepted', 'completed']),
      ),
    )
    .orderBy(sql`${assignments.role} = 'reader'`, asc(people.name))
    .limit(REVIEWS_OF_ONE_MAX)

/** Scores and reasons of several reviews, by the key of the criterion. */
export const listScores = (tx: Tx, reviewIds: readonly string[]) =>
  tx
    .select({
      reviewId: reviewScores.reviewId,
      key: criteria.key,
      score: reviewScores.score,
      comment: reviewScores.comment,
    })
    .from(reviewScores)
    .innerJoin(criteria, eq(criteria.id, reviewScores.criterionId))
    .where(inArray(reviewScores.reviewId, [...reviewIds]))

/** The weighted means of an application's reviews, least first, and their mean. */
export type MeansOfReviews = { applicationId: string; mean: number; means: number[] }

/**
 * What the whole, sent reviews of a call say whose assignments still bind, a row an application: the same as
 * `weightedMean` makes of each. A review that was returned, and one whose reader declined or was cancelled since, is not
 * among them.
 */
export const listMeans = (tx: Tx, callId: string): Promise<MeansOfReviews[]> => {
  const ofCall = and(eq(criteria.callId, callId), gt(criteria.weight, 0))
  const weighed = tx
    .select({
      applicationId: assignments.applicationId,
      mean: sql<number>`sum(${reviewScores.score} * ${criteria.weight})::float8 / sum(${criteria.weight})`.as(
        'mean',
      ),
    })
    .from(reviews)
    .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(reviewScores, eq(reviewScores.reviewId, reviews.id))
    .innerJoin(criteria, and(eq(criteria.id, reviewScores.criterionId), ofCall))
    .where(
      and(
        eq(applications.callId, callId),
        eq(reviews.status, 'submitted'),
        notInArray(assignments.status, ['suggested', 'declined', 'expired', 'cancelled']),
      ),
    )
    .groupBy(assignments.applicationId, reviews.id)
    .having(sql`count(${reviewScores.score}) = (select count(*) from ${criteria} where ${ofCall})`)
    .as('weighed')
  return tx
    .select({
      applicationId: weighed.applicationId,
      mean: sql<number>`avg(${weighed.mean})`,
      means: sql<number[]>`array_agg(${weighed.mean} order by ${weighed.mean})`,
    })
    .from(weighed)
    .groupBy(weighed.applicationId)
}

/** An application as the office names it beside its reviews. */
export const findReviewed = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: applications.id,
      reference: applications.reference,
      title: applications.title,
      status: applications.status,
      callId: applications.callId,
    })
    .from(applications)
    .where(eq(applications.id, id))
  if (!row) throw new NotFound('application')
  return row
}

export const findReviewer = async (tx: Tx, assignmentId: string) => {
  const [row] = await tx
    .select({ email: people.email, language: people.language })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(eq(assignments.id, assignmentId))
  if (!row) throw new NotFound('assignment')
  return row
}

const REVIEWS_OF_ONE_MAX = 100

const withContent = async (tx: Tx, row: typeof reviews.$inferSelect): Promise<Review> => {
  const scores = await listScores(tx, [row.id])
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    submittedAt: row.submittedAt,
    updatedAt: row.updatedAt,
    returnedReason: row.returnedReason,
    content: {
      scores: Object.fromEntries(
        scores.map(({ key, score, comment }) => [key, { score, comment }]),
      ),
      commentToApplicant: row.commentToApplicant,
      commentToPanel: row.commentToPanel,
    },
  }
}
