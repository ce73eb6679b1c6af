import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { connectSearch } from '../../../search/client.ts'
import { PAGES_LOOKED_AT_MAX } from '../../../search/indexes.ts'
import {
  actOnPublication,
  reindex,
  searchPublications,
} from '../../../server/publications/operations.ts'
import type { ChosenFacets } from '../../../server/publications/rules.ts'
import { type LibraryQuery, suggestPublications } from '../../../server/publications/search.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { extentsOf, MEDIUM_PAGES_MAX, SHORT_PAGES_MAX } from '../../../server/vocabulary/extents.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { imported, testLibrary } from './library.ts'

const LIBRARY = [
  {
    title: 'Participatory budgeting in Kisumu',
    year: 2021,
    language: 'en',
    countries: ['KE'],
    themes: ['participatory-budgeting'],
    series: 'Policy Brief',
    number: '1',
    sdgs: [11],
    core_values: ['participation'],
    authors: ['Akinyi Odhiambo'],
    pages: ['The first page says little.', 'Attendance of women doubled when meetings were moved.'],
  },
  {
    title: { sv: 'Fullmäktige och frågestunder', en: 'Councils and question time' },
    year: 2019,
    language: 'sv',
    countries: ['SE'],
    themes: ['municipal-councils'],
    series: 'Research Report',
    number: '2',
    pages: ['Trädgårdarna i Gävle sköttes av de boende själva.', 'Deltagare fick svar skriftligt.'],
  },
  {
    title: 'Waste water in Kampala',
    year: 2021,
    language: 'en',
    countries: ['UG', 'KE'],
    themes: ['environment'],
    series: 'Research Report',
    number: '3',
    pages: ['Budgeting for drains was decided on market days by those who attended.'],
  },
  {
    title: 'Youth councils',
    year: 2022,
    language: 'en',
    countries: ['ZM'],
    themes: ['youth'],
    series: 'Toolbox',
  },
]

