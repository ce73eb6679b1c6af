import type { Tx } from '../../db/client.ts'
import { permit, relationTo } from '../applications/operations.ts'
import { type Assignment, loadAsOfficer, ownAssignment } from '../assignments/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Call } from '../calls/rules.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { policies } from '../policies.ts'
import {
  emptyContent,
  type ReviewContent,
  refuseReturn,
  scoresOf,
  summariseReviews,
} from './rules.ts'
import {
  findAssignmentOf,
  findReview,
  findReviewed,
  listReviewsOf,
  listScores,
  type OfficeReview,
  type Review,
} from './store.ts'

/** What a reviewer works with. `version` is 0 while nothing has been written. */
export type OwnReview = {
  assignment: Assignment
  call: Call
  review: Review | null
  content: ReviewContent
  version: number
}

/** The actor's own review with its call; refused before they have declared to have no conflict of interest. */
export const loadOwnReview = async (context: Context, assignmentId: string): Promise<OwnReview> => {
  const tx = context.db
  const assignment = await ownAssignment(tx, context.actor, assignmentId)
  if (assignment.status === 'invited') refuse({ reason: 'declare_first' })
  const { relation } = await relationTo(tx, context.actor, assignment.applicationId)
  permit(policies.readAsReviewer(context.actor, relation))
  return loadFor(tx, assignment)
}

/** The same for an assignment that was found already. */
export const loadFor = async (tx: Tx, assignment: Assignment): Promise<OwnReview> => {
  const [call, review] = await Promise.all([
    callOf(tx, assignment.callId),
    findReview(tx, assignment.id),
  ])
  return {
    assignment,
    call,
    review: review ?? null,
    content: review?.content ?? emptyContent,
    version: review?.version ?? 0,
  }
}

/** A sent review that the office is about to return. */
export const loadReturning = async (context: Context, id: string) => {
  const assignment = await loadAsOfficer(context, await findAssignmentOf(context.db, id))
  const review = await findReview(context.db, assignment.id)
  if (!review) throw new NotFound('review')
  refuse(refuseReturn({ review: review.status, application: assignment.applicationStatus }))
  const { applicationId, reference, title, reviewer, email } = assignment
  return { id, applicationId, reference, title, reviewer, email }
}

export type ReadReview = OfficeReview & { content: ReviewContent }

/** All reviews of an application with names, as the office and auditors see them, and what they say together. */
export const loadReviews = async (context: Context, applicationId: string) => {
  const tx = context.db
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.readReviews(context.actor, relation, status))
  const application = await findReviewed(tx, applicationId)
  const [call, rows] = await Promise.all([
    callOf(tx, application.callId),
    listReviewsOf(tx, applicationId),
  ])
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]))
  const scores = ids.length === 0 ? [] : await listScores(tx, ids)
  const reviews: ReadReview[] = rows.map((row) => ({
    ...row,
    content: {
      scores: Object.fromEntries(
        scores
          .filter(({ reviewId }) => reviewId === row.id)
          .map(({ key, score, comment }) => [key, { score, comment }]),
      ),
      commentToApplicant: row.commentToApplicant ?? '',
      commentToPanel: row.commentToPanel ?? '',
    },
  }))
  const sent = reviews.filter(({ id }) => id !== null)
  const summary = summariseReviews(
    sent.map(({ content }) => ({ scores: scoresOf(content) })),
    call.criteria,
  )
  return { application, call, reviews, sent, summary }
}
