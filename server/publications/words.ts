import { foldedWords } from '../../search/documents.ts'
import { LANGUAGES } from '../language.ts'
import { coreValueLabel } from '../vocabulary/core-values.ts'
import { countryName } from '../vocabulary/countries.ts'
import { publicationTypeLabel, seriesLabel } from '../vocabulary/publication-types.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import type { PublicationDraft } from './draft.ts'

/** The words that a publication goes by beside its own texts, in both languages of the portal. */
export const keywordsOf = (draft: PublicationDraft): string[] => {
  const { series, number, isbn, doi } = draft
  const words = LANGUAGES.flatMap((language) => [
    ...(series ? [[seriesLabel(series, language), number].filter(Boolean).join(' ')] : []),
    publicationTypeLabel(draft.type, language),
    ...draft.countries.map((code) => countryName(code, language)),
    ...draft.municipalities.map(({ name }) => name),
    ...draft.themes.map((key) => themeLabel(key, language)),
    ...draft.coreValues.map((key) => coreValueLabel(key, language)),
  ])
  const organisations = draft.contributors.flatMap(({ organisation }) => organisation ?? [])
  return [...new Set([...words, ...organisations, ...[isbn, doi].filter((one) => one !== null)])]
}

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
  return [...texts, foldedWords(texts)].join('\n').slice(0, SEARCH_TEXT_MAX)
}

/** PostgreSQL takes no more than a megabyte into a text-search vector. */
const SEARCH_TEXT_MAX = 200_000
