import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import {
  applications,
  conflicts,
  decisions,
  grants,
  history,
  mails,
  reports,
} from '../../../db/schema/index.ts'
import {
  changeProposal,
  proposeDecision,
  recordDecision,
  releaseDecisions,
  returnDecision,
} from '../../../server/decisions/operations.ts'
import { person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import {
  applicationAt,
  award,
  decline,
  ineligibleApplication,
  recordedDecision,
  reviewedRound,
} from '../../helpers/factories-decisions.ts'
import { refusalOf } from '../../helpers/factories-reviews.ts'
import { isHeldWhileWaiting } from '../../helpers/locks.ts'

t.setTimeout(120_000)

t.test('proposing and recording', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await reviewedRound(test, {
    scores: [6, 5, 4],
    call: { envelopeCents: 1_000_000_00 },
    application: { budget: budget(600_000_00) },
  })
  const { officer, second } = round
  const first = applicationAt(round, 0)
  const other = applicationAt(round, 1)
  const third = applicationAt(round, 2)
  const as = test.contextOf

  t.test('a decision is proposed by one officer and recorded by another', async (t) => {
    const proposed = await proposeDecision(as(officer), first.id, award(600_000_00))
    t.match(proposed, { status: 'proposed', proposedBy: officer.name, version: 1 })
    t.match(await refusalOf(recordDecision(as(officer), proposed.id)), {
      reason: 'decision_second_officer',
    })
    const recorded = await recordDecision(as(second), proposed.id, { version: 1 })
    t.match(recorded, { status: 'recorded', recordedBy: second.name, version: 2 })
    const chain = await db
      .select({ type: history.type, to: history.toStatus })
      .from(history)
      .where(eq(history.entityId, proposed.id))
      .orderBy(history.sequence)
    t.same(chain, [
      { type: 'decision.proposed', to: 'proposed' },
      { type: 'decision.recorded', to: 'recorded' },
    ])
  })

  t.test('the database refuses a recording by the proposer too', async (t) => {
    const proposed = await proposeDecision(as(officer), other.id, award(500_000_00))
    const attempt = db
      .update(decisions)
      .set({ status: 'recorded', recordedBy: officer.id, recordedAt: new Date() })
      .where(eq(decisions.id, proposed.id))
    await t.rejects(attempt, { cause: { constraint_name: 'decisions_two_officers_check' } })
  })

  t.test('awards over the envelope are refused at the recording', async (t) => {
    const [proposed] = await db
      .select()
      .from(decisions)
      .where(eq(decisions.applicationId, other.id))
    const refusal = await refusalOf(recordDecision(as(second), proposed?.id ?? ''))
    t.same(refusal, {
      reason: 'envelope_exceeded',
      amountCents: 500_000_00,
      envelopeCents: 1_000_000_00,
      currency: 'SEK',
    })
  })

  t.test('who changes a proposal becomes the one who proposes', async (t) => {
    const changed = await changeProposal(as(second), other.id, { amountCents: 400_000_00 })
    t.match(changed, { amountCents: 400_000_00, proposedBy: second.name, version: 2 })
    t.match(await refusalOf(recordDecision(as(second), changed.id)), {
      reason: 'decision_second_officer',
    })
    t.equal(await refusalOf(changeProposal(as(officer), other.id, { version: 1 })), 'stale')
    t.equal(await refusalOf(recordDecision(as(officer), changed.id, { version: 1 })), 'stale')
    t.match(await recordDecision(as(officer), changed.id), { status: 'recorded' })
  })

  t.test('a recorded decision is changed only after it was returned, with a reason', async (t) => {
    t.match(await refusalOf(changeProposal(as(officer), other.id, { amountCents: 1 })), {
      reason: 'decision_wrong_status',
      status: 'recorded',
    })
    const [row] = await db.select().from(decisions).where(eq(decisions.applicationId, other.id))
    const returned = await returnDecision(as(second), row?.id ?? '', { reason: 'Count again.' })
    t.match(returned, { status: 'proposed', recordedBy: null, recordedAt: null })
    t.match(await refusalOf(returnDecision(as(second), returned.id, { reason: 'Again.' })), {
      reason: 'decision_wrong_status',
    })
    const [last] = await db
      .select()
      .from(history)
      .where(eq(history.entityId, returned.id))
      .orderBy(sql`sequence desc`)
      .limit(1)
    t.match(last, { type: 'decision.returned', reason: 'Count again.', toStatus: 'proposed' })
  })

  t.test('there is one decision on an application', async (t) => {
    t.match(await refusalOf(proposeDecision(as(officer), other.id, decline)), {
      reason: 'decision_exists',
    })
    const both = await Promise.all(
      [officer, second].map((one) => refusalOf(proposeDecision(as(one), third.id, decline))),
    )
    t.same(both.filter((refusal) => refusal === null).length, 1)
  })

  t.test('what cannot be proposed says why, per field', async (t) => {
    const problems = await refusalOf(
      changeProposal(as(officer), other.id, { amountCents: 600_000_01, reasons: 'Too short.' }),
    )
    t.match(problems, [{ field: 'amountCents' }, { field: 'reasons' }])
  })

  t.test('an officer with a conflict of interest neither proposes nor records', async (t) => {
    const [row] = await db.select().from(decisions).where(eq(decisions.applicationId, other.id))
    const partial = await person(test, { roles: ['officer'] })
    await db.insert(conflicts).values({
      applicationId: other.id,
      personId: partial.id,
      kind: 'family',
      source: 'declared',
    })
    for (const act of [
      () => proposeDecision(as(partial), other.id, decline),
      () => changeProposal(as(partial), other.id, { amountCents: 1 }),
      () => recordDecision(as(partial), row?.id ?? ''),
      () => returnDecision(as(partial), row?.id ?? '', { reason: 'x' }),
    ])
      t.match(await refusalOf(act()), { reason: 'conflict' })
  })

  t.test('reviewers, auditors, applicants and strangers have no such application', async (t) => {
    const [row] = await db.select().from(decisions).where(eq(decisions.applicationId, other.id))
    for (const someone of [
      other.applicant,
      await person(test, { roles: ['reviewer'] }),
      await person(test, { roles: ['auditor'] }),
      await person(test, { roles: ['administrator'] }),
      await person(test),
    ]) {
      const context = as(someone)
      t.equal(await refusalOf(proposeDecision(context, other.id, decline)), 'not_found')
      t.equal(await refusalOf(recordDecision(context, row?.id ?? '')), 'not_found')
      t.equal(await refusalOf(returnDecision(context, row?.id ?? '', { reason: 'x' })), 'not_found')
    }
  })

  t.same(await checkInvariants(db), [])
})

