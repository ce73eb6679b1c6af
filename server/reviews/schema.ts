import { z } from 'zod'
import type { Criterion } from '../calls/rules.ts'
import { reasonForm } from '../schema.ts'
import { COMMENT_MAX, REASON_MAX, REVIEW_STATUSES, type ReviewContent } from './rules.ts'

const CRITERION_KEY_MAX = 100

const comment = z.string().max(COMMENT_MAX)
const scores = z.record(
  z.string().max(CRITERION_KEY_MAX),
  z.strictObject({ score: z.int().nullable().default(null), comment: comment.default('') }),
)

/** A whole review, finished or not: what is left out is empty. */
export const reviewBody = z.strictObject({
  scores: scores.default({}),
  commentToApplicant: comment.default(''),
  commentToPanel: comment.default(''),
})

export const returnBody = reasonForm(REASON_MAX)

/** The form of a call's review: two fields for each criterion, named by its key. */
export const reviewForm = (criteria: readonly Criterion[]) =>
  z.strictObject({
    version: z.int().min(0),
    act: z.enum(['save', 'check']).optional(),
    commentToApplicant: comment.optional(),
    commentToPanel: comment.optional(),
    ...Object.fromEntries(
      criteria.flatMap(({ key, scaleMin, scaleMax }) => [
        [`score.${key}`, z.int().min(scaleMin).max(scaleMax).optional()],
        [`comment.${key}`, comment.optional()],
      ]),
    ),
  })

/** What a posted form says, as a review. */
export const contentOf = (
  criteria: readonly Criterion[],
  posted: Readonly<Record<string, unknown>>,
): ReviewContent => {
  const text = (name: string): string => {
    const value = posted[name]
    return typeof value === 'string' ? value : ''
  }
  const number = (name: string): number | null => {
    const value = posted[name]
    return typeof value === 'number' ? value : null
  }
  return {
    scores: Object.fromEntries(
      criteria.map(({ key }) => [
        key,
        { score: number(`score.${key}`), comment: text(`comment.${key}`) },
      ]),
    ),
    commentToApplicant: text('commentToApplicant'),
    commentToPanel: text('commentToPanel'),
  }
}

const scoresView = z.record(
  z.string(),
  z.object({ score: z.int().nullable(), comment: z.string() }),
)

/** A reviewer's own review: nothing of anybody else's. */
export const reviewView = z
  .object({
    status: z.enum(REVIEW_STATUSES).nullable(),
    version: z.int(),
    scores: scoresView,
    commentToApplicant: z.string(),
    commentToPanel: z.string(),
    weightedMean: z.number().nullable(),
    submittedAt: z.iso.datetime().nullable(),
    returnedReason: z.string().nullable(),
  })
  .meta({ id: 'OwnReview' })

/** What the office reads: reviews that were sent, with names. */
export const reviewsView = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reviewer: z.string(),
        role: z.string(),
        submittedAt: z.iso.datetime().nullable(),
        scores: scoresView,
        commentToApplicant: z.string(),
        commentToPanel: z.string(),
        weightedMean: z.number().nullable(),
      }),
    ),
    total: z.int(),
    next: z.string().nullable(),
    summary: z.object({
      count: z.int(),
      mean: z.number().nullable(),
      spread: z.object({ min: z.number(), max: z.number() }).nullable(),
      perCriterion: z.array(
        z.object({
          key: z.string(),
          mean: z.number().nullable(),
          min: z.number().nullable(),
          max: z.number().nullable(),
        }),
      ),
    }),
  })
  .meta({ id: 'Reviews' })

export const reviewStatusView = z.object({ status: z.string() }).meta({ id: 'ReviewStatus' })

/** The version that was checked; a review saved elsewhere since is not sent unread. */
export const submissionForm = z.strictObject({ version: z.int().min(0).optional() })
