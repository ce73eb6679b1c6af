import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { applications, grants, revisions } from '../../../db/schema/index.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import {
  applicationAt,
  dayFrom,
  releasedRound,
  SUMMARY,
} from '../../helpers/factories-decisions.ts'
import { readPage } from '../../helpers/html.ts'
import { simplePdf } from '../../helpers/pdfs.ts'

t.setTimeout(240_000)

t.test('from an award to a publication, by forms and no scripts', async (t) => {
  const test = await testApp(t)
  const round = await releasedRound(test)
  const { grantId, reportId, officer } = round
  const { applicant } = applicationAt(round, 0)
  const grantee = await signedIn(test, applicant)
  const office = await signedIn(test, officer)
  const own = `/en/my-grants/${grantId}`

  t.test('the grant is accepted with a start date and a tick', async (t) => {
    const form = readPage((await grantee.get(own)).body).form('Accept the grant')
    const empty = await grantee.post(form.action, { ...form.values })
    t.equal(empty.statusCode, 422)
    t.match(readPage(empty.body).errors, ['Say on which day the project starts.', /Tick that/])
    const early = await grantee.post(form.action, {
      ...form.values,
      startsOn: '2020-01-01',
      agreed: 'yes',
    })
    t.equal(early.statusCode, 422)
    t.match(readPage(early.body).errors, [/cannot start before/])
    const done = await grantee.post(form.action, {
      ...form.values,
      startsOn: dayFrom(test, 20),
      agreed: 'yes',
    })
    t.equal(done.headers.location, own)
    t.match((await grantee.get(own)).body, 'Running')
  })

  t.test('the report is begun, written, looked through and handed in', async (t) => {
    const path = `${own}/reports/${reportId}`
    const begin = readPage((await grantee.get(path)).body).form('Begin the report')
    t.equal((await grantee.post(begin.action)).headers.location, path)
    const form = readPage((await grantee.get(path)).body).form('Save and look it through')
    t.ok(form.isMultipart)
    const fields = { ...form.values, summary: SUMMARY } as Record<string, string>
    const wrong = await grantee.upload(form.action, fields, {
      field: 'file',
      name: 'report.doc',
      type: 'application/pdf',
      content: Buffer.from('not a PDF'),
    })
    t.equal(wrong.statusCode, 422)
    t.match(readPage(wrong.body).errors, [/not a PDF/])
    const { _csrf: _token, ...words } = fields
    const stranger = await (await signedIn(test, await person(test))).upload(form.action, words, {
      field: 'file',
      name: 'report.pdf',
      type: 'application/pdf',
      content: simplePdf('Mine'),
    })
    t.equal(stranger.statusCode, 404)
    const saved = await grantee.upload(form.action, fields, {
      field: 'file',
      name: '../../report <b>.pdf',
      type: 'application/pdf',
      content: simplePdf('Minutes on the wall'),
    })
    t.equal(saved.headers.location, `${path}/check`)
    t.equal((await office.get(`/en/reports/${reportId}/file`)).statusCode, 404)
    const check = readPage((await grantee.get(`${path}/check`)).body)
    t.match(check.text, 'report <b>.pdf')
    const submit = check.form('Hand in the report')
    t.equal((await grantee.post(submit.action, submit.values)).headers.location, path)
    t.match(readPage((await grantee.get(path)).body).heading, 'We have your report')
    t.equal((await grantee.post(submit.action, submit.values)).statusCode, 409)
  })

  t.test('the office reads, accepts and begins a publication', async (t) => {
    const file = await office.get(`/en/reports/${reportId}/file`)
    t.match(file.headers, {
      'content-disposition': /^attachment/,
      'x-content-type-options': 'nosniff',
      'content-security-policy': /sandbox/,
    })
    const path = `/en/office/reports/${reportId}`
    const page = readPage((await office.get(path)).body)
    const empty = await office.post(page.form('Return the report').action, {})
    t.match(readPage(empty.body).errors, [/Say why/])
    const accept = page.form('Accept the report')
    t.equal((await office.post(accept.action, accept.values)).headers.location, path)
    const publish = readPage((await office.get(path)).body).form('Begin a publication')
    const made = await office.post(publish.action, publish.values)
    t.match(made.headers.location, /^\/en\/office\/publications\/[0-9a-f-]+$/)
    t.equal((await office.get(String(made.headers.location))).statusCode, 200)
    t.equal((await office.post(publish.action, publish.values)).statusCode, 409)
    t.match((await office.get(`/en/office/grants/${grantId}`)).body, 'The grant was closed')
  })

  t.test('strangers and visitors find nothing of it', async (t) => {
    const stranger = await signedIn(test, await person(test, { roles: ['reviewer'] }))
    const visitor = testBrowser(test)
    for (const path of [own, `${own}/reports/${reportId}`, `/en/reports/${reportId}/file`]) {
      t.equal((await stranger.get(path)).statusCode, 404, path)
      t.equal((await visitor.get(path)).statusCode, 303, path)
    }
    for (const path of [`/en/office/grants/${grantId}`, `/en/office/reports/${reportId}`])
      t.equal((await stranger.get(path)).statusCode, 403, path)
  })
})

