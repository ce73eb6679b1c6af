import { eq } from 'drizzle-orm'
import t from 'tap'
import { publications } from '../../../db/schema/index.ts'
import { areAlike, countriesLike } from '../../../server/publications/rules/likeness.ts'
import {
  RELATED_MAX,
  type Relatable,
  rankRelated,
  relatedScore,
} from '../../../server/publications/rules/related.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { imported, testLibrary } from './library.ts'

const one = (id: string, given: Partial<Relatable> = {}): Relatable => ({
  id,
  familyId: id,
  themes: [],
  countries: [],
  authors: [],
  year: 2020,
  ...given,
})
const frequencies = { total: 100, of: (value: string) => (value === 'common' ? 90 : 2) }

t.test('nearness: rare themes weigh most, then countries; an author most of all', async (t) => {
  const me = one('me', { themes: ['rare', 'common'], countries: ['UG'], authors: ['Ek'] })
  const score = (given: Partial<Relatable>) => relatedScore(me, one('other', given), frequencies)
  t.equal(score({}), 0, 'the same year alone is nothing')
  t.ok(score({ themes: ['rare'] }) > score({ countries: ['UG'] }))
  t.ok(score({ countries: ['UG'] }) > score({ themes: ['common'] }))
  t.ok(score({ themes: ['rare', 'common'] }) > score({ themes: ['rare'] }))
  t.ok(score({ themes: ['rare'], year: 2020 }) > score({ themes: ['rare'], year: 2010 }))
  t.ok(score({ themes: ['rare'], year: 2010 }) > score({ themes: ['rare'], year: null }))
  t.equal(score({ authors: ['Ek'], year: null }), 2)
  t.equal(
    relatedScore(me, one('x', { themes: ['rare'] }), { total: 2, of: () => 9 }),
    0,
    'what all have',
  )
})

t.test('few are shown: none of its own family, and one of another', async (t) => {
  const me = one('me', { themes: ['rare'], familyId: 'mine' })
  const same = { themes: ['rare'] }
  const ids = (...candidates: Relatable[]) =>
    rankRelated(me, candidates, frequencies).map(({ id }) => id)
  t.same(ids(one('a', { ...same, familyId: 'mine' })), [])
  t.same(ids(one('b', { ...same, familyId: 'f' }), one('a', { ...same, familyId: 'f' })), ['a'])
  t.same(ids(one('a', { themes: ['common'] })), [], 'too little in common')
  t.equal(ids(...Array.from({ length: 9 }, (_, at) => one(`${at}`, same))).length, RELATED_MAX)
})

t.test('countries are alike by two of region, income and partnership', async (t) => {
  t.ok(areAlike('KE', 'TZ', []), 'region and income')
  t.notOk(areAlike('KE', 'UG', []), 'region only')
  t.ok(areAlike('KE', 'UG', ['KE', 'UG']), 'region and partnership')
  t.notOk(areAlike('KE', 'BO', []), 'income only')
  t.ok(areAlike('KE', 'BO', ['KE', 'BO']))
  t.ok(areAlike('AQ', 'AQ', []), 'a country is like itself')
  t.notOk(areAlike('ET', 'VE', []), 'two without a group are not alike for that')
  t.same(countriesLike('TZ', ['ZM', 'KE', 'TZ', 'SE'], []), ['TZ', 'KE', 'ZM'])
})

t.test('on the page of a publication', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const others = Array.from({ length: 12 }, (_, at) => ({
    title: `Other ${at}`,
    year: 2020,
    themes: ['migration'],
    countries: ['SE'],
  }))
  await imported(test, [
    {
      title: 'Floods in Kisumu',
      year: 2020,
      countries: ['KE'],
      themes: ['climate-adaptation'],
      audiences: ['municipal-officers'],
      study_types: ['survey'],
    },
    { title: 'Floods in Mwanza', year: 2021, countries: ['TZ'], themes: ['climate-adaptation'] },
    { title: 'Floods in Gävle', year: 2022, countries: ['SE'], themes: ['climate-adaptation'] },
    ...others,
  ])
  const browser = testBrowser(test)
  const path = '/en/publications/floods-in-kisumu'

  t.test('stands what else to read, and what is written of countries like one’s own', async (t) => {
    const plain = readPage((await browser.get(path)).body)
    t.match(plain.text, /Related publications .*Floods in (Mwanza|Gävle)/)
    t.notMatch(plain.text, 'Other 3')
    t.match(plain.text, 'Written for')
    t.match(plain.form('Show').values, { own_country: '' })
    const answer = await browser.get(`${path}?own_country=UG`)
    const page = readPage(answer.body)
    t.match(page.text, 'On the same themes, from Kenya and Tanzania: Tanzania Floods in Mwanza')
    const found = await browser.get(page.link('Search them: 1 publication'))
    t.equal(readPage(found.body).heading, '2 publications', 'the search has this one too')
    t.match(answer.body, 'noindex')
    t.equal(answer.cookies.length, 0)
    t.match(
      readPage((await browser.get(`${path}?own_country=JP`)).body).text,
      'Nothing yet on these themes',
    )
    for (const odd of ['own_country=%3Cb%3E', 'own_country=xx', 'own_country=A&own_country=B'])
      t.equal((await browser.get(`${path}?${odd}`)).statusCode, 200, odd)
  })

  t.test('who shares nothing but an author is near, however much shares a theme', async (t) => {
    await imported(test, [
      { title: 'One hand', authors: ['Åsa Ek'], countries: ['SE'], themes: ['migration'] },
      { title: 'The same hand', authors: ['Åsa Ek'], year: 1999, themes: ['heritage'] },
    ])
    const page = readPage((await browser.get('/en/publications/one-hand')).body)
    t.match(page.text, /Related publications The same hand/)
  })

  t.test('what was withdrawn is nowhere among it', async (t) => {
    const { body } = await browser.get(path)
    t.match(body, 'Floods in Mwanza')
    await test.database.writing
      .update(publications)
      .set({ status: 'draft' })
      .where(eq(publications.slug, 'floods-in-mwanza'))
    t.notMatch((await browser.get(`${path}?own_country=UG`)).body, 'Floods in Mwanza')
  })
})
