import { html } from '../html.ts'
import {
  type Cited,
  type CitedName,
  citedPeople,
  mainAbstract,
  mainTitle,
  oneLine,
  pageAddressOf,
  pageNote,
  seriesOf,
} from './citation.ts'

/** A way to hand a reference to a program. Several are joined as `head`, then each after `between`, then `foot`. */
export type CitationFormat = {
  extension: string
  mediaType: string
  head: string
  between: string
  foot: string
  /** One reference; pinned to a page where one is given. */
  write(cited: Cited, page?: number | null): string
}

export const bibtex = (cited: Cited, page: number | null = null): string => {
  const kind = BIBTEX_KINDS[cited.type] ?? 'techreport'
  const publisher =
    kind === 'techreport' ? 'institution' : kind === 'mastersthesis' ? 'school' : 'publisher'
  const { authors, editors, translators } = citedPeople(cited)
  const abstract = mainAbstract(cited)
  const fields: [string, string | null][] = [
    ['title', `{${escapeLatex(mainTitle(cited))}}`],
    ['author', bibtexNames(authors)],
    ['editor', bibtexNames(editors)],
    ['translator', bibtexNames(translators)],
    ['year', cited.year === null ? null : String(cited.year)],
    ['type', cited.series === null ? null : escapeLatex(seriesOf(cited, 'en'))],
    ['number', cited.number === null ? null : escapeLatex(oneLine(cited.number))],
    [publisher, escapeLatex(cited.publisher)],
    ['language', cited.language],
    ['isbn', cited.isbn],
    ['doi', cited.doi?.replace(/[{}]/g, encodeURIComponent) ?? null],
    ['url', pageAddressOf(cited, page)],
    ['note', page === null ? null : pageNote(cited, page)],
    ['abstract', abstract === null ? null : escapeLatex(abstract)],
  ]
  const lines = fields.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name} = {${value}}`],
  )
  return `@${kind}{${cited.slug},\n${lines.join(',\n')}\n}\n`
}

export const ris = (cited: Cited, page: number | null = null): string => {
  const { authors, editors, translators } = citedPeople(cited)
  return tagged('  - ', [
    ['TY', RIS_KINDS[cited.type] ?? 'RPRT'],
    ['TI', mainTitle(cited)],
    ...authors.names.map((name): Line => ['AU', invertedName(name)]),
    ...editors.names.map((name): Line => ['ED', invertedName(name)]),
    ...translators.names.map((name): Line => ['A4', invertedName(name)]),
    ['PY', cited.year === null ? null : String(cited.year)],
    ['T2', cited.series === null ? null : seriesOf(cited, 'en')],
    ['M1', cited.number],
    ['PB', cited.publisher],
    ['LA', cited.language],
    ['SN', cited.isbn],
    ['DO', cited.doi],
    ['UR', pageAddressOf(cited, page)],
    ['N1', page === null ? null : pageNote(cited, page)],
    ['AB', mainAbstract(cited)],
    ['ER', ''],
  ])
}

/** EndNote’s own tagged form (refer). */
export const enw = (cited: Cited, page: number | null = null): string => {
  const { authors, editors, translators } = citedPeople(cited)
  return `${tagged(' ', [
    ['%0', ENDNOTE_KINDS[cited.type]?.name ?? ENDNOTE_REPORT.name],
    ['%T', mainTitle(cited)],
    ...authors.names.map((name): Line => ['%A', endnoteName(name)]),
    ...editors.names.map((name): Line => ['%E', endnoteName(name)]),
    ...translators.names.map((name): Line => ['%?', endnoteName(name)]),
    ['%D', cited.year === null ? null : String(cited.year)],
    ['%S', cited.series === null ? null : seriesOf(cited, 'en')],
    ['%N', cited.number],
    ['%I', cited.publisher],
    ['%G', cited.language],
    ['%@', cited.isbn],
    ['%R', cited.doi],
    ['%U', pageAddressOf(cited, page)],
    ['%Z', page === null ? null : pageNote(cited, page)],
    ['%X', mainAbstract(cited)],
  ])}\r\n`
}

export const endnoteXml = (cited: Cited, page: number | null = null): string => {
  const kind = ENDNOTE_KINDS[cited.type] ?? ENDNOTE_REPORT
  const { authors, editors, translators } = citedPeople(cited)
  const people = [
    ['authors', authors],
    ['secondary-authors', editors],
    ['subsidiary-authors', translators],
  ] as const
  const series = cited.series === null ? null : seriesOf(cited, 'en')
  const abstract = mainAbstract(cited)
  return html`<record><ref-type name="${kind.name}">${kind.number}</ref-type><contributors>${people.map(
    ([group, { names }]) =>
      names.length > 0 &&
      html`${opening(group)}${names.map((name) => html`<author>${plain(endnoteName(name))}</author>`)}${closing(group)}`,
  )}</contributors><titles><title>${plain(mainTitle(cited))}</title>${series !== null && html`<secondary-title>${plain(series)}</secondary-title>`}</titles>${
    cited.number !== null && html`<number>${plain(oneLine(cited.number))}</number>`
  }${cited.year !== null && html`<dates><year>${cited.year}</year></dates>`}<publisher>${plain(cited.publisher)}</publisher>${
    cited.isbn !== null && html`<isbn>${plain(cited.isbn)}</isbn>`
  }${abstract !== null && html`<abstract>${plain(abstract)}</abstract>`}${
    page !== null && html`<notes>${pageNote(cited, page)}</notes>`
  }${
    cited.doi !== null &&
    html`<electronic-resource-num>${plain(cited.doi)}</electronic-resource-num>`
  }<language>${cited.language}</language><urls><related-urls><url>${pageAddressOf(cited, page)}</url></related-urls></urls></record>
