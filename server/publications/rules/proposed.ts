import { fold } from '../../vocabulary/fold.ts'
import { findLanguage } from '../../vocabulary/languages.ts'
import { findSeries } from '../../vocabulary/publication-types.ts'
import { findTheme, THEMES } from '../../vocabulary/themes.ts'
import { doiOf } from '../rules.ts'
import type { FrontLine, FrontMatter } from './front-matter.ts'
import { isbnOf } from './numbers.ts'
import type { Proposal, ProposalSource } from './proposals.ts'
import { abstractsOf, keywordsAt } from './proposed-texts.ts'
import { textOfBlock } from './text-blocks.ts'
import { languageOfText } from './text-language.ts'

export const PROPOSED_TITLE_MAX = 300
export const PROPOSED_THEMES_MAX = 6

/** What a PDF says of itself, in the order in which it is shown. */
export const proposalsOf = (front: FrontMatter): Proposal[] => {
  const language = languageOf(front)
  const code = language?.values[0] ?? null
  const title = titleOf(front, code ?? 'en')
  const abstracts = abstractsOf(front, code ?? 'en')
  const said = [title, ...abstracts].flatMap((one) => one?.values ?? [])
  return [
    title,
    language,
    ...abstracts,
    themesOf(front, said.join(' ')),
    yearOf(front),
    isbnIn(front),
    doiIn(front),
  ].filter((one) => one !== null)
}

const one = (
  field: string,
  value: string,
  source: ProposalSource,
  page: number | null,
): Proposal => ({ field, values: [value], source, page })

/** By the small words of its text; where that is too short, as the file says. */
const languageOf = ({ metadata, sheets }: FrontMatter): Proposal | null => {
  const said = metadata.language ? findLanguage(metadata.language.split(/[-_]/)[0] ?? '') : null
  const text = sheets.flatMap(({ blocks }) => blocks.map(textOfBlock)).join(' ')
  const read = languageOfText(text, said ?? '')
  if (read !== '' && read !== said) return one('language', read, 'text', null)
  return said === null ? null : one('language', said, 'metadata', null)
}

/** Names that programs give to files by themselves. */
const JUNK_TITLE =
  /^(?:untitled|namnlös|document\s*\d*|dokument\s*\d*|presentation\s*\d*|powerpoint presentation|microsoft (?:word|powerpoint)\b.*|.*\.(?:docx?|odt|indd|pptx?|pdf|tex|rtf))$/i
const TITLE_LETTERS_MIN = 5

/** As the file says it, else the largest type on the first page. */
const titleOf = ({ metadata, firstPage }: FrontMatter, language: string): Proposal | null => {
  const field = `title_${language}`
  const said = tidy(metadata.title ?? '')
  if (isTitle(said) && !JUNK_TITLE.test(said))
    return one(field, said.slice(0, PROPOSED_TITLE_MAX), 'metadata', null)
  const set = largestOn(firstPage)
  return set === null ? null : one(field, set, 'type', 1)
}

const isTitle = (text: string): boolean =>
  (text.match(/\p{L}/gu) ?? []).length >= TITLE_LETTERS_MIN && findSeries(text) === null

/** The first run of lines in the largest size that makes a title: no number, no logotype, no name of a series. */
const largestOn = (lines: readonly FrontLine[]): string | null => {
  const sizes = [...new Set(lines.map(({ size }) => size))].sort((a, b) => b - a)
  // Where all is set alike nothing is the title.
  for (const size of sizes.slice(0, -1)) {
    const from = lines.findIndex((line) => line.size === size)
    const end = lines.findIndex((line, at) => at > from && line.size !== size)
    const run = lines.slice(from, end === -1 ? undefined : end)
    const text = run.map((line) => line.text).reduce(joinedLines, '')
    if (isTitle(text) && /\s/.test(text) && text.length <= PROPOSED_TITLE_MAX) return text
  }
  return null
}

const joinedLines = (text: string, line: string): string =>
  /\p{L}[-\u2010\u00ad]$/u.test(text) && /^\p{Ll}/u.test(line)
    ? text.slice(0, -1) + line
    : tidy(`${text} ${line}`)

