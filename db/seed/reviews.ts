import { screenApplication, startScreening } from '../../server/applications/operations.ts'
import { acceptAssignment, assignReviewer } from '../../server/assignments/operations.ts'
import type { Call } from '../../server/calls/rules.ts'
import { declareConflict } from '../../server/conflicts/operations.ts'
import { saveReview, submitReview } from '../../server/reviews/operations.ts'
import type { ReviewContent } from '../../server/reviews/rules.ts'
import type { SeededApplication } from './applications.ts'
import { SAMPLE_MARKS, sample } from './content/sample.ts'
import type { SampleCall, SampleReview } from './content/types.ts'
import { actingAt, dateOf, personOf, type Stage } from './stage.ts'

/** Reviewers who have been asked and have not finished, beside those of the content. */
export type Waiting = { application: string; reviewer: string; hasAccepted: boolean }

const OFFICER = 'officer@example.org'
const SCREENED = 2
const ASSIGNED = 5
const ACCEPTED = 8
const REVIEWED = 20
const DUE_DAYS = 60

/**
 * After the close of a call: every application is found eligible and given to its reviewers; each declares a
 * conflict of interest or none, and writes as far as the content goes. Days count from the close.
 */
export const seedReviews = async (
  stage: Stage,
  given: {
    call: Call
    sample: SampleCall
    applications: readonly SeededApplication[]
    waiting: readonly Waiting[]
  },
): Promise<void> => {
  const { call, applications, waiting } = given
  const on = (days: number, clock: string, email = OFFICER) =>
    actingAt(stage, { day: given.sample.closesInDays + days, clock }, email)
  const dueOn = dateOf(stage, given.sample.closesInDays + DUE_DAYS)
  await startScreening(on(SCREENED, '09:30'), call.id)
  for (const [index, application] of applications.entries()) {
    const { id } = application
    const { reviews, conflicts } = application.sample
    await screenApplication(on(SCREENED, '10:15'), id, { outcome: 'eligible', reason: '' })
    const assign = (reviewer: string, role: 'reader' | 'rapporteur' = 'reader') =>
      assignReviewer(on(ASSIGNED, '14:00'), id, {
        personId: personOf(stage, reviewer).id,
        role,
        dueOn,
      })
    for (const [place, review] of reviews.entries()) {
      const assignment = await assign(review.reviewer, place === 0 ? 'rapporteur' : 'reader')
      await acceptAssignment(on(ACCEPTED, '08:50', review.reviewer), assignment)
      const content = contentOf(review, call)
      const day = REVIEWED + index + place * 3
      const context = on(day, '17:10', review.reviewer)
      await saveReview(context, assignment, { version: 0, content })
      if (review.status === 'submitted') await submitReview(context, assignment)
    }
    for (const { reviewer, kind, reason } of conflicts) {
      const assignment = await assign(reviewer)
      const declaration = { kind, statement: reason }
      await declareConflict(on(ACCEPTED, '12:20', reviewer), assignment, declaration)
    }
    for (const { application: key, reviewer, hasAccepted } of waiting) {
      if (key !== application.sample.key) continue
      const assignment = await assign(reviewer)
      if (hasAccepted) await acceptAssignment(on(ACCEPTED, '15:35', reviewer), assignment)
    }
  }
}

/** To the applicant go the reviewer's advice and the reason of each score: together they are the grounds. */
const contentOf = ({ scores, toApplicant, toPanel }: SampleReview, call: Call): ReviewContent => ({
  scores: Object.fromEntries(
    Object.entries(scores).map(([key, { score, reason }]) => [key, { score, comment: reason }]),
  ),
  commentToApplicant:
    toApplicant === ''
      ? ''
      : sample(
          [
            unmarked(toApplicant),
            ...call.criteria.flatMap(({ key, title }) =>
              scores[key] ? [`${title.en}: ${unmarked(scores[key].reason)}`] : [],
            ),
          ].join('\n\n'),
        ),
  commentToPanel: toPanel,
})

const unmarked = (text: string): string => text.replace(` ${SAMPLE_MARKS.en}`, '')
