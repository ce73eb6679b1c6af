import type { ApplicationStatus } from '../applications/rules.ts'
import type { AssignmentStatus } from '../assignments/rules.ts'

export const REVIEW_STATUSES = ['draft', 'submitted', 'returned'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]

export const reviewTransitions = {
  draft: { submit: 'submitted' },
  submitted: { return: 'returned' },
  returned: { submit: 'submitted' },
} as const satisfies Record<ReviewStatus, Record<string, ReviewStatus>>

/** Fewer words to the applicant than this are no reasons. */
export const WORDS_TO_APPLICANT_MIN = 20
export const COMMENT_MAX = 10_000
export const REASON_MAX = 2000

/** What of a criterion its scores need. `key` is the criterion's within its call. */
export type Weighed = { key: string; weight: number }
export type Scale = Weighed & { scaleMin: number; scaleMax: number }

/** Scores by the key of their criterion. */
export type Scores = Readonly<Record<string, number | null>>

/** What a reviewer writes. */
export type ReviewContent = {
  scores: Readonly<Record<string, { score: number | null; comment: string }>>
  commentToApplicant: string
  commentToPanel: string
}

export const emptyContent: ReviewContent = {
  scores: {},
  commentToApplicant: '',
  commentToPanel: '',
}

export type ReviewSummary = {
  /** Mean of the reviews' weighted means; null without a whole review. */
  mean: number | null
  /** The weighted mean of each review, least first. */
  means: readonly number[]
  perCriterion: readonly {
    key: string
    mean: number | null
    min: number | null
    max: number | null
  }[]
  /** Least and greatest weighted mean. */
  spread: { min: number; max: number } | null
  /** Reviews that were summed up. */
  count: number
}

export type ReviewRefusal =
  | { reason: 'review_incomplete'; missing: readonly string[] }
  | { reason: 'review_sent' }
  | { reason: 'review_not_sent' }
  | { reason: 'review_closed'; status: ApplicationStatus }
  | { reason: 'declare_first' }

/** The scores alone. */
export const scoresOf = (content: ReviewContent): Record<string, number | null> =>
  Object.fromEntries(Object.entries(content.scores).map(([key, { score }]) => [key, score]))

/** The weighted mean of one review's scores; null while a criterion that weighs has no score. */
export const weightedMean = (scores: Scores, criteria: readonly Weighed[]): number | null => {
  let sum = 0
  let weights = 0
  for (const { key, weight } of criteria) {
    if (weight === 0) continue
    const score = scores[key] ?? null
    if (score === null) return null
    sum += score * weight
    weights += weight
  }
  return weights === 0 ? null : sum / weights
}

/** What several reviews of one application say together; each review counts alike. */
export const summariseReviews = (
  reviews: readonly { scores: Scores }[],
  criteria: readonly Weighed[],
): ReviewSummary => {
  const means = reviews
    .map(({ scores }) => weightedMean(scores, criteria))
    .filter((mean) => mean !== null)
    .sort((a, b) => a - b)
  const [min, max] = [means[0], means.at(-1)]
  return {
    mean: meanOf(means),
    means,
    perCriterion: criteria.map(({ key }) => {
      const given = reviews.map(({ scores }) => scores[key] ?? null).filter((one) => one !== null)
      return {
        key,
        mean: meanOf(given),
        min: given.length === 0 ? null : Math.min(...given),
        max: given.length === 0 ? null : Math.max(...given),
      }
    }),
    spread: min === undefined || max === undefined ? null : { min, max },
    count: reviews.length,
  }
}

/** Writing in a review, also again after the office returned it. */
export const refuseWriting = (facts: {
  assignment: AssignmentStatus
  application: ApplicationStatus
  review: ReviewStatus | null
}): ReviewRefusal | null => {
  if (facts.assignment === 'invited') return { reason: 'declare_first' }
  if (facts.application !== 'in_review')
    return { reason: 'review_closed', status: facts.application }
  return facts.review === 'submitted' ? { reason: 'review_sent' } : null
}

/** Names of fields, as in forms, that must be filled in before a review is sent. */
export const missingFrom = (content: ReviewContent, criteria: readonly Weighed[]): string[] => [
  ...criteria
    .filter(({ key }) => (content.scores[key]?.score ?? null) === null)
    .map(({ key }) => `score.${key}`),
  ...(countWords(content.commentToApplicant) < WORDS_TO_APPLICANT_MIN
    ? ['commentToApplicant']
    : []),
]

export const refuseSubmission = (
  facts: Parameters<typeof refuseWriting>[0] & { content: ReviewContent },
  criteria: readonly Weighed[],
): ReviewRefusal | null => {
  const refusal = refuseWriting(facts)
  if (refusal) return refusal
  const missing = missingFrom(facts.content, criteria)
  return missing.length > 0 ? { reason: 'review_incomplete', missing } : null
}

/** The office sends a review back: only what was sent, and only while the application is in review. */
export const refuseReturn = (facts: {
  review: ReviewStatus
  application: ApplicationStatus
}): ReviewRefusal | null => {
  if (!('return' in reviewTransitions[facts.review])) return { reason: 'review_not_sent' }
  return facts.application === 'in_review'
    ? null
    : { reason: 'review_closed', status: facts.application }
}

export const isOnScale = (score: number, { scaleMin, scaleMax }: Scale): boolean =>
  Number.isInteger(score) && score >= scaleMin && score <= scaleMax

const meanOf = (figures: readonly number[]): number | null =>
  figures.length === 0 ? null : figures.reduce((sum, one) => sum + one, 0) / figures.length

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0
