import { eq, lte } from 'drizzle-orm'
import t from 'tap'
import { grants, people, registrations } from '../../../db/schema/index.ts'
import { draftOf, recordOf } from '../../../server/publications/draft.ts'
import { importPublications } from '../../../server/publications/import.ts'
import { actOnPublication, updatePublication } from '../../../server/publications/operations.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { sweepRegistrations } from '../../../server/registrations/operations.ts'
import { ATTEMPTS_MAX } from '../../../server/registrations/rules.ts'
import { send } from '../../../server/registrations/sending.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { runningGrant } from '../../helpers/factories-decisions.ts'
import { readPage } from '../../helpers/html.ts'
import { type Agencies, CROSSREF_USER, fakeAgencies, PASSWORD } from './agencies.ts'
import { type Element, find } from './xml.ts'

const MINUTE = 60_000
const FUNDER = 'https://ror.org/012345678'

t.test('DOIs by Crossref', async (t) => {
  const agencies = await fakeAgencies(t)
  const test = await testApp(t, {
    config: {
      funderRor: FUNDER,
      crossref: {
        url: agencies.url,
        user: CROSSREF_USER,
        password: PASSWORD,
        prefix: '10.5555',
        limitMs: 300,
      },
    },
  })
  const db = test.database.writing
  const officer = await person(test, { roles: ['officer'] })
  const office = await signedIn(test, officer)
  let now = test.clock.now()
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
  const published = async (fields: object = {}) => {
    made += 1
    await importPublications(
      test.contextOf(officer),
      [
        JSON.stringify({
          title: `Paper ${made} & "more" <now>`,
          language: 'en',
          year: 2019,
          number: String(made),
          series: 'Research Report',
          authors: [
            {
              name: 'Anna van der Berg',
              orcid: '0000-0002-1825-0097',
              organisation: 'Uppsala universitet',
            },
            'Kommunförbundet',
            'Bo Ek',
          ],
          abstract: { en: 'First.\n\nSecond \u0007& last.', sv: 'Först.' },
          isbn: '978-91-86725-05-1',
          licence: 'cc-by-4.0',
          pages: ['Words'],
          ...fields,
        }),
      ],
      { baseDirectory: '.' },
    )
    const found = await db.query.publications.findFirst({ orderBy: (p, { desc }) => desc(p.id) })
    return getPublication(db, found?.id ?? '')
  }
  const registrationOf = async (publicationId: string) => {
    const [row] = await db
      .select()
      .from(registrations)
      .where(eq(registrations.publicationId, publicationId))
    if (!row) throw new Error('no registration')
    return row
  }
  const textOf = (document: Element | undefined, name: string) =>
    document === undefined ? [] : find(document, name).map(({ text }) => text)
  const last = ({ batches }: Agencies) => [...batches.values()].at(-1)
  const asked = () =>
    agencies.asked.splice(0).map(({ method, path }) => `${method} ${path.split('?')[0]}`)
  t.afterEach(() => {
    t.same(agencies.faults, [], 'every deposit is as the schema has it')
    t.same(agencies.misdeeds, [])
    agencies.result = { status: 'queued' }
  })

  t.test('a report is handed in, waited for, and then has its DOI', async (t) => {
    const { id, slug } = await published()
    await later()
    const before = await registrationOf(id)
    t.match(before, { status: 'sent', isUnknown: false })
    t.equal((await getPublication(db, id)).doi, null, 'taken in is not registered')
    const document = last(agencies)?.document
    t.same(textOf(document, 'doi'), [before.doi])
    t.match(before.doi, /^10\.5555\//)
    t.same(textOf(document, 'title'), ['Paper 1 & "more" <now>'])
    t.same(textOf(document, 'jats:p'), ['First.', 'Second & last.', 'Först.'])
    t.same(textOf(document, 'surname'), ['van der Berg', 'Ek'])
    t.same(textOf(document, 'organization'), ['Kommunförbundet'])
    t.same(textOf(document, 'year'), ['2019'])
    t.same(textOf(document, 'item_number'), ['1'])
    t.same(textOf(document, 'resource'), [`http://127.0.0.1:3000/publications/${slug}`])
    t.same(textOf(document, 'institution_id'), [FUNDER])
    t.same(textOf(document, 'ai:license_ref'), ['https://creativecommons.org/licenses/by/4.0/'])
    await later()
    t.match(await registrationOf(id), { status: 'sent' }, 'still in the queue')
    for (const batch of agencies.batches.values()) batch.result = { status: 'completed' }
    await later(10 * MINUTE)
    t.match(await registrationOf(id), { status: 'registered', visibility: 'findable', batch: null })
    t.equal((await getPublication(db, id)).doi, before.doi)
    t.equal(last(agencies)?.times, 1)
    t.equal(asked().filter((one) => one.startsWith('POST')).length, 1)
    await later(60 * MINUTE)
    t.same(asked(), [])
  })

  t.test('withdrawal leaves the DOI and says so before the title', async (t) => {
    agencies.result = { status: 'completed' }
    const { id, slug } = await published()
    await later()
    await later()
    const { doi } = await registrationOf(id)
    await actOnPublication(test.contextOf(officer), id, {
      act: 'withdraw',
      version: (await getPublication(db, id)).version,
      reason: 'Wrong.',
    })
    await later()
    await later()
    await later()
    const document = last(agencies)?.document
    t.match(textOf(document, 'title')[0], /^WITHDRAWN: Paper/)
    t.same(textOf(document, 'doi'), [doi])
    t.same(textOf(document, 'jats:p'), [])
    t.match(await registrationOf(id), { status: 'registered', visibility: 'hidden' })
    t.equal((await testBrowser(test).get(`/en/publications/${slug}`)).statusCode, 410)
    asked()
  })

  t.test(
    'what Crossref refuses is given up with its words, and tried again by the office',
    async (t) => {
      agencies.result = { status: 'completed', failure: 'Title <is> too short' }
      const { id } = await published()
      await later()
      await later()
      const { id: registrationId, ...rest } = await registrationOf(id)
      t.match(rest, {
        status: 'failed',
        failure: 'metadata_refused',
        failureDetail: 'Title <is> too short',
        batch: null,
      })
      t.match(
        readPage((await office.get('/en/office/registrations')).body).text,
        'Title <is> too short',
      )
      agencies.result = { status: 'completed' }
      t.equal((await office.post(`/office/registrations/${registrationId}/retry`)).statusCode, 303)
      await test.runJobs()
      await later()
      t.match(await registrationOf(id), { status: 'registered' })
      asked()
    },
  )

  t.test('what was given up is tried again once it was changed, and only then', async (t) => {
    agencies.result = { status: 'completed', failure: 'Title is wrong' }
    const { id } = await published()
    await later()
    await later()
    t.match(await registrationOf(id), { status: 'failed' })
    asked()
    for (let round = 0; round < 3; round += 1) await later()
    t.same(asked(), [], 'nothing new, nothing sent')
    agencies.result = { status: 'completed' }
    const given = await getPublication(db, id)
    const { draft } = draftOf({ ...recordOf(given), title: { en: 'Right now' } })
    await updatePublication(test.contextOf(officer), id, {
      draft,
      version: given.version,
      note: { kind: 'change', text: { en: 'The title is put right.' } },
    })
    await later()
    await later()
    t.match(await registrationOf(id), { status: 'registered', failure: null })
    t.same(textOf(last(agencies)?.document, 'title'), ['Right now'])
    asked()
  })

  t.test('a book is told of as a book, everything else as a report', async (t) => {
    agencies.result = { status: 'completed' }
    const told = async (fields: object) => {
      await published(fields)
      await later()
      await later()
      asked()
      const document = last(agencies)?.document
      if (document === undefined) throw new Error('nothing was sent')
      return document
    }
    const book = await told({ type: 'book', series: undefined })
    t.equal(find(book, 'book')[0]?.attributes['book_type'], 'monograph')
    t.same(textOf(book, 'isbn'), ['978-91-86725-05-1'])
    t.equal(find(book, 'report-paper').length, 0)
    const edited = await told({
      type: 'book',
      series: undefined,
      isbn: undefined,
      authors: [{ name: 'Anna Ek', role: 'editor' }],
    })
    t.equal(find(edited, 'book')[0]?.attributes['book_type'], 'edited_book')
    t.equal(find(edited, 'noisbn')[0]?.attributes['reason'], 'monograph')
    t.equal(find(edited, 'person_name')[0]?.attributes['contributor_role'], 'editor')
    for (const type of ['handbook', 'working-paper', 'brief', 'thesis', 'video'])
      t.equal(find(await told({ type, series: undefined }), 'report-paper').length, 1, type)
  })

  t.test('a name that Crossref takes for none of a person is told as it can be', async (t) => {
    agencies.result = { status: 'completed' }
    const ministry =
      'Ministry of Local Government and Rural Development of the United Republic of Tanzania'
    const long = 'X'.repeat(61)
    await published({
      authors: [
        ministry,
        'Group 1 of 30 and more',
        { name: `Bo ${long}`, orcid: '0000-0002-1825-0097' },
        { name: 'Ann 1 2 Ek', orcid: '0000-0001-5109-3700' },
        { name: 'Bo ??', orcid: '0000-0002-1694-233X' },
        `Carl ${long.slice(1)}`,
      ],
    })
    await later()
    const document = last(agencies)?.document
    t.same(textOf(document, 'organization'), [ministry, 'Group 1 of 30 and more', 'Bo ??'])
    t.same(textOf(document, 'given_name'), ['Bo', 'Ann', 'Carl'])
    t.same(textOf(document, 'surname'), [long.slice(1), 'Ek', long.slice(1)])
    await later()
    asked()
  })

  t.test('an unknown outcome is asked after before anything is sent again', async (t) => {
    agencies.result = { status: 'completed' }
    agencies.misdeeds.push({ kind: 'silent' })
    const kept = await published()
    await later()
    t.match(await registrationOf(kept.id), {
      status: 'planned',
      isUnknown: true,
      failure: 'no_answer',
    })
    await later()
    t.match(await registrationOf(kept.id), { status: 'registered' })
    t.same(asked(), ['POST /servlet/deposit', 'GET /servlet/submissionDownload'])
    t.equal(last(agencies)?.times, 1)

    agencies.misdeeds.push({ kind: 'deaf' })
    const lost = await published()
    await later()
    const { batch } = await registrationOf(lost.id)
    asked()
    await later()
    t.same(asked(), ['GET /servlet/submissionDownload', 'POST /servlet/deposit'])
    t.equal(agencies.batches.get(batch ?? '')?.times, 1, 'under the same name')
    await later()
    t.match(await registrationOf(lost.id), { status: 'registered' })

    for (const body of [
      '',
      'Thank you',
      '<doi_batch_diagnostic status="completed"></doi_batch_diagnostic>',
    ]) {
      agencies.misdeeds.push({ kind: 'garbled', body })
      const { id } = await published()
      await later()
      t.match(
        await registrationOf(id),
        { status: 'planned', failure: 'malformed', isUnknown: true },
        body,
      )
      await later()
      t.match(await registrationOf(id), { status: 'registered' })
    }
    for (const { times } of agencies.batches.values()) t.equal(times, 1)
    asked()
  })

  t.test(
    'a result that cannot be read, and a queue without end, are given up in time',
    async (t) => {
      const { id } = await published()
      await later()
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) await later(6 * 60 * MINUTE)
      t.match(await registrationOf(id), { status: 'failed', failure: 'lost', isUnknown: true })
      t.equal(last(agencies)?.times, 1)
      asked()
    },
  )

  t.test('a later deposit has a later timestamp', async (t) => {
    const stamps = [...agencies.batches.values()].flatMap(({ document }) =>
      textOf(document, 'timestamp'),
    )
    t.same(stamps, [...stamps].sort())
    t.ok(stamps.length > 5)
  })

  t.test('an accepted award gets a DOI of its own, shown with the grant', async (t) => {
    agencies.result = { status: 'completed' }
    const { grantId, applicant } = await runningGrant(test)
    await db
      .update(people)
      .set({ name: 'Grace Achieng', orcid: '0000-0002-1825-0097' })
      .where(eq(people.id, applicant.id))
    now = test.clock.now()
    await later()
    await later()
    const [row] = await db.select().from(registrations).where(eq(registrations.grantId, grantId))
    t.match(row, { status: 'registered', entity: 'grant', agency: 'crossref' })
    const document = last(agencies)?.document
    const [grant] = await db.select().from(grants).where(eq(grants.id, grantId))
    t.same(textOf(document, 'award-number'), [grant?.reference])
    t.same(textOf(document, 'familyName'), ['Achieng'])
    t.same(textOf(document, 'ROR').at(-1), FUNDER)
    t.same(textOf(document, 'resource'), [`http://127.0.0.1:3000/grants/${grant?.reference}`])
    const page = await testBrowser(test).get(`/en/grants/${grant?.reference}`)
    t.match(page.body, `https://doi.org/${row?.doi}`)
    t.match(
      readPage((await office.get('/en/office/registrations')).body).text,
      grant?.reference ?? '-',
    )

    await db.update(grants).set({ endsOn: '2031-12-31', version: 99 }).where(eq(grants.id, grantId))
    await later()
    await later()
    t.same(
      find(last(agencies)?.document as Element, 'award-dates')[0]?.attributes['end-date'],
      '2031-12-31',
    )
    asked()
  })
})
