import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import {
  conflicts,
  files,
  grants,
  history,
  publicationFunding,
  publications,
} from '../../../db/schema/index.ts'
import { acceptGrant, workItems } from '../../../server/grants/operations.ts'
import {
  acceptReport,
  openReport,
  publishReport,
  returnReport,
  saveReport,
  submitReport,
} from '../../../server/grants/reporting.ts'
import { finalReportDueOn } from '../../../server/grants/rules.ts'
import { findReport } from '../../../server/grants/store.ts'
import { mailsTo, person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import {
  applicationAt,
  dayFrom,
  releasedRound,
  runningGrant,
  SUMMARY,
  submittedReport,
} from '../../helpers/factories-decisions.ts'
import { refusalOf } from '../../helpers/factories-reviews.ts'
import { simplePdf } from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

t.test('an offered grant', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await releasedRound(test)
  const { applicant } = applicationAt(round, 0)
  const context = test.contextOf(applicant)

  t.test('is nobody else’s to accept', async (t) => {
    const startsOn = dayFrom(test, 10)
    for (const someone of [round.officer, await person(test)])
      t.equal(
        await refusalOf(acceptGrant(test.contextOf(someone), round.grantId, { startsOn })),
        'not_found',
      )
  })

  t.test('starts neither before the decision nor long after', async (t) => {
    t.match(await refusalOf(acceptGrant(context, round.grantId, { startsOn: dayFrom(test, -2) })), [
      { field: 'startsOn' },
    ])
    t.match(
      await refusalOf(acceptGrant(context, round.grantId, { startsOn: dayFrom(test, 400) })),
      [{ field: 'startsOn' }],
    )
  })

  t.test('waits on the main applicant’s page of work', async (t) => {
    t.match(await workItems(db, applicant), [
      { kind: 'accept_grant', path: `/my-grants/${round.grantId}` },
    ])
  })

  t.test('is accepted once and runs; its report is due two months after its end', async (t) => {
    const startsOn = dayFrom(test, 30)
    const answers = await Promise.all(
      [1, 2].map(() => refusalOf(acceptGrant(context, round.grantId, { startsOn }))),
    )
    t.equal(answers.filter((refusal) => refusal === null).length, 1)
    const [grant] = await db.select().from(grants)
    t.match(grant, { status: 'active', startsOn })
    const acts = await db
      .select({ type: history.type, to: history.toStatus })
      .from(history)
      .where(eq(history.entityId, round.grantId))
      .orderBy(history.sequence)
    t.same(acts, [
      { type: 'grant.offered', to: 'offered' },
      { type: 'grant.accepted', to: 'accepted' },
      { type: 'grant.started', to: 'active' },
    ])
    const report = await findReport(db, round.reportId)
    t.equal(report?.dueOn, finalReportDueOn(startsOn, 12))
    const [mail] = await mailsTo(test, applicant.email)
    t.match(mail, { key: /^grant\.accepted:/ })
  })
  t.same(await checkInvariants(db), [])
})

