import { and, eq, sql } from 'drizzle-orm'
import t from 'tap'
import { applications, history, revisions, submissionAttempts } from '../../../db/schema/index.ts'
import { canonicalJson } from '../../../server/applications/canonical.ts'
import { digestOf } from '../../../server/applications/digest.ts'
import { saveAnswers } from '../../../server/applications/operations.ts'
import { loadRevision } from '../../../server/applications/revisions.ts'
import {
  submitApplication,
  takeBackApplication,
  withdrawApplication,
} from '../../../server/applications/submitting.ts'
import { mailsTo, person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { closeCall, openCall } from '../../helpers/factories.ts'
import { draftApplication, submittedApplication } from '../../helpers/factories-applications.ts'

t.test('submitting', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const call = await openCall(test)

  const statusOf = async (id: string) => {
    const [row] = await db.select().from(applications).where(eq(applications.id, id))
    return row?.status
  }
  const attemptsOf = async (id: string) =>
    (
      await db.select().from(submissionAttempts).where(eq(submissionAttempts.applicationId, id))
    ).map(({ outcome }) => outcome)
  const revisionsOf = (id: string) =>
    db.select().from(revisions).where(eq(revisions.applicationId, id)).orderBy(revisions.number)

  t.test(
    'writes revision, status, history and attempt in one go, and mails a receipt',
    async (t) => {
      const { id, reference, applicant, receipt } = await submittedApplication(test, { call })
      t.equal(await statusOf(id), 'submitted')
      t.equal(receipt.number, 1)
      t.equal(receipt.reference, reference)
      t.match(reference, /^\d{4}-\d{4}$/)
      const [revision] = await revisionsOf(id)
      t.equal(revision?.sha256, receipt.sha256)
      t.equal(digestOf(revision?.content), receipt.sha256, 'the stored content gives the digest')
      const events = await db
        .select({ type: history.type })
        .from(history)
        .where(and(eq(history.entity, 'application'), eq(history.entityId, id)))
        .orderBy(history.sequence)
      t.equal(events.at(-1)?.type, 'application.submitted')
      t.same(await attemptsOf(id), ['submitted'])
      await test.runJobs()
      const [mail] = await mailsTo(test, applicant.email)
      t.match(mail?.subject, reference)
      t.match(mail?.text, receipt.sha256)
    },
  )

  t.test('ten at once make one revision and one receipt, and all get that receipt', async (t) => {
    const { id, applicant } = await draftApplication(test, { call })
    const context = test.contextOf(applicant)
    const receipts = await Promise.all(
      Array.from({ length: 10 }, () => submitApplication(context, id)),
    )
    t.equal((await revisionsOf(id)).length, 1)
    t.equal(new Set(receipts.map(({ sha256, number }) => `${sha256}:${number}`)).size, 1)
    t.same((await attemptsOf(id)).sort(), [
      ...Array.from({ length: 9 }, () => 'already_submitted'),
      'submitted',
    ])
    await test.runJobs()
    t.equal((await mailsTo(test, applicant.email)).length, 1)
  })

  t.test(
    'an incomplete application is refused with what is missing, and the attempt is kept',
    async (t) => {
      const { id, applicant } = await draftApplication(test, { call, isEmpty: true })
      await t.rejects(submitApplication(test.contextOf(applicant), id), {
        code: 'incomplete',
        refusal: { reason: 'incomplete' },
      })
      t.equal(await statusOf(id), 'draft')
      t.same(await attemptsOf(id), ['incomplete'])
    },
  )

  t.test('taken back and sent again it is a new version, and that one counts', async (t) => {
    const { id, applicant, receipt } = await submittedApplication(test, { call })
    const context = test.contextOf(applicant)
    await takeBackApplication(context, id)
    t.equal(await statusOf(id), 'draft')
    await t.rejects(loadRevision(db, id), { code: 'not_found' }, 'nothing counts meanwhile')
    await saveAnswers(context, id, [{ key: 'what', value: 'Who is asked?', version: 1 }])
    const again = await submitApplication(context, id)
    t.equal(again.number, 2)
    t.not(again.sha256, receipt.sha256)
    const counting = await loadRevision(db, id)
    t.equal(counting.sha256, again.sha256)
    t.equal(counting.content.answers['what'], 'Who is asked?')
    const [first] = await revisionsOf(id)
    t.ok(first?.takenBackAt, 'the first stays on record')
    t.equal(first?.sha256, receipt.sha256)
  })

  t.test('sending and taking back at once leave one of the two states, whole', async (t) => {
    for (let round = 0; round < 5; round += 1) {
      const { id, applicant } = await submittedApplication(test, { call })
      const context = test.contextOf(applicant)
      await Promise.allSettled([
        takeBackApplication(context, id),
        submitApplication(context, id),
        takeBackApplication(context, id),
        submitApplication(context, id),
      ])
      const standing = (await revisionsOf(id)).filter(({ takenBackAt }) => takenBackAt === null)
      const [row] = await db.select().from(applications).where(eq(applications.id, id))
      if (row?.status === 'submitted') {
        t.equal(standing.length, 1)
        t.equal(standing[0]?.number, row.revisionNumber)
      } else {
        t.equal(row?.status, 'draft')
        t.equal(standing.length, 0)
        t.equal(row?.revisionNumber, null)
      }
    }
  })

  t.test('others are refused: strangers as if it did not exist, a reader by name', async (t) => {
    const { id } = await draftApplication(test, { call })
    const stranger = await person(test)
    await t.rejects(submitApplication(test.contextOf(stranger), id), { code: 'not_found' })
    const officer = await person(test, { roles: ['officer'] })
    await t.rejects(submitApplication(test.contextOf(officer), id), { code: 'not_found' })
    t.same(await attemptsOf(id), [])
  })

  t.test('a revision can be taken back once; nothing else of it changes or goes', async (t) => {
    const { id } = await submittedApplication(test, { call })
    const ofThis = eq(revisions.applicationId, id)
    const kept = { cause: { message: 'a submitted revision is never changed' } }
    const changes = [
      { content: { forged: true } },
      { sha256: '0'.repeat(64) },
      { number: 7 },
      { submittedAt: new Date(0) },
      { takenBackAt: null },
      { takenBackAt: new Date(), number: 7 },
    ]
    for (const change of changes)
      await t.rejects(db.update(revisions).set(change).where(ofThis), kept, JSON.stringify(change))
    await t.rejects(db.delete(revisions).where(ofThis), kept)
    await t.rejects(db.delete(applications).where(eq(applications.id, id)), kept, 'nor with it')
    await t.rejects(db.execute(sql`truncate revisions cascade`), kept)
    const [before] = await revisionsOf(id)
    const takenBackAt = new Date()
    await db.update(revisions).set({ takenBackAt }).where(ofThis)
    t.same(await revisionsOf(id), [{ ...before, takenBackAt }])
    for (const change of [{ takenBackAt: null }, { takenBackAt: new Date(0) }])
      await t.rejects(db.update(revisions).set(change).where(ofThis), kept, JSON.stringify(change))
  })

  t.test('withdrawing keeps the revision and ends it for good', async (t) => {
    const { id, applicant } = await submittedApplication(test, { call })
    const context = test.contextOf(applicant)
    await withdrawApplication(context, id, 'Another funder was quicker.')
    await withdrawApplication(context, id, 'Twice does no harm.')
    t.equal(await statusOf(id), 'withdrawn')
    t.equal((await revisionsOf(id)).length, 1)
    await t.rejects(submitApplication(context, id), { code: 'wrong_status' })
    await t.rejects(takeBackApplication(context, id), { code: 'wrong_status' })
  })

  t.test(
    'the closing instant: one millisecond before is in, the instant itself is not',
    async (t) => {
      const closing = await openCall(test)
      const early = await draftApplication(test, { call: closing })
      const late = await draftApplication(test, { call: closing })
      test.clock.freezeAt(new Date(closing.closesAt.getTime() - 1))
      const receipt = await submitApplication(test.contextOf(early.applicant), early.id)
      t.equal(receipt.submittedAt.getTime(), closing.closesAt.getTime() - 1)
      test.clock.freezeAt(closing.closesAt)
      await t.rejects(submitApplication(test.contextOf(late.applicant), late.id), {
        code: 'call_not_open',
      })
      t.same(await attemptsOf(late.id), ['call_not_open'])
      await t.rejects(takeBackApplication(test.contextOf(early.applicant), early.id), {
        code: 'call_not_open',
      })
      const again = await submitApplication(test.contextOf(early.applicant), early.id)
      t.equal(again.sha256, receipt.sha256, 'a retry after the close still gets its receipt')
      closeCall(test, closing)
      await t.rejects(
        saveAnswers(test.contextOf(late.applicant), late.id, [
          { key: 'what', value: 'Too late', version: 1 },
        ]),
        { code: 'call_not_open' },
      )
      test.clock.moveTo(new Date())
    },
  )

  t.test('what was stored can be put in canonical form again, byte for byte', async (t) => {
    const { id, receipt } = await submittedApplication(test, { call })
    const [revision] = await revisionsOf(id)
    t.equal(canonicalJson(revision?.content), canonicalJson(receipt.content))
  })
})
