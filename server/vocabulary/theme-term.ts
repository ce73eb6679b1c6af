import type { Term } from './term.ts'

/** Languages in which the thesaurus has words of its own, beside the labels. */
export const SYNONYM_LANGUAGES = ['sv', 'en', 'es', 'fr', 'uk', 'pt', 'ar', 'bs'] as const
export type SynonymLanguage = (typeof SYNONYM_LANGUAGES)[number]

export type Theme = Term & {
  broader?: string
  /** Other words for it by language; the first in a language other than sv and en is its usual name there. */
  words: Readonly<Partial<Record<SynonymLanguage, readonly string[]>>>
  /** The same words whatever their language. */
  synonyms: readonly string[]
}

/** Words of one language stand in one string, with `; ` between. */
type Words = Partial<Record<SynonymLanguage, string>> & { broader?: string }

export const theme = (
  key: string,
  sv: string,
  en: string,
  { broader, ...words }: Words = {},
): Theme => {
  const lists = SYNONYM_LANGUAGES.flatMap((language) => {
    const list = words[language]?.split('; ') ?? []
    return list.length === 0 ? [] : [[language, list] as const]
  })
  return {
    key,
    label: { sv, en },
    words: Object.fromEntries(lists),
    synonyms: lists.flatMap(([, list]) => list),
    ...(broader ? { broader } : {}),
  }
}
