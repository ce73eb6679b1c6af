import t from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import { mailsTo, person } from '../helpers/actors.ts'
import { type Answer, type Browser, type TestApp, testApp, testBrowser } from '../helpers/app.ts'
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
  t.same((await preparing.json('GET', `${callPath}/missing`)).json().items, [])
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
    const [attached] = (await applying.json('GET', `${base}/attachments`)).json().items
    const file = await applying.get(`${base}/attachments/${attached.id}`)
    t.ok(file.rawPayload.equals(simplePdf()), 'what was attached is what is there')
    t.equal((await preparing.get(`${base}/attachments/${attached.id}`)).statusCode, 404)
    const send = () =>
      applying.json('POST', `${base}/submission`, undefined, { 'idempotency-key': key })
    const receipt = await send()
    t.equal(receipt.statusCode, 201)
    t.same((await send()).json(), receipt.json())
    t.same((await applying.json('GET', `${base}/receipt`)).json(), receipt.json())
    t.ok(isPdf(await applying.get(`${base}/receipt.pdf?language=sv`)))
    const { reference, sha256: digest } = receipt.json()
    const checking = `${API}/receipts?${new URLSearchParams({ reference, digest })}`
    t.same((await anyone.json('GET', checking)).json(), { isReceived: true })
    ids.push(started.json().id)
  }
  const firstPath = `${API}/applications/${ids[0]}`
  t.equal((await applying.json('POST', `${firstPath}/taking-back`)).statusCode, 204)
  const friend = { name: 'Friend', email: 'friend@example.org', role: 'co_applicant' }
  t.equal((await applying.json('POST', `${firstPath}/invitations`, friend)).statusCode, 201)
  const joining = await signIn(test, friend.email)
  const [invitation] = (await joining.json('GET', `${API}/invitations`)).json().items
  await joining.json('POST', `${API}/invitations/${invitation.id}/acceptance`)
  t.equal((await joining.json('GET', firstPath)).statusCode, 200)
  const joined = (await applying.json('GET', `${firstPath}/participants`)).json()
  t.match(joined, { total: 2, items: [{ role: 'main_applicant' }, { status: 'accepted' }] })
  const leaving = `${firstPath}/participants/${joined.items[1].id}`
  t.equal((await joining.json('DELETE', leaving)).statusCode, 204)
  t.equal((await joining.json('GET', firstPath)).statusCode, 404)
  t.match((await applying.json('POST', `${firstPath}/submission`)).json(), { revision: 2 })

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
  t.same((await preparing.json('POST', `${API}/calls/${call.id}/screening`)).json(), { started: 2 })
  for (const each of ids) {
    const path = `${API}/applications/${each}/screening`
    const found = await preparing.json('POST', path, { outcome: 'eligible' })
    t.same(found.json(), { status: 'eligible' })
  }

  for (const each of ids) {
    const candidates = (
      await preparing.json('GET', `${API}/applications/${each}/candidates`)
    ).json()
    t.match(candidates, { total: 1, items: [{ personId: reader.id, refusal: null }] })
    const asked = await preparing.json('POST', `${API}/applications/${each}/assignments`, {
      personId: reader.id,
      role: 'reader',
      dueOn: daysAhead(test, 10),
    })
    const path = `${API}/assignments/${asked.json().id}`
    t.equal((await reviewing.json('GET', `${path}/dossier`)).statusCode, 409, 'declare first')
    t.match((await reviewing.json('POST', `${path}/acceptance`)).json(), { status: 'accepted' })
    const dossier = (await reviewing.json('GET', `${path}/dossier?language=sv`)).json()
    t.match(dossier, { language: 'sv', attachments: [{ slot: 'letter' }] })
    t.ok(isPdf(await reviewing.get((await reviewing.json('GET', path)).json().dossier)))
    t.ok(isPdf(await reviewing.get(`${path}/attachments/letter`)))
    t.ok(isPdf(await preparing.get(`${API}/applications/${each}/dossier.pdf`)))
    t.ok(isPdf(await preparing.get(`${API}/applications/${each}/revision/attachments/letter`)))
    const asking = `${API}/applications/${each}/assignments`
    t.match((await preparing.json('GET', asking)).json(), {
      items: [{ status: 'accepted', reviewer: { id: reader.id } }],
    })
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

  const nearest = await person(test, { roles: ['reviewer'], name: 'Near' })
  const conflicts = `${API}/applications/${id}/conflicts`
  const near = { personId: nearest.id, kind: 'family', statement: 'A cousin.' }
  const set = (await preparing.json('POST', conflicts, near)).json()
  await preparing.json('POST', `${API}/conflicts/${set.id}/clearance`, { reason: 'A namesake.' })
  t.match((await preparing.json('GET', conflicts)).json(), {
    total: 1,
    items: [{ status: 'cleared', person: { name: 'Near' }, clearedReason: 'A namesake.' }],
  })
  t.match((await preparing.json('GET', `${API}/calls/${call.id}/reviewers`)).json(), {
    items: [
      { name: 'Near', completed: 0 },
      { name: 'Rob', completed: 2 },
    ],
  })

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
  const release = `${API}/calls/${call.id}/release`
  const check = (await recording.json('GET', release)).json()
  t.match(check, { refusal: null, count: { ready: 2 }, releasedAt: null })
  const letter = `${API}/applications/${id}/decision.pdf`
  t.equal((await applying.get(letter)).statusCode, 404, 'no letter before the release')
  t.equal((await recording.json('POST', release, { seen: check.seen })).statusCode, 200)
  t.match((await applying.json('GET', `${API}/applications/${id}/decision`)).json(), {
    outcome: 'awarded',
  })
  t.ok(isPdf(await applying.get(letter)))
  await whole()

  const awards = (await anyone.json('GET', `${API}/grants`)).json()
  t.equal(awards.total, 1)
  const grant = (await applying.json('GET', `${API}/applications/${id}/grant`)).json()
  t.same((await applying.json('GET', `${API}/my-grants`)).json().items, [grant])
  const grantPath = `${API}/grants/${grant.id}`
  const startsOn = daysAhead(test, 20)
  t.match((await applying.json('POST', `${grantPath}/acceptance`, { startsOn })).json(), {
    status: 'active',
  })
  const [report] = (await applying.json('GET', `${grantPath}/reports`)).json().items
  const reportPath = `${API}/reports/${report.id}`
  t.equal((await putFile(applying, `${reportPath}/file`)).statusCode, 200)
  const account = { title: 'Minutes on the wall', summary: SUMMARY }
  await applying.json('POST', `${reportPath}/submission`, account)
  t.match((await preparing.json('GET', `${API}/reports`)).json(), { items: [{ id: report.id }] })
  t.match((await preparing.json('GET', reportPath)).json(), account)
  t.ok(isPdf(await preparing.get(`${reportPath}/file`)))
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
  t.ok(isPdf(await anyone.get(`${item}/file`)))
  t.match((await anyone.json('GET', `${item}/pages/1`)).json(), { pages: 1, text: /turbine/ })
  t.match((await preparing.json('GET', `${API}/office/publications`)).json(), {
    total: 1,
    items: [{ status: 'published' }],
  })
  for (const [noun, of] of [
    ['calls', call.id],
    ['applications', id],
    ['grants', grant.id],
    ['publications', drafted.json().id],
  ]) {
    const history = (await preparing.json('GET', `${API}/${noun}/${of}/history?limit=1`)).json()
    t.match(history, { items: [{ sequence: 1, previousHash: '' }] }, noun)
    t.ok(history.total > 0)
  }
  await preparing.json('POST', `${item}/withdrawal`, { reason: 'Retracted.' })
  await test.runJobs()
  t.match((await anyone.json('GET', `${API}/publications?q=turbine+inspektor`)).json(), {
    total: 0,
  })
  for (const gone of [item, `${item}/file`, `${item}/pages/1`])
    t.equal((await anyone.json('GET', gone)).statusCode, 410, gone)
  t.match((await preparing.json('GET', `${API}/office`)).json(), {
    grants: { running: 0, reports: 0 },
    failedJobs: { total: 0 },
  })
  await whole()
})