t.test('two recordings at once cannot share what is left for one', async (t) => {
  const test = await testApp(t)
  const round = await reviewedRound(test, {
    scores: [6, 5],
    call: { envelopeCents: 1_000_000_00 },
    application: { budget: budget(600_000_00) },
  })
  const ids = []
  for (const { id } of round.applications)
    ids.push((await proposeDecision(test.contextOf(round.officer), id, award(600_000_00))).id)
  const answers = await Promise.all(
    ids.map((id) => refusalOf(recordDecision(test.contextOf(round.second), id))),
  )
  t.equal(answers.filter((refusal) => refusal === null).length, 1)
  t.match(
    answers.find((refusal) => refusal !== null),
    { reason: 'envelope_exceeded' },
  )
  t.same(await checkInvariants(test.database.writing), [])
})

t.test('the application is locked before its decision, whatever is done', async (t) => {
  const test = await testApp(t)
  const round = await reviewedRound(test)
  const { call, officer, second } = round
  const { id } = applicationAt(round, 0)
  const proposed = await proposeDecision(test.contextOf(officer), id, decline)
  const isHeld = (act: () => Promise<unknown>) =>
    isHeldWhileWaiting(test, {
      applicationId: id,
      act,
      row: sql`select 1 from decisions where id = ${proposed.id}`,
    })
  const reasons = `${decline.reasons} Again.`
  t.notOk(await isHeld(() => changeProposal(test.contextOf(officer), id, { reasons })), 'changing')
  t.notOk(await isHeld(() => recordDecision(test.contextOf(second), proposed.id)), 'recording')
  t.notOk(await isHeld(() => releaseDecisions(test.contextOf(second), call.id)), 'releasing')
})

