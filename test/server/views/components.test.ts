import t from 'tap'
import { assetUrl, findAsset } from '../../../server/assets.ts'
import { html } from '../../../server/html.ts'
import { LANGUAGES } from '../../../server/language.ts'
import { ring, shares, spread } from '../../../server/views/charts.ts'
import { buttonLink } from '../../../server/views/forms.ts'
import { pageHead } from '../../../server/views/head.ts'
import { layout } from '../../../server/views/layout.ts'
import { entry, factLine, links, placeLinks, stateTag, tag } from '../../../server/views/lists.ts'
import {
  aboutPage,
  accessibilityPage,
  contactPage,
  personalDataPage,
} from '../../../server/views/pages.ts'
import { faultPage, notFoundPage, refusalPage } from '../../../server/views/refusals.ts'
import { bedsOf, publicationsPerBed, stones } from '../../../server/views/stones.ts'
import { keysetPager, pager, table } from '../../../server/views/tables.ts'
import { readPage } from '../../helpers/html.ts'
import { confirmed, gallery, HOSTILE, officer, start, viewOf } from './gallery.ts'

const en = viewOf('en')
const count = (markup: string, pattern: RegExp): number => [...markup.matchAll(pattern)].length
const office = { funder: 'The Funder', email: 'office@example.org' }

