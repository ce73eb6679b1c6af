import type { Language } from '../language.ts'
import { invertedName, splitName } from '../vocabulary/person-names.ts'
import { publicationTypeLabel, seriesLabel } from '../vocabulary/publication-types.ts'
import { type LanguageTexts, wordedFor } from './rules.ts'

/** What a citation is made of. `publisher` is the funder; `url` the page's own address. */
export type Cited = {
  slug: string
  type: string
  title: LanguageTexts
  language: string
  authors: readonly { name: string }[]
  year: number | null
  series: string | null
  number: string | null
  isbn: string | null
  doi: string | null
  url: string
  publisher: string
}

/** The parts of a written citation, so that a page can set the title in italics. */
export type WrittenCitation = {
  authors: string
  year: string
  title: string
  series: string
  publisher: string
  address: string
}

/** "Mitevski, V. (2025). Title. Research Report 31. Visby. https://…", in its parts. */
export const writtenCitation = (cited: Cited, language: Language): WrittenCitation => ({
  authors: cited.authors.map(({ name }) => invertedShort(name)).join(', '),
  year: cited.year === null ? WITHOUT_YEAR[language] : String(cited.year),
  title: mainTitle(cited),
  series: seriesWithNumber(cited, language),
  publisher: cited.publisher,
  address: cited.doi === null ? cited.url : `https://doi.org/${cited.doi}`,
})

export const bibtex = (cited: Cited): string => {
  const kind = BIBTEX_KINDS[cited.type] ?? 'techreport'
  const publisher =
    kind === 'techreport' ? 'institution' : kind === 'mastersthesis' ? 'school' : 'publisher'
  const fields: [string, string | null][] = [
    ['title', `{${escapeLatex(mainTitle(cited))}}`],
    [
      'author',
      cited.authors.map(({ name }) => escapeLatex(invertedName(name))).join(' and ') || null,
    ],
    ['year', cited.year === null ? null : String(cited.year)],
    ['type', cited.series === null ? null : escapeLatex(seriesLabel(cited.series, 'en'))],
    ['number', cited.number === null ? null : escapeLatex(cited.number)],
    [publisher, escapeLatex(cited.publisher)],
    ['language', cited.language],
    ['isbn', cited.isbn],
    ['doi', cited.doi],
    ['url', cited.url],
  ]
  const lines = fields.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name} = {${value}}`],
  )
  return `@${kind}{${cited.slug},\n${lines.join(',\n')}\n}\n`
}

export const ris = (cited: Cited): string => {
  const lines: [string, string | null][] = [
    ['TY', RIS_KINDS[cited.type] ?? 'RPRT'],
    ['TI', mainTitle(cited)],
    ...cited.authors.map(({ name }): [string, string] => ['AU', invertedName(name)]),
    ['PY', cited.year === null ? null : String(cited.year)],
    ['T2', cited.series === null ? null : seriesLabel(cited.series, 'en')],
    ['M1', cited.number],
    ['PB', cited.publisher],
    ['LA', cited.language],
    ['SN', cited.isbn],
    ['DO', cited.doi],
    ['UR', cited.url],
    ['ER', ''],
  ]
  return lines
    .flatMap(([tag, value]) =>
      value === null ? [] : [`${tag}  - ${value.replace(/\s+/g, ' ')}\r\n`],
    )
    .join('')
}

const WITHOUT_YEAR: Record<Language, string> = { sv: 'u.å.', en: 'n.d.' }

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

const mainTitle = (cited: Cited): string =>
  wordedFor(cited.title, cited.language, cited.language)?.text ?? ''

const seriesWithNumber = ({ series, number, type }: Cited, language: Language): string =>
  [series === null ? publicationTypeLabel(type, language) : seriesLabel(series, language), number]
    .filter((part) => part !== null)
    .join(' ')

const invertedShort = (name: string): string => {
  const parts = splitName(name)
  if (parts === null) return name
  const initials = parts.given
    .split(/\s+/)
    .map((part) => `${[...part][0] ?? ''}.`)
    .join(' ')
  return `${parts.family}, ${initials}`
}

const LATEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

const escapeLatex = (text: string): string =>
  text.replace(/[\\{}~^]/g, (char) => LATEX[char] ?? char).replace(/[&%$#_]/g, '\\$&')