t.test('a report', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const running = await runningGrant(test)
  const { applicant, reportId, officer, second } = running
  const grantee = test.contextOf(applicant)
  const office = test.contextOf(officer)
  const uploadOf = async (bytes: Buffer) => ({
    stored: await grantee.storage.put(Readable.from(bytes), { bytesMax: 1024 * 1024 }),
    name: 'report.pdf',
    mediaType: 'application/pdf',
  })

  t.test('is begun and written by those who may write in the application', async (t) => {
    t.equal(await refusalOf(openReport(office, reportId)), 'not_found')
    t.match(await openReport(grantee, reportId), { status: 'open' })
    t.match(await refusalOf(openReport(grantee, reportId)), { reason: 'report_wrong_status' })
    t.match(await saveReport(grantee, reportId, { title: 'Minutes' }), { title: 'Minutes' })
    t.equal(await refusalOf(saveReport(grantee, reportId, { title: 'x', version: 1 })), 'stale')
  })

  t.test('is not handed in before it is whole', async (t) => {
    t.match(await refusalOf(submitReport(grantee, reportId)), {
      reason: 'report_incomplete',
      missing: ['summary', 'file'],
    })
    const notPdf = await uploadOf(Buffer.from(' %PDF-1.7 with a space before it'))
    await t.rejects(async () => saveReport(grantee, reportId, { upload: notPdf }), {
      code: 'invalid',
    })
  })

  t.test('has its file inspected in the cage by a job', async (t) => {
    await saveReport(grantee, reportId, { upload: await uploadOf(simplePdf('What we found')) })
    await test.runJobs()
    t.match(await db.select().from(files).where(eq(files.pages, 1)), [{ state: 'clean' }])
  })

  t.test('is handed in, returned with a reason, and handed in again', async (t) => {
    t.match(await refusalOf(acceptReport(office, reportId)), { reason: 'report_wrong_status' })
    const handedIn = await submitReport(grantee, reportId, { summary: SUMMARY })
    t.match(handedIn, { status: 'submitted' })
    t.match(await refusalOf(saveReport(grantee, reportId, { title: 'x' })), {
      reason: 'report_wrong_status',
      status: 'submitted',
    })
    t.match(await workItems(db, officer), [
      { kind: 'judge_report', path: `/office/reports/${reportId}` },
    ])
    t.match(await returnReport(office, reportId, { reason: 'Say more of ward 3.' }), {
      status: 'returned',
      returnedReason: 'Say more of ward 3.',
    })
    const [mail] = await mailsTo(test, applicant.email)
    t.match(mail, { key: /^report\.returned:/, text: /Say more of ward 3/ })
    const again = await submitReport(grantee, reportId, { title: 'Minutes on the wall' })
    t.match(again, { status: 'submitted', title: 'Minutes on the wall' })
  })

  t.test('is judged by officers without a conflict of interest', async (t) => {
    const partial = await person(test, { roles: ['officer'] })
    await db.insert(conflicts).values({
      applicationId: applicationAt(running, 0).id,
      personId: partial.id,
      kind: 'joint_work',
      source: 'declared',
    })
    const context = test.contextOf(partial)
    t.match(await refusalOf(acceptReport(context, reportId)), { reason: 'conflict' })
    t.match(await refusalOf(returnReport(context, reportId, { reason: 'x' })), {
      reason: 'conflict',
    })
    t.same(await workItems(db, partial), [])
    t.equal(await refusalOf(acceptReport(grantee, reportId)), 'not_found')
  })

  t.test('closes its grant when it is accepted, once', async (t) => {
    t.match(await refusalOf(publishReport(office, reportId)), { reason: 'report_not_accepted' })
    const answers = await Promise.all(
      [officer, second].map((one) => refusalOf(acceptReport(test.contextOf(one), reportId))),
    )
    t.equal(answers.filter((refusal) => refusal === null).length, 1)
    t.match(await db.select().from(grants), [{ status: 'closed' }])
  })

  t.test('becomes a publication, once', async (t) => {
    const answers = await Promise.all(
      [1, 2].map(() => refusalOf(publishReport(office, reportId, { language: 'en' }))),
    )
    t.equal(answers.filter((refusal) => refusal === null).length, 1)
    t.match(
      answers.find((refusal) => refusal !== null),
      { reason: 'report_published_already' },
    )
    t.match(await db.select().from(publications), [
      {
        status: 'draft',
        title: { en: 'Minutes on the wall' },
        abstract: { en: SUMMARY },
        reportId,
        themes: ['democratic-resilience'],
        countries: ['KE'],
      },
    ])
    t.match(await db.select().from(publicationFunding), [{ grantId: running.grantId }])
  })
  t.same(await checkInvariants(db), [])
})

t.test('references count on from one release to the next', async (t) => {
  const test = await testApp(t)
  test.clock.moveTo(new Date('2027-02-01T12:00:00Z'))
  await submittedReport(test)
  await releasedRound(test)
  const rows = await test.database.writing
    .select({ reference: grants.reference })
    .from(grants)
    .orderBy(grants.reference)
  t.match(rows, [{ reference: 'G2027-0001' }, { reference: 'G2027-0002' }])
})
