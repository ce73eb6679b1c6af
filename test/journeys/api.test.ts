import t from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import { grants } from '../../db/schema/index.ts'
import { screenApplication } from '../../server/applications/operations.ts'
import { mailsTo, person } from '../helpers/actors.ts'
import { type Browser, type TestApp, testBrowser } from '../helpers/app.ts'
import { SMALL_FORM, TWO_CRITERIA } from '../helpers/factories.ts'
import { organisation } from '../helpers/factories-applications.ts'
import { award, SUMMARY } from '../helpers/factories-decisions.ts'
import { daysAhead, wholeReview } from '../helpers/factories-reviews.ts'
import { simplePdf } from '../helpers/pdfs.ts'

import { testLibrary } from '../server/publications/library.ts'

const API = '/api/v1'

t.setTimeout(180_000)

t.test('the whole chain by the API', async (t) => {
  const test = await testLibrary(t)
  const one = await person(test, { roles: ['officer'], name: 'Ylva' })
  const two = await person(test, { roles: ['officer'], name: 'Olle' })
  const reader = await person(test, { roles: ['reviewer'], name: 'Rob' })
  const [preparing, recording, reviewing, applying] = await Promise.all(
    [one.email, two.email, reader.email, 'amina@example.org'].map((email) => signIn(test, email)),
  )
  const anyone = testBrowser(test)
  if (!preparing || !recording || !reviewing || !applying) throw new Error('nobody signed in')
  const whole = async () => t.strictSame(await checkInvariants(test.database.writing), [])

  const title = { sv: 'Torka', en: 'Drought' }
  const made = await preparing.json('POST', `${API}/calls`, { title }, { 'idempotency-key': 'c' })
  t.equal(made.statusCode, 201)
  const again = await preparing.json('POST', `${API}/calls`, { title }, { 'idempotency-key': 'c' })
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.same(again.json(), made.json(), 'a repetition gets the first answer')
  const other = { title: { sv: 'Annat', en: 'Other' } }
  const reused = await preparing.json('POST', `${API}/calls`, other, { 'idempotency-key': 'c' })
  t.equal(reused.statusCode, 422, 'the same key with another body')

  const callPath = `${API}/calls/${made.json().id}`
  const change = {
    summary: { sv: 'Kort', en: 'Short' },
    texts: { purpose: { sv: 'a', en: 'b' }, whoMayApply: { sv: 'c', en: 'd' } },
    opensAt: new Date(test.clock.now().getTime() - 1000).toISOString(),
    countries: ['UG'],
  }
  t.equal((await preparing.json('PATCH', callPath, change)).statusCode, 428)
  const draft = await preparing.json('PATCH', callPath, change, { 'if-match': '"1"' })
  t.equal(draft.headers['etag'], '"2"')
  t.equal((await preparing.json('PATCH', callPath, change, { 'if-match': '"1"' })).statusCode, 412)
  const criteria = { criteria: TWO_CRITERIA }
  await preparing.json('PUT', `${callPath}/criteria`, criteria, { 'if-match': '"2"' })
  await preparing.json('PUT', `${callPath}/form`, SMALL_FORM, { 'if-match': '"3"' })
  const call = (await recording.json('POST', `${callPath}/publication`, {})).json()
  t.equal(call.state, 'open')
  await whole()

  const ids: string[] = []
  for (const key of ['first', 'second']) {
    const started = await applying.json('POST', `${API}/applications`, { callId: call.id })
    const base = `${API}/applications/${started.json().id}`
    const basics = {
      title: `Ward budgets, ${key}`,
      organisationId: await organisation(test),
      country: 'UG',
      durationMonths: 12,
    }
    t.equal((await applying.json('PATCH', base, basics)).statusCode, 428)
    await applying.json('PATCH', base, basics, { 'if-match': '"1"' })
    const answer = { value: 'Who is told first?' }
    await applying.json('PUT', `${base}/answers/what`, answer, { 'if-match': '"0"' })
    const lines = [{ category: 'salaries', description: 'A', year: 1, amountCents: 300_000_00 }]
    await applying.json('PUT', `${base}/budget`, { lines }, { 'if-match': '"2"' })
    await applying.request({
      method: 'POST',
      url: `${base}/attachments?slot=letter&name=brev.pdf`,
      headers: { 'content-type': 'application/pdf' },
      payload: simplePdf(),
    })
    t.same((await applying.json('GET', `${base}/missing`)).json().items, [])
    const send = () =>
      applying.json('POST', `${base}/submission`, undefined, { 'idempotency-key': key })
    const receipt = await send()
    t.equal(receipt.statusCode, 201)
    t.same((await send()).json(), receipt.json())
    ids.push(started.json().id)
  }
  const page = (await applying.json('GET', `${API}/applications?limit=1`)).json()
  t.match(page, { total: 2, items: [{}] })
  const rest = (await applying.json('GET', `${API}/applications?limit=1&after=${page.next}`)).json()
  t.match(rest, { total: 2, items: [{}], next: null })
  t.not(rest.items[0].id, page.items[0].id, 'a list goes on where it stopped')
  await whole()

  const [id = '', second = ''] = ids
  test.clock.moveTo(new Date(Date.parse(call.closesAt) + 1000))
  for (const browser of [preparing, recording, reviewing, applying])
    t.equal((await browser.json('GET', `${API}/session`)).statusCode, 401, 'weeks have passed')
  await Promise.all([
    signIn(test, one.email, preparing),
    signIn(test, two.email, recording),
    signIn(test, reader.email, reviewing),
    signIn(test, 'amina@example.org', applying),
  ])
  for (const each of ids)
    await screenApplication(test.contextOf(one), each, { outcome: 'eligible', reason: '' })

  for (const each of ids) {
    const asked = await preparing.json('POST', `${API}/applications/${each}/assignments`, {
      personId: reader.id,
      role: 'reader',
      dueOn: daysAhead(test, 10),
    })
    const path = `${API}/assignments/${asked.json().id}`
    t.match((await reviewing.json('POST', `${path}/acceptance`)).json(), { status: 'accepted' })
    const review = wholeReview(['use-in-practice', 'feasibility'])
    t.equal((await reviewing.json('PUT', `${path}/review`, review)).statusCode, 428)
    await reviewing.json('PUT', `${path}/review`, review, { 'if-match': '"0"' })
    t.equal(
      (await reviewing.json('PUT', `${path}/review`, review, { 'if-match': '"0"' })).statusCode,
      412,
    )
    const version = { 'if-match': '"1"' }
    const sent = await reviewing.json('POST', `${path}/review/submission`, undefined, version)
    t.match(sent.json(), { status: 'submitted' })
  }
  await whole()

  const decline = { ...award(1), outcome: 'declined' as const, amountCents: null }
  for (const [each, proposal] of [
    [id, award(300_000_00)],
    [second, decline],
  ] as const) {
    const path = `${API}/applications/${each}/decision`
    const proposed = await preparing.json('POST', path, proposal)
    const act = `${API}/decisions/${proposed.json().id}/recording`
    t.equal((await preparing.json('POST', act)).statusCode, 409, 'not by the one who proposed')
    t.match((await recording.json('POST', act)).json(), { status: 'recorded' })
    t.equal((await applying.json('GET', path)).statusCode, 404, 'not before the release')
  }
  t.equal((await recording.json('POST', `${API}/calls/${call.id}/release`)).statusCode, 200)
  t.match((await applying.json('GET', `${API}/applications/${id}/decision`)).json(), {
    outcome: 'awarded',
  })
  await whole()

  const awards = (await anyone.json('GET', `${API}/grants`)).json()
  t.equal(awards.total, 1)
  const [grant] = await test.database.writing.select({ id: grants.id }).from(grants)
  const grantPath = `${API}/grants/${grant?.id}`
  const startsOn = daysAhead(test, 20)
  t.match((await applying.json('POST', `${grantPath}/acceptance`, { startsOn })).json(), {
    status: 'active',
  })
  const [report] = (await applying.json('GET', `${grantPath}/reports`)).json().items
  const reportPath = `${API}/reports/${report.id}`
  t.equal((await putFile(applying, `${reportPath}/file`)).statusCode, 200)
  const account = { title: 'Minutes on the wall', summary: SUMMARY }
  await applying.json('POST', `${reportPath}/submission`, account)
  t.match((await preparing.json('POST', `${reportPath}/acceptance`, {})).json(), {
    status: 'accepted',
  })
  const drafted = await preparing.json('POST', `${reportPath}/publication`, { language: 'en' })
  t.equal(drafted.statusCode, 201)
  const item = `${API}/publications/${drafted.json().id}`
  await preparing.json('POST', `${item}/approval`)
  t.equal((await preparing.json('POST', `${item}/publication`)).json().status, 'published')
  await test.runJobs()
  const found = (await anyone.json('GET', `${API}/publications?q=turbine+inspektor`)).json()
  t.match(found, { total: 1, items: [{ title: /Minutes/, matches: [{ page: 1 }] }] })
  await preparing.json('POST', `${item}/withdrawal`, { reason: 'Retracted.' })
  await test.runJobs()
  t.match((await anyone.json('GET', `${API}/publications?q=turbine+inspektor`)).json(), {
    total: 0,
  })
  t.equal((await anyone.json('GET', item)).statusCode, 410)
  await whole()
})

/** Signs in as a program does: asks for a code, reads the mail, sends it back. */
const signIn = async (test: TestApp, email: string, browser = testBrowser(test)) => {
  await browser.json('POST', `${API}/sign-in`, { email })
  await test.runJobs()
  const mail = (await mailsTo(test, email)).find(({ subject }) => /code/.test(subject))
  const code = /\b(\d{3}) ?(\d{3})\b/.exec(mail?.text ?? '')
  const session = await browser.json('POST', `${API}/session`, {
    email,
    code: code?.slice(1).join('') ?? '',
  })
  if (session.statusCode !== 201) throw new Error(`${email}: ${session.body}`)
  return browser
}

const putFile = async (browser: Browser, url: string) => {
  const form = new FormData()
  const content = Uint8Array.from(simplePdf('The turbine inspector never came'))
  form.set('file', new File([content], 'report.pdf', { type: 'application/pdf' }))
  const encoded = new Response(form)
  return browser.request({
    method: 'PUT',
    url,
    headers: {
      origin: 'http://127.0.0.1:3000',
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
}
