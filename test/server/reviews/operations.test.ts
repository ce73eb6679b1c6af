import { eq } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import { assignments, reviews, reviewVersions } from '../../../db/schema/index.ts'
import { cancelAssignment } from '../../../server/assignments/operations.ts'
import { declareConflict } from '../../../server/conflicts/operations.ts'
import { loadOwnReview, loadReviews } from '../../../server/reviews/loading.ts'
import {
  loadReviewSummaries,
  returnReview,
  saveReview,
  submitReview,
} from '../../../server/reviews/operations.ts'
import { emptyContent } from '../../../server/reviews/rules.ts'
import { mailsTo } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import {
  acceptedAssignment,
  assignedReviewer,
  eligibleApplications,
  refusalOf,
  submittedReview,
  wholeReview,
} from '../../helpers/factories-reviews.ts'

t.setTimeout(120_000)

t.test('reviewing', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const rowOf = async (assignmentId: string) =>
    (await db.select().from(reviews).where(eq(reviews.assignmentId, assignmentId)))[0]
  const statusOf = async (id: string) =>
    (await db.select().from(assignments).where(eq(assignments.id, id)))[0]?.status
  const KEYS = ['use-in-practice', 'feasibility']

  t.test('nothing is written before the reviewer has declared', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await assignedReviewer(test, { application })
    const context = test.contextOf(reviewer)
    t.strictSame(await refusalOf(saveReview(context, id, { version: 0, content: emptyContent })), {
      reason: 'declare_first',
    })
    t.strictSame(await refusalOf(loadOwnReview(context, id)), { reason: 'declare_first' })
  })

  t.test('a draft is saved in any state, and read again as it was written', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const context = test.contextOf(reviewer)
    const content = {
      scores: { 'use-in-practice': { score: 6, comment: 'Ward <b>7</b> & 8' } },
      commentToApplicant: 'Ofärdigt',
      commentToPanel: '',
    }
    t.equal(await saveReview(context, id, { version: 0, content }), 1)
    t.strictSame((await loadOwnReview(context, id)).content, content)
    t.equal(await saveReview(context, id, { version: 1, content: emptyContent }), 2)
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('two windows: the second to save is told, and overwrites nothing', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const context = test.contextOf(reviewer)
    const save = (commentToPanel: string) =>
      refusalOf(
        saveReview(context, id, { version: 0, content: { ...emptyContent, commentToPanel } }),
      )
    const outcomes = await Promise.all([save('first'), save('second')])
    t.strictSame([...outcomes].sort(), [null, 'precondition_failed'])
    const kept = outcomes[0] === null ? 'first' : 'second'
    t.equal((await rowOf(id))?.commentToPanel, kept)
  })

  t.test('a score off its scale and a criterion of another call are refused', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const save = (scores: Record<string, { score: number; comment: string }>) =>
      refusalOf(
        saveReview(test.contextOf(reviewer), id, {
          version: 0,
          content: { ...emptyContent, scores },
        }),
      )
    for (const score of [0, 8])
      t.match(await save({ feasibility: { score, comment: '' } }), [
        { field: 'scores.feasibility.score' },
      ])
    t.match(await save({ elsewhere: { score: 3, comment: '' } }), [{ field: 'scores.elsewhere' }])
    t.equal(await rowOf(id), undefined, 'nothing was kept')
  })

  t.test('what lacks a score cannot be sent; what is whole is sent once', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const context = test.contextOf(reviewer)
    t.match(await refusalOf(submitReview(context, id)), { reason: 'review_incomplete' })
    await saveReview(context, id, { version: 0, content: wholeReview(KEYS) })
    const outcomes = await Promise.all([
      refusalOf(submitReview(context, id)),
      refusalOf(submitReview(context, id)),
    ])
    t.equal(outcomes.filter((outcome) => outcome === null).length, 1)
    t.match(
      outcomes.find((outcome) => outcome !== null),
      { reason: 'review_sent' },
    )
    t.equal(await statusOf(id), 'completed')
    const row = await rowOf(id)
    const versions = await db
      .select()
      .from(reviewVersions)
      .where(eq(reviewVersions.reviewId, row?.id ?? ''))
    t.match(versions, [{ number: 1, content: { commentToPanel: 'Worth talking about.' } }])
    t.strictSame(
      await refusalOf(saveReview(context, id, { version: 1, content: emptyContent })),
      { reason: 'review_sent' },
      'and not changed afterwards',
    )
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('the office returns it with a reason; sent again it is a second version', async (t) => {
    const [application] = await eligibleApplications(test)
    const assignment = await submittedReview(test, {
      assignment: await acceptedAssignment(test, { application }),
    })
    const context = test.contextOf(assignment.reviewer)
    const officer = test.contextOf(application.officer)
    const id = (await rowOf(assignment.id))?.id ?? ''
    await returnReview(officer, id, 'Say why the wards were chosen')
    t.equal(await statusOf(assignment.id), 'accepted')
    t.match(await rowOf(assignment.id), { status: 'returned' })
    t.strictSame(await refusalOf(returnReview(officer, id, 'again')), { reason: 'review_not_sent' })
    const [mail] = await mailsTo(test, assignment.reviewer.email)
    t.match(mail?.text, 'Say why the wards were chosen')
    t.match(mail?.text, `/assignments/${assignment.id}/review`)
    t.equal((await loadReviewSummaries(db, application.call.id)).size, 0, 'it counts no more')
    await submitReview(context, assignment.id)
    t.equal(await db.$count(reviewVersions, eq(reviewVersions.reviewId, id)), 2)
    t.equal(await statusOf(assignment.id), 'completed')
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('summaries count sent reviews whose assignment binds, in one query', async (t) => {
    const [first, second, third] = await eligibleApplications(test, { count: 3 })
    if (!second || !third) throw new Error('three applications were made')
    const send = async (application: typeof first, use: number, feasibility: number) =>
      submittedReview(test, {
        assignment: await acceptedAssignment(test, { application }),
        scores: { 'use-in-practice': use, feasibility },
      })
    await send(first, 7, 2)
    await send(first, 2, 2)
    const conflicted = await send(first, 1, 1)
    await declareConflict(test.contextOf(conflicted.reviewer), conflicted.id, {
      kind: 'supervision',
      statement: '',
    })
    const cancelled = await send(second, 7, 7)
    await cancelAssignment(test.contextOf(second.officer), cancelled.id, 'Two are enough')
    await acceptedAssignment(test, { application: third })
    test.database.takeStatements()
    const summaries = await loadReviewSummaries(db, first.call.id)
    t.equal(test.database.takeStatements().length, 1)
    t.strictSame([...summaries.keys()], [first.id])
    const { summary } = await loadReviews(test.contextOf(first.officer), first.id)
    t.match(summaries.get(first.id), { mean: 3.5, means: [2, 5] })
    t.strictSame(summaries.get(first.id)?.means, summary.means, 'as the rule has it')
    t.ok(await rowOf(conflicted.id), 'what the conflicted reviewer wrote is kept')
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('the office reads what was sent, and only that', async (t) => {
    const [application] = await eligibleApplications(test)
    const sent = await submittedReview(test, {
      assignment: await acceptedAssignment(test, { application }),
    })
    const writing = await acceptedAssignment(test, { application })
    await saveReview(test.contextOf(writing.reviewer), writing.id, {
      version: 0,
      content: { ...emptyContent, commentToPanel: 'UNSENT WORDS' },
    })
    const loaded = await loadReviews(test.contextOf(application.officer), application.id)
    t.strictSame(
      loaded.sent.map(({ assignmentId }) => assignmentId),
      [sent.id],
    )
    t.notMatch(JSON.stringify(loaded), 'UNSENT WORDS')
  })
})
