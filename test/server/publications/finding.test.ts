import t, { type Test } from 'tap'
import { stateOf } from '../../../search/state.ts'
import { indexUid, prepareIndexes } from '../../../search/sync.ts'
import { learnWords, reconcile } from '../../../server/publications/indexing.ts'
import { searchInside } from '../../../server/publications/inside.ts'
import {
  actOnPublication,
  reindex,
  searchPublications,
} from '../../../server/publications/operations.ts'
import { type LibraryQuery, suggestPublications } from '../../../server/publications/search.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { imported, testLibrary } from './library.ts'

const filler = (words: number, seed: string) =>
  Array.from({ length: words }, (_, at) => `${seed}${(at * 7_919) % 997}`).join(' ')

/** The canary is on the last page, the 45th: past the 100,000th character of the whole. */
const LONG = [
  ...Array.from({ length: 44 }, (_, at) => `Part ${at}. ${filler(330, 'plain')}`),
  'At the very end the heron counted seven lanterns by the weir.',
]
/** One page of 32,000 words, far beyond what the engine reads of one text. */
const ENORMOUS = `${filler(16_000, 'word')}, then a pelican carried the treasurer’s ledger, ${filler(16_000, 'term')} and the last word is zanzibarita.`

const LIBRARY = [
  {
    title: { sv: 'Medborgarnas egen budget i Gävle' },
    language: 'sv',
    year: 2015,
    countries: ['SE'],
    authors: ['Åsa Öjendal'],
    series: 'Research Report',
    number: '12',
    isbn: '978-91-86725-01-3',
    pages: ['Samtal fördes med medborgare om skolan. En dialog som gav svar.', 'Andra sidan.'],
  },
  {
    title: { sv: 'Medborgarbudget som metod' },
    language: 'sv',
    year: 2017,
    countries: ['SE'],
    authors: ['Bo Ek'],
    pages: ['Kommunfullmäktige beslutade. Kommunernas arbete med jämställdhet fortsatte.'],
  },
  {
    title: { en: 'Participatory budgeting in two towns' },
    language: 'en',
    year: 2019,
    countries: ['KE'],
    authors: ['Joakim Öjendal', 'Anna Berg'],
    pages: ['Decentralization of local government was slow.', 'A government that is local.'],
  },
  {
    title: { es: 'El presupuesto participativo en Cali' },
    language: 'es',
    year: 2020,
    countries: ['CO'],
    pages: ['Las participaciones de los vecinos fueron muchas.'],
  },
  { title: { en: 'A long report' }, language: 'en', year: 2021, countries: ['UG'], pages: LONG },
  { title: { en: 'An enormous page' }, language: 'en', year: 2021, pages: ['First.', ENORMOUS] },
]