t.test('searching the library', async (t) => {
  const test = await testLibrary(t)
  await imported(test, LIBRARY)
  const ask = (words: string, chosen: ChosenFacets = {}, rest: Partial<LibraryQuery> = {}) =>
    searchPublications(
      test.contextOf(),
      { words, chosen, sort: 'relevance', page: 1, perPage: 20, ...rest },
      { rescue: 'words' },
    )
  const titles = (answer: Awaited<ReturnType<typeof ask>>) =>
    answer.items.map(({ publication }) => publication.title[publication.language])
  const counts = (answer: Awaited<ReturnType<typeof ask>>, facet: 'country' | 'series' | 'year') =>
    Object.fromEntries(answer.facets[facet].map(({ value, count }) => [value, count]))

  t.test('typing errors are forgiven', async (t) => {
    const answer = await ask('particpatory kisumo')
    t.equal(answer.engine, 'meilisearch')
    t.same(titles(answer), ['Participatory budgeting in Kisumu'])
  })

  t.test('both languages, places, themes and authors are words too', async (t) => {
    t.same(titles(await ask('question time')), ['Fullmäktige och frågestunder'])
    t.same(titles(await ask('medborgarbudget')), ['Participatory budgeting in Kisumu'])
    t.same(titles(await ask('odhiambo')), ['Participatory budgeting in Kisumu'])
    t.ok(titles(await ask('zambia')).includes('Youth councils'))
  })

  t.test('å, ä and ö may be left out, in titles and on pages', async (t) => {
    t.same(titles(await ask('fullmaktige')), ['Fullmäktige och frågestunder'])
    const [item] = (await ask('tradgardarna')).items
    t.equal(item?.matches[0]?.page, 1)
    t.same(
      item?.matches[0]?.snippet.filter(({ isMarked }) => isMarked),
      [{ text: 'Trädgårdarna', isMarked: true }],
      'what was found is marked as it is written',
    )
  })

  t.test('a word inside a report is found with its page, and counted as such', async (t) => {
    const answer = await ask('attendance')
    t.equal(answer.total, 2, 'another report has another form of the word')
    t.equal(answer.foundInText, 2)
    const [item, other] = answer.items
    t.equal(item?.why?.kind, 'direct')
    t.equal(other?.why?.kind, 'form')
    t.equal(item?.pagesFound, 1)
    t.equal(item?.matches[0]?.page, 2)
    t.ok(item?.matches[0]?.snippet.some(({ text, isMarked }) => isMarked && text === 'Attendance'))
  })

  t.test('titles and pages are counted together', async (t) => {
    const answer = await ask('budgeting')
    t.equal(answer.total, 2)
    t.equal(answer.foundInText, 1)
    t.same(titles(answer), ['Participatory budgeting in Kisumu', 'Waste water in Kampala'])
    t.same(counts(answer, 'country'), { KE: 2, UG: 1 })
    t.same(counts(answer, 'series'), { 'policy-brief': 1, 'research-report': 1 })
  })

  t.test('values of a facet are alternatives; its counts ignore its own choice', async (t) => {
    const answer = await ask('', { country: ['SE', 'ZM'], series: ['toolbox', 'research-report'] })
    t.same(titles(answer).sort(), ['Fullmäktige och frågestunder', 'Youth councils'])
    t.same(counts(answer, 'country'), { KE: 1, SE: 1, UG: 1, ZM: 1 })
    t.same(counts(answer, 'series'), { 'research-report': 1, toolbox: 1 })
    t.same(counts(answer, 'year'), { 2019: 1, 2022: 1 })
  })

  t.test('counts are true for what only the text holds, too', async (t) => {
    const answer = await ask('budgeting', { country: ['UG'] })
    t.same(titles(answer), ['Waste water in Kampala'])
    t.same(counts(answer, 'country'), { KE: 2, UG: 1 })
    t.same(counts(answer, 'series'), { 'research-report': 1 })
    const none = await ask('budgeting', { country: ['SE'] })
    t.equal(none.total, 0)
    t.same(counts(none, 'country'), { KE: 2, UG: 1 })
  })

  t.test('sorted by year or title, and paged without gap or repetition', async (t) => {
    t.equal(titles(await ask('', {}, { sort: 'newest' }))[0], 'Youth councils')
    t.same(titles(await ask('budgeting', {}, { sort: 'title' })), [
      'Participatory budgeting in Kisumu',
      'Waste water in Kampala',
    ])
    const paged = []
    for (const page of [1, 2, 3, 4, 5])
      paged.push(...titles(await ask('', {}, { sort: 'title', page, perPage: 1 })))
    t.same(paged, titles(await ask('', {}, { sort: 'title' })))
  })

  t.test('a question with too many words shows what has the rarer ones, and says so', async (t) => {
    const answer = await ask('how are youth councils elected on the moon')
    t.match(answer.rescue, { by: 'words', without: ['elected', 'moon'] })
    t.equal(titles(answer)[0], 'Youth councils')
    t.equal((await ask('youth councils')).rescue, null)
  })

  t.test('a few letters suggest publications', async (t) => {
    const found = await suggestPublications(test.contextOf(), 'partic', 5)
    t.same(
      found.map(({ title }) => title['en']),
      ['Participatory budgeting in Kisumu'],
    )
    t.same(await suggestPublications(test.contextOf(), '  ', 5), [])
  })

  t.test('what is withdrawn is gone, and comes back when reinstated', async (t) => {
    const [item] = (await ask('youth councils')).items
    const id = item?.publication.id ?? ''
    const act = async (name: 'withdraw' | 'reinstate') => {
      const { version } = await getPublication(test.database.writing, id)
      const given = { act: name, version, reason: 'A test.' }
      await actOnPublication(test.contextOf(), id, given)
    }
    await act('withdraw')
    t.notOk(titles(await ask('youth councils')).includes('Youth councils'), 'at once')
    await test.runJobs()
    t.notOk(titles(await ask('youth councils')).includes('Youth councils'))
    t.equal((await ask('')).total, 3, 'nor is it counted')
    await act('reinstate')
    await test.runJobs()
    t.same(titles(await ask('youth councils')), ['Youth councils'])
  })

  t.test('a rebuild finds the same', async (t) => {
    const before = await ask('budgeting')
    t.same(await reindex(test.contextOf()), { publications: 4, pages: 5 })
    t.same(await ask('budgeting'), before)
  })

  t.test('without the engine PostgreSQL answers in the same form', async (t) => {
    const context = { ...test.contextOf(), search: null }
    const askPostgres = (words: string, chosen: ChosenFacets = {}) =>
      searchPublications(context, { words, chosen, sort: 'relevance', page: 1, perPage: 20 })
    const answer = await askPostgres('budgeting')
    t.equal(answer.engine, 'postgresql')
    t.equal(answer.total, 2)
    t.equal(answer.foundInText, 1)
    t.same(titles(answer), ['Participatory budgeting in Kisumu', 'Waste water in Kampala'])
    t.same(counts(answer, 'country'), { KE: 2, UG: 1 })
    const [match] = answer.items[1]?.matches ?? []
    t.equal(match?.page, 1)
    t.ok(match?.snippet.some(({ text, isMarked }) => isMarked && text === 'Budgeting'))
    t.same(counts(await askPostgres('', { country: ['SE', 'ZM'], year: ['2022'] }), 'country'), {
      ZM: 1,
    })
    t.same(titles(await askPostgres('fullmakt')), ['Fullmäktige och frågestunder'])
    t.equal((await askPostgres('deltagarna')).items[0]?.matches[0]?.page, 2, 'in Swedish')
    t.equal((await suggestPublications(context, 'partic', 5)).length, 1)
    t.same(await askPostgres('"unbalanced \' & | ! :* <>').then(({ total }) => total), 0)
  })

  t.test('an engine that does not answer is passed over', async (t) => {
    const { search } = test.contextOf()
    if (!search) return t.fail('no engine')
    const dead = {
      ...search,
      client: new Proxy(search.client, {
        get: () => () => {
          throw new Error('connect ECONNREFUSED')
        },
      }),
    }
    const answer = await searchPublications(
      { ...test.contextOf(), search: dead },
      { words: 'budgeting', chosen: {}, sort: 'relevance', page: 1, perPage: 20 },
    )
    t.equal(answer.engine, 'postgresql')
    t.equal(answer.total, 2)
  })

  t.test('an engine that is too slow is not waited for', async (t) => {
    const slow = createServer(() => {
      // Takes the question and never answers.
    })
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
    const { port } = slow.address() as AddressInfo
    const search = connectSearch({ url: `http://127.0.0.1:${port}`, key: 'none', deadlineMs: 200 })
    t.teardown(() => {
      search.close()
      slow.closeAllConnections()
      slow.close()
    })
    const answer = await searchPublications(
      { ...test.contextOf(), search },
      { words: 'budgeting', chosen: {}, sort: 'relevance', page: 1, perPage: 20 },
    )
    t.equal(answer.engine, 'postgresql')
    t.equal(answer.total, 2)
  })

  t.test('short ones are a choice, with true counts in the engine and without it', async (t) => {
    const pages = (count: number) => Array.from({ length: count }, (_, at) => `Ferry ${at}`)
    await imported(
      test,
      [SHORT_PAGES_MAX, SHORT_PAGES_MAX + 1, MEDIUM_PAGES_MAX, MEDIUM_PAGES_MAX + 1].map(
        (count) => ({ title: `${count} ferry pages`, language: 'en', pages: pages(count) }),
      ),
    )
    for (const context of [test.contextOf(), { ...test.contextOf(), search: null }]) {
      const answer = await searchPublications(context, {
        words: 'ferry',
        chosen: { extent: ['short', 'long'] },
        sort: 'title',
        page: 1,
        perPage: 20,
      })
      t.same(titles(answer), ['4 ferry pages', '41 ferry pages'], answer.engine)
      t.same(
        Object.fromEntries(answer.facets.extent.map(({ value, count }) => [value, count])),
        { short: 1, medium: 2, long: 1 },
        answer.engine,
      )
    }
  })

  t.test('what many ask for first is one link away, with how many there are', async (t) => {
    const browser = testBrowser(test)
    const start = readPage((await browser.get('/en')).body)
    t.match(
      start.text,
      'Or straight to: Toolbox 1 , Short (≤ 4 pages) 4 , Policy brief 1 , In Swedish 1',
    )
    const library = readPage((await browser.get('/sv/publications')).body)
    t.match(library.text, /Kort \(högst 4 sidor\) 4 Policyunderlag 1 På svenska 1/)
    const href = start.links.find(({ text }) => text === 'Short (≤ 4 pages)')?.href ?? ''
    const short = readPage((await browser.get(href)).body)
    t.equal(short.heading, '4 publications')
    t.ok(
      short.links.some(({ href: to, text }) => to === '/en/publications' && text.includes('Short')),
      'a chip takes it away',
    )
    const narrowed = readPage((await browser.get('/en/publications?q=ferry')).body)
    t.match(narrowed.text, 'Short (≤ 4 pages) 1', 'of what was found')
  })

  t.test('a report with more pages than are put in order hides no other', async (t) => {
    const number = PAGES_LOOKED_AT_MAX + 10
    await imported(test, [
      {
        title: 'A long inventory',
        year: 2018,
        language: 'en',
        countries: ['SE'],
        pages: Array.from({ length: number }, (_, at) => `Hedgerow ${at}: hedgerow, hedgerow.`),
      },
      {
        title: 'A short walk',
        year: 2017,
        language: 'en',
        countries: ['SE'],
        pages: ['We went round the lake in the evening and at last saw one long old hedgerow.'],
      },
    ])
    const answer = await ask('hedgerow')
    t.same(titles(answer), ['A long inventory', 'A short walk'])
    t.equal(answer.foundInText, 2)
    t.equal(answer.isCapped, false)
    t.same(counts(answer, 'year'), { 2017: 1, 2018: 1 })
    t.same(
      answer.items.map(({ pagesFound }) => pagesFound),
      [number, 1],
    )
    t.same(
      answer.items.map(({ matches }) => matches.length),
      [3, 1],
    )
    t.ok(answer.items[1]?.matches[0]?.snippet.some(({ isMarked }) => isMarked))
    t.same(titles(await ask('hedgerow', {}, { sort: 'title' })), [
      'A long inventory',
      'A short walk',
    ])
    t.same(titles(await ask('hedgerow', { year: ['2017'] })), ['A short walk'])
  })
})

t.test('how long a publication is, by its pages', async (t) => {
  t.same([null, 1, 4, 5, 40, 41, 900].map(extentsOf), [
    [],
    ['short'],
    ['short'],
    ['medium'],
    ['medium'],
    ['long'],
    ['long'],
  ])
})
