import { eq } from 'drizzle-orm'
import t from 'tap'
import { submissionAttempts } from '../../../db/schema/index.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { openCall } from '../../helpers/factories.ts'
import { organisation } from '../../helpers/factories-applications.ts'
import { simplePdf } from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

t.test('an application through the API alone', async (t) => {
  const test = await testApp(t)
  const call = await openCall(test)
  const applicant = await person(test, { name: 'Amina Okello' })
  const partner = await person(test, { name: 'Karin Exempelius' })
  const client = await signedIn(test, applicant)
  const started = await client.json('POST', '/api/v1/applications', { callId: call.id })
  t.equal(started.statusCode, 201)
  const { id, version } = started.json()
  t.equal(started.headers.etag, `"${version}"`)
  const base = `/api/v1/applications/${id}`

  t.test('basics are changed from the version that was seen', async (t) => {
    const body = {
      title: 'Ward budgets',
      organisationId: await organisation(test),
      country: 'KE',
      durationMonths: 12,
    }
    t.equal(
      (await client.json('PATCH', base, body)).statusCode,
      428,
      'without If-Match nothing is overwritten',
    )
    const changed = await client.json('PATCH', base, body, { 'if-match': '"1"' })
    t.equal(changed.statusCode, 200)
    t.match(changed.json(), {
      title: 'Ward budgets',
      version: 2,
      organisation: { name: 'Makerere University' },
    })
    t.equal(
      (await client.json('PATCH', base, { title: 'Other' }, { 'if-match': '"1"' })).statusCode,
      412,
    )
    t.equal(
      (await client.json('PATCH', base, { status: 'decided' }, { 'if-match': '"2"' })).statusCode,
      422,
    )
  })

  t.test('an answer has a version of its own; a stale one gets both texts', async (t) => {
    const put = (value: unknown, seen: number, key = 'what') =>
      client.json('PUT', `${base}/answers/${key}`, { value }, { 'if-match': `"${seen}"` })
    const first = await put('First', 0)
    t.equal(first.statusCode, 200)
    t.match(first.json(), { key: 'what', value: 'First', version: 1 })
    t.equal((await put('First', 0)).statusCode, 200, 'a retry of the same text is no conflict')
    const [one, two] = await Promise.all([put('Mine', 1), put('Theirs', 1)])
    const codes = [one.statusCode, two.statusCode].sort()
    t.same(codes, [200, 412], 'of two at once one wins')
    const lost = one.statusCode === 412 ? one : two
    const won = one.statusCode === 200 ? one : two
    t.equal(lost.json().current.value, won.json().value, 'the other is told what stands there')
    t.equal((await put('word '.repeat(101), 2)).statusCode, 200, 'too long is saved all the same')
    t.equal((await put(['a'], 3)).statusCode, 422)
    t.equal((await put('archives', 0, 'method')).statusCode, 200)
    t.equal((await put('teleport', 1, 'method')).statusCode, 422)
    t.equal((await put('x', 0, 'no-such-question')).statusCode, 404)
    const missing = (await client.json('GET', `${base}/missing`)).json()
    t.match(
      missing.items.map((item: { section: string; code: string }) => [item.section, item.code]),
      [
        ['plan', 'too_many_words'],
        ['budget', 'missing'],
        ['attachments', 'missing'],
      ],
    )
    t.equal((await put('Who is told first?', 3)).statusCode, 200)
  })

  t.test('budget, file and invitation', async (t) => {
    const lines = [{ category: 'salaries', description: 'A', year: 1, amountCents: 300_000_00 }]
    const budget = await client.json('PUT', `${base}/budget`, { lines }, { 'if-match': '"2"' })
    t.equal(budget.statusCode, 200)
    t.match(budget.json(), { currency: 'SEK', totalCents: 300_000_00, lines })
    for (const wrong of [
      { amountCents: 0.5 },
      { amountCents: -1 },
      { year: 0 },
      { year: 11 },
      { category: 'cake' },
    ]) {
      const answer = await client.json(
        'PUT',
        `${base}/budget`,
        { lines: [{ ...lines[0], ...wrong }] },
        { 'if-match': '"3"' },
      )
      t.equal(answer.statusCode, 422, JSON.stringify(wrong))
    }
    const file = await client.request({
      method: 'POST',
      url: `${base}/attachments?slot=letter&name=brev.pdf`,
      headers: { 'content-type': 'application/pdf' },
      payload: simplePdf(),
    })
    t.equal(file.statusCode, 201)
    t.match(file.json(), { slot: 'letter', name: 'brev.pdf', state: 'received' })
    const invite = (email: string) =>
      client.json('POST', `${base}/invitations`, { email, name: 'Karin', role: 'co_applicant' })
    const known = await invite(partner.email)
    const unknown = await invite('nobody.yet@example.org')
    t.equal(known.statusCode, 201)
    t.equal(unknown.statusCode, 201)
    t.same(
      Object.keys(known.json()),
      Object.keys(unknown.json()),
      'the answer does not tell who has an account',
    )
    t.equal((await invite(partner.email)).statusCode, 409)
    t.match((await mailsTo(test, partner.email))[0]?.subject, 'Amina Okello invites you')
    const other = await signedIn(test, partner)
    const { items } = (await other.json('GET', '/api/v1/invitations')).json()
    const accept = `/api/v1/invitations/${items[0].id}/acceptance`
    t.equal((await client.json('POST', accept)).statusCode, 404, 'only the invited address answers')
    t.equal((await other.json('GET', base)).statusCode, 404, 'nothing opens before accepting')
    t.equal((await other.json('POST', accept)).statusCode, 200)
    t.equal((await other.json('POST', accept)).statusCode, 200, 'twice does no harm')
    t.equal((await other.json('GET', base)).statusCode, 200)
    t.equal(
      (await other.json('POST', `${base}/submission`)).statusCode,
      409,
      'the main applicant answers for it',
    )
  })

  t.test('submission gives a receipt, the same for the same key and without one', async (t) => {
    const key = { 'idempotency-key': 'send-1' }
    const receipt = await client.json('POST', `${base}/submission`, undefined, key)
    t.equal(receipt.statusCode, 201)
    t.match(receipt.json(), { reference: /^\d{4}-\d{4}$/, revision: 1, sha256: /^[0-9a-f]{64}$/ })
    const replayed = await client.json('POST', `${base}/submission`, undefined, key)
    t.same(replayed.json(), receipt.json())
    t.same((await client.json('POST', `${base}/submission`)).json(), receipt.json())
    t.match((await client.json('GET', '/api/v1/applications')).json(), {
      total: 1,
      items: [{ id, status: 'submitted' }],
      next: null,
    })
    const late = await client.json(
      'PUT',
      `${base}/answers/what`,
      { value: 'x' },
      { 'if-match': '"4"' },
    )
    t.equal(late.statusCode, 409)
    t.equal((await client.json('POST', `${base}/taking-back`)).statusCode, 204)
    t.equal((await client.json('POST', `${base}/withdrawal`, { reason: '' })).statusCode, 422)
    t.equal(
      (await client.json('POST', `${base}/withdrawal`, { reason: 'No time' })).statusCode,
      204,
    )
    const attempts = await test.database.writing
      .select()
      .from(submissionAttempts)
      .where(eq(submissionAttempts.applicationId, id))
    t.match(attempts.map(({ outcome }) => outcome).sort(), [
      'already_submitted',
      'not_yours',
      'submitted',
    ])
  })
})