t.test('people, organisations and roles by the API', async (t) => {
  const test = await testApp(t)
  const [one, two] = [
    await person(test, { roles: ['officer'] }),
    await person(test, { roles: ['administrator'] }),
  ]
  const [handling, administering, joining] = await Promise.all(
    [one.email, two.email, 'new@example.org'].map((email) => signIn(test, email)),
  )
  if (!handling || !administering || !joining) throw new Error('nobody signed in')

  const proposal = { name: 'Kisoro District Local Government', country: 'UG' }
  const made = (await joining.json('POST', `${API}/organisations`, proposal)).json()
  const path = `${API}/organisations/${made.id}`
  t.equal((await testBrowser(test).json('GET', path)).statusCode, 404, 'not yet for anyone')
  const proposed = `${API}/organisations?status=proposed`
  t.match((await handling.json('GET', proposed)).json(), { total: 1, items: [{ id: made.id }] })
  t.match((await joining.json('GET', proposed)).json(), { total: 0, items: [] })
  t.match((await handling.json('POST', `${path}/confirmation`)).json(), { status: 'listed' })
  const seen = await handling.json('GET', path)
  const names = { name: 'Kisoro District', names: ['Kisoro DLG'] }
  t.equal((await handling.json('PUT', `${path}/names`, names)).statusCode, 428)
  const match = { 'if-match': String(seen.headers['etag']) }
  const renamed = await handling.json('PUT', `${path}/names`, names, match)
  t.match(renamed.json().names, [{ name: 'Kisoro District' }, { name: 'Kisoro DLG' }])
  t.equal((await handling.json('PUT', `${path}/names`, names, match)).statusCode, 412)
  const line = JSON.stringify({ ror: 'https://ror.org/03dmz0111', name: 'Makerere', country: 'UG' })
  const taken = await sendFile(handling, 'POST', `${API}/organisations/import`, {
    name: 'organisations.jsonl',
    content: Buffer.from(`${line}\n{}\n`),
  })
  t.match(taken.json(), { added: 1, problems: [{ line: 2 }] })

  const profile = await joining.json('GET', `${API}/profile`)
  const changed = await joining.json(
    'PATCH',
    `${API}/profile`,
    { name: 'Åsa', organisation: made.id },
    { 'if-match': String(profile.headers['etag']) },
  )
  t.match(changed.json(), { name: 'Åsa', organisation: { name: 'Kisoro District' } })
  t.ok((await joining.json('GET', `${API}/profile/data`)).json().parts.length > 5)
  const elsewhere = await signIn(test, 'new@example.org')
  t.equal((await joining.json('GET', `${API}/sessions`)).json().total, 2)
  t.same((await joining.json('DELETE', `${API}/sessions`)).json(), { ended: 1 })
  t.equal((await elsewhere.json('GET', `${API}/session`)).statusCode, 401)

  const { id } = profile.json()
  const roles = `${API}/people/${id}/roles`
  const reviewer = { role: 'reviewer', reason: 'Knows wards.' }
  t.match((await administering.json('POST', roles, reviewer)).json(), { roles: ['reviewer'] })
  const reason = { reason: 'Asked to leave.' }
  t.match((await administering.json('DELETE', `${roles}/reviewer`, reason)).json(), { roles: [] })
  t.match((await administering.json('GET', `${API}/people/${id}`)).json(), {
    held: [{ role: 'reviewer', reason: 'Knows wards.', takenReason: 'Asked to leave.' }],
  })
  const history = (await administering.json('GET', `${API}/people/${id}/history`)).json()
  t.match(history.items.map(({ type }: { type: string }) => type).slice(-2), [
    'person.role_given',
    'person.role_taken',
  ])
  t.match((await administering.json('POST', `${API}/people/${id}/closing`, reason)).json(), {
    isDisabled: true,
  })
  t.equal((await joining.json('GET', `${API}/session`)).statusCode, 401)
  await administering.json('POST', `${API}/people/${id}/opening`, reason)
  t.same(await checkInvariants(test.database.writing), [])
})

const isPdf = ({ statusCode, rawPayload }: Answer): boolean =>
  statusCode === 200 && rawPayload.subarray(0, 5).toString() === '%PDF-'

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

const putFile = (browser: Browser, url: string) =>
  sendFile(browser, 'PUT', url, {
    name: 'report.pdf',
    content: simplePdf('The turbine inspector never came'),
  })

const sendFile = async (
  browser: Browser,
  method: 'PUT' | 'POST',
  url: string,
  { name, content }: { name: string; content: Uint8Array },
) => {
  const form = new FormData()
  form.set('file', new File([Uint8Array.from(content)], name))
  const encoded = new Response(form)
  return browser.request({
    method,
    url,
    headers: {
      origin: 'http://127.0.0.1:3000',
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
}
