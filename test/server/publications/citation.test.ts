import { createRequire } from 'node:module'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import t from 'tap'
import { type Cited, hasPage } from '../../../server/publications/citation.ts'
import {
  bibtex,
  citationFile,
  cslJson,
  enw,
  ris,
} from '../../../server/publications/citation-formats.ts'
import {
  CITATION_STYLES,
  type CitationOptions,
  type CitationStyle,
  citationInStyle,
  citationText,
} from '../../../server/publications/citation-styles.ts'

// Citation.js: parsers and a citation processor that are not ours.
const require = createRequire(import.meta.url)
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
require('@citation-js/plugin-ris')
require('@citation-js/plugin-csl')

const report: Cited = {
  slug: 'who-answers',
  type: 'report',
  title: { en: 'Who answers when the river rises?', sv: 'Vem svarar?' },
  language: 'en',
  authors: [{ name: 'Viktor Mitevski' }, { name: 'Karin van der Berg' }],
  year: 2026,
  series: 'research-report',
  number: '31',
  isbn: null,
  doi: null,
  url: 'https://example.org/publications/who-answers',
  publisher: 'Rådslag',
  pageCount: 60,
}

const english: CitationOptions = { language: 'en', accessedOn: '2026-11-25' }
const swedish: CitationOptions = { language: 'sv', accessedOn: '2026-11-25' }

const reference = (cited: Cited, style: CitationStyle, options = english) =>
  citationText(citationInStyle(cited, style, options).reference)
const inText = (cited: Cited, style: CitationStyle, options = english) =>
  citationText(citationInStyle(cited, style, options).inText)

t.test('a report in every style, in English', async (t) => {
  const expected: Record<CitationStyle, string> = {
    apa: 'Mitevski, V., & van der Berg, K. (2026). Who answers when the river rises? (Research Report No. 31). Rådslag. https://example.org/publications/who-answers',
    harvard:
      'Mitevski, V. and van der Berg, K. (2026) Who answers when the river rises? Research Report 31. Rådslag. Available at: https://example.org/publications/who-answers (Accessed: 25 November 2026).',
    'harvard-sv':
      'Mitevski, V. & van der Berg, K. (2026). Who answers when the river rises? Rådslag. (Research Report 31). https://example.org/publications/who-answers [2026-11-25]',
    chicago:
      'Mitevski, Viktor, and Karin van der Berg. 2026. Who answers when the river rises? Research Report 31. Rådslag. https://example.org/publications/who-answers.',
    vancouver:
      'Mitevski V, van der Berg K. Who answers when the river rises? [Internet]. Rådslag; 2026 [cited 2026 Nov 25]. (Research Report; no. 31). Available from: https://example.org/publications/who-answers',
    mla: 'Mitevski, Viktor, and Karin van der Berg. Who answers when the river rises? Rådslag, 2026, https://example.org/publications/who-answers. Research Report 31.',
    oxford:
      'Mitevski, Viktor and van der Berg, Karin, Who answers when the river rises? (Research Report 31, Rådslag, 2026), https://example.org/publications/who-answers (accessed 25 November 2026).',
  }
  for (const style of CITATION_STYLES) t.equal(reference(report, style), expected[style], style)
  const parts = citationInStyle(report, 'apa', english).reference
  t.same(
    parts.filter(({ isTitle }) => isTitle),
    [{ text: 'Who answers when the river rises?', isTitle: true }],
    'the title alone is set in italics',
  )
})

t.test('the same in Swedish has Swedish words and the Swedish name of the series', async (t) => {
  t.equal(
    reference(report, 'apa', swedish),
    'Mitevski, V., & van der Berg, K. (2026). Who answers when the river rises? (Forskningsrapport nr 31). Rådslag. https://example.org/publications/who-answers',
  )
  t.match(reference(report, 'harvard', swedish), 'Mitevski, V. och van der Berg, K. (2026)')
  t.match(
    reference(report, 'harvard', swedish),
    'Tillgänglig på: https://example.org/publications/who-answers (Hämtad: 25 november 2026).',
  )
  t.match(reference(report, 'harvard-sv', swedish), '(Forskningsrapport 31)')
  t.match(reference(report, 'vancouver', swedish), '(Forskningsrapport; nr 31)')
  for (const style of CITATION_STYLES)
    t.notMatch(reference(report, style, swedish), /Research Report|Available|Accessed|\band\b/)
})

