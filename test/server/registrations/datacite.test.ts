import { eq, lte } from 'drizzle-orm'
import t from 'tap'
import { publications, registrations } from '../../../db/schema/index.ts'
import { draftOf, recordOf } from '../../../server/publications/draft.ts'
import { importPublications } from '../../../server/publications/import.ts'
import { actOnPublication, updatePublication } from '../../../server/publications/operations.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { sweepRegistrations } from '../../../server/registrations/operations.ts'
import { ATTEMPTS_MAX } from '../../../server/registrations/rules.ts'
import { LEASE_MS, send } from '../../../server/registrations/sending.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { type TestApp, testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { DATACITE_USER, fakeAgencies, PASSWORD } from './agencies.ts'

const LIMIT_MS = 300
const MINUTE = 60_000

t.test('DOIs by DataCite', async (t) => {
  const agencies = await fakeAgencies(t)
  const test = await testApp(t, {
    config: {
      funderRor: 'https://ror.org/012345678',
      datacite: {
        url: agencies.url,
        user: DATACITE_USER,
        password: PASSWORD,
        prefix: '10.5072',
        limitMs: LIMIT_MS,
      },
    },
  })
  const db = test.database.writing
  const officer = await person(test, { roles: ['officer'] })
  const office = await signedIn(test, officer)
  let now = new Date('2027-03-01T08:00:00Z')
  test.clock.freezeAt(now)

  /** Lets time pass, then does what is due. */
  const later = async (ms = MINUTE) => {
    now = new Date(now.getTime() + ms)
    test.clock.freezeAt(now)
    await sweepRegistrations(test.contextOf())
    const due = await db
      .select({ id: registrations.id })
      .from(registrations)
      .where(lte(registrations.nextAttemptAt, now))
    for (const { id } of due) await send(test.contextOf(), id)
  }
  let made = 0
  const published = async (fields: object = {}, actor = officer) => {
    made += 1
    const title = `Publication ${made}`
    await importPublications(
      test.contextOf(actor),
      [
        JSON.stringify({
          title,
          language: 'en',
          year: 2027,
          authors: [
            { name: 'Anna van der Berg', orcid: '0000-0002-1825-0097', organisation: 'Uppsala' },
            'Bo Ek',
          ],
          abstract: 'What was <found> & decided.',
          licence: 'cc-by-4.0',
          pages: ['Words'],
          ...fields,
        }),
      ],
      { baseDirectory: '.' },
    )
    return getPublication(db, `publication-${made}`)
  }
  const registrationOf = async (publicationId: string) => {
    const [row] = await db
      .select()
      .from(registrations)
      .where(eq(registrations.publicationId, publicationId))
    if (!row) throw new Error('no registration')
    return row
  }
  const act = async (id: string, what: 'withdraw' | 'reinstate') =>
    actOnPublication(test.contextOf(officer), id, {
      act: what,
      version: (await getPublication(db, id)).version,
      ...(what === 'withdraw' ? { reason: 'The data were wrong.' } : {}),
    })
  const asked = () => agencies.asked.splice(0)
  t.afterEach(() => {
    t.same(agencies.faults, [], 'every request is as the schema has it')
    t.same(agencies.misdeeds, [])
  })

  t.test('what the office published gets one, and shows it everywhere', async (t) => {
    const { id, slug } = await published()
    await sweepRegistrations(test.contextOf())
    await test.runJobs()
    const { doi, ...rest } = await registrationOf(id)
    t.match(doi, /^10\.5072\/[0-9a-z]{4}-[0-9a-z]{4}$/)
    t.match(rest, { status: 'registered', visibility: 'findable', attempts: 0, failure: null })
    const [request, ...others] = asked()
    t.match(request, { method: 'POST', path: '/dois' })
    t.same(others, [])
    t.match(JSON.parse(request?.body ?? '').data.attributes, {
      doi,
      event: 'publish',
      url: `http://127.0.0.1:3000/publications/${slug}`,
      creators: [{ name: 'van der Berg, Anna', nameType: 'Personal' }, {}],
      types: { resourceTypeGeneral: 'Report' },
      publicationYear: 2027,
    })
    t.equal((await getPublication(db, id)).doi, doi)
    const browser = testBrowser(test)
    const page = await browser.get(`/en/publications/${slug}`)
    t.match(page.body, `https://doi.org/${doi}`)
    t.match(page.body, `<meta name="citation_doi" content="${doi}">`)
    t.match((await browser.get(`/publications/${slug}/citation.ris`)).body, `DO  - ${doi}`)
    t.match((await browser.get(`/api/v1/publications/${slug}`)).json(), { doi })

    await later()
    await later(60 * MINUTE)
    t.same(asked(), [], 'and then there is nothing to say')
  })

  t.test('a correction is told, one that changes nothing is not', async (t) => {
    const { id } = await published()
    await later()
    asked()
    const before = await getPublication(db, id)
    const change = async (title: string) => {
      const publication = await getPublication(db, id)
      const { draft } = draftOf({ ...recordOf(publication), title: { en: title } })
      await updatePublication(test.contextOf(officer), id, {
        draft,
        version: publication.version,
        note: { kind: 'change', text: { en: 'A better title.' } },
      })
    }
    await change('A better title')
    await later()
    const [put] = asked()
    t.match(put, { method: 'PUT', path: `/dois/${encodeURIComponent(before.doi ?? '')}` })
    t.match(JSON.parse(put?.body ?? '').data.attributes, {
      event: 'publish',
      titles: [{ title: 'A better title' }],
    })
    await db.update(publications).set({ updatedAt: now }).where(eq(publications.id, id))
    await later()
    t.same(asked(), [])
  })

  t.test('withdrawal hides and keeps the page; reinstatement shows again', async (t) => {
    const { id, slug } = await published()
    await later()
    const { doi } = await registrationOf(id)
    asked()
    await act(id, 'withdraw')
    await later()
    t.match(asked(), [{ method: 'PUT' }])
    t.match(agencies.dois.get(doi), { state: 'registered', made: 1 })
    t.match(await registrationOf(id), { status: 'registered', visibility: 'hidden' })
    const tombstone = await testBrowser(test).get(`/en/publications/${slug}`)
    t.equal(tombstone.statusCode, 410)
    t.match(tombstone.body, doi)
    t.notOk(agencies.asked.some(({ method }) => method === 'DELETE'))
    await act(id, 'reinstate')
    await later()
    t.match(agencies.dois.get(doi), { state: 'findable', made: 1 })
    asked()
  })

  t.test('what is withdrawn before it was told of is never told of', async (t) => {
    agencies.misdeeds.push({ kind: 'status', status: 429 })
    const { id } = await published()
    await later()
    await act(id, 'withdraw')
    asked()
    await later(60 * MINUTE)
    t.same(asked(), [])
    t.match(await registrationOf(id), { status: 'planned', visibility: null })
    await act(id, 'reinstate')
    await later()
    t.match(asked(), [{ method: 'POST' }])
  })

  t.test('imported ones wait for the office; a DOI given by hand is kept', async (t) => {
    const given = await published({ doi: '10.1234/By.Hand' })
    const importing = await person(test)
    const { id } = await published({}, { ...importing, id: officer.id })
    await db.update(publications).set({ publishedBy: null }).where(eq(publications.id, id))
    const elsewhere = await published({ pages: undefined, url: 'https://example.org/x' })
    await later()
    t.same(asked(), [])
    t.equal((await getPublication(db, given.id)).doi, '10.1234/By.Hand')
    const page = readPage((await office.get('/en/office/registrations')).body)
    t.match(page.text, 'Published without a DOI')
    for (const [one, status] of [
      [given.id, 409],
      [elsewhere.id, 409],
      [id, 303],
      [id, 409],
    ] as const)
      t.equal((await office.post(`/office/publications/${one}/registration`)).statusCode, status)
    await test.runJobs()
    t.match(asked(), [{ method: 'POST' }])
    t.match(await registrationOf(id), { status: 'registered' })
  })

  t.test('a server that breaks is asked whether it kept what it was sent', async (t) => {
    agencies.misdeeds.push({ kind: 'status', status: 500 })
    const { id } = await published()
    await later()
    t.match(await registrationOf(id), {
      status: 'planned',
      attempts: 1,
      isUnknown: true,
      failure: 'agency_down',
    })
    t.match(asked(), [{ method: 'POST' }])
    await later(MINUTE)
    t.match(asked(), [{ method: 'GET' }, { method: 'POST' }], 'it did not')
    t.match(await registrationOf(id), { status: 'registered', isUnknown: false, failure: null })
  })

  t.test('a timeout after it was accepted mints nothing twice', async (t) => {
    agencies.misdeeds.push({ kind: 'silent' })
    const { id } = await published()
    await later()
    const { doi, ...rest } = await registrationOf(id)
    t.match(rest, {
      status: 'planned',
      failure: 'no_answer',
      failureDetail: 'timeout',
      isUnknown: true,
    })
    t.equal((await getPublication(db, id)).doi, null, 'not said before it is known')
    await later()
    t.match(asked(), [{ method: 'POST' }, { method: 'GET' }, { method: 'PUT' }])
    t.match(agencies.dois.get(doi), { made: 1, state: 'findable' })
    t.match(await registrationOf(id), { status: 'registered' })
  })

  t.test('so does an answer that is none, whatever it looks like', async (t) => {
    for (const body of [
      '',
      '<html>',
      '{"data":{}}',
      '{"data":{"id":"10.1/other","attributes":{"state":"findable"}}}',
    ]) {
      agencies.misdeeds.push({ kind: 'garbled', body })
      const { id } = await published()
      await later()
      const { doi, ...rest } = await registrationOf(id)
      t.match(rest, { status: 'planned', failure: 'malformed' }, body)
      await later()
      t.match(await registrationOf(id), { status: 'registered' })
      t.match(agencies.dois.get(doi), { made: 1 })
    }
    asked()
  })

  t.test('an agency that asks for patience is given it', async (t) => {
    agencies.misdeeds.push({ kind: 'status', status: 429, headers: { 'retry-after': '900' } })
    const { id } = await published()
    await later()
    t.match(await registrationOf(id), {
      failure: 'too_many',
      nextAttemptAt: new Date(now.getTime() + 15 * MINUTE),
    })
    asked()
    await later(14 * MINUTE)
    t.same(asked(), [])
    await later(MINUTE)
    t.match(asked(), [{ method: 'POST' }], 'and nothing need be looked up')
    t.match(await registrationOf(id), { status: 'registered' })
  })

  t.test(
    'what is refused is given up at once, with the reason, until the office tries again',
    async (t) => {
      const body = JSON.stringify({ errors: [{ source: 'creators', title: "can't be <blank>" }] })
      agencies.misdeeds.push({ kind: 'status', status: 422, body })
      const { id } = await published()
      await later()
      const { id: registrationId, ...rest } = await registrationOf(id)
      t.match(rest, { status: 'failed', failure: 'metadata_refused', nextAttemptAt: null })
      await later(24 * 60 * MINUTE)
      asked()
      const answer = await office.get('/en/office/registrations')
      const page = readPage(answer.body)
      t.match(
        page.text,
        "Given up The agency does not accept the metadata. 422 creators: can't be <blank>".split(
          ' The',
        )[0],
      )
      t.match(page.text, "422 creators: can't be <blank>")
      t.notMatch(answer.body, '<blank>')
      const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
      t.notMatch((await auditor.get('/en/office/registrations')).body, '/retry')
      t.equal((await office.post(`/office/registrations/${registrationId}/retry`)).statusCode, 303)
      await test.runJobs()
      t.match(asked(), [{ method: 'POST' }])
      t.match(await registrationOf(id), { status: 'registered' })
      t.equal((await office.post(`/office/registrations/${registrationId}/retry`)).statusCode, 409)
      t.equal(
        (await office.post('/office/registrations/00000000-0000-4000-8000-000000000000/retry'))
          .statusCode,
        404,
      )
    },
  )

  t.test('a wrong password is no reason to go on', async (t) => {
    agencies.misdeeds.push({ kind: 'status', status: 401 })
    const { id } = await published()
    await later()
    t.match(await registrationOf(id), { status: 'failed', failure: 'not_let_in' })
    asked()
  })

  t.test('an agency that never answers is given up after so many attempts', async (t) => {
    const { id } = await published()
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      agencies.misdeeds.push({ kind: 'status', status: 503 })
      await later(6 * 60 * MINUTE)
      t.match(await registrationOf(id), {
        attempts: attempt,
        status: attempt < ATTEMPTS_MAX ? 'planned' : 'failed',
      })
    }
    asked()
    await later(7 * 24 * 60 * MINUTE)
    t.same(asked(), [])
    const page = readPage((await office.get('/sv/office/registrations?status=failed')).body)
    t.match(page.text, 'Tjänsten har ett fel.')
  })

  t.test('several processes at once send once; a dead one is taken over', async (t) => {
    const { id } = await published()
    now = new Date(now.getTime() + MINUTE)
    test.clock.freezeAt(now)
    await sweepRegistrations(test.contextOf())
    const { id: registrationId } = await registrationOf(id)
    await Promise.all([1, 2, 3, 4].map(() => send(test.contextOf(), registrationId)))
    t.match(asked(), [{ method: 'POST' }])
    await test.runJobs()

    // As if it had died after it sent: claimed, and no word of what came of it.
    const second = await published()
    agencies.misdeeds.push({ kind: 'status', status: 500 })
    await later()
    await db
      .update(registrations)
      .set({ leasedUntil: new Date(now.getTime() + LEASE_MS), nextAttemptAt: now })
      .where(eq(registrations.publicationId, second.id))
    asked()
    await later(LEASE_MS - 1)
    t.same(asked(), [])
    await later(1)
    t.match(asked(), [{ method: 'GET' }, { method: 'POST' }])
  })

  t.test('switched off, nothing leaves', async (t) => {
    const { id } = await published()
    const off = { ...test.contextOf(), config: { ...test.dependencies.config, datacite: null } }
    await sweepRegistrations(off)
    await test.runJobs()
    t.same(asked(), [])
    t.equal(
      (await db.select().from(registrations).where(eq(registrations.publicationId, id))).length,
      0,
    )
  })
})

t.test('without an agency there are no DOIs, and the page says so', async (t) => {
  const test: TestApp = await testApp(t)
  const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
  await sweepRegistrations(test.contextOf())
  const page = readPage((await officer.get('/en/office/registrations')).body)
  t.match(page.text, 'No agency is on')
  t.match(page.text, 'DATACITE_PREFIX')
})
