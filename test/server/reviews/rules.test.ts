import fc from 'fast-check'
import t from 'tap'
import { APPLICATION_STATUSES } from '../../../server/applications/rules.ts'
import {
  isOnScale,
  missingFrom,
  REVIEW_STATUSES,
  type ReviewContent,
  type ReviewStatus,
  refuseReturn,
  refuseSubmission,
  refuseWriting,
  summariseReviews,
  WORDS_TO_APPLICANT_MIN,
  weightedMean,
} from '../../../server/reviews/rules.ts'

const criteria = [
  { key: 'use', weight: 60 },
  { key: 'science', weight: 40 },
]
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(' ')
const content = (
  use: number | null,
  science: number | null,
  wordCount: number = WORDS_TO_APPLICANT_MIN,
): ReviewContent => ({
  scores: { use: { score: use, comment: '' }, science: { score: science, comment: '' } },
  commentToApplicant: words(wordCount),
  commentToPanel: '',
})

t.test('the weighted mean', async (t) => {
  t.equal(weightedMean({ use: 7, science: 2 }, criteria), 5)
  t.equal(weightedMean({ use: 7, science: null }, criteria), null, 'not before all are scored')
  t.equal(weightedMean({ use: 7 }, criteria), null)
  t.equal(weightedMean({}, []), null, 'no criteria, no mean')
  t.equal(
    weightedMean({ use: 4 }, [...criteria.slice(0, 1), { key: 'advice', weight: 0 }]),
    4,
    'a criterion that weighs nothing may lack its score',
  )
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          score: fc.integer({ min: 1, max: 7 }),
          weight: fc.integer({ min: 1, max: 100 }),
        }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      (given) => {
        const scores = Object.fromEntries(given.map(({ score }, i) => [`c${i}`, score]))
        const mean = weightedMean(
          scores,
          given.map(({ weight }, i) => ({ key: `c${i}`, weight })),
        )
        const all = given.map(({ score }) => score)
        return mean !== null && mean >= Math.min(...all) - 1e-9 && mean <= Math.max(...all) + 1e-9
      },
    ),
  )
})

t.test('several reviews together', async (t) => {
  t.strictSame(summariseReviews([], criteria), {
    mean: null,
    means: [],
    perCriterion: [
      { key: 'use', mean: null, min: null, max: null },
      { key: 'science', mean: null, min: null, max: null },
    ],
    spread: null,
    count: 0,
  })
  t.strictSame(
    summariseReviews(
      [{ scores: { use: 7, science: 2 } }, { scores: { use: 2, science: 2 } }],
      criteria,
    ),
    {
      mean: 3.5,
      means: [2, 5],
      perCriterion: [
        { key: 'use', mean: 4.5, min: 2, max: 7 },
        { key: 'science', mean: 2, min: 2, max: 2 },
      ],
      spread: { min: 2, max: 5 },
      count: 2,
    },
  )
})

t.test(
  'writing: after declaring, while the application is in review, until it is sent',
  async (t) => {
    for (const application of APPLICATION_STATUSES)
      for (const review of [null, ...REVIEW_STATUSES]) {
        const refusal = refuseWriting({ assignment: 'accepted', application, review })
        const name = `${application} ${review}`
        if (application !== 'in_review')
          t.strictSame(refusal, { reason: 'review_closed', status: application }, name)
        else t.strictSame(refusal, review === 'submitted' ? { reason: 'review_sent' } : null, name)
        t.strictSame(
          refuseWriting({ assignment: 'invited', application, review }),
          { reason: 'declare_first' },
          `${name}, not declared`,
        )
      }
  },
)

t.test('sending needs every score and some words to the applicant', async (t) => {
  const facts = { assignment: 'accepted', application: 'in_review', review: 'draft' } as const
  const missing = (given: ReviewContent) => refuseSubmission({ ...facts, content: given }, criteria)
  t.equal(missing(content(3, 4)), null)
  t.strictSame(missing(content(null, 4)), { reason: 'review_incomplete', missing: ['score.use'] })
  t.strictSame(missing(content(3, 4, WORDS_TO_APPLICANT_MIN - 1)), {
    reason: 'review_incomplete',
    missing: ['commentToApplicant'],
  })
  t.equal(missing(content(3, 4, WORDS_TO_APPLICANT_MIN + 1)), null)
  t.strictSame(missingFrom({ scores: {}, commentToApplicant: ' ', commentToPanel: '' }, criteria), [
    'score.use',
    'score.science',
    'commentToApplicant',
  ])
  t.strictSame(
    refuseSubmission({ ...facts, review: 'submitted', content: content(3, 4) }, criteria),
    { reason: 'review_sent' },
    'not twice',
  )
})

t.test('the office returns what was sent, while the application is in review', async (t) => {
  const refused: Record<ReviewStatus, boolean> = { draft: true, submitted: false, returned: true }
  for (const review of REVIEW_STATUSES)
    for (const application of APPLICATION_STATUSES) {
      const refusal = refuseReturn({ review, application })
      if (refused[review]) t.strictSame(refusal, { reason: 'review_not_sent' })
      else if (application === 'in_review') t.equal(refusal, null)
      else t.strictSame(refusal, { reason: 'review_closed', status: application })
    }
})

t.test('scores stand on their scale', async (t) => {
  const scale = { key: 'use', weight: 60, scaleMin: 1, scaleMax: 7 }
  for (const score of [1, 4, 7]) t.ok(isOnScale(score, scale), `${score}`)
  for (const score of [0, 8, 3.5, Number.NaN]) t.notOk(isOnScale(score, scale), `${score}`)
})