t.test('the public list of awards', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  test.clock.moveTo(new Date('2027-02-01T12:00:00Z'))
  const first = await releasedRound(test)
  const second = await releasedRound(test)
  await db
    .update(applications)
    .set({ title: '=SUM(A1) "Wards", and <script>', country: 'UG' })
    .where(eq(applications.id, applicationAt(second, 0).id))
  const visitor = testBrowser(test)

  t.test('narrows by call, country and year, and adds up', async (t) => {
    const page = (await visitor.get('/en/grants')).body
    t.match(page, '2 grants, SEK\u00a0600,000 together')
    t.notMatch(page, '<script>')
    const slug = first.call.slug
    for (const query of [`call=${slug}`, 'country=KE', 'country=KE&year=2027'])
      t.match((await visitor.get(`/en/grants?${query}`)).body, '1 grant, SEK', query)
    t.match((await visitor.get('/en/grants?year=2026')).body, 'No grant fits that')
    t.equal((await visitor.get('/en/grants?year=x')).statusCode, 422)
  })

  t.test('is a table that no spreadsheet runs', async (t) => {
    const answer = await visitor.get('/sv/grants.csv')
    t.match(answer.headers['content-type'], 'text/csv')
    const lines = answer.body.trim().split('\r\n')
    t.equal(lines.length, 3)
    t.match(lines[1], `"'=SUM(A1) ""Wards"", and <script>",Makerere University,Uganda,300000,SEK`)
  })

  t.test('is data, by key', async (t) => {
    const newest = (await visitor.json('GET', '/api/v1/grants?limit=1')).json()
    t.match(newest, { total: 2, items: [{ reference: 'G2027-0002' }], next: 'G2027-0002' })
    const next = (await visitor.json('GET', `/api/v1/grants?limit=1&after=${newest.next}`)).json()
    t.match(next, { items: [{ reference: 'G2027-0001' }], next: null })
    t.notOk('id' in newest.items[0], 'nothing that was not meant to be public')
  })

  t.test('has a page for each, with the answer that was to be published', async (t) => {
    const [revision] = await db
      .select()
      .from(revisions)
      .where(eq(revisions.applicationId, applicationAt(first, 0).id))
    const { name } = applicationAt(first, 0).applicant
    const answerWith = async (answers: Record<string, unknown>) => {
      // A revision is never changed; here it stands for one that was submitted with other answers.
      await db.transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await tx
          .update(revisions)
          .set({ content: { ...revision?.content, answers } })
          .where(eq(revisions.id, revision?.id ?? ''))
      })
      return (await visitor.get('/en/grants/G2027-0001')).body
    }
    const open = await answerWith({ summary: 'Six wards in a year of floods.' })
    t.match(open, 'Six wards in a year of floods.')
    t.match(open, name)
    const hidden = await answerWith({ 'hide-names': true })
    t.notMatch(hidden, name)
    const data = (await visitor.json('GET', '/api/v1/grants/G2027-0001')).json()
    t.match(data, { mainApplicant: null, summary: null, publications: [] })
    t.equal((await visitor.get('/en/grants/G2027-9999')).statusCode, 404)
    t.equal((await visitor.json('GET', '/api/v1/grants/nothing')).statusCode, 404)
  })

  t.test('takes as many queries for many as for few', async (t) => {
    const count = async (path: string) => {
      test.database.takeStatements()
      await visitor.get(path)
      return test.database.takeStatements().filter((sql) => /^select/i.test(sql)).length
    }
    t.equal(await count('/en/grants'), await count('/en/grants?country=KE'))
    t.ok((await count('/en/grants')) <= 4)
  })
})

