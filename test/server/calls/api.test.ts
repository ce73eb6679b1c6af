import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import {
  closeCall,
  draftCall,
  openCall,
  SMALL_FORM,
  TWO_CRITERIA,
} from '../../helpers/factories.ts'

const TITLE = { sv: 'Ny utlysning', en: 'New call' }
const OFFICER_NAME = 'Secret Preparer'

t.test('the API of calls', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'], name: OFFICER_NAME })
  const second = await person(test, { roles: ['officer'] })
  const anyone = testBrowser(test)
  const preparer = await signedIn(test, officer)
  const publisher = await signedIn(test, second)

  t.test('a call goes from nothing to published, and its visitors see it', async (t) => {
    const made = await preparer.json('POST', '/api/v1/calls', { title: TITLE })
    t.equal(made.statusCode, 201)
    const { id, slug } = made.json()
    t.equal(made.headers['etag'], '"1"')
    t.equal(made.headers['location'], `/api/v1/calls/${id}`)
    t.equal((await anyone.json('GET', `/api/v1/calls/${id}`)).statusCode, 404, 'drafts are hidden')

    const now = test.clock.now().getTime()
    const patched = await preparer.json(
      'PATCH',
      `/api/v1/calls/${id}`,
      {
        summary: { sv: 'Kort', en: 'Short' },
        texts: { purpose: { sv: 'a', en: 'b' }, whoMayApply: { sv: 'c', en: 'd' } },
        opensAt: new Date(now - 1000).toISOString(),
        countries: ['UG', 'UG'],
        themes: ['human-rights'],
      },
      { 'if-match': '"1"' },
    )
    t.equal(patched.statusCode, 200)
    t.equal(patched.headers['etag'], '"2"')
    t.strictSame(patched.json().countries, ['UG'])

    const early = await publisher.json('POST', `/api/v1/calls/${id}/publication`, {})
    t.equal(early.statusCode, 409)
    t.match(early.json().type, /call-incomplete$/)
    t.match(early.json().refusal.missing, [{ code: 'criteria_none' }, { code: 'questions_none' }])

    const criteria = await preparer.json(
      'PUT',
      `/api/v1/calls/${id}/criteria`,
      { criteria: TWO_CRITERIA },
      { 'if-match': '"2"' },
    )
    t.equal(criteria.statusCode, 200)
    const form = await preparer.json('PUT', `/api/v1/calls/${id}/form`, SMALL_FORM, {
      'if-match': '"3"',
    })
    t.equal(form.statusCode, 200)

    const own = await preparer.json('POST', `/api/v1/calls/${id}/publication`, {})
    t.equal(own.statusCode, 409)
    t.match(own.json().type, /second-officer-needed$/)
    const published = await publisher.json('POST', `/api/v1/calls/${id}/publication`, {})
    t.equal(published.statusCode, 200)
    t.equal(published.json().state, 'open')

    for (const name of [id, slug]) {
      const seen = await anyone.json('GET', `/api/v1/calls/${name}`)
      t.equal(seen.statusCode, 200)
      t.strictSame(seen.json().form, SMALL_FORM)
      t.match(seen.json().criteria, TWO_CRITERIA)
      t.notMatch(seen.body, OFFICER_NAME)
      t.notOk('preparedBy' in seen.json())
    }
  })

  t.test('a change must say which version it is of', async (t) => {
    const call = await draftCall(test, { preparer: officer })
    const path = `/api/v1/calls/${call.id}`
    const change = { contactEmail: 'a@example.org' }
    t.equal((await preparer.json('PATCH', path, change)).statusCode, 428)
    t.equal((await preparer.json('PATCH', path, change, { 'if-match': '"9"' })).statusCode, 412)
    t.equal((await preparer.json('PATCH', path, change, { 'if-match': 'x' })).statusCode, 412)
    t.equal((await preparer.json('PATCH', path, change, { 'if-match': '"1"' })).statusCode, 200)
    t.equal((await preparer.json('PATCH', path, change, { 'if-match': '"1"' })).statusCode, 412)
    const stale = await publisher.json('POST', `${path}/publication`, {}, { 'if-match': '"1"' })
    t.equal(stale.statusCode, 412)
  })

  t.test('what contradicts itself or is hostile is refused with pointers', async (t) => {
    const post = (body: unknown) => preparer.json('POST', '/api/v1/calls', body)
    const wrong = await post({ title: TITLE, amountMinCents: 2, amountMaxCents: 1 })
    t.equal(wrong.statusCode, 422)
    t.match(wrong.json().errors, [{ pointer: '/amountMaxCents' }])
    for (const body of [
      {},
      { title: 'text' },
      { title: TITLE, status: 'published' },
      { title: TITLE, preparedBy: second.id },
      { title: { ...TITLE, en: 'x'.repeat(201) } },
      { title: TITLE, zone: 'Europe/Nowhere' },
      { title: TITLE, countries: ['XX'] },
      { title: TITLE, sdgs: [0] },
      { title: TITLE, amountMaxCents: -1 },
      { title: TITLE, amountMaxCents: '' },
      {
        title: TITLE,
        form: { ...SMALL_FORM, sections: [...SMALL_FORM.sections, ...SMALL_FORM.sections] },
      },
      { title: TITLE, criteria: [...TWO_CRITERIA, ...TWO_CRITERIA] },
    ])
      t.equal((await post(body)).statusCode, 422, JSON.stringify(body).slice(0, 60))
  })

  t.test('only officers write, and strangers learn nothing of fields', async (t) => {
    const call = await draftCall(test)
    const path = `/api/v1/calls/${call.id}`
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const applicant = await signedIn(test, await person(test))
    t.equal((await auditor.json('GET', path)).statusCode, 200, 'auditors read drafts')
    t.equal((await applicant.json('GET', path)).statusCode, 404)
    for (const [browser, status] of [
      [anyone, 401],
      [applicant, 403],
      [auditor, 403],
    ] as const) {
      t.equal((await browser.json('POST', '/api/v1/calls', {})).statusCode, status)
      t.equal((await browser.json('PATCH', path, {})).statusCode, status)
      t.equal((await browser.json('PUT', `${path}/criteria`, {})).statusCode, status)
      t.equal((await browser.json('PUT', `${path}/form`, {})).statusCode, status)
      for (const act of ['publication', 'withdrawal', 'archiving'])
        t.equal((await browser.json('POST', `${path}/${act}`, {})).statusCode, status)
    }
  })

  t.test('the list filters, counts, and goes on from a key', async (t) => {
    const fresh = await testApp(t)
    const browser = testBrowser(fresh)
    const opensAt = new Date(fresh.clock.now().getTime() + 86_400_000)
    for (let i = 0; i < 3; i += 1) await openCall(fresh, { countries: ['KE'] })
    await openCall(fresh, { opensAt, countries: [], themes: ['climate-action'] })
    await draftCall(fresh)
    const list = async (query: string) =>
      (await browser.json('GET', `/api/v1/calls${query}`)).json()
    t.equal((await list('')).total, 4)
    t.equal((await list('?state=open')).total, 3)
    t.equal((await list('?state=upcoming')).total, 1)
    t.equal((await list('?state=draft')).total, 0, 'drafts are for staff')
    t.equal((await list('?country=KE')).total, 4, 'anywhere is also Kenya')
    t.equal((await list('?country=UG')).total, 1)
    t.equal((await list('?theme=climate-action')).total, 1)
    const first = await list('?per_page=3')
    t.equal(first.items.length, 3)
    const rest = await list(`?per_page=3&after=${first.next}`)
    t.equal(rest.items.length, 1)
    t.equal(rest.next, null)
    const ids = [...first.items, ...rest.items].map(({ id }: { id: string }) => id)
    t.equal(new Set(ids).size, 4)
    t.equal((await browser.json('GET', '/api/v1/calls?state=nonsense')).statusCode, 422)
    t.equal((await browser.json('GET', '/api/v1/calls?per_page=101')).statusCode, 422)
  })

  t.test('a withdrawn call is gone, with the reason; a closed one is put away', async (t) => {
    const call = await openCall(test, { preparer: officer, publisher: second })
    const path = `/api/v1/calls/${call.id}`
    t.equal((await preparer.json('POST', `${path}/archiving`, {})).statusCode, 409)
    const unexplained = await preparer.json('POST', `${path}/withdrawal`, {
      reason: { sv: 'Pengarna tog slut.', en: ' ' },
    })
    t.equal(unexplained.statusCode, 409)
    const withdrawn = await preparer.json('POST', `${path}/withdrawal`, {
      reason: { sv: 'Pengarna tog slut.', en: 'The money ran out.' },
    })
    t.equal(withdrawn.json().state, 'withdrawn')
    const seen = await anyone.json('GET', path)
    t.equal(seen.statusCode, 410)
    t.match(seen.json(), { status: 410, detail: 'The money ran out.' })
    t.notMatch((await anyone.json('GET', '/api/v1/calls')).body, call.id)

    const other = await openCall(test, { preparer: officer, publisher: second })
    closeCall(test, other)
    const archived = await preparer.json('POST', `/api/v1/calls/${other.id}/archiving`, {})
    test.clock.moveTo(new Date())
    t.equal(archived.json().state, 'archived')
  })

  t.test('the same key makes one call', async (t) => {
    const headers = { 'idempotency-key': 'calls-once' }
    const one = await preparer.json('POST', '/api/v1/calls', { title: TITLE }, headers)
    const two = await preparer.json('POST', '/api/v1/calls', { title: TITLE }, headers)
    t.equal(two.json().id, one.json().id)
  })
})
