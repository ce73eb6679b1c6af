import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testBrowser } from '../../helpers/app.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

const PATH = '/api/v1/publications'

t.test('publications by the API', async (t) => {
  const test = await testLibrary(t)
  const visitor = testBrowser(test)
  const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
  await imported(test, [
    {
      title: 'Drains & <dikes>',
      year: 2021,
      language: 'en',
      series: 'Policy Brief',
      number: '4',
      countries: ['KE'],
      themes: ['inclusion'],
      sdgs: [11],
      core_values: ['equity'],
      authors: ['Anna Ek', { name: 'Bo Ek', orcid: '0000-0002-1825-0097' }],
      pages: ['Nothing.', 'A page on lapwings & <others>.'],
    },
    { title: 'Another one', year: 2020, language: 'en', countries: ['UG'] },
  ])

  t.test('a search has the form that outside tools rely on', async (t) => {
    const answer = await visitor.get(`${PATH}?q=lapwings`)
    t.equal(answer.statusCode, 200)
    const body = answer.json()
    t.equal(body.total, 1)
    const { id, ...item } = body.items[0]
    t.match(id, /^[0-9a-f-]{36}$/)
    t.same(item, {
      slug: 'drains-dikes',
      title: 'Drains & <dikes>',
      authors: ['Anna Ek', 'Bo Ek'],
      year: 2021,
      series: 'policy-brief',
      number: '4',
      type: 'brief',
      languages: ['en'],
      countries: ['KE'],
      themes: ['inclusion'],
      url: 'http://127.0.0.1:3000/publications/drains-dikes',
      matches: [{ page: 2, snippet: 'A page on <mark>lapwings</mark> &amp; &lt;others&gt;.' }],
      pages_found: 1,
      why: { places: [], kind: 'direct' },
    })
    t.same(body.facets.country, [{ value: 'KE', label: 'Kenya', count: 1 }])
    t.same(Object.keys(body.facets), [
      'country',
      'theme',
      'series',
      'type',
      'language',
      'year',
      'core_value',
      'sdg',
      'audience',
      'tier',
      'study_type',
      'extent',
    ])
  })

  t.test('a repeated parameter widens; pages are bounded; a wrong one is told', async (t) => {
    const both = await visitor.get(`${PATH}?country=KE&country=UG&sort=title`)
    t.equal(both.json().total, 2)
    t.equal((await visitor.get(`${PATH}?country=KE&year=2020`)).json().total, 0)
    const second = await visitor.get(`${PATH}?per_page=1&page=2&sort=title`)
    t.match(second.json(), { total: 2, items: [{ slug: 'drains-dikes' }] })
    const wrong = await visitor.get(`${PATH}?sort=sideways`)
    t.equal(wrong.statusCode, 422)
    t.match(wrong.headers['content-type'], 'application/problem+json')
  })

  t.test('one publication, by slug or id, in the language asked for', async (t) => {
    const bySlug = await visitor.get(`${PATH}/drains-dikes`)
    t.equal(bySlug.headers['etag'], '"1"')
    t.match(bySlug.json(), {
      titles: { en: 'Drains & <dikes>' },
      contributors: [{ name: 'Anna Ek' }, { orcid: '0000-0002-1825-0097' }],
      sdgs: [11],
      core_values: ['equity'],
      pages: 2,
      file: null,
      status: 'published',
    })
    t.same((await visitor.get(`${PATH}/${bySlug.json().id}`)).json(), bySlug.json())
    t.equal((await visitor.get(`${PATH}/no-such`)).statusCode, 404)
  })

  t.test('an officer takes one from draft to published, withdrawn and back', async (t) => {
    const made = await officer.json('POST', PATH, {
      title: { sv: 'Nytt', en: 'New' },
      language: 'sv',
      year: 2026,
      countries: ['Kenya'],
    })
    t.equal(made.statusCode, 201, made.body)
    t.equal(made.headers['location'], `${PATH}/nytt`)
    const item = `${PATH}/nytt`
    t.equal((await visitor.get(item)).statusCode, 404)
    t.equal((await officer.get(item)).statusCode, 200)

    t.equal((await officer.json('PATCH', item, { number: '7' })).statusCode, 428)
    const stale = await officer.json('PATCH', item, { number: '7' }, { 'if-match': '"9"' })
    t.equal(stale.statusCode, 412)
    const changed = await officer.json('PATCH', item, { number: '7' }, { 'if-match': '"1"' })
    t.match(changed.json(), { number: '7', countries: ['KE'], titles: { sv: 'Nytt' } })
    t.equal(changed.headers['etag'], '"2"')
    const wrong = await officer.json(
      'PATCH',
      item,
      { countries: ['Atlantis'] },
      { 'if-match': '"2"' },
    )
    t.match(wrong.json(), { status: 422, errors: [{ pointer: '/countries' }] })
    t.equal(
      (await officer.json('PATCH', item, { colour: 1 }, { 'if-match': '"2"' })).statusCode,
      422,
    )

    t.match((await officer.json('POST', `${item}/publication`)).json(), {
      status: 409,
      refusal: { reason: 'publication_wrong_status' },
    })
    t.equal((await officer.json('POST', `${item}/approval`)).json().status, 'approved')
    const put = await officer.request({
      method: 'PUT',
      url: `${item}/file`,
      headers: { 'content-type': 'application/pdf' },
      payload: simplePdf('Godwits on the shore'),
    })
    t.equal(put.statusCode, 200, put.body)
    const rubbish = await officer.request({
      method: 'PUT',
      url: `${item}/file`,
      headers: { 'content-type': 'application/pdf' },
      payload: 'rubbish',
    })
    t.equal(rubbish.statusCode, 422)
    await test.runJobs()
    const published = await officer.json('POST', `${item}/publication`)
    t.match(published.json(), { status: 'published', pages: 1, file: { size: Number } })
    await test.runJobs()
    t.equal((await visitor.get(`${PATH}?q=godwits`)).json().items[0].matches[0].page, 1)

    t.equal((await officer.json('POST', `${item}/withdrawal`, {})).statusCode, 422)
    const withdrawn = await officer.json('POST', `${item}/withdrawal`, { reason: 'Retracted.' })
    t.equal(withdrawn.json().status, 'withdrawn')
    const gone = await visitor.get(item)
    t.equal(gone.statusCode, 410)
    t.match(gone.json(), { status: 410, detail: 'Retracted.', citation: /Nytt/ })
    t.equal((await officer.json('POST', `${item}/reinstatement`)).json().status, 'published')
  })

  t.test('the same key makes one publication', async (t) => {
    const make = () =>
      officer.json('POST', PATH, { title: 'Once', year: 2026 }, { 'idempotency-key': 'k1' })
    const [first, second] = [await make(), await make()]
    t.equal(first.json().id, second.json().id)
  })

  t.test('others may only read', async (t) => {
    const applicant = await signedIn(test, await person(test))
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const acts: ['POST' | 'PATCH' | 'PUT', string][] = [
      ['POST', PATH],
      ['PATCH', `${PATH}/another-one`],
      ['PUT', `${PATH}/another-one/file`],
      ['POST', `${PATH}/another-one/withdrawal`],
      ['POST', `${PATH}/no-such/publication`],
    ]
    for (const [method, path] of acts) {
      t.equal((await visitor.json(method, path, {})).statusCode, 401, `${method} ${path}`)
      t.equal((await applicant.json(method, path, {})).statusCode, 403)
      t.equal((await auditor.json(method, path, {})).statusCode, 403)
    }
  })
})
