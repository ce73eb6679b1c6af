import { foldedWords } from '../../search/documents.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { coreValueLabel } from '../vocabulary/core-values.ts'
import { countryName } from '../vocabulary/countries.ts'
import { publicationTypeLabel, seriesLabel } from '../vocabulary/publication-types.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import type { PublicationDraft } from './draft.ts'

/** The words that a publication goes by beside its own texts, in a language of the portal. */
export const keywordsIn = (draft: PublicationDraft, language: Language): string[] => {
  const { series, number } = draft
  return [
    ...(series ? [[seriesLabel(series, language), number].filter(Boolean).join(' ')] : []),
    publicationTypeLabel(draft.type, language),
    ...draft.countries.map((code) => countryName(code, language)),
    ...draft.municipalities.map(({ name }) => name),
    ...draft.themes.map((key) => themeLabel(key, language)),
    ...draft.coreValues.map((key) => coreValueLabel(key, language)),
  ]
}

/** Organisations of its authors, as they are called. */
export const organisationsOf = ({ contributors }: PublicationDraft): string[] =>
  contributors.flatMap(({ organisation }) => organisation ?? [])

/** Numbers it is known by, its year among them: "Öjendal 2015" is a question. */
export const identifiersOf = ({ isbn, doi, number, year }: PublicationDraft): string[] =>
  [isbn, doi, number, year === null ? null : String(year)].filter((one) => one !== null)

/** All of these, each once. */
export const keywordsOf = (draft: PublicationDraft): string[] => [
  ...new Set([
    ...LANGUAGES.flatMap((language) => keywordsIn(draft, language)),
    ...organisationsOf(draft),
    ...identifiersOf(draft),
  ]),
]

/** All of it in one text, with folded words after it: what PostgreSQL searches when the engine is down. */
export const searchTextOf = (draft: PublicationDraft): string => {
  const texts = [
    ...Object.values(draft.title),
    ...draft.contributors.map(({ name }) => name),
    ...Object.values(draft.keyMessages).flat(),
    ...Object.values(draft.plainSummary),
    ...Object.values(draft.abstract),
    ...keywordsOf(draft),
  ]
  return [...texts, foldedWords(texts.map((text) => ({ text })))]
    .join('\n')
    .slice(0, SEARCH_TEXT_MAX)
}

/** PostgreSQL takes no more than a megabyte into a text-search vector. */
const SEARCH_TEXT_MAX = 200_000
