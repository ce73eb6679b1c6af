import { fold } from '../../vocabulary/fold.ts'
import { findLanguage } from '../../vocabulary/languages.ts'
import { findSeries } from '../../vocabulary/publication-types.ts'
import { findTheme, THEMES } from '../../vocabulary/themes.ts'
import { doiOf } from '../rules.ts'
import { isbnOf } from './numbers.ts'
import { type TextBlock, textOfBlock } from './text-blocks.ts'
import { languageOfText } from './text-language.ts'

/** A line of the first page as it is set; `size` in points. */
export type FrontLine = { text: string; size: number }

/** What the cage reads of a PDF's front and back, before anybody makes anything of it. */
export type FrontMatter = {
  /** Of the whole file. */
  pages: number
  metadata: {
    title: string | null
    language: string | null
    keywords: string | null
    /** Year in which the file says it was made. */
    year: number | null
  }
  /** Lines of the first page from its top. */
  firstPage: readonly FrontLine[]
  /** The first pages and the last ones. */
  sheets: readonly { number: number; blocks: readonly TextBlock[] }[]
}

export const PROPOSAL_SOURCES = ['metadata', 'type', 'text'] as const
export type ProposalSource = (typeof PROPOSAL_SOURCES)[number]

/** Something that a PDF says of itself, for a person to take or to leave. */
export type Proposal = {
  /** A field of the form: `title_sv`, `language`, `abstract_en`, `isbn`, `doi`, `year`, `themes`. */
  field: string
  /** One, but for themes. */
  values: string[]
  source: ProposalSource
  /** Where it stands; null for what the file says without showing it. */
  page: number | null
}

/** What a draft has in the fields that proposals are made for. */
export type Proposable = {
  language: string
  title: Record<string, string>
  abstract: Record<string, string>
  themes: string[]
  year: number | null
  isbn: string | null
  doi: string | null
}

export const PROPOSED_TITLE_MAX = 300
export const PROPOSED_ABSTRACT_MAX = 5_000
/** A shorter text under such a heading is an entry in the contents. */
export const ABSTRACT_WORDS_MIN = 30
export const PROPOSED_THEMES_MAX = 6

/** In the order in which they are shown. */
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

/** Those that would change something and that nobody has left. */
export const openProposals = (
  proposals: readonly Proposal[],
  draft: Proposable,
  left: readonly string[],
): Proposal[] =>
  proposals.flatMap((proposal) => {
    if (left.includes(proposal.field)) return []
    const values = proposal.values.filter((value) => !isSaid(draft, proposal.field, value))
    return values.length === 0 ? [] : [{ ...proposal, values }]
  })

/** What the draft has in a proposal's field now, for comparison; null where it has nothing. */
export const presentIn = (draft: Proposable, field: string): string | null => {
  const [of, language] = splitField(field)
  switch (of) {
    case 'title':
      return draft.title[language] || null
    case 'abstract':
      return draft.abstract[language] || null
    case 'language':
      return draft.language
    case 'year':
      return draft.year === null ? null : String(draft.year)
    case 'isbn':
      return draft.isbn
    case 'doi':
      return draft.doi
    default:
      return null
  }
}

/** The draft with a proposal taken; of themes those that were chosen are added. */
export const withProposal = <T extends Proposable>(
  draft: T,
  { field, values }: Pick<Proposal, 'field' | 'values'>,
): T => {
  const [of, language] = splitField(field)
  const [value] = values
  if (value === undefined) return draft
  switch (of) {
    case 'title':
      return { ...draft, title: { ...draft.title, [language]: value } }
    case 'abstract':
      return { ...draft, abstract: { ...draft.abstract, [language]: value } }
    case 'language':
      return { ...draft, language: value }
    case 'year':
      return { ...draft, year: Number(value) }
    case 'isbn':
      return { ...draft, isbn: value }
    case 'doi':
      return { ...draft, doi: value }
    case 'themes':
      return { ...draft, themes: [...new Set([...draft.themes, ...values])] }
    default:
      return draft
  }
}

/** The language that a field's text is written in: `title_sv` is `sv`; null for what is no text. */
export const languageOfField = (field: string): string | null => splitField(field)[1] || null

const splitField = (field: string): [string, string] => {
  const [, of = field, language = ''] = /^(title|abstract)_([a-z]{2,3})$/.exec(field) ?? []
  return [of, language]
}

