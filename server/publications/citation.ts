import type { Language } from '../language.ts'
import { splitName } from '../vocabulary/person-names.ts'
import { publicationTypeLabel, seriesLabel } from '../vocabulary/publication-types.ts'
import { type LanguageTexts, wordedFor } from './rules.ts'

/** What a citation is made of. `publisher` is the funder; `url` the page's own address. */
export type Cited = {
  slug: string
  type: string
  title: LanguageTexts
  language: string
  authors: readonly { name: string }[]
  editors?: readonly { name: string }[] | undefined
  translators?: readonly { name: string }[] | undefined
  year: number | null
  series: string | null
  number: string | null
  isbn: string | null
  doi: string | null
  url: string
  publisher: string
  abstract?: LanguageTexts | undefined
  themes?: readonly string[] | undefined
  pageCount?: number | null | undefined
}

/** A person in parts, or what is left as it is written: an organisation, a single name. */
export type CitedName = { given: string; family: string } | { literal: string }

/** `andOthers`: the list itself says "et al.". */
export type CitedNames = { names: CitedName[]; andOthers: boolean }

/** Who stands where authors stand, and who else is named. Editors stand first where there is no author. */
export const citedPeople = (cited: Cited) => {
  const isEditor = ({ name }: { name: string }) => EDITOR.test(name)
  const editors = [...cited.authors.filter(isEditor), ...(cited.editors ?? [])]
  return {
    authors: namesOf(cited.authors.filter((one) => !isEditor(one))),
    editors: namesOf(editors),
    translators: namesOf(cited.translators ?? []),
  }
}

/** Its title in its own language: a citation names the work as it is printed. */
export const mainTitle = (cited: Cited): string =>
  oneLine(wordedFor(cited.title, cited.language, cited.language)?.text ?? '')

export const mainAbstract = (cited: Cited): string | null => {
  const text = wordedFor(cited.abstract ?? {}, cited.language, cited.language)?.text
  return text === undefined ? null : oneLine(text)
}

/** The series, or what kind of publication it is. */
export const seriesOf = ({ series, type }: Cited, language: Language): string =>
  series === null ? publicationTypeLabel(type, language) : seriesLabel(series, language)

export const addressOf = ({ doi, url }: Cited): string =>
  doi === null ? url : `https://doi.org/${doi}`

/** The address of one page's text, where the publication is known to have that page. */
export const pageAddressOf = (cited: Cited, page: number | null): string =>
  page === null || page > (cited.pageCount ?? 0) ? cited.url : `${cited.url}/pages/${page}`

/** "p. 47" or "s. 47", as it is written in the publication's language. */
export const pageNote = (cited: Cited, page: number): string =>
  `${cited.language === 'sv' ? 's.' : 'p.'} ${page}`

/** Whether a citation can be pinned to that page: one that the publication is known not to have is none. */
export const hasPage = ({ pageCount }: { pageCount: number | null }, page: number): boolean =>
  page >= 1 && (pageCount === null || page <= pageCount)

/** One line without control characters: no value may begin a line, a tag or a markup of its own. */
export const oneLine = (text: string): string => text.replace(BLANK, ' ').trim()

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const BLANK = /[\s\u0000-\u001f\u007f]+/g

const EDITOR = /\s*\((?:eds?|red)\.?\)\s*$/i
// What stands in brackets after a name is a remark on it, not the family name.
const REMARK = /\s*\([^()]*\)\s*$/
const OTHERS = /[,;]?\s+(?:et\s+al\.?|m\.?\s?fl\.?)\s*$/i
const namesOf = (people: readonly { name: string }[]): CitedNames => {
  const written = people.map(({ name }) => oneLine(name.replace(EDITOR, '').replace(REMARK, '')))
  return {
    names: written.map((name) => nameOf(name.replace(OTHERS, ''))),
    andOthers: written.some((name) => OTHERS.test(name)),
  }
}

const nameOf = (name: string): CitedName => splitName(name) ?? { literal: name }