t.test('finding in the library', async (t) => {
  const test = await testLibrary(t)
  t.same((await imported(test, LIBRARY)).problems, [])
  const ask = (words: string, rest: Partial<LibraryQuery> = {}, isWithout = false) =>
    searchPublications(
      { ...test.contextOf(), language: 'sv', ...(isWithout ? { search: null } : {}) },
      { words, chosen: {}, sort: 'relevance', page: 1, perPage: 20, ...rest },
      { rescue: 'all' },
    )
  const titlesOf = (answer: Awaited<ReturnType<typeof ask>>) =>
    answer.items.map(({ publication }) => publication.title[publication.language] ?? '')
  const titles = async (...args: Parameters<typeof ask>) => titlesOf(await ask(...args))
  const [own, method, towns, cali, long, enormous] = LIBRARY.map(
    ({ title }) => Object.values(title)[0] ?? '',
  ) as [string, string, string, string, string, string]
  const bothWays = (
    name: string,
    check: (
      t: Test,
      found: (words: string, rest?: Partial<LibraryQuery>) => Promise<string[]>,
    ) => Promise<void>,
  ) => {
    t.test(`${name}, by the engine`, (t) => check(t, (words, rest) => titles(words, rest)))
    t.test(`${name}, by PostgreSQL`, (t) => check(t, (words, rest) => titles(words, rest, true)))
  }

  bothWays('a compound finds its words apart, and they find it', async (t, found) => {
    const compound = await found('medborgarbudget')
    t.equal(compound[0], method, 'as it was written first')
    t.ok(compound.includes(own), 'medborgarnas egen budget')
    t.ok((await found('medborgar budget')).includes(method))
    t.ok((await found('medborgardialog')).includes(own), 'dialog … med medborgare, on a page')
    t.ok((await found('fullmäktige')).includes(method), 'inside kommunfullmäktige')
  })

  bothWays('other forms of a word are found, after the word itself', async (t, found) => {
    t.same(await found('kommun'), [method])
    t.same(await found('jämställdheten'), [method])
    t.same(await found('decentralisation'), [towns], 'another spelling')
    t.same(await found('participación'), [cali], 'participaciones')
  })

  bothWays('å, ä and ö may be left out, in inflected words too', async (t, found) => {
    t.ok((await found('jamstalldheten')).includes(method))
    t.ok((await found('kommunfullmaktige')).includes(method))
    t.same((await found('ojendal')).sort(), [own, towns].sort())
  })

  bothWays('a theme named in one language is found in the others', async (t, found) => {
    const all = await found('medborgarbudget')
    t.ok(all.includes(towns), 'English')
    t.ok(all.includes(cali), 'Spanish')
    t.ok(all.indexOf(method) < all.indexOf(towns))
    t.same(await found('medborgarbudget', { isExact: true }), [method])
    t.same(await found('medborgarbudget anna berg'), [towns], 'with the other words')
  })

  bothWays('phrases, minuses and fields', async (t, found) => {
    t.same(await found('"local government"'), [towns])
    t.same(await found('"government local"'), [])
    t.same(await found('öjendal -gävle'), [towns])
    t.same((await found('author:öjendal')).sort(), [own, towns].sort())
    t.same(await found('författare:öjendal år:2015'), [own])
    t.same(await found('titel:enormous'), [enormous])
    t.same((await found('year:2019-2020')).sort(), [cali, towns].sort())
    t.same(await found('land:Colombia'), [cali])
    t.same(await found('isbn:9789186725013'), [own])
    t.same(await found('isbn:978-91-86725-01-3'), [own])
    t.same(await found('isbn:9789186725014'), [])
    t.same(await found('öjendal -author:berg'), [own])
  })

  bothWays('years from and to narrow together with the words', async (t, found) => {
    t.same(await found('', { years: { from: 2020, to: 2020 } }), [cali])
    t.same(await found('', { years: { to: 2016 } }), [own])
  })

  bothWays('text is found to the end, however long it is', async (t, found) => {
    t.same(await found('"heron counted seven lanterns"'), [long])
    t.same(await found('pelican treasurer ledger'), [enormous])
    t.same(await found('zanzibarita'), [enormous])
  })

  t.test('numbers are not forgiven a digit', async (t) => {
    t.same(await titles('9789186725013'), [own])
    t.same((await ask('9789186725031')).total, 0)
  })

  t.test('the answer says what else was asked, and why each is in it', async (t) => {
    const answer = await ask('medborgarbudget')
    t.ok(
      answer.alsoAsked.some(
        ({ text, language }) => text === 'Participatory budgeting' && language === 'en',
      ),
    )
    const why = new Map(
      answer.items.map((item) => [titlesOf({ ...answer, items: [item] })[0], item.why]),
    )
    t.match(why.get(method), { kind: 'direct', places: ['title'] })
    t.match(why.get(own), { kind: 'form', places: ['title'] })
    t.match(why.get(towns), { kind: 'translation', places: ['title'] })
  })

  t.test('of more than ten words the rarest are asked, and the others named', async (t) => {
    const answer = await ask(
      'heron lanterns weir counted seven very end long report part plain government first',
    )
    t.equal(answer.unasked.length, 3)
    t.ok(answer.unasked.includes('government'), 'several publications have it')
    t.notOk(answer.unasked.includes('heron'))
    t.same((await ask('one two three four five six seven eight nine ten')).unasked, [])
  })

  t.test('two passages where there are two, with their page; marks on other forms', async (t) => {
    const [item] = (await ask('government')).items
    t.same(
      item?.matches.map(({ page }) => page),
      [1, 2],
    )
    const [form] = (await ask('kommun')).items
    t.same(
      form?.matches.flatMap(({ snippet }) =>
        snippet.filter(({ isMarked }) => isMarked).map(({ text }) => text),
      ),
      ['Kommunfullmäktige', 'Kommunernas'],
    )
  })

  t.test(
    'nothing found: other spellings, then filters, then words are tried, and it is said',
    async (t) => {
      const spelt = await ask('zanzibartia heronn')
      t.equal(spelt.rescue?.by, 'words')
      const corrected = await ask('decntrlizaton')
      t.match(corrected.rescue, { by: 'spelling', query: { words: 'decentralization' } })
      t.same(titlesOf(corrected), [towns])
      const filtered = await ask('pelican', { chosen: { country: ['SE'], language: ['en'] } })
      t.match(filtered.rescue, { by: 'filter', facet: 'country' })
      t.same(titlesOf(filtered), [enormous])
      t.match((await ask('pelican', { chosen: { country: ['SE'] } })).rescue, { by: 'filters' })
      t.match((await ask('pelican quetzalcoatlus')).rescue, {
        by: 'words',
        without: ['quetzalcoatlus'],
      })
      const none = await ask('quetzalcoatlus')
      t.equal(none.rescue, null)
      t.equal(none.total, 0)
    },
  )

  t.test('inside one publication every page that has the words, in order', async (t) => {
    const { items } = await ask('a long report')
    const publication = items[0]?.publication
    if (!publication) return t.fail('not found')
    for (const search of [test.contextOf().search, null]) {
      const context = { ...test.contextOf(), search }
      const found = await searchInside(context, publication, { words: 'part', page: 1 })
      t.equal(found.total, 44)
      t.same(found.matches.map(({ page }) => page).slice(0, 3), [1, 2, 3])
      const next = await searchInside(context, publication, { words: 'part', page: 3 })
      t.same(
        next.matches.map(({ page }) => page),
        [41, 42, 43, 44],
      )
      t.equal((await searchInside(context, publication, { words: 'pelican', page: 1 })).total, 0)
      t.equal((await searchInside(context, publication, { words: '', page: 1 })).total, 0)
    }
  })

  t.test('the pages of it, without a script', async (t) => {
    const browser = testBrowser(test)
    const results = readPage((await browser.get('/sv/publications?q=medborgarbudget')).body)
    t.match(results.text, /Sökte även efter .*participatory budgeting/)
    const exact = results.link('Sök bara på orden som de står')
    t.equal(exact, '/sv/publications?q=medborgarbudget&exact=1')
    t.equal(readPage((await browser.get(exact)).body).heading, '1 publikation om ”medborgarbudget”')
    const many = readPage(
      (await browser.get('/en/publications?q=part&year_from=2022&year_to=2020')).body,
    )
    t.match(many.text, 'from 2020', 'the years turned the right way round')
    const more = many.link(/more pages/)
    const inside = readPage((await browser.get(more)).body)
    t.equal(inside.heading, 'A long report')
    t.ok(inside.text.includes('44 pages with “part”'))
    t.equal(inside.link('Next page'), '/en/publications/a-long-report/search?q=part&page=2')
    const misspelt = readPage((await browser.get('/sv/publications?q=decntrlizaton')).body)
    t.match(misspelt.text, 'Ingenting har ”decntrlizaton”. Här visas träffar på decentralization')
    const place = readPage((await browser.get('/sv/publications?find_country=xyz')).body)
    t.ok(place.form('Visa träffar'))
    t.equal((await browser.get('/sv/publications?year_from=soon&exact=maybe')).statusCode, 200)
    t.equal((await browser.get('/sv/publications/no-such/search?q=x')).statusCode, 404)
    const api = await browser.get('/api/v1/publications/a-long-report/search?q=heron&per_page=5')
    t.match(api.json(), { total: 1, items: [{ page: 45 }] })
  })

  t.test('what was damaged in the engine is found at night and mended', async (t) => {
    const { search } = test.contextOf()
    if (!search) return t.fail('no engine')
    t.equal(await reconcile(test.contextOf()), 0, 'nothing to mend')
    const state = await stateOf(search)
    const [first = '', second = '', third = ''] = [...state.keys()]
    const { client } = search
    const pages = client.index(indexUid(search, 'pages'))
    const publications = client.index(indexUid(search, 'publications'))
    await publications.deleteDocument(first).waitTask()
    await pages.deleteDocument(`${second}-1`).waitTask()
    await publications.updateDocuments([{ id: third, version: 1 }]).waitTask()
    const stray = { id: '01a20a0d-2983-7824-a4e0-f9b5d096970d', version: 1, title: ['strayed'] }
    await publications.addDocuments([stray]).waitTask()
    t.equal(await reconcile(test.contextOf()), 4)
    t.equal(await reconcile(test.contextOf()), 0)

    // Under the right version and number a text may still be another than ours.
    const tampered = { id: `${third}-1`, text: 'Nobody wrote that the heron is a gnomon.' }
    await pages.updateDocuments([tampered]).waitTask()
    await publications.updateDocuments([{ id: first, abstract: ['gnomonic'] }]).waitTask()
    const moved = await pages.getDocument<{ text: string }>(`${second}-1`)
    await pages.updateDocuments([{ id: `${second}-1`, text: `${moved.text} ` }]).waitTask()
    t.equal(await reconcile(test.contextOf()), 3, 'to the letter')
    t.equal(await reconcile(test.contextOf()), 0)
    t.same(await titles('gnomon'), [])
    t.same(await titles('strayed'), [])
  })

  t.test('searches during a rebuild see no gap', async (t) => {
    const answers: Awaited<ReturnType<typeof ask>>[] = []
    let isDone = false
    const rebuilding = reindex(test.contextOf()).then(() => {
      isDone = true
    })
    while (!isDone) answers.push(await ask('pelican'))
    await rebuilding
    t.ok(answers.length > 1, `${answers.length} searches`)
    for (const answer of answers) {
      t.equal(answer.engine, 'meilisearch')
      t.same(titlesOf(answer), [enormous])
    }
  })

  t.test('an emptied engine and one behind show nothing that is not so', async (t) => {
    const { search } = test.contextOf()
    if (!search) return t.fail('no engine')
    await search.client.index(indexUid(search, 'pages')).deleteAllDocuments().waitTask()
    t.same(await titles('medborgarbudget metod'), [method])
    await prepareIndexes(search)
    t.ok((await reconcile(test.contextOf())) > 0)
    t.same(await titles('pelican'), [enormous])
  })

  t.test('a text under embargo is nowhere, what is said of it is found', async (t) => {
    const until = new Date(test.clock.now().getTime() + 86_400_000)
    const held = {
      title: { en: 'Held back for a day' },
      language: 'en',
      year: 2024,
      embargo_until: until.toISOString(),
      pages: ['Only here a quokkaverb is mentioned.'],
    }
    t.same((await imported(test, [held])).problems, [])
    for (const isWithout of [false, true]) {
      t.same(await titles('held back day', {}, isWithout), ['Held back for a day'])
      t.same(await titles('quokkaverb', {}, isWithout), [])
      t.equal((await ask('quokkaverv', {}, isWithout)).rescue, null, 'not offered either')
    }
    const browser = testBrowser(test)
    t.equal(
      (await browser.get('/en/publications/held-back-for-a-day/search?q=only')).statusCode,
      404,
    )
    const api = '/api/v1/publications/held-back-for-a-day/search?q=only'
    t.equal((await browser.get(api)).statusCode, 404)
    t.equal(await reconcile(test.contextOf()), 0, 'and the night finds nothing amiss')
    test.clock.moveTo(new Date(until.getTime() + 1_000))
    await reconcile(test.contextOf())
    t.same(await titles('quokkaverb'), ['Held back for a day'], 'when it has ended')
  })

  t.test(
    'a withdrawn text is nowhere: not found, not suggested, not offered as a spelling',
    async (t) => {
      const { items } = await ask('zanzibarita')
      const id = items[0]?.publication.id ?? ''
      const { version } = await getPublication(test.database.writing, id)
      await actOnPublication(test.contextOf(), id, { act: 'withdraw', version, reason: 'A test.' })
      const nowhere = async (when: string) => {
        for (const isWithout of [false, true]) {
          const answer = await ask('zanzibarita', {}, isWithout)
          t.same(titlesOf(answer), [], when)
          const near = await ask('zanzibarto', {}, isWithout)
          t.notMatch(JSON.stringify(near), /zanzibarita|pelican/, when)
        }
        t.same(await suggestPublications(test.contextOf(), 'an enormous', 5), [], when)
        const feed = await testBrowser(test).get('/sv/publications.atom?q=enormous')
        t.notMatch(feed.body, /<entry>/, when)
      }
      await nowhere('at once')
      await test.runJobs()
      await nowhere('when the jobs are done')
      await learnWords(test.contextOf())
      const left = await test.database.writing.execute(
        "select word from lexicon_words where word in ('zanzibarita', 'pelican')",
      )
      t.equal(left.length, 0, 'and its words are forgotten in the night')
    },
  )
})
