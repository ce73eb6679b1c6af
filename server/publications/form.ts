import { z } from 'zod'
import type { FormState } from '../form.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { CORE_VALUES } from '../vocabulary/core-values.ts'
import { countryName } from '../vocabulary/countries.ts'
import { LANGUAGE_CODES } from '../vocabulary/languages.ts'
import { LICENCES } from '../vocabulary/licences.ts'
import { PUBLICATION_TYPES, SERIES } from '../vocabulary/publication-types.ts'
import type { DraftProblem, PublicationDraft } from './draft.ts'
import { parseAuthors, writeAuthors } from './rules.ts'
import {
  ABSTRACT_MAX,
  MESSAGE_MAX,
  NOTE_MAX,
  type PublicationRecord,
  publicationRecord,
  TITLE_MAX,
  YEAR_MAX,
  YEAR_MIN,
} from './schema.ts'

const text = (max: number) => z.string().max(max).optional()
const keys = (terms: readonly { key: string }[]) => z.enum(terms.map(({ key }) => key))

/** What the officer's form sends: a field for each language of the portal, and `_own` for any other. */
export const publicationForm = z.strictObject({
  version: z.int().optional(),
  /** What is changed, for readers of something published. */
  note: text(NOTE_MAX),
  type: keys(PUBLICATION_TYPES),
  series: keys(SERIES).optional(),
  number: text(30),
  language: z.enum(LANGUAGE_CODES),
  year: z.int().min(YEAR_MIN).max(YEAR_MAX),
  title_sv: text(TITLE_MAX),
  title_en: text(TITLE_MAX),
  title_own: text(TITLE_MAX),
  abstract_sv: text(ABSTRACT_MAX),
  abstract_en: text(ABSTRACT_MAX),
  abstract_own: text(ABSTRACT_MAX),
  messages_sv: text(MESSAGE_MAX * 10),
  messages_en: text(MESSAGE_MAX * 10),
  messages_own: text(MESSAGE_MAX * 10),
  authors: text(20_000),
  countries: text(2_000),
  themes: z.array(z.string().max(120)).max(60).optional(),
  sdgs: z.array(z.int()).max(17).optional(),
  core_values: z.array(keys(CORE_VALUES)).optional(),
  licence: keys(LICENCES).optional(),
  isbn: text(40),
  doi: text(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
})
export type PublicationForm = z.infer<typeof publicationForm>

/** The form as a record, to be judged by the same rules as an import or an API request. */
export const recordOfForm = (form: PublicationForm): PublicationRecord => {
  const own = form.language
  const collected = <T>(values: Record<'sv' | 'en' | 'own', T | undefined>): Record<string, T> => {
    const entries: [string, T | undefined][] = [
      [own, values.own],
      ['sv', values.sv],
      ['en', values.en],
    ]
    return Object.fromEntries(
      entries.filter((entry): entry is [string, T] => entry[1] !== undefined),
    )
  }
  return publicationRecord.parse({
    type: form.type,
    series: form.series ?? null,
    number: form.number ?? null,
    language: form.language,
    year: form.year,
    title: collected({ sv: form.title_sv, en: form.title_en, own: form.title_own }),
    abstract: collected({ sv: form.abstract_sv, en: form.abstract_en, own: form.abstract_own }),
    key_messages: collected({
      sv: linesOf(form.messages_sv),
      en: linesOf(form.messages_en),
      own: linesOf(form.messages_own),
    }),
    authors: parseAuthors(form.authors ?? ''),
    countries: (form.countries ?? '')
      .split(/[,;\n]/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    themes: form.themes ?? [],
    sdgs: form.sdgs ?? [],
    core_values: form.core_values ?? [],
    licence: form.licence ?? null,
    isbn: form.isbn ?? null,
    doi: form.doi ?? null,
    url: form.url ?? null,
  })
}

/** The form's values for a publication that is to be edited. */
export const valuesOf = (
  draft: PublicationDraft & { version?: number },
  language: Language,
): FormState['values'] => {
  const own = LANGUAGES.some((one) => one === draft.language) ? undefined : draft.language
  const per = (name: string, of: (language: string) => string | undefined) => ({
    [`${name}_sv`]: of('sv'),
    [`${name}_en`]: of('en'),
    [`${name}_own`]: own && of(own),
  })
  return {
    version: draft.version === undefined ? undefined : String(draft.version),
    type: draft.type,
    series: draft.series ?? undefined,
    number: draft.number ?? undefined,
    language: draft.language,
    year: draft.year === null ? undefined : String(draft.year),
    ...per('title', (one) => draft.title[one]),
    ...per('abstract', (one) => draft.abstract[one]),
    ...per('messages', (one) => draft.keyMessages[one]?.join('\n')),
    authors: writeAuthors(draft.contributors),
    countries: draft.countries.map((code) => countryName(code, language)).join(', '),
    themes: draft.themes,
    sdgs: draft.sdgs.map(String),
    core_values: draft.coreValues,
    licence: draft.licence ?? undefined,
    isbn: draft.isbn ?? undefined,
    doi: draft.doi ?? undefined,
    url: draft.url ?? undefined,
  }
}

/** The form's own name of a field that a draft's problem is about. */
export const fieldOf = ({ field }: DraftProblem): string => {
  if (field.startsWith('authors')) return 'authors'
  return field === 'title' ? 'title_sv' : field
}

const linesOf = (text: string | undefined): string[] | undefined => {
  const lines = (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 ? undefined : lines
}
