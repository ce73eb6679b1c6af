import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { and, eq, sql } from 'drizzle-orm'
import t from 'tap'
import { constraintReason } from '../../../db/constraints.ts'
import { checkInvariants } from '../../../db/invariants.ts'
import {
  contributors,
  isbns,
  organisationNames,
  organisations,
  partnerPeriods,
  places,
  publicationFiles,
  publications,
} from '../../../db/schema/index.ts'
import { draftOf, emptyDraft, recordOf } from '../../../server/publications/draft.ts'
import { liftEmbargoes } from '../../../server/publications/embargo.ts'
import {
  actOnPublication,
  addIsbns,
  addNote,
  addOldAddresses,
  attachFile,
  createPublication,
  joinFamily,
  leaveFamily,
  moveAddress,
  updatePublication,
} from '../../../server/publications/operations.ts'
import { listNotes } from '../../../server/publications/parts-store.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { testBrowser } from '../../helpers/app.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

const DAY_MS = 86_400_000

t.test('what a publication is', async (t) => {
  const test = await testLibrary(t)
  const db = test.database.writing
  const browser = testBrowser(test)
  const context = test.contextOf()
  const folder = await mkdtemp(join(tmpdir(), 'radslag-model-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const byExternalId = async (externalId: string) => {
    const [row] = await db
      .select({ id: publications.id })
      .from(publications)
      .where(eq(publications.externalId, externalId))
    return getPublication(db, row?.id ?? '')
  }
  const reasonOf = async (act: Promise<unknown>): Promise<string | null> => {
    try {
      await act
      return null
    } catch (error) {
      const { refusal } = error as { refusal?: { reason: string } }
      return refusal?.reason ?? constraintReason(error)
    }
  }

  t.test('a line of an import carries all of it, and again changes nothing', async (t) => {
    const [known] = await db
      .insert(organisations)
      .values({
        name: 'Makerere University',
        country: 'UG',
        status: 'listed',
        ror: 'https://ror.org/03dmz0111',
      })
      .returning()
    for (const name of ['Makerere University', 'Makerere'])
      await db.insert(organisationNames).values({
        organisationId: known?.id ?? '',
        name,
        folded: name.toLowerCase(),
      })
    const line = {
      external_id: 'whole',
      title: { en: 'Lakeside budgets', sv: 'Budgetar vid sjön' },
      language: 'en',
      authors: [
        'Anna Ek',
        { name: 'Bo Ek', organisation: 'Makerere', role: 'editor' },
        { name: 'Cia Ek', role: 'Översättare', organisation: 'Nowhere known' },
      ],
      plain_summary: { en: 'People decide on money.', es: 'La gente decide.' },
      municipalities: ['Kisumu, Kenya', { name: 'Entebbe', country: 'Uganda' }],
      sdgs: [16],
      sdg_evidence: { 16: 'Chapter 4, p. 31.' },
      audiences: ['politiker'],
      tiers: ['county', 'Kommun'],
      study_types: ['Case study'],
      funding: [
        {
          funder: 'Sida',
          funder_id: 'https://ror.org/01fn7me06',
          award_number: '51180',
          award_uri: 'https://example.org/51180',
        },
      ],
      old_addresses: ['https://icld.se/projekt/kc-ek-a-2019-lakeside:-budgets.'],
    }
    t.match(await imported(test, [line]), { added: 1, problems: [] })
    const publication = await byExternalId('whole')
    t.match(publication, {
      countries: ['KE', 'UG'],
      municipalities: [
        { code: 'KE-kisumu', country: 'KE', name: 'Kisumu' },
        { code: 'UG-entebbe', country: 'UG', name: 'Entebbe' },
      ],
      sdgEvidence: { 16: 'Chapter 4, p. 31.' },
      audiences: ['local-politicians'],
      tiers: ['municipality', 'region'],
      studyTypes: ['case-study'],
      funding: [{ grant: null, funder: 'Sida', funderId: 'https://ror.org/01fn7me06' }],
      contributors: [
        { name: 'Anna Ek', role: 'author', affiliation: null },
        { role: 'editor', affiliation: { name: 'Makerere University', ror: known?.ror } },
        { role: 'translator', organisation: 'Nowhere known', affiliation: null },
      ],
      authors: [{ name: 'Anna Ek' }],
    })
    t.equal(publication.authors.length, 1)
    t.match(await imported(test, [line]), { unchanged: 1, updated: 0 })
    const before = publication.publicChangedAt?.getTime() ?? 0
    await db
      .update(organisations)
      .set({ name: 'Makerere' })
      .where(eq(organisations.id, known?.id ?? ''))
    const after = (await byExternalId('whole')).publicChangedAt?.getTime() ?? 0
    t.ok(after > before, 'a name that its page shows has changed, so it has')
    const body = (await browser.json('GET', `/api/v1/publications/${publication.slug}`)).json()
    t.match(body, {
      authors: ['Anna Ek'],
      plain_summary: { es: 'La gente decide.' },
      contributors: [{}, { organisation: 'Makerere', role: 'editor' }, {}],
      funding: [{ funder: 'Sida', award_number: '51180' }],
      tiers: ['municipality', 'region'],
    })
    const found = (
      await browser.json('GET', '/api/v1/publications?tier=region&audience=local-politicians')
    ).json()
    t.equal(found.total, 1)
    t.same(found.facets.study_type, [{ value: 'case-study', label: 'Case study', count: 1 }])
  })

  t.test('what a line states wrongly is told with its number', async (t) => {
    const { problems } = await imported(test, [
      { title: 'A', municipalities: ['Kisumu'] },
      { title: 'B', funding: [{ award_number: '1' }] },
      { title: 'C', funding: [{ grant: 'G1999-0001' }] },
      { title: 'D', sdg_evidence: { 5: 'p. 1' } },
      { title: 'E', family: { main: 'nobody', kind: 'brief' } },
      { title: 'F', old_addresses: ['/projekt/kc-ek-a-2019-lakeside-budgets'] },
    ])
    t.same(problems.map(({ line }) => line).sort(), [1, 2, 3, 4, 5, 6])
  })

  t.test('old addresses lead on for good, with every part of the page', async (t) => {
    const { id, slug } = await byExternalId('whole')
    for (const old of [
      '/projekt/kc-ek-a-2019-lakeside:-budgets',
      '/projekt/kc-ek-a-2019-lakeside%3A-budgets.?kc_category=research-reports',
      '/publications/KC-Ek-A-2019-lakeside-budgets/',
    ])
      t.match(
        await browser.get(old),
        { statusCode: 301, headers: { location: `/publications/${slug}` } },
        old,
      )
    t.equal(
      (await browser.get('/en/publications/kc-ek-a-2019-lakeside-budgets')).headers['location'],
      `/en/publications/${slug}`,
    )
    t.equal((await browser.get('/projekt/never-was')).statusCode, 404)
    t.equal(
      (await browser.json('GET', '/api/v1/publications/kc-ek-a-2019-lakeside-budgets')).statusCode,
      404,
    )
    const now = await getPublication(db, id)
    const moved = await moveAddress(context, id, { slug: 'Sjöns budgetar', version: now.version })
    t.equal(moved.slug, 'sjons-budgetar')
    t.equal(
      (await browser.get(`/publications/${slug}/citation.bib`)).headers['location'],
      '/publications/sjons-budgetar/citation.bib',
    )
    const [again] = [
      await createPublication(context, { ...emptyDraft('en'), title: { en: 'Lakeside budgets' } }),
    ]
    t.equal(again?.slug, 'lakeside-budgets-2', 'an address that leads somewhere is not given away')
    const back = await moveAddress(context, id, { slug, version: moved.version })
    t.equal(back.slug, slug, 'it may have its own back')
    t.equal((await browser.get('/publications/sjons-budgetar')).statusCode, 301)
    t.equal(
      await reasonOf(
        addOldAddresses(context, again?.id ?? '', ['/projekt/kc-ek-a-2019-lakeside-budgets']),
      ),
      'old_address_taken',
    )
  })

  t.test('a family is kept without chains, by the rule and by the database', async (t) => {
    await imported(test, [
      { external_id: 'main', title: 'The main one', year: 2020 },
      {
        external_id: 'sv',
        title: 'Den svenska',
        language: 'sv',
        family: { main: 'main', kind: 'translation' },
      },
      { external_id: 'brief', title: 'In brief' },
    ])
    const [main, sv, brief] = [
      await byExternalId('main'),
      await byExternalId('sv'),
      await byExternalId('brief'),
    ]
    t.equal(sv.familyMainId, main.id)
    t.equal(
      await reasonOf(
        joinFamily(context, brief.id, { main: sv.slug, kind: 'brief', version: brief.version }),
      ),
      'family_main_has_main',
    )
    t.equal(
      await reasonOf(
        joinFamily(context, main.id, { main: brief.id, kind: 'brief', version: main.version }),
      ),
      'family_is_main',
    )
    for (const [id, mainId] of [
      [brief.id, sv.id],
      [main.id, brief.id],
    ] as const)
      t.equal(
        await reasonOf(
          db
            .update(publications)
            .set({ familyMainId: mainId, familyKind: 'brief' })
            .where(eq(publications.id, id))
            .execute(),
        ),
        'family_chain',
      )
    const before = main.publicChangedAt?.getTime() ?? 0
    const joined = await joinFamily(context, brief.id, {
      main: main.slug,
      kind: 'brief',
      version: brief.version,
    })
    t.ok(((await byExternalId('main')).publicChangedAt?.getTime() ?? 0) > before)
    const body = (await browser.json('GET', `/api/v1/publications/${main.slug}`)).json()
    t.match(body.relations, [
      { relation: 'has_translation', slug: sv.slug },
      { relation: 'basis_of', slug: brief.slug },
    ])
    await leaveFamily(context, brief.id, joined)
    t.match((await browser.json('GET', `/api/v1/publications/${brief.slug}`)).json().relations, [])
  })

  t.test(
    'something published is not corrected in silence, and its old file stays on record',
    async (t) => {
      await imported(test, [{ external_id: 'corrected', title: 'Befor', year: 2021 }])
      const before = await byExternalId('corrected')
      const { id, version } = before
      const { draft } = draftOf({ ...recordOf(before), title: 'Before' })
      t.equal(
        await reasonOf(updatePublication(context, id, { draft, version })),
        'publication_note_missing',
      )
      const note = { kind: 'erratum' as const, text: { en: 'A letter was missing.' } }
      const saved = await updatePublication(context, id, { draft, version, note })
      const put = async (text: string) =>
        context.storage.put(Readable.from([simplePdf(text)]), { bytesMax: 1_000_000 })
      const first = await attachFile(context, id, {
        stored: await put('first'),
        version: saved.version,
      })
      const second = await put('second')
      t.equal(
        await reasonOf(attachFile(context, id, { stored: second, version: first.version })),
        'publication_note_missing',
      )
      await attachFile(context, id, {
        stored: second,
        version: first.version,
        note: { kind: 'change', text: { sv: 'Ny fil.' } },
      })
      t.match(await listNotes(db, id), [
        { text: { sv: 'Ny fil.' } },
        { kind: 'erratum', text: note.text },
      ])
      const files = await db
        .select()
        .from(publicationFiles)
        .where(eq(publicationFiles.publicationId, id))
      t.equal(files.length, 2)
      t.equal(files.filter(({ replacedAt }) => replacedAt === null).length, 1)
      await addNote(context, id, { kind: 'change', text: { en: 'Seen to.' } })
      t.equal((await listNotes(db, id)).length, 3)
    },
  )

  t.test('an ISBN of the pool is given once, and stays', async (t) => {
    t.match(
      await addIsbns(context, ['978-91-86725-05-1', '978-91-86725-07-5', '978-91-86725-07-6']),
      {
        added: 2,
        wrong: ['978-91-86725-07-6'],
      },
    )
    const draft = { ...emptyDraft('en'), title: { en: 'Numbered' }, isbn: '9789186725051' }
    const one = await createPublication(context, draft)
    t.equal(await reasonOf(createPublication(context, draft)), 'isbn_taken')
    t.equal(
      await reasonOf(
        updatePublication(context, one.id, {
          draft: { ...draft, isbn: null },
          version: one.version,
        }),
      ),
      'isbn_kept',
    )
    t.equal(
      await reasonOf(
        db
          .update(isbns)
          .set({ publicationId: null, assignedAt: null })
          .where(eq(isbns.isbn, '9789186725051'))
          .execute(),
      ),
      'isbn_kept',
    )
    t.equal(
      await reasonOf(db.delete(isbns).where(eq(isbns.isbn, '9789186725051')).execute()),
      'isbn_kept',
    )
  })

  t.test('places and their periods are kept', async (t) => {
    t.equal(await db.$count(places, eq(places.code, 'KE')), 1)
    const open = and(eq(partnerPeriods.place, 'KE'), eq(partnerPeriods.kind, 'partner'))
    await t.rejects(db.delete(partnerPeriods).where(open).execute())
    await t.rejects(db.delete(places).where(eq(places.code, 'KE')).execute())
    t.equal(
      await reasonOf(
        db
          .insert(partnerPeriods)
          .values({ place: 'KE', kind: 'partner', from: '2030-01-01' })
          .execute(),
      ),
      'period_overlaps',
    )
    await db.update(partnerPeriods).set({ to: '2029-12-31' }).where(open)
    await t.rejects(
      db.update(partnerPeriods).set({ to: null }).where(open).execute(),
      'what is closed stays closed',
    )
  })

  t.test('under embargo its text is nowhere, and it lifts itself', async (t) => {
    const canary = 'quetzalcanary'
    const until = new Date(test.clock.now().getTime() + DAY_MS)
    await writeFile(join(folder, 'held.pdf'), simplePdf(`A ${canary} sings`))
    await imported(
      test,
      [
        {
          external_id: 'held',
          title: 'Held back',
          year: 2027,
          abstract: 'Public.',
          file: 'held.pdf',
          embargo_until: until.toISOString(),
        },
      ],
      folder,
    )
    const held = await byExternalId('held')
    t.equal(held.pageCount, 1, 'it is read all the same')
    const { slug } = held
    const pages = ['en', 'sv'].flatMap((language) => [
      `/${language}/publications?q=${canary}`,
      `/${language}/publications/${slug}`,
      `/${language}/publications.atom?q=${canary}`,
      `/${language}/publications/suggest?q=${canary}`,
    ])
    const everywhere = [
      ...pages,
      `/api/v1/publications?q=${canary}`,
      `/api/v1/publications/${slug}`,
      `/publications.atom`,
    ]
    for (const withEngine of [true, false]) {
      const { search } = test.dependencies
      if (!withEngine) test.dependencies.search = null
      for (const path of everywhere) {
        const { body } = await browser.get(path)
        t.notMatch(body, 'xylocanary', `${path} ${withEngine}`)
        t.notMatch(body, `${slug}.pdf`, `${path} ${withEngine}`)
      }
      t.equal((await browser.json('GET', `/api/v1/publications?q=${canary}`)).json().total, 0)
      t.equal(
        (await browser.json('GET', '/api/v1/publications?q=held')).json().total,
        1,
        'it is known of',
      )
      test.dependencies.search = search
    }
    for (const door of [`/publications/${slug}/${slug}.pdf`, `/en/publications/${slug}/pages/1`])
      t.equal((await browser.get(door)).statusCode, 404, door)
    t.match((await browser.json('GET', `/api/v1/publications/${slug}`)).json(), {
      file: null,
      embargo_until: until.toISOString(),
    })
    t.equal(
      (
        await db.execute(
          sql`select 1 from pgboss.job where name = 'publications.lift-embargo' and start_after > now()`,
        )
      ).length,
      1,
      'a job waits for the instant',
    )
    const before = held.publicChangedAt?.getTime() ?? 0
    await liftEmbargoes.run(context, {})
    t.equal((await byExternalId('held')).publicChangedAt?.getTime(), before, 'not before its time')
    test.clock.freezeAt(until)
    t.equal(
      (await browser.get(`/publications/${slug}/${slug}.pdf`)).statusCode,
      200,
      'at the very instant',
    )
    await liftEmbargoes.run(test.contextOf(), {})
    await test.runJobs()
    t.ok(((await byExternalId('held')).publicChangedAt?.getTime() ?? 0) >= until.getTime())
    t.equal((await browser.json('GET', `/api/v1/publications?q=${canary}`)).json().total, 1)
  })

  t.test('what is withdrawn names what to read in its place', async (t) => {
    const old = await byExternalId('brief')
    await actOnPublication(context, old.id, {
      act: 'withdraw',
      version: old.version,
      reason: 'Superseded.',
      replacedBy: 'the-main-one',
    })
    const tombstone = await browser.json('GET', `/api/v1/publications/${old.slug}`)
    t.equal(tombstone.statusCode, 410)
    t.match(tombstone.json().replaced_by, /\/publications\/the-main-one$/)
  })

  t.test('the invariants hold', async (t) => {
    t.same(await checkInvariants(db), [])
    t.ok((await db.$count(contributors)) > 0)
  })
})
