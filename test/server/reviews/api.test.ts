import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { daysAhead, eligibleApplications, wholeReview } from '../../helpers/factories-reviews.ts'

t.setTimeout(120_000)

t.test('reviewing through the API', async (t) => {
  const test = await testApp(t)
  const [application] = await eligibleApplications(test)
  const reviewer = await person(test, { roles: ['reviewer'], name: 'Anna Api' })
  const other = await person(test, { roles: ['reviewer'], name: 'Oskar Other' })
  const officer = await signedIn(test, application.officer)
  const browser = await signedIn(test, reviewer)
  const ask = (personId: string, headers = {}) =>
    officer.json(
      'POST',
      `/api/v1/applications/${application.id}/assignments`,
      { personId, role: 'reader', dueOn: daysAhead(test, 10) },
      headers,
    )
  const idOf = (answer: { json(): { id: string } }) => answer.json().id

  t.test('from the question to the review in the office', async (t) => {
    const asked = await ask(reviewer.id, { 'idempotency-key': 'one' })
    t.equal(asked.statusCode, 201)
    const replayed = await ask(reviewer.id, { 'idempotency-key': 'one' })
    t.equal(replayed.headers['idempotency-replayed'], 'true')
    t.equal(idOf(replayed), idOf(asked))
    const id = idOf(asked)
    const path = `/api/v1/assignments/${id}`
    t.match((await browser.json('GET', '/api/v1/assignments')).json(), {
      total: 1,
      items: [{ id, status: 'invited', reviewStatus: null }],
    })
    const before = (await browser.json('GET', path)).json()
    t.match(before, { status: 'invited', dossier: null, organisation: 'Makerere University' })
    t.notOk('answers' in before)
    const early = await browser.json('GET', `${path}/review`)
    t.equal(early.statusCode, 409)
    t.match(early.json(), { refusal: { reason: 'declare_first' } })

    t.match((await browser.json('POST', `${path}/acceptance`)).json(), { status: 'accepted' })
    const { dossier } = (await browser.json('GET', path)).json()
    t.equal(dossier, `/api/v1/assignments/${id}/dossier.pdf`)
    t.equal((await browser.get(dossier)).headers['content-type'], 'application/pdf')

    const empty = await browser.json('GET', `${path}/review`)
    t.equal(empty.headers.etag, '"0"')
    const body = wholeReview(['use-in-practice', 'feasibility'], { feasibility: 3 })
    const without = await browser.json('PUT', `${path}/review`, body)
    t.equal(without.statusCode, 428)
    const saved = await browser.json('PUT', `${path}/review`, body, { 'if-match': '"0"' })
    t.equal(saved.statusCode, 200)
    t.equal(saved.headers.etag, '"1"')
    t.equal(saved.json().weightedMean, 4.2)
    const stale = await browser.json('PUT', `${path}/review`, body, { 'if-match': '"0"' })
    t.equal(stale.statusCode, 412)
    const offScale = await browser.json(
      'PUT',
      `${path}/review`,
      { ...body, scores: { feasibility: { score: 8 } } },
      { 'if-match': '"1"' },
    )
    t.equal(offScale.statusCode, 422)
    t.match(offScale.json().errors, [{ pointer: '/scores/feasibility/score' }])
    const unknown = await browser.json(
      'PUT',
      `${path}/review`,
      { ...body, mood: 'good' },
      { 'if-match': '"1"' },
    )
    t.equal(unknown.statusCode, 422)

    const late = await browser.json('POST', `${path}/review/submission`, undefined, {
      'if-match': '"0"',
    })
    t.equal(late.statusCode, 412, 'not what was read')
    const sent = await browser.json('POST', `${path}/review/submission`, undefined, {
      'if-match': '"1"',
    })
    t.match(sent.json(), { status: 'submitted' })

    const read = (
      await officer.json('GET', `/api/v1/applications/${application.id}/reviews`)
    ).json()
    t.match(read, {
      total: 1,
      items: [{ reviewer: 'Anna Api', weightedMean: 4.2 }],
      summary: { count: 1, mean: 4.2 },
    })
    const returned = await officer.json('POST', `/api/v1/reviews/${read.items[0].id}/return`, {
      reason: 'Which wards?',
    })
    t.match(returned.json(), { status: 'returned' })
    t.match((await browser.json('GET', `${path}/review`)).json(), {
      status: 'returned',
      returnedReason: 'Which wards?',
    })
    t.equal((await browser.json('POST', `${path}/review/submission`)).statusCode, 200)
  })

  t.test('declining, with a conflict of interest or without', async (t) => {
    const id = idOf(await ask(other.id))
    const declining = await signedIn(test, other)
    const path = `/api/v1/assignments/${id}/declination`
    for (const body of [{}, { reason: '' }, { conflict: { kind: 'nonsense' } }])
      t.equal((await declining.json('POST', path, body)).statusCode, 422)
    const declined = await declining.json('POST', path, { conflict: { kind: 'family' } })
    t.equal(declined.statusCode, 200)
    t.equal((await declining.json('GET', `/api/v1/assignments/${id}`)).statusCode, 404)
    const again = await ask(other.id)
    t.equal(again.statusCode, 409)
    t.match(again.json(), { refusal: { reason: 'has_conflict', kinds: ['family'] } })
  })

  t.test('the office cancels, sets and clears', async (t) => {
    const third = await person(test, { roles: ['reviewer'] })
    const id = idOf(await ask(third.id))
    const reason = { reason: 'Two are enough.' }
    const cancel = (body: object) =>
      officer.json('POST', `/api/v1/assignments/${id}/cancellation`, body)
    t.equal((await cancel({})).statusCode, 422, 'not without a reason')
    t.equal((await cancel(reason)).statusCode, 200)
    t.equal((await cancel(reason)).statusCode, 409)
    const set = await officer.json('POST', `/api/v1/applications/${application.id}/conflicts`, {
      personId: third.id,
      kind: 'economic',
      statement: 'Owns the firm',
    })
    t.equal(set.statusCode, 201)
    t.equal((await ask(third.id)).statusCode, 409)
    const cleared = await officer.json('POST', `/api/v1/conflicts/${idOf(set)}/clearance`, {
      reason: 'Sold it',
    })
    t.match(cleared.json(), { status: 'cleared' })
    t.equal((await ask(third.id)).statusCode, 201)
  })

  t.test('a reviewer learns nothing of the others', async (t) => {
    for (const path of ['/api/v1/assignments', '/en/reviews']) {
      const { body } = await browser.get(path)
      t.notMatch(body, 'Oskar Other')
    }
    const { items } = (await browser.json('GET', '/api/v1/assignments')).json()
    const { body } = await browser.json('GET', `/api/v1/assignments/${items[0].id}`)
    t.notMatch(body, 'Oskar Other')
    t.notMatch(body, other.id)
    const reviews = await browser.json('GET', `/api/v1/applications/${application.id}/reviews`)
    t.equal(reviews.statusCode, 403)
  })
})