t.test('the release', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await reviewedRound(test, { scores: [6, 5, 4] })
  const { call, officer, second } = round
  const first = applicationAt(round, 0)
  const other = applicationAt(round, 1)
  const third = applicationAt(round, 2)
  const context = test.contextOf(second)

  t.test('waits until every application is decided', async (t) => {
    t.match(await refusalOf(releaseDecisions(context, call.id)), {
      reason: 'release_incomplete',
      unhandled: 0,
      unrecorded: 3,
    })
    await recordedDecision(test, {
      round,
      applicationId: first.id,
      proposal: award(300_000_00),
    })
    await recordedDecision(test, { round, applicationId: other.id, proposal: decline })
    await proposeDecision(test.contextOf(officer), third.id, decline)
    t.match(await refusalOf(releaseDecisions(context, call.id)), { unrecorded: 1 })
    t.equal(await db.$count(grants), 0)
    t.equal(await db.$count(decisions, eq(decisions.status, 'released')), 0)
  })

  t.test('refuses what was changed since the letters were read', async (t) => {
    const [row] = await db.select().from(decisions).where(eq(decisions.applicationId, third.id))
    await recordDecision(context, row?.id ?? '')
    t.match(await refusalOf(releaseDecisions(context, call.id, { seen: 'a'.repeat(64) })), {
      reason: 'release_changed',
    })
  })

  t.test('happens once, at one instant, whoever else tries', async (t) => {
    const answers = await Promise.all(
      [officer, second].map((one) => refusalOf(releaseDecisions(test.contextOf(one), call.id))),
    )
    t.equal(answers.filter((refusal) => refusal === null).length, 1)
    t.match(
      answers.find((refusal) => refusal !== null),
      { reason: 'release_done' },
    )
    const rows = await db.select().from(decisions)
    t.equal(new Set(rows.map(({ releasedAt }) => releasedAt?.getTime())).size, 1)
    t.ok(rows.every(({ status }) => status === 'released'))
    const decided = await db.select({ status: applications.status }).from(applications)
    t.ok(decided.every(({ status }) => status === 'decided'))
    const acts = await db.select().from(history).where(eq(history.type, 'application.decided'))
    t.equal(acts.length, 3)
  })

  t.test('makes a grant of each award, with its final report', async (t) => {
    const rows = await db.select().from(grants)
    t.match(rows, [
      { reference: /^G\d{4}-0001$/, status: 'offered', amountCents: 300_000_00, currency: 'SEK' },
    ])
    t.match(await db.select().from(reports), [{ kind: 'final', status: 'scheduled' }])
  })

  t.test('mails each applicant a letter and each reviewer that decisions are out', async (t) => {
    await test.runJobs()
    const letters = (await db.select().from(mails)).filter(({ key }) =>
      key.startsWith('decision.letter:'),
    )
    t.equal(letters.length, 3)
    t.match(
      letters.find(({ to }) => to === first.applicant.email),
      { text: /is awarded\s+SEK\s300,000/ },
    )
    t.match(
      letters.find(({ to }) => to === other.applicant.email),
      { text: /is not awarded a grant this time/ },
    )
    const out = (await db.select().from(mails)).filter(({ key }) =>
      key.startsWith('decisions.out:'),
    )
    t.equal(out.length, 3)
    for (const mail of out) t.notMatch(mail.text, first.applicant.name)
  })

  t.same(await checkInvariants(db), [])
})

t.test('an ineligible application is decided as that, and released with the others', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'] })
  const second = await person(test, { roles: ['officer'] })
  const { id, call } = await ineligibleApplication(test, { officer })
  const context = test.contextOf(officer)
  t.match(await refusalOf(proposeDecision(context, id, decline)), [{ field: 'outcome' }])
  const proposed = await proposeDecision(context, id, { ...decline, outcome: 'ineligible' })
  await recordDecision(test.contextOf(second), proposed.id)
  t.match(await releaseDecisions(context, call.id), { released: 1, awarded: 0 })
  t.same(await checkInvariants(test.database.writing), [])
})

const budget = (amountCents: number) => [
  { category: 'salaries', description: 'People', year: 1, amountCents },
]
