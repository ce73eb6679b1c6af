import { z } from 'zod'
import { CORE_VALUES, findCoreValue } from '../vocabulary/core-values.ts'
import { findCountry } from '../vocabulary/countries.ts'
import { fold } from '../vocabulary/fold.ts'
import { findLanguage } from '../vocabulary/languages.ts'
import { findLicence } from '../vocabulary/licences.ts'
import { findSeries, PUBLICATION_TYPES, SERIES } from '../vocabulary/publication-types.ts'
import { findSdg } from '../vocabulary/sdgs.ts'
import { findTheme } from '../vocabulary/themes.ts'
import { type Author, doiOf, orcidOf } from './rules.ts'

export const TITLE_MAX = 500
export const ABSTRACT_MAX = 20_000
export const MESSAGE_MAX = 1_000
const MESSAGES_MAX = 20
const AUTHORS_MAX = 200
const NAME_MAX = 300
const LIST_MAX = 60
const WORD_MAX = 120
const ADDRESS_MAX = 2_000
const PAGES_MAX = 3_000
const PAGE_MAX = 100_000
export const YEAR_MIN = 1900
export const YEAR_MAX = 2200

/** Without the characters that no text has and that the database refuses. */
const plain = (text: string): string => text.replace(CONTROL, '').trim()
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

const line = (max: number) => z.string().max(max).overwrite(plain)
const absent = <T extends z.ZodType>(type: T) => type.nullable().optional()
const words = z.array(line(WORD_MAX)).max(LIST_MAX)
const perLanguage = <T extends z.ZodType>(type: T) =>
  z.record(z.string().regex(/^[a-z]{2,3}$/, 'language_unknown'), type)

/**
 * A publication as outside tools give it: a line of an import, or the body of an API request. Series, countries,
 * languages and themes may be given by key or by any of their names.
 */
export const publicationRecord = z.strictObject({
  title: z.union([line(TITLE_MAX), perLanguage(line(TITLE_MAX))]),
  authors: absent(
    z
      .array(
        z.union([
          line(NAME_MAX),
          z.strictObject({
            name: line(NAME_MAX),
            orcid: absent(line(60)),
            organisation: absent(line(NAME_MAX)),
          }),
        ]),
      )
      .max(AUTHORS_MAX),
  ),
  year: absent(z.int().min(YEAR_MIN).max(YEAR_MAX)),
  type: absent(z.enum(PUBLICATION_TYPES.map(({ key }) => key))),
  series: absent(line(200)),
  number: absent(z.union([line(30), z.int()])),
  countries: absent(words),
  language: absent(line(40)),
  themes: absent(words),
  sdgs: absent(z.array(z.union([z.int(), line(20)])).max(17)),
  core_values: absent(words),
  abstract: absent(z.union([line(ABSTRACT_MAX), perLanguage(line(ABSTRACT_MAX))])),
  key_messages: absent(
    z.union([
      z.array(line(MESSAGE_MAX)).max(MESSAGES_MAX),
      perLanguage(z.array(line(MESSAGE_MAX)).max(MESSAGES_MAX)),
    ]),
  ),
  url: absent(z.url({ protocol: /^https?$/ }).max(ADDRESS_MAX)),
  doi: absent(line(300)),
  isbn: absent(line(40)),
  licence: absent(line(WORD_MAX)),
  external_id: absent(line(300)),
})
export type PublicationRecord = z.infer<typeof publicationRecord>

/** A line of an import file. */
export const importLine = publicationRecord.extend({
  file: absent(line(1_000)),
  pages: absent(z.array(z.string().max(PAGE_MAX).overwrite(plain)).max(PAGES_MAX)),
})
export type ImportLine = z.infer<typeof importLine>

/** A publication as it is stored: keys and codes only. */
export type PublicationDraft = {
  type: string
  series: string | null
  number: string | null
  language: string
  title: Record<string, string>
  abstract: Record<string, string>
  keyMessages: Record<string, string[]>
  authors: Author[]
  year: number | null
  countries: string[]
  themes: string[]
  sdgs: number[]
  coreValues: string[]
  licence: string | null
  isbn: string | null
  doi: string | null
  url: string | null
  externalId: string | null
}

/** Which field cannot be taken, and a code for its sentence. */
export type DraftProblem = { field: string; code: DraftProblemCode; value: string }
export type DraftProblemCode =
  | 'title_missing'
  | 'language_unknown'
  | 'country_unknown'
  | 'sdg_unknown'
  | 'core_value_unknown'
  | 'licence_unknown'
  | 'orcid_wrong'
  | 'author_nameless'
  | 'doi_wrong'

