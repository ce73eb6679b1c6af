import { isbnOf } from '../../publications/rules/numbers.ts'
import { doiOf } from '../../publications/rules.ts'
import { findCountry } from '../../vocabulary/countries.ts'
import { fold } from '../../vocabulary/fold.ts'
import { findLanguage } from '../../vocabulary/languages.ts'
import { findLicence } from '../../vocabulary/licences.ts'
import { findTheme } from '../../vocabulary/themes.ts'
import type { Given } from '../rules.ts'

/** What the formats of other systems say, by the names that they share. */
export type Described = {
  titles: readonly { text: string; language: string | null }[]
  abstracts: readonly { text: string; language: string | null }[]
  /** As they sign. */
  authors: readonly string[]
  editors: readonly string[]
  date: string
  type: string | null
  series: string | null
  number: string | null
  language: string
  /** Keywords, subjects and places. */
  words: readonly string[]
  /** DOIs, ISBNs and addresses, in any order and spelling. */
  identifiers: readonly string[]
  rights: readonly string[]
  /** Null: made of the DOI, or of what the record is called. */
  externalId: string | null
}

/**
 * A record of the import. Of the words only those of our thesaurus and countries are taken, since those of other
 * systems would make facets of their own; what does not say what it is cannot be wrong.
 */
export const givenOf = (described: Described): Given => {
  const language = languageOf(described.language) ?? languageOf(described.titles[0]?.language ?? '')
  const doi = first(described.identifiers, doiOf)
  const year = yearOf(described.date)
  const authors = [
    ...described.authors.map((name) => ({ name })),
    ...described.editors.map((name) => ({ name, role: 'editor' })),
  ]
  return withoutEmpty({
    title: byLanguage(described.titles, language ?? 'en'),
    abstract: byLanguage(described.abstracts, language ?? 'en'),
    authors,
    year,
    type: described.type,
    series: described.series,
    number: described.number,
    language,
    countries: unique(described.words.flatMap((word) => findCountry(word) ?? [])),
    themes: unique(described.words.flatMap((word) => findTheme(word) ?? [])),
    doi,
    isbn: first(described.identifiers, (text) =>
      isbnOf(withoutUrn(text)) ? withoutUrn(text) : null,
    ),
    url: described.identifiers.find((text) => /^https?:\/\//i.test(text) && doiOf(text) === null),
    licence: first(described.rights, licenceOf),
    external_id: described.externalId ?? externalIdOf(doi, described, year),
  })
}

/** "Ek, Anna" as one signs: "Anna Ek". A name with more commas, or none, is left as it is. */
export const signedName = (name: string): string => {
  const [family = '', given = '', ...rest] = name.split(',').map((part) => part.trim())
  return rest.length > 0 || given === '' || family === '' ? name.trim() : `${given} ${family}`
}

/** ISO 639-1 of a code of two or three letters, a tag ("en-GB") or a name; null for what is none. */
export const languageOf = (text: string): string | null => {
  const known = findLanguage(text)
  if (known !== null) return known
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))
    return findLanguage(new Intl.Locale(tag).language)
  } catch {
    return null
  }
}

export const yearOf = (text: string): number | undefined => {
  const year = Number(/(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text)?.[0])
  return Number.isNaN(year) ? undefined : year
}

export const withoutEmpty = (record: Given): Given =>
  Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  )

/** The same record of the same source again must be the same publication: its DOI says so, or who called it what when. */
const externalIdOf = (
  doi: string | null,
  { titles, authors }: Described,
  year: number | undefined,
): string | undefined => {
  if (doi !== null) return `doi:${doi.toLowerCase()}`
  const title = titles[0]?.text
  if (title === undefined) return undefined
  const parts = [title, authors[0] ?? '', String(year ?? '')].map(
    (part) =>
      fold(part)
        .match(/[\p{L}\p{N}]+/gu)
        ?.join('-') ?? '',
  )
  return `title:${parts.join('/')}`.slice(0, EXTERNAL_ID_MAX)
}
const EXTERNAL_ID_MAX = 300

/** The first text of each language; of those without one, the publication's own. */
const byLanguage = (
  texts: readonly { text: string; language: string | null }[],
  main: string,
): Record<string, string> | undefined => {
  const found: Record<string, string> = {}
  for (const { text, language } of texts) {
    const code = (language && languageOf(language)) || main
    if (text !== '') found[code] ??= text
  }
  return Object.keys(found).length === 0 ? undefined : found
}

const licenceOf = (text: string): string | null => {
  const address = /creativecommons\.org\/((?:licenses|publicdomain)\/[\w-]+\/\d\.\d)/i.exec(
    text,
  )?.[1]
  return findLicence(address ? `https://creativecommons.org/${address.toLowerCase()}/` : text)
}

const withoutUrn = (text: string): string => text.replace(/^urn:isbn:/i, '').trim()

const first = <T>(texts: readonly string[], read: (text: string) => T | null): T | null => {
  for (const text of texts) {
    const found = read(text)
    if (found !== null) return found
  }
  return null
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]