/** By the keywords of the file and of its text, then by what title and abstract name. */
const themesOf = ({ metadata, sheets }: FrontMatter, said: string): Proposal | null => {
  const listed = sheets.flatMap(({ number, blocks }) =>
    blocks.flatMap((_, at) => keysIn(keywordsAt(blocks, at)).map((key) => ({ key, page: number }))),
  )
  const keys = [
    ...listed.map(({ key }) => key),
    ...keysIn(metadata.keywords ?? ''),
    ...namedIn(said),
  ]
  const values = [...new Set(keys)].slice(0, PROPOSED_THEMES_MAX)
  if (values.length === 0) return null
  const page = listed[0]?.page ?? null
  const source =
    listed.length === 0 && keysIn(metadata.keywords ?? '').length > 0 ? 'metadata' : 'text'
  return { field: 'themes', values, source, page }
}

const keysIn = (text: string): string[] =>
  text
    .split(/[,;·•|\n]/)
    .map((word) => word.trim().replace(/\.$/, ''))
    .flatMap((word) => (word === '' ? [] : (findTheme(word) ?? [])))

/** Shorter words mean too much. */
const NAMED_LETTERS_MIN = 5

/** Themes by any of their names, the most often named first. */
const namedIn = (text: string): string[] => {
  const words = ` ${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
  return THEMES.map(({ key, label, synonyms }) => {
    const names = new Set([label.sv, label.en, ...synonyms].map(wordsOf))
    const count = [...names]
      .filter((name) => name.length >= NAMED_LETTERS_MIN)
      .reduce((sum, name) => sum + words.split(` ${name} `).length - 1, 0)
    return { key, count }
  })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ key }) => key)
}

const wordsOf = (name: string): string => (fold(name).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

const PUBLISHED =
  /(?:©|\(c\)|copyright|published|publicerad|utgiven|tryckt|publicado|publié)[^\n\d]{0,80}((?:19|20)\d{2})\b/i
const YEAR_ALONE = /(?:^|[\s,(])((?:19|20)\d{2})(?:$|[\s,.)])/
const COVER_LINE_MAX = 60

/** As the imprint says it, else a year on the cover, else the year in which the file was made. */
const yearOf = ({ metadata, firstPage, sheets }: FrontMatter): Proposal | null => {
  for (const { number, text } of textsOf(sheets)) {
    const year = PUBLISHED.exec(text)?.[1]
    if (year) return one('year', year, 'text', number)
  }
  const onCover = firstPage
    .filter(({ text }) => text.length <= COVER_LINE_MAX)
    .flatMap(({ text }) => YEAR_ALONE.exec(text)?.[1] ?? [])
  if (onCover[0]) return one('year', onCover[0], 'text', 1)
  return metadata.year === null ? null : one('year', String(metadata.year), 'metadata', null)
}

const ISBN =
  /\b(?:97[89][-\u2010-\u2015 ]?)?\d(?:[-\u2010-\u2015 ]?\d){8}[-\u2010-\u2015 ]?[\dX]\b/gi
const ISBN_NEAR = 60
const ON_SCREEN = /pdf|online|digital|elektron|electr|webb?\b|e-?bo[ok]/i

/** One with a right check digit that is called an ISBN; that of the PDF before that of the print. */
const isbnIn = ({ sheets }: FrontMatter): Proposal | null => {
  const found = textsOf(sheets).flatMap(({ number, text }) =>
    [...text.matchAll(ISBN)].flatMap((match) => {
      const around = text.slice(Math.max(0, match.index - ISBN_NEAR), match.index)
      if (isbnOf(match[0]) === null || !/isbn/i.test(around)) return []
      const near = text.slice(Math.max(0, match.index - 20), match.index + match[0].length + 20)
      return [{ value: match[0], number, isOnScreen: ON_SCREEN.test(near) }]
    }),
  )
  const best = found.find(({ isOnScreen }) => isOnScreen) ?? found[0]
  return best ? one('isbn', best.value.replace(/[\u2010-\u2015]/g, '-'), 'text', best.number) : null
}

/** Further in, DOIs are those of the works that it cites. */
const DOI_PAGES_MAX = 4
const DOI = /\b10\.\d{4,9}\/[^\s"<>]+/g

const doiIn = ({ sheets }: FrontMatter): Proposal | null => {
  for (const { number, text } of textsOf(sheets)) {
    if (number > DOI_PAGES_MAX) return null
    for (const [match] of text.matchAll(DOI)) {
      const doi = doiOf(match.replace(/[.,;:)\]]+$/, ''))
      if (doi !== null) return one('doi', doi, 'text', number)
    }
  }
  return null
}

const textsOf = (sheets: FrontMatter['sheets']) =>
  sheets.map(({ number, blocks }) => ({ number, text: blocks.map(textOfBlock).join('\n') }))

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