`.toString()
}

/** CSL-JSON, what citation processors read. */
export const cslJson = (cited: Cited, page: number | null = null): string =>
  JSON.stringify(cslItem(cited, page))

const cslItem = (cited: Cited, page: number | null) => {
  const { authors, editors, translators } = citedPeople(cited)
  const abstract = mainAbstract(cited)
  return {
    id: cited.slug,
    type: CSL_KINDS[cited.type] ?? 'report',
    title: mainTitle(cited),
    ...(authors.names.length > 0 ? { author: authors.names } : {}),
    ...(editors.names.length > 0 ? { editor: editors.names } : {}),
    ...(translators.names.length > 0 ? { translator: translators.names } : {}),
    ...(cited.year === null ? {} : { issued: { 'date-parts': [[cited.year]] } }),
    ...(cited.series === null ? {} : { genre: seriesOf(cited, 'en') }),
    ...(cited.number === null ? {} : { number: oneLine(cited.number) }),
    publisher: cited.publisher,
    language: cited.language,
    ...(cited.isbn === null ? {} : { ISBN: cited.isbn }),
    ...(cited.doi === null ? {} : { DOI: cited.doi }),
    URL: pageAddressOf(cited, page),
    // The page belongs to a citation, not to what is cited: the one place for it that the schema of items has.
    ...(page === null ? {} : { locator: String(page), note: pageNote(cited, page) }),
    ...(abstract === null ? {} : { abstract }),
  }
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'

export const CITATION_FORMATS = {
  bib: {
    extension: 'bib',
    mediaType: 'application/x-bibtex',
    head: '',
    between: '\n',
    foot: '',
    write: bibtex,
  },
  ris: {
    extension: 'ris',
    mediaType: 'application/x-research-info-systems',
    head: '',
    between: '',
    foot: '',
    write: ris,
  },
  json: {
    extension: 'json',
    mediaType: 'application/vnd.citationstyles.csl+json',
    head: '[',
    between: ',\n',
    foot: ']\n',
    write: cslJson,
  },
  xml: {
    extension: 'xml',
    mediaType: 'application/xml',
    head: XML_HEAD,
    between: '',
    foot: '</records></xml>\n',
    write: endnoteXml,
  },
  enw: {
    extension: 'enw',
    mediaType: 'application/x-endnote-refer',
    head: '',
    between: '',
    foot: '',
    write: enw,
  },
} as const satisfies Record<string, CitationFormat>

export type CitationFormatName = keyof typeof CITATION_FORMATS

/** A file of one reference. */
export const citationFile = (
  name: CitationFormatName,
  cited: Cited,
  page: number | null = null,
): string => {
  const format = CITATION_FORMATS[name]
  return `${format.head}${format.write(cited, page)}${format.foot}`
}

const BIBTEX_KINDS: Record<string, string> = {
  thesis: 'mastersthesis',
  book: 'book',
  chapter: 'incollection',
  article: 'article',
  video: 'misc',
  leaflet: 'misc',
}
const RIS_KINDS: Record<string, string> = {
  thesis: 'THES',
  book: 'BOOK',
  chapter: 'CHAP',
  article: 'JOUR',
  video: 'VIDEO',
}
const CSL_KINDS: Record<string, string> = {
  thesis: 'thesis',
  book: 'book',
  chapter: 'chapter',
  article: 'article-journal',
  video: 'motion_picture',
  leaflet: 'pamphlet',
}
// Numbers and names as EndNote itself writes them.
const ENDNOTE_REPORT = { name: 'Report', number: 27 }
const ENDNOTE_KINDS: Record<string, { name: string; number: number }> = {
  thesis: { name: 'Thesis', number: 32 },
  book: { name: 'Book', number: 6 },
  chapter: { name: 'Book Section', number: 5 },
  article: { name: 'Journal Article', number: 17 },
  video: { name: 'Film or Broadcast', number: 21 },
}

type Line = [tag: string, value: string | null]

/** A line break in a value would begin a tag of its own. */
const tagged = (between: string, lines: readonly Line[]): string =>
  lines
    .flatMap(([tag, value]) => (value === null ? [] : [`${tag}${between}${oneLine(value)}\r\n`]))
    .join('')

const invertedName = (name: CitedName): string =>
  'literal' in name ? name.literal : `${name.family}, ${name.given}`

/** EndNote takes a name apart unless it ends in a comma. */
const endnoteName = (name: CitedName): string =>
  'literal' in name ? `${name.literal},` : invertedName(name)

/** Braces keep a name that is no person's whole, and an "and" in it from parting it. */
const bibtexNames = ({ names, andOthers }: { names: CitedName[]; andOthers: boolean }) =>
  names.length === 0
    ? null
    : [
        ...names.map((name) =>
          'literal' in name ? `{${escapeLatex(name.literal)}}` : escapeLatex(invertedName(name)),
        ),
        ...(andOthers ? ['others'] : []),
      ].join(' and ')

// A brace by its name: BibTeX counts even an escaped one, and would look for its other half.
const LATEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

const escapeLatex = (text: string): string =>
  text.replace(/[\\{}~^]/g, (char) => LATEX[char] ?? char).replace(/[&%$#_]/g, '\\$&')

/** A text without what XML 1.0 knows no way to write (production 2). */
const plain = (text: string): string => text.replace(FORBIDDEN_IN_XML, '')

const FORBIDDEN_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const opening = (group: Group) => TAGS[group].opening
const closing = (group: Group) => TAGS[group].closing
const TAGS = {
  authors: { opening: html`<authors>`, closing: html`</authors>` },
  'secondary-authors': {
    opening: html`<secondary-authors>`,
    closing: html`</secondary-authors>`,
  },
  'subsidiary-authors': {
    opening: html`<subsidiary-authors>`,
    closing: html`</subsidiary-authors>`,
  },
} as const
type Group = keyof typeof TAGS