t.test('the same by the API', async (t) => {
  const test = await testApp(t)
  const round = await releasedRound(test)
  const { grantId, reportId, officer } = round
  const grantee = await signedIn(test, applicationAt(round, 0).applicant)
  const office = await signedIn(test, officer)
  const startsOn = dayFrom(test, 10)

  const accepted = await grantee.json(
    'POST',
    `/api/v1/grants/${grantId}/acceptance`,
    { startsOn },
    { 'idempotency-key': 'accept-1' },
  )
  t.match(accepted.json(), { status: 'active', startsOn })
  const again = await grantee.json(
    'POST',
    `/api/v1/grants/${grantId}/acceptance`,
    { startsOn },
    { 'idempotency-key': 'accept-1' },
  )
  t.same(again.json(), accepted.json(), 'a repetition gets the first answer')
  t.match((await grantee.json('GET', `/api/v1/grants/${grantId}/reports`)).json(), {
    items: [{ id: reportId, status: 'scheduled', isOverdue: false }],
  })
  const early = await grantee.json('POST', `/api/v1/reports/${reportId}/submission`, {})
  t.equal(early.statusCode, 409)

  const form = new FormData()
  form.set(
    'file',
    new File([Uint8Array.from(simplePdf('By the API'))], 'report.pdf', { type: 'application/pdf' }),
  )
  const encoded = new Response(form)
  const attached = await grantee.request({
    method: 'PUT',
    url: `/api/v1/reports/${reportId}/file`,
    headers: {
      origin: 'http://127.0.0.1:3000',
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
  t.match(attached.json(), { status: 'open', fileName: 'report.pdf' })
  t.match((await office.json('GET', `/api/v1/grants/${grantId}/reports`)).json(), {
    items: [{ fileName: null }],
  })
  t.match((await office.json('GET', `/api/v1/reports/${reportId}`)).json(), { fileName: null })
  t.equal((await office.get(`/api/v1/reports/${reportId}/file`)).statusCode, 404, 'not handed in')
  t.equal((await grantee.get(`/api/v1/reports/${reportId}/file`)).statusCode, 200)
  const handedIn = await grantee.json('POST', `/api/v1/reports/${reportId}/submission`, {
    title: 'Minutes',
    summary: SUMMARY,
  })
  t.match(handedIn.json(), { status: 'submitted', title: 'Minutes' })
  const returned = await office.json('POST', `/api/v1/reports/${reportId}/return`, {
    reason: 'Say more.',
  })
  t.match(returned.json(), { status: 'returned', returnedReason: 'Say more.' })
  const reportPath = `/api/v1/reports/${reportId}`
  const more = { title: 'More' }
  t.equal((await grantee.json('PATCH', reportPath, more)).statusCode, 428)
  t.equal((await grantee.json('PATCH', reportPath, more, { 'if-match': '"1"' })).statusCode, 412)
  const { etag } = (await grantee.json('GET', reportPath)).headers
  const changed = await grantee.json('PATCH', reportPath, more, { 'if-match': String(etag) })
  t.match(changed.json(), { title: 'More' })
  t.match((await grantee.json('POST', `/api/v1/reports/${reportId}/submission`, {})).json(), {
    status: 'submitted',
  })
  t.match((await office.json('POST', `/api/v1/reports/${reportId}/acceptance`, {})).json(), {
    status: 'accepted',
  })
  const published = await office.json('POST', `/api/v1/reports/${reportId}/publication`, {
    language: 'en',
  })
  t.equal(published.statusCode, 201)
  t.equal((await office.json('POST', `/api/v1/reports/${reportId}/acceptance`, {})).statusCode, 409)

  t.test('refuses unknown fields and strangers alike', async (t) => {
    const body = { startsOn, amountCents: 1 }
    const path = `/api/v1/grants/${grantId}/acceptance`
    t.equal((await grantee.json('POST', path, body)).statusCode, 422)
    const stranger = await signedIn(test, await person(test))
    t.equal((await stranger.json('POST', path, { startsOn })).statusCode, 404)
    t.equal((await stranger.json('GET', `/api/v1/grants/${grantId}/reports`)).statusCode, 404)
    t.equal((await testBrowser(test).json('POST', path, { startsOn })).statusCode, 401)
    const [grant] = await test.database.writing.select().from(grants)
    t.equal(grant?.status, 'closed')
  })
})