const isSaid = (draft: Proposable, field: string, value: string): boolean => {
  const present = presentIn(draft, field) ?? ''
  switch (field) {
    case 'themes':
      return draft.themes.includes(value)
    case 'isbn':
      return (isbnOf(present) ?? present) === isbnOf(value)
    case 'doi':
      return present.toLowerCase() === value.toLowerCase()
    default:
      return fold(present) === fold(value)
  }
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

const ABSTRACT_NAMES = new Set(
  'summary;executive summary;abstract;sammanfattning;sammandrag;resumen;resumen ejecutivo;resume;resume executif;resumo;resumo executivo;анотація;резюме;sazetak'.split(
    ';',
  ),
)

/** The texts under "Summary" and the like, one a language, the first of each. */
const abstractsOf = ({ sheets }: FrontMatter, language: string): Proposal[] => {
  const found = new Map<string, Proposal>()
  const blocks = sheets.flatMap(({ number, blocks }) => blocks.map((block) => ({ number, block })))
  for (const [at, { number, block }] of blocks.entries()) {
    const opening = openingOf(block)
    if (opening === null) continue
    const text = upTo(PROPOSED_ABSTRACT_MAX, [
      opening,
      // What begins in the line of its name ends with its paragraph.
      ...(opening === '' ? under(blocks.slice(at + 1).map((next) => next.block)) : []),
    ])
    if (countWords(text) < ABSTRACT_WORDS_MIN) continue
    const field = `abstract_${languageOfText(text, language)}`
    if (!found.has(field)) found.set(field, one(field, text, 'text', number))
  }
  return [...found.values()]
}

/** The paragraphs to the next heading; headings that divide it are passed while there is hardly any text yet. */
const under = (blocks: readonly TextBlock[]): string[] => {
  const texts: string[] = []
  for (const block of blocks) {
    if (openingOf(block) !== null || isKeywords(block)) break
    if (block.kind === 'heading' && countWords(texts.join(' ')) >= ABSTRACT_WORDS_MIN) break
    if (block.kind === 'heading' && block.level === 2) break
    if (SPOKEN.includes(block.kind)) texts.push(spoken(block))
  }
  return texts
}

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0

const SPOKEN: readonly TextBlock['kind'][] = ['paragraph', 'list', 'quote']

const spoken = (block: TextBlock): string =>
  block.kind === 'list'
    ? block.items.map((item) => `– ${item}`).join('\n')
    : textOfBlock(block).replace(KEYWORDS_WITHIN, '')

/** What follows the word itself; null where the block does not open an abstract. */
const openingOf = (block: TextBlock): string | null => {
  const text = tidy(textOfBlock(block))
  const name = fold(text.replace(/^[\d.\s]+/, '').replace(/[\s:.]+$/, ''))
  // A heading that is set as body is one still where its name says so; what stands in a table is not.
  if (ABSTRACT_NAMES.has(name))
    return block.kind === 'heading' || block.kind === 'paragraph' ? '' : null
  const [, first = '', rest = ''] = /^(\p{L}+(?: \p{L}+)?)\s*[:.–—]\s*(\S.*)$/su.exec(text) ?? []
  return block.kind === 'paragraph' && ABSTRACT_NAMES.has(fold(first))
    ? rest.replace(KEYWORDS_WITHIN, '')
    : null
}

/** Paragraphs as long as they fit; a first one that does not is cut after a sentence. */
const upTo = (most: number, paragraphs: readonly string[]): string => {
  let text = ''
  for (const paragraph of paragraphs.map((part) => part.trim()).filter((part) => part !== '')) {
    const longer = text === '' ? paragraph : `${text}\n\n${paragraph}`
    if (longer.length > most) break
    text = longer
  }
  if (text !== '' || paragraphs.length === 0) return text
  const cut = (paragraphs.find((part) => part.trim() !== '') ?? '').slice(0, most)
  return cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, 0)) || cut
}

const KEYWORD_NAMES =
  'key ?words?|nyckelord|ämnesord|palabras clave|mots[- ]clés|palavras-chave|ключові слова'
const KEYWORDS = new RegExp(`^(?:${KEYWORD_NAMES})\\s*(?:[:.–—-]\\s*)?`, 'iu')
/** In the last line of a paragraph, where no gap parts it from what is said before. */
const KEYWORDS_WITHIN = new RegExp(`\\s(?:${KEYWORD_NAMES})\\s*:\\s*(.+)$`, 'isu')

const isKeywords = (block: TextBlock): boolean => KEYWORDS.test(textOfBlock(block))

/** The words themselves, or what stands under them where they are a heading. */
const keywordsAt = (blocks: readonly TextBlock[], at: number): string => {
  const [block, next] = [blocks[at], blocks[at + 1]]
  if (!block) return ''
  const text = textOfBlock(block)
  if (!isKeywords(block)) return KEYWORDS_WITHIN.exec(text)?.[1] ?? ''
  const here = text.replace(KEYWORDS, '')
  return here.trim() === '' && next ? textOfBlock(next) : here
}

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