t.test('without a year, an author, a series or a number', async (t) => {
  const bare = { ...report, authors: [], year: null, series: null, number: null }
  t.equal(
    reference(bare, 'apa'),
    'Who answers when the river rises? (Report). (n.d.). Rådslag. https://example.org/publications/who-answers',
  )
  t.match(
    reference(bare, 'harvard-sv', swedish),
    /^Who answers when the river rises\? \(u\.å\.\)\./,
  )
  t.match(reference(bare, 'chicago'), /^Who answers when the river rises\? n\.d\. Report\. /)
  t.match(reference(bare, 'vancouver'), '; [date unknown] [')
  t.match(reference(bare, 'mla'), /Rådslag, n\.d\., /)
  t.equal(inText(bare, 'mla', { ...english, page: 47 }), '(Who answers when the river rises? 47)')
  for (const style of CITATION_STYLES) {
    t.notMatch(reference(bare, style), /null|undefined|\.\.|, ,|\( /, style)
    t.match(inText(bare, style, swedish), /./)
  }
})

t.test('a page is pinned where a reader looks for it', async (t) => {
  const pinned = { ...english, page: 47 }
  t.equal(inText(report, 'apa', pinned), '(Mitevski & van der Berg, 2026, p. 47)')
  t.equal(inText(report, 'harvard', pinned), '(Mitevski and van der Berg, 2026, p. 47)')
  t.equal(inText(report, 'chicago', pinned), '(Mitevski and van der Berg 2026, 47)')
  t.equal(inText(report, 'mla', pinned), '(Mitevski and van der Berg 47)')
  t.equal(inText(report, 'vancouver', pinned), '(1, p. 47)')
  t.match(inText(report, 'oxford', pinned), '(Research Report 31, Rådslag, 2026), p. 47, https:')
  t.equal(
    inText(report, 'harvard-sv', { ...swedish, page: 47 }),
    '(Mitevski & van der Berg 2026, s. 47)',
  )
  t.equal(inText(report, 'apa', { ...swedish, page: 47 }), '(Mitevski & van der Berg, 2026, s. 47)')
  t.equal(inText(report, 'apa'), '(Mitevski & van der Berg, 2026)')
})

t.test('translators, editors, many authors and names that are none', async (t) => {
  const translated = { ...report, translators: [{ name: 'Bo Ek' }] }
  t.match(reference(translated, 'apa'), '(B. Ek, Trans.; Research Report No. 31)')
  t.match(reference(translated, 'apa', swedish), '(B. Ek, övers.; Forskningsrapport nr 31)')
  t.match(reference(translated, 'chicago'), 'rises? Translated by Bo Ek. Research Report 31.')
  t.match(reference(translated, 'harvard', swedish), 'Översättning: Bo Ek.')
  t.match(reference(translated, 'vancouver'), '[Internet]. Ek B, trans. Rådslag; 2026')

  const edited = {
    ...report,
    authors: [{ name: 'Joakim Öjendal (ed.)' }, { name: 'Anki Dellnäs (ed.)' }],
  }
  t.match(reference(edited, 'apa'), /^Öjendal, J\., & Dellnäs, A\. \(Eds\.\)\. \(2026\)\./)
  t.match(reference(edited, 'chicago'), /^Öjendal, Joakim, and Anki Dellnäs, eds\. 2026\./)
  t.match(
    reference(edited, 'harvard-sv', swedish),
    /^Öjendal, J\. & Dellnäs, A\. \(red\.\) \(2026\)/,
  )

  const mixed = {
    ...report,
    authors: [
      { name: 'Oxford Research AB' },
      { name: 'Jaan-Henrik Kain' },
      { name: 'Viktor Mitevski et al.' },
    ],
  }
  t.match(
    reference(mixed, 'apa'),
    /^Oxford Research AB, Kain, J\.-H\., Mitevski, V\., et al\. \(2026\)/,
  )
  t.match(reference(mixed, 'vancouver'), /^Oxford Research AB, Kain JH, Mitevski V, et al\. Who/)
  t.equal(inText(mixed, 'apa'), '(Oxford Research AB et al., 2026)')

  const remarked = { ...report, authors: [{ name: 'Grace Ek (Uganda)' }] }
  t.match(reference(remarked, 'apa'), /^Ek, G\. \(2026\)/)
  t.equal(inText(remarked, 'apa'), '(Ek, 2026)')

  const many = {
    ...report,
    authors: Array.from({ length: 21 }, (_, i) => ({ name: `Ada Name${i + 1}` })),
  }
  t.match(reference(many, 'apa'), 'Name19, A., … Name21, A. (2026)')
  t.notMatch(reference(many, 'apa'), 'Name20')
  t.match(reference({ ...many, authors: many.authors.slice(0, 20) }, 'apa'), 'Name19, A., & Name20')
  t.match(reference(many, 'vancouver'), 'Name6 A, et al.')
  t.match(reference(many, 'mla'), /^Name1, Ada, et al\. Who/)
  t.match(reference(many, 'chicago'), 'Ada Name7, et al. 2026.')
  const own = { ...report, authors: [{ name: 'Rådslag' }] }
  t.match(reference(own, 'apa'), '(Research Report No. 31). https://', 'not named twice')
  t.match(reference({ ...report, doi: '10.5555/x' }, 'harvard'), 'at: https://doi.org/10.5555/x.')
})

t.test('another processor writes APA and Vancouver of our CSL-JSON as we do', async (t) => {
  const item = JSON.parse(cslJson(report))
  const written = (template: string) =>
    new Cite(item).format('bibliography', { template, lang: 'en-US', format: 'text' }).trim()
  t.equal(written('apa'), reference(report, 'apa'))
  t.match(
    written('vancouver'),
    /^1\. ?Mitevski V, van der Berg K\. Who answers when the river rises\? .*\[Internet\]\. Rådslag; 2026/,
  )
})

t.test('CSL-JSON says the page where the schema of items has a place for it', (t) => {
  t.match(JSON.parse(cslJson(report, 47)), { locator: '47', note: 'p. 47' })
  t.notHas(JSON.parse(cslJson(report, 47)), 'label', 'which it has none for')
  t.notHas(JSON.parse(cslJson(report)), 'locator')
  t.end()
})

const HOSTILE: Cited = {
  ...report,
  slug: 'hostile',
  title: { en: 'A {b} \\c 100 % & $5 #6 x_y ~z ^2 <script> "q" \u0007 å ä ö é 中' },
  authors: [
    { name: 'Anna & Bo, of <X>' },
    { name: 'Johnson and Sons Ltd' },
    { name: 'Müller-Öst Çelik' },
  ],
  editors: [{ name: 'Eva Red' }],
  translators: [{ name: 'Bo Ek' }],
  year: 2024,
  number: '3\nTY  - HACK',
  isbn: '978-91-0000-000-1',
  doi: '10.1000/a_b%c',
  abstract: { en: 'One.\nER  - \nTwo }.' },
}
const TITLE = 'A {b} \\c 100 % & $5 #6 x_y ~z ^2 <script> "q" å ä ö é 中'

t.test('BibTeX comes back whole from another parser', async (t) => {
  const [item] = new Cite(bibtex(HOSTILE)).data
  t.match(item, {
    type: 'report',
    id: 'hostile',
    genre: 'Research Report',
    publisher: 'Rådslag',
    issued: { 'date-parts': [[2024]] },
    DOI: '10.1000/a_b%c',
    URL: report.url,
  })
  t.equal(item.title.replace(/<\/?span[^>]*>/g, ''), TITLE)
  t.same(item.author.length, 3)
  t.match(JSON.stringify(item.author), 'Johnson and Sons Ltd')
  t.match(item.author[2], { given: 'Müller-Öst', family: 'Çelik' })
  t.match(bibtex(report), /^@techreport\{who-answers,\n/)
  t.match(bibtex({ ...report, authors: [{ name: 'A Bo et al.' }] }), 'author = {Bo, A and others}')
  t.notMatch(bibtex({ ...report, year: null }), 'year')
})

t.test('RIS comes back whole from another parser; a line break begins no tag', async (t) => {
  const text = ris(HOSTILE)
  t.equal(text.split('\r\n').filter((line) => line.startsWith('TY')).length, 1)
  t.equal(text.split('\r\n').filter((line) => line.startsWith('ER')).length, 1)
  t.match(text, /^TY {2}- RPRT\r\n/)
  const [item] = new Cite(text).data
  t.match(item, { type: 'report', title: TITLE, publisher: 'Rådslag', DOI: '10.1000/a_b%c' })
  t.equal(item.author.length, 3)
  t.match(text, 'ED  - Red, Eva\r\n')
  t.match(text, 'A4  - Ek, Bo\r\n')
  t.match(text, 'M1  - 3 TY - HACK\r\n')
})

t.test('CSL-JSON is data that another reader takes as it is', async (t) => {
  const [item] = new Cite(citationFile('json', HOSTILE)).data
  t.match(item, {
    type: 'report',
    number: '3 TY - HACK',
    ISBN: '978-91-0000-000-1',
    translator: [{ given: 'Bo', family: 'Ek' }],
    editor: [{ given: 'Eva', family: 'Red' }],
    author: [{ literal: 'Anna & Bo, of <X>' }, { literal: 'Johnson and Sons Ltd' }, {}],
  })
})

t.test('EndNote: XML that parses, and tags of one line each', async (t) => {
  const document = citationFile('xml', HOSTILE, 47)
  t.equal(XMLValidator.validate(document), true)
  const { record } = new XMLParser({ ignoreAttributes: false }).parse(document).xml.records
  t.match(record, {
    'ref-type': { '#text': 27, '@_name': 'Report' },
    titles: { title: TITLE, 'secondary-title': 'Research Report' },
    notes: 'p. 47',
    'electronic-resource-num': '10.1000/a_b%c',
  })
  t.equal(record.contributors.authors.author.length, 3)
  const lines = enw(HOSTILE).split('\r\n')
  t.equal(lines[0], '%0 Report')
  t.ok(lines.every((line) => line === '' || /^%\S /.test(line)))
})

t.test('a pinned file notes the page and leads to it', async (t) => {
  for (const name of ['bib', 'ris', 'json', 'xml', 'enw'] as const) {
    t.match(citationFile(name, report, 47), 'p. 47', name)
    t.match(citationFile(name, report, 47), 'who-answers/pages/47', name)
    t.notMatch(citationFile(name, report), 'p. 47', name)
  }
  t.match(ris({ ...report, language: 'sv' }, 47), 'N1  - s. 47')
  t.match([hasPage(report as never, 60), hasPage(report as never, 61)], [true, false])
  t.equal(hasPage({ pageCount: null }, 9999), true, 'where the number of pages is not known')
})
