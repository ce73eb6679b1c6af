import t from 'tap'
import { mapQueryOf } from '../../../server/publications/map.ts'
import { wrapped } from '../../../server/publications/pages/map-picture.ts'
import {
  MAP_COLUMNS_MAX,
  MAP_ROWS_MAX,
  mapColumns,
  mapRows,
  mapSteps,
  mapTone,
  topTheme,
} from '../../../server/publications/rules/evidence-map.ts'
import { COUNTRY_CODES } from '../../../server/vocabulary/countries.ts'
import {
  INCOME_GROUPS,
  INCOME_GROUPS_YEAR,
  incomeGroupOf,
} from '../../../server/vocabulary/income-groups.ts'
import { countriesOfRegion, REGIONS, regionOf } from '../../../server/vocabulary/regions.ts'
import { NETWORK_THEMES } from '../../../server/vocabulary/themes.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { imported, testLibrary } from './library.ts'

t.test('every country lies in one region, and the known ones in one income group', async (t) => {
  const placed = REGIONS.flatMap(({ key }) => countriesOfRegion(key))
  t.same([...placed].sort(), [...COUNTRY_CODES].sort())
  t.same(
    COUNTRY_CODES.filter((code) => regionOf(code) === 'elsewhere'),
    ['AQ'],
    'nobody lives on the ice',
  )
  const counts = INCOME_GROUPS.map(
    ({ key }) => COUNTRY_CODES.filter((code) => incomeGroupOf(code) === key).length,
  )
  t.same(counts.slice(0, 3), [25, 50, 54], 'as many as the list of the year has')
  t.equal(incomeGroupOf('ET'), null)
  // What the list of 2026 announced as changed, and those of the two years before.
  for (const [group, codes] of [
    ['high', 'CR BG PW RU GY AS'],
    ['upper-middle', 'CV WS DZ IR MN UA SV ID'],
    ['lower-middle', 'NA PS GN ZM JO'],
  ] as const)
    for (const code of codes.split(' '))
      t.equal(incomeGroupOf(code), group, `${code} in ${INCOME_GROUPS_YEAR}`)
  t.equal(incomeGroupOf('SE'), 'high')
})

t.test('rows: what is written of and whom one works with, by region', async (t) => {
  const counted = (...codes: string[]) =>
    codes.map((value, at) => ({ value, count: codes.length - at }))
  const keys = (rows: ReturnType<typeof mapRows>) => rows.map(({ key }) => key)
  t.same(keys(mapRows(counted('UG', 'SE'), ['KE', 'UG'], null)), ['SE', 'UG', 'KE'])
  t.same(keys(mapRows(counted('UG', 'SE'), ['KE'], 'europe')), ['SE'])
  const codes = COUNTRY_CODES.filter((code) => regionOf(code) !== 'elsewhere')
  t.equal(mapRows(counted(...codes.slice(0, MAP_ROWS_MAX)), [], null).length, MAP_ROWS_MAX)
  const many = mapRows(counted(...codes), ['XK'], null)
  t.ok(
    many.some(({ key }) => key === 'XK'),
    'a partner is never one of the others',
  )
  t.ok(many.filter(({ isOthers }) => !isOthers).length <= MAP_ROWS_MAX + REGIONS.length)
  t.same(
    many.flatMap(({ countries }) => countries).sort(),
    [...codes].sort(),
    'each country in one row',
  )
  t.ok(many.every(({ isOthers, countries }) => isOthers === countries.length > 1))
})

t.test(
  'columns: the networks’ themes first, narrower ones within, the rest on further pages',
  async (t) => {
    const none = mapColumns('theme', [], 1)
    t.same(
      none.columns.map(({ key }) => key),
      [...NETWORK_THEMES],
    )
    t.equal(none.pages, 1)
    t.equal(topTheme('climate-adaptation'), 'climate-action')
    t.equal(topTheme('not-in-the-thesaurus'), 'not-in-the-thesaurus')
    const counted = ['climate-adaptation', ...'abcd'].map((value, at) => ({ value, count: at + 1 }))
    const first = mapColumns('theme', counted, 1)
    t.match(first.columns[0], { key: 'climate-action', count: 1 })
    t.equal(first.columns.length, MAP_COLUMNS_MAX)
    t.equal(first.columns[6]?.key, 'd', 'the most first')
    t.same(
      mapColumns('theme', counted, 2).columns.map(({ key }) => key),
      ['b', 'a'],
    )
    t.same(mapColumns('theme', counted, 99), mapColumns('theme', counted, 2))
    t.equal(mapColumns('study_type', [], 1).pages, 2)
  },
)