t.test('no component lets markup through from what a person wrote', async (t) => {
  for (const language of LANGUAGES) {
    const view = viewOf(language, {
      person: { ...officer, name: HOSTILE },
      path: `/x?q=${HOSTILE}`,
    })
    const documents = {
      gallery: gallery(view, HOSTILE),
      confirmation: confirmed(view, HOSTILE),
      start: start(view, HOSTILE),
      contact: contactPage(view, { funder: HOSTILE, email: HOSTILE }, HOSTILE),
      about: aboutPage(view, { funder: HOSTILE, email: HOSTILE }),
      fault: faultPage(view, HOSTILE),
      refusal: refusalPage(view, {
        title: HOSTILE,
        explanation: HOSTILE,
        wayOn: { label: HOSTILE, href: HOSTILE },
      }),
    }
    for (const [name, document] of Object.entries(documents)) {
      const markup = document.toString()
      t.notMatch(markup, /<script>|<img/, `${name} in ${language}`)
      t.match(markup, '&lt;script&gt;alert(1)', `${name} in ${language} shows it as text`)
      t.notMatch(markup, / style=|<style| on[a-z]+="/, `${name} keeps to the content policy`)
      t.notMatch(markup, /undefined|\[object|NaN/, `${name} says nothing that is not said`)
    }
  }
})

t.test('a page is one document with one heading, in its language', async (t) => {
  for (const language of LANGUAGES) {
    const view = viewOf(language)
    const pages = [
      start(view, 'A title'),
      aboutPage(view, office),
      accessibilityPage(view, office),
      personalDataPage(view, office),
      contactPage(view, office),
      notFoundPage(view),
      faultPage(view, 'req-1'),
      gallery(view, 'A title'),
      confirmed(view, 'Sent'),
    ].map(String)
    for (const markup of pages) {
      t.match(markup, /^<!doctype html>/)
      t.equal(count(markup, /<h1\b/g), 1)
      t.equal(readPage(markup).language, language)
      t.match(readPage(markup).title, / – Rådslag$/)
      t.equal(count(markup, /<main\b/g), 1)
      const ids = [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
      t.same(ids, [...new Set(ids)], 'ids are unique')
    }
  }
})

t.test('the frame knows who reads and where', async (t) => {
  const main = html`<p>Hello</p>`
  const links = (view = en) =>
    readPage(layout(view, { title: 'Calls', main, current: 'calls' }).toString()).links.map(
      ({ text }) => text,
    )
  t.ok(links().includes('Sign in'))
  t.notOk(links().includes('My work'))
  const applicant = { ...officer, isOfficer: false, isAdministrator: false }
  t.ok(links(viewOf('en', { person: applicant })).includes('My work'))
  t.notOk(links(viewOf('en', { person: applicant })).includes('Office'))
  t.ok(links(viewOf('en', { person: { ...applicant, isAuditor: true } })).includes('Office'))
  t.ok(links(viewOf('en', { person: officer })).includes('Administration'))

  const markup = layout(viewOf('en', { person: officer }), {
    title: 'Calls',
    main,
    current: 'calls',
    invalid: true,
    robots: 'noindex',
  }).toString()
  const page = readPage(markup)
  t.equal(page.title, 'Error: Calls – Rådslag')
  t.equal(page.form('Sign out').method, 'post')
  t.same(page.form('Sign out').values, { _csrf: 'token' })
  t.equal(page.link('Svenska'), '/sv/gallery?page=2')
  t.match(markup, 'hreflang="sv" href="https://portal.example.org/sv/gallery?page=2"')
  t.match(markup, '<meta name="robots" content="noindex">')
  t.match(markup, '<a href="/en/calls" aria-current="true">Calls</a>')
  t.match(
    readPage(layout(viewOf('sv', { searchDown: true }), { title: 'x', main }).toString()).text,
    'Sökmotorn vilar',
  )
})

t.test('what is missing leaves no empty row behind', async (t) => {
  const head = pageHead(en, { title: 'T', facts: [{ term: 'Empty', value: '' }] }).toString()
  t.notMatch(head, '<dl')
  t.equal(factLine([null, '', false]), null)
  t.match(factLine(['a', null, 'b'])?.toString() ?? '', '<span>a</span><span>b</span>')
  t.notMatch(entry({ title: 'T' }).toString(), 'class="by"')
})

t.test('a link leads to a page or to nothing, never to a script', async (t) => {
  const href = 'javascript:alert(1)'
  const markup = [
    entry({ title: 'T', href }),
    placeLinks([{ name: 'Kenya', href }]),
    links({ label: 'L', href }),
    buttonLink('B', href),
  ].join('')
  t.notMatch(markup, 'javascript:')
  t.equal(count(markup, /href="#"/g), 4)
})

t.test('a title in another language says so', async (t) => {
  t.match(entry({ title: 'Т', lang: 'uk', href: '/p' }).toString(), '<h3 class="title" lang="uk">')
  t.match(tag('українською', 'uk').toString(), '<span class="tag" lang="uk">')
  t.match(stateTag('open', 'Invited').toString(), 'class="state"')
})

t.test('a table names its columns and rows', async (t) => {
  const markup = table(en, {
    caption: 'Ranking',
    headColumn: 1,
    columns: [{ label: 'Rank', align: 'end' }, { label: 'Title' }, { label: 'Act', hidden: true }],
    rows: [['1', 'Water', 'x'], { kind: 'shut', whole: 'Closed to you' }],
    foot: ['Sum', '2', ''],
  }).toString()
  t.equal(count(markup, /<th scope="col"/g), 3)
  t.match(markup, /<td class="end" data-l="Rank">1<\/td><th scope="row"\s*>Water<\/th>/)
  t.match(markup, '<tr class="shut"><td colspan="3">Closed to you</td></tr>')
  t.match(markup, /<tfoot><tr class="sum"><th scope="row" class="end">Sum<\/th>/)
  t.notMatch(markup, 'data-l="Act"')
  t.match(
    table(en, {
      caption: 'None',
      columns: [{ label: 'A' }],
      rows: [],
      empty: 'No one yet.',
    }).toString(),
    'No one yet.',
  )
})

t.test('pages by number show the ends, the neighbours and the gaps', async (t) => {
  const shown = (page: number, pages: number) =>
    readPage(pager(en, { page, pages, href: (n) => `?page=${n}` })?.toString() ?? '').text
  t.equal(shown(1, 1), '')
  t.equal(shown(1, 2), 'Page 1 Page 2 Next page')
  t.equal(shown(6, 12), 'Previous Page 1 … Page 5 Page 6 Page 7 … Page 12 Next page')
  t.equal(shown(12, 12), 'Previous Page 1 … Page 11 Page 12')
  t.equal(keysetPager(en, {}), null)
  t.match(keysetPager(en, { nextHref: '?after=a&b' })?.toString() ?? '', 'href="?after=a&amp;b"')
})

t.test('the spread says in words what it draws, and marks readers far apart', async (t) => {
  const near = spread(en, { scores: [6, 6, 7], mean: 6.4 }).toString()
  t.match(near, 'aria-label="Scores 6, 6, 7; weighted mean 6.40"')
  t.match(near, 'class="spread"')
  t.match(near, 'class="dots" d="M128 18h0M128 11h0M152 18h0"', 'the same score stands higher')
  t.match(spread(en, { scores: [4, 7] }).toString(), 'class="spread far"')
  t.match(spread(viewOf('sv'), { scores: [4.5, 7] }).toString(), 'Betyg 4,5; 7')
  t.match(spread(en, { scores: [] }).toString(), 'No scores yet')
  t.notMatch(spread(en, { scores: [5, 5] }).toString(), 'class="span"')
})

t.test('the ring has as many seats as sections, also one', async (t) => {
  t.equal(count(ring(['whole', 'bad', 'empty']).toString(), /<path/g), 3)
  t.match(ring(['whole']).toString(), 'A15.2 15.2 0 1 1')
  t.notMatch(ring([]).toString(), 'NaN')
  t.match(shares(en, [{ label: 'A', share: 0.357 }]).toString(), 'A, 36\u{a0}%')
})

t.test('a place keeps its stone, and its height says how much there is', async (t) => {
  const kenya = { code: 'KE', name: 'Kenya', count: 58, href: '/p' }
  const drawn = (place: typeof kenya, perBed = 4) => stones([place], perBed).toString()
  t.equal(drawn(kenya), drawn({ ...kenya }))
  t.not(drawn(kenya), drawn({ ...kenya, code: 'UG' }))
  t.match(drawn(kenya), 'viewBox="0 0 72 165"')
  t.equal(bedsOf(1, 4), 1)
  t.equal(bedsOf(58, 4), 15)
  t.equal(publicationsPerBed([58, 9]), 4)
  t.equal(publicationsPerBed([640]), 50)
  t.equal(publicationsPerBed([]), 1)
  t.equal(publicationsPerBed([16, 9]), 1)
  t.equal(publicationsPerBed([17, 9]), 2)
  t.equal(publicationsPerBed([100_000]), 6250)
  const markup = drawn(kenya)
  for (const [, x] of markup.matchAll(/[MQL ](-?\d+) \d/g))
    t.ok(Number(x) >= -1 && Number(x) <= 73, `${x} is within the drawing`)
})

t.test('the stylesheet is small, and asks nobody else for anything', async (t) => {
  const css = findAsset(assetUrl('face.css').replace('/assets/', ''))
  t.ok((css?.gzip.length ?? Number.POSITIVE_INFINITY) <= 11 * 1024)
  t.notMatch(css?.body.toString() ?? '', /@import|url\(|@font-face/)
})
