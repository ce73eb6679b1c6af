import { eq } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import { applications, decisions } from '../../../db/schema/index.ts'
import { withdrawApplication } from '../../../server/applications/operations.ts'
import { workItems } from '../../../server/decisions/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { applicationAt, REASONS, reviewedRound } from '../../helpers/factories-decisions.ts'

t.setTimeout(240_000)

t.test('from ranking to release by the API', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await reviewedRound(test, { scores: [6, 4, 5] })
  const { call, officer, second } = round
  const first = applicationAt(round, 0)
  const last = applicationAt(round, 1)
  const left = applicationAt(round, 2)
  const one = await signedIn(test, officer)
  const two = await signedIn(test, second)
  const now = test.clock.now()
  const path = (id: string) => `/api/v1/applications/${id}/decision`
  const award = { outcome: 'awarded', amountCents: 300_000_00, reasons: REASONS }
  const decline = { outcome: 'declined', reasons: REASONS }

  const ranking = (await one.json('GET', `/api/v1/calls/${call.id}/ranking`)).json()
  t.match(ranking, {
    envelopeCents: 6_000_000_00,
    aboveLine: 3,
    items: [
      { applicationId: first.id, rank: 1, mean: 6, means: [6], reviews: 1, decision: null },
      { applicationId: left.id, rank: 2 },
      { applicationId: last.id, rank: 3 },
    ],
  })

  const wrong = await one.json('POST', path(first.id), { ...award, amountCents: 300_000_01 })
  t.equal(wrong.statusCode, 422)
  t.match(wrong.json(), { errors: [{ pointer: '/amountCents' }] })
  t.equal((await one.json('POST', path(first.id), { ...award, note: 'x' })).statusCode, 422)
  const proposed = await one.json('POST', path(first.id), award)
  t.equal(proposed.statusCode, 201)
  const { id, version } = proposed.json()
  t.equal((await two.json('POST', path(first.id), award)).statusCode, 409)
  t.match((await two.json('GET', path(first.id))).json(), { id, status: 'proposed' })
  t.equal((await two.json('PATCH', path(first.id), { version: 9 })).statusCode, 412)
  t.equal((await two.json('PATCH', path(first.id), {})).statusCode, 428)
  const outdated = { 'if-match': '"9"' }
  t.equal((await two.json('PATCH', path(first.id), {}, outdated)).statusCode, 412)
  const changed = await one.json('PATCH', path(first.id), { conditions: 'A plan.', version })
  t.match(changed.json(), { conditions: 'A plan.', amountCents: 300_000_00 })
  const seen = (answer: typeof changed) => ({ 'if-match': String(answer.headers['etag']) })
  const reserve = { outcome: 'reserve', reserveRank: 1 }
  const to = await one.json('PATCH', path(first.id), reserve, seen(changed))
  t.match(to.json(), { outcome: 'reserve', amountCents: null, reserveRank: 1 })
  const back = await one.json('PATCH', path(first.id), award, seen(to))
  t.match(back.json(), { outcome: 'awarded', amountCents: 300_000_00, reserveRank: null })

  t.match(await workItems(db, second, now), [
    { kind: 'propose', count: 2 },
    { kind: 'record', count: 1 },
  ])
  const recording = `/api/v1/decisions/${id}/recording`
  t.equal((await one.json('POST', recording)).statusCode, 409)
  t.match((await two.json('POST', recording)).json(), { status: 'recorded' })
  const returned = await two.json('POST', `/api/v1/decisions/${id}/return`, { reason: 'Again.' })
  t.match(returned.json(), { status: 'proposed', recordedBy: null })
  t.match((await two.json('POST', recording, {})).json(), { status: 'recorded' })

  await one.json('POST', path(last.id), decline)
  await one.json('POST', path(left.id), award)
  for (const application of [last, left]) {
    const [row] = await db
      .select({ id: decisions.id })
      .from(decisions)
      .where(eq(decisions.applicationId, application.id))
    await two.json('POST', `/api/v1/decisions/${row?.id}/recording`)
  }
  t.match(await workItems(db, second, now), [{ kind: 'release', count: 3 }])
  t.same(await workItems(db, await person(test), now), [])

  await withdrawApplication(test.contextOf(left.applicant), left.id, 'Moved.')
  const released = await two.json('POST', `/api/v1/calls/${call.id}/release`)
  t.match(released.json(), { released: 2, awarded: 1 })
  t.equal((await two.json('POST', `/api/v1/calls/${call.id}/release`)).statusCode, 409)
  const states = await db.select({ status: applications.status }).from(applications)
  t.same(states.map(({ status }) => status).sort(), ['decided', 'decided', 'withdrawn'])

  t.test('what was withdrawn gets no letter, whatever had been decided', async (t) => {
    const browser = await signedIn(test, left.applicant)
    t.equal((await browser.json('GET', path(left.id))).statusCode, 404)
  })

  t.test('auditors read and do not act; visitors are asked to sign in', async (t) => {
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    t.equal((await auditor.json('GET', `/api/v1/calls/${call.id}/ranking`)).statusCode, 200)
    t.equal((await auditor.json('POST', recording)).statusCode, 403)
    t.equal((await testBrowser(test).json('POST', recording)).statusCode, 401)
    const page = await auditor.get(`/en/office/applications/${first.id}/decision`)
    t.equal(page.statusCode, 200)
    t.notMatch(page.body, '<form method="post" action="/en/office')
  })
  t.same(await checkInvariants(db), [])
})

t.test('before its close a call has no ranking', async (t) => {
  const test = await testApp(t)
  const round = await reviewedRound(test)
  const browser = await signedIn(test, round.officer)
  test.clock.moveTo(new Date(round.call.closesAt.getTime() - 60_000))
  const data = await browser.json('GET', `/api/v1/calls/${round.call.id}/ranking`)
  t.equal(data.statusCode, 409)
  const page = await browser.get(`/en/office/calls/${round.call.id}/ranking`)
  t.match(page.body, 'The call is not closed yet')
  t.notMatch(page.body, applicationAt(round, 0).reference)
})
