import type { Tx } from '../../db/client.ts'
import { followReview, lockAsOfficer, lockOwn } from '../assignments/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Criterion } from '../calls/rules.ts'
import type { Context } from '../context.ts'
import { Invalid, PreconditionFailed, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { isLanguage } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { loadFor, type OwnReview } from './loading.ts'
import { returnMail } from './mail.ts'
import {
  isOnScale,
  type ReviewContent,
  type ReviewSummary,
  refuseReturn,
  refuseSubmission,
  refuseWriting,
} from './rules.ts'
import {
  findAssignmentOf,
  findReviewer,
  insertReview,
  insertVersion,
  listMeans,
  lockReview,
  markReturned,
  markSubmitted,
  updateContent,
  writeScores,
} from './store.ts'
import { texts } from './texts.ts'

/**
 * Saves a draft, whole or not, and gives the new version. `version` is the one that was read, 0 for none: throws
 * `PreconditionFailed` where it was saved elsewhere since, and `Invalid` for a score off its scale.
 */
export const saveReview = (
  context: Context,
  assignmentId: string,
  { version, content }: { version: number; content: ReviewContent },
): Promise<number> =>
  context.db.transaction(async (tx) => {
    const own = await lockForWriting(tx, context, assignmentId)
    refuse(refuseWriting(factsOf(own)))
    return writeContent(tx, context, own, { version, content })
  })

/** Sends the review as it is saved: a version is kept, the assignment is done. */
export const submitReview = (
  context: Context,
  assignmentId: string,
  expected?: number,
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const own = await lockForWriting(tx, context, assignmentId)
    const { assignment, call, content, review } = own
    refuse(refuseSubmission({ ...factsOf(own), content }, call.criteria))
    if (!review) throw new Error('a whole review without a row')
    if (expected !== undefined && expected !== review.version) throw new PreconditionFailed()
    const now = await context.clock.inTransaction(tx)
    await markSubmitted(tx, review, now)
    const number = await insertVersion(tx, { reviewId: review.id, content, submittedAt: now })
    await record(tx, context, {
      entity: 'review',
      entityId: review.id,
      type: 'review.submitted',
      actedAs: 'reviewer',
      from: review.status,
      to: 'submitted',
      data: { version: number },
    })
    await followReview(tx, context, { assignment, act: 'complete' })
  })

/** The office asks the reviewer to change what was sent, and says why. Gives the application's id. */
export const returnReview = (context: Context, id: string, reason: string): Promise<string> =>
  context.db.transaction(async (tx) => {
    const assignment = await lockAsOfficer(tx, context.actor, await findAssignmentOf(tx, id))
    const review = await lockReview(tx, id)
    refuse(refuseReturn({ review: review.status, application: assignment.applicationStatus }))
    await markReturned(tx, review, reason)
    await record(tx, context, {
      entity: 'review',
      entityId: id,
      type: 'review.returned',
      from: review.status,
      to: 'returned',
      reason,
    })
    await followReview(tx, context, { assignment, act: 'reopen' })
    const reviewer = await findReviewer(tx, assignment.id)
    const call = await callOf(tx, assignment.callId)
    const language = isLanguage(reviewer.language) ? reviewer.language : 'en'
    const mail = returnMail({
      language,
      callTitle: call.title[language],
      reason,
      link: `${context.config.baseUrl}/${language}/assignments/${assignment.id}/review`,
      funder: context.config.funder,
    })
    await sendMail(tx, context, {
      key: `review.returned:${id}:${review.version}`,
      to: reviewer.email,
      ...mail,
    })
    return assignment.applicationId
  })

/** What the sent reviews of a call say, by the application's id; applications without one are not in it. One query. */
export const loadReviewSummaries = async (
  tx: Tx,
  callId: string,
): Promise<Map<string, Pick<ReviewSummary, 'mean' | 'means'>>> =>
  new Map(
    (await listMeans(tx, callId)).map(({ applicationId, mean, means }) => [
      applicationId,
      { mean, means },
    ]),
  )

const lockForWriting = async (tx: Tx, context: Context, assignmentId: string) =>
  loadFor(tx, await lockOwn(tx, context.actor, assignmentId))

const factsOf = ({ assignment, review }: OwnReview) => ({
  assignment: assignment.status,
  application: assignment.applicationStatus,
  review: review?.status ?? null,
})

const writeContent = async (
  tx: Tx,
  context: Context,
  own: OwnReview,
  { version, content }: { version: number; content: ReviewContent },
): Promise<number> => {
  const { call, review, assignment } = own
  refuseOffScale(context, content, call.criteria)
  if (version !== own.version) throw new PreconditionFailed()
  const now = await context.clock.inTransaction(tx)
  if (review) await updateContent(tx, review, { content, now })
  const id = review?.id ?? (await insertReview(tx, { assignmentId: assignment.id, content, now }))
  if (id === null) throw new PreconditionFailed()
  if (!review)
    await record(tx, context, {
      entity: 'review',
      entityId: id,
      type: 'review.started',
      actedAs: 'reviewer',
      to: 'draft',
    })
  await writeScores(tx, id, { content, criteria: call.criteria })
  return own.version + 1
}

const refuseOffScale = (
  context: Context,
  content: ReviewContent,
  criteria: readonly Criterion[],
): void => {
  const t = texts[context.language]
  const problems = Object.entries(content.scores).flatMap(([key, { score }]) => {
    const criterion = criteria.find((one) => one.key === key)
    if (!criterion) return [{ field: `scores.${key}`, message: t.unknownCriterion }]
    if (score === null || isOnScale(score, criterion)) return []
    const { scaleMin, scaleMax } = criterion
    return [{ field: `scores.${key}.score`, message: t.offScale(scaleMin, scaleMax) }]
  })
  if (problems.length > 0) throw new Invalid(problems)
}