/** Names become keys; a theme or series that is in no list is kept as a slug. Problems come all at once. */
export const draftOf = (
  record: PublicationRecord,
): { draft: PublicationDraft; problems: DraftProblem[] } => {
  const problems: DraftProblem[] = []
  const known = <T>(
    found: T | null,
    field: string,
    code: DraftProblemCode,
    value: unknown,
  ): T[] => {
    if (found !== null) return [found]
    problems.push({ field, code, value: String(value) })
    return []
  }
  const given = record.language ?? mainLanguageOf(record.title)
  const [language = 'en'] = known(languageOf(given), 'language', 'language_unknown', given)
  const title = textsOf(record.title, language)
  if (Object.keys(title).length === 0)
    problems.push({ field: 'title', code: 'title_missing', value: '' })
  const series = record.series ? (findSeries(record.series) ?? keyOf(record.series)) : null
  const doi = record.doi ? known(doiOf(record.doi), 'doi', 'doi_wrong', record.doi) : []
  const licence = record.licence
    ? known(findLicence(record.licence), 'licence', 'licence_unknown', record.licence)
    : []
  const draft: PublicationDraft = {
    type: record.type ?? SERIES.find(({ key }) => key === series)?.type ?? 'report',
    series: series === '' ? null : series,
    number: record.number === null || record.number === undefined ? null : `${record.number}`,
    language,
    title,
    abstract: textsOf(record.abstract ?? {}, language),
    keyMessages: messagesOf(record.key_messages ?? [], language),
    authors: (record.authors ?? []).flatMap((author, index) =>
      known(authorOf(author), `authors.${index}`, 'author_nameless', '').map((found) => {
        const orcid = typeof author === 'string' ? null : author.orcid
        if (orcid && found.orcid === null)
          problems.push({ field: `authors.${index}.orcid`, code: 'orcid_wrong', value: orcid })
        return found
      }),
    ),
    year: record.year ?? null,
    countries: unique(
      (record.countries ?? []).flatMap((name) =>
        known(findCountry(name), 'countries', 'country_unknown', name),
      ),
    ),
    themes: unique(
      (record.themes ?? [])
        .map((word) => findTheme(word) ?? keyOf(word))
        .filter((key) => key !== ''),
    ),
    sdgs: unique(
      (record.sdgs ?? []).flatMap((goal) =>
        known(findSdg(String(goal)), 'sdgs', 'sdg_unknown', goal),
      ),
    ).sort((a, b) => a - b),
    coreValues: CORE_VALUES.map(({ key }) => key).filter((key) =>
      (record.core_values ?? [])
        .flatMap((word) => known(findCoreValue(word), 'core_values', 'core_value_unknown', word))
        .includes(key),
    ),
    licence: licence[0] ?? null,
    isbn: record.isbn || null,
    doi: doi[0] ?? null,
    url: record.url ?? null,
    externalId: record.external_id || null,
  }
  return { draft, problems: unique(problems.map((one) => JSON.stringify(one))).map(parsed) }
}

/** A stored publication as a record, for a change of some of it. */
export const recordOf = (draft: PublicationDraft): PublicationRecord => ({
  title: draft.title,
  authors: draft.authors,
  year: draft.year,
  type: PUBLICATION_TYPES.find(({ key }) => key === draft.type)?.key ?? null,
  series: draft.series,
  number: draft.number,
  countries: draft.countries,
  language: draft.language,
  themes: draft.themes,
  sdgs: draft.sdgs,
  core_values: draft.coreValues,
  abstract: draft.abstract,
  key_messages: draft.keyMessages,
  url: draft.url,
  doi: draft.doi,
  isbn: draft.isbn,
  licence: draft.licence,
  external_id: draft.externalId,
})

const parsed = (json: string): DraftProblem => JSON.parse(json)

const languageOf = (text: string): string | null =>
  findLanguage(text) ?? (/^[a-z]{2,3}$/.test(text) ? text : null)

const mainLanguageOf = (title: PublicationRecord['title']): string =>
  typeof title === 'string' ? 'en' : (Object.keys(title)[0] ?? 'en')

/** What was not said is left out, so that the reader is shown a language that has something. */
const textsOf = (
  given: string | Readonly<Record<string, string>>,
  language: string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof given === 'string' ? { [language]: given } : given).filter(
      ([, text]) => text !== '',
    ),
  )

const messagesOf = (
  given: readonly string[] | Readonly<Record<string, string[]>>,
  language: string,
): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(isList(given) ? { [language]: given } : given)
      .map(([key, list]): [string, string[]] => [key, list.filter((message) => message !== '')])
      .filter(([, list]) => list.length > 0),
  )

const isList = (
  given: readonly string[] | Readonly<Record<string, string[]>>,
): given is readonly string[] => Array.isArray(given)

const authorOf = (author: NonNullable<PublicationRecord['authors']>[number]): Author | null => {
  const { name, orcid, organisation } =
    typeof author === 'string' ? { name: author, orcid: null, organisation: null } : author
  if (name === '') return null
  return { name, orcid: orcid ? orcidOf(orcid) : null, organisation: organisation || null }
}

const keyOf = (text: string): string =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('-').slice(0, WORD_MAX)

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]