t.test('five tones, whose steps grow with the library', async (t) => {
  t.same(mapSteps(0), [1, 3, 6, 10, 16])
  t.same(mapSteps(31), [1, 3, 6, 10, 16])
  t.same(mapSteps(32), [1, 6, 12, 20, 32])
  t.same(
    [0, 1, 2, 3, 9, 10, 16, 99].map((count) => mapTone(count, mapSteps(20))),
    [0, 1, 1, 2, 3, 4, 5, 5],
  )
  t.same(wrapped('Youth and children inclusion', 10), ['Youth and', 'children', 'inclusion'])
  t.same(
    wrapped('one two three four five', 5),
    ['one', 'two', 'three …'].map((x) => x),
  )
  t.same(wrapped('Medborgardeltagande', 10), ['Medborgar-', 'deltagande'])
  t.same(wrapped('Participation and accountability', 10), ['Participa-', 'tion and', 'accounta …'])
  t.same(wrapped('Barnrättsperspektiv', 12), ['Barnrätts-', 'perspektiv'])
  t.same(wrapped('Decentralisering', 10), ['Decentra-', 'lisering'])
  t.same(wrapped('Ttttttttttttttt', 10), ['Ttttttttttttttt'], 'where no syllable begins')
})

t.test('the evidence map', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  await imported(test, [
    {
      title: 'One',
      year: 2020,
      language: 'en',
      countries: ['UG', 'KE'],
      themes: ['climate-adaptation'],
    },
    {
      title: 'Two',
      year: 2022,
      language: 'es',
      countries: ['UG'],
      themes: ['climate-action', 'human-rights'],
      study_types: ['survey'],
    },
    { title: 'Three', year: 2024, language: 'en', themes: ['human-rights'] },
    { title: 'Four', year: 2024, language: 'en', countries: ['SE'] },
  ])
  const browser = testBrowser(test)
  const ask = async (query = '') =>
    (await browser.json('GET', `/api/v1/evidence-map${query}`)).json()
  const field = (map: Awaited<ReturnType<typeof ask>>, row: string, column: string) =>
    map.rows.find(({ key }: { key: string }) => key === row)?.cells[
      map.columns.findIndex(({ key }: { key: string }) => key === column)
    ]

  t.test('counts each publication where it belongs, once', async (t) => {
    const map = await ask()
    t.match(map, { by: 'theme', total: 4, without_place: 1, without_term: 1 })
    t.equal(field(map, 'UG', 'climate-action').count, 2, 'with its narrower themes')
    t.equal(field(map, 'KE', 'climate-action').count, 1)
    t.same(field(map, 'BW', 'climate-action'), { count: 0, url: null }, 'a partner without any')
    t.equal(field(map, 'GE', 'climate-action'), undefined, 'a former partner without any')
    t.match(map.columns[0], { key: 'climate-action', placed: 2, unplaced: 0 })
    t.match(
      map.columns.find(({ key }: { key: string }) => key === 'human-rights'),
      { placed: 1, unplaced: 1 },
    )
    t.match(await ask('?by=study_type'), { without_term: 3 })
    t.equal(field(await ask('?by=study_type'), 'UG', 'survey').count, 1)
  })

  t.test('each field leads to the search with as many', async (t) => {
    for (const query of [
      '',
      '?language=en',
      '?from=2021&to=2024',
      '?by=study_type',
      '?region=eastern-africa',
    ]) {
      const map = await ask(query)
      const cells = map.rows.flatMap(
        ({ cells }: { cells: { count: number; url: string }[] }) => cells,
      )
      const filled = cells.filter(({ count }: { count: number }) => count > 0)
      t.ok(filled.length > 0, query)
      for (const { count, url } of filled) {
        const found = await browser.json('GET', `/api/v1${url.replace(/^https?:\/\/[^/]+/, '')}`)
        t.equal(found.json().total, count, url)
      }
    }
  })

  t.test('is a page with a table, in both languages, whatever its address', async (t) => {
    const page = readPage((await browser.get('/sv/evidence-map')).body)
    t.equal(page.heading, 'Vad man vet, och var ingen har tittat än')
    t.ok(
      page.links.some(
        ({ href }) =>
          href === '/sv/publications?country=UG&theme=climate-action&theme=climate-adaptation',
      ),
    )
    t.match(page.text, 'En publikation saknar uppgift om tema')
    t.match(page.text, /Luckor .*Botswana/)
    t.match(page.form('Rita kartan').values, { by: 'theme', language: '' })
    for (const query of [
      'by=x&language=!&from=1&to=20245&region=%3Cb%3E&columns=0',
      'columns=99',
      'from=2025&to=2001',
    ])
      t.equal((await browser.get(`/en/evidence-map?${query}`)).statusCode, 200, query)
    const empty = readPage((await browser.get('/en/evidence-map?from=2025&to=2001')).body)
    t.match(empty.text, 'Nothing is published within these limits.')
    t.same(mapQueryOf({ region: 'nowhere' }).region, null)
    t.equal((await browser.json('GET', '/api/v1/evidence-map?by=x')).statusCode, 422)
  })
})
