import type { Bilingual, Language } from '../language.ts'
import { fold } from './fold.ts'

/** One word of a controlled list. The key is stored and stands in addresses; it never changes. */
export type Term = {
  key: string
  label: Bilingual
  synonyms?: readonly string[]
}

/** A look-up from any label, synonym or key of the list, in any spelling `fold` makes equal. */
export const finder = (terms: readonly Term[]): ((text: string) => string | null) => {
  const keys = new Map<string, string>()
  for (const term of terms) {
    for (const word of [term.key, term.label.sv, term.label.en, ...(term.synonyms ?? [])]) {
      keys.set(fold(word), term.key)
    }
  }
  return (text) => keys.get(fold(text)) ?? null
}

/** The name of a key in a language; a key outside the list is made readable rather than refused. */
export const labeller = (terms: readonly Term[]): ((key: string, language: Language) => string) => {
  const labels = new Map(terms.map((term) => [term.key, term.label]))
  return (key, language) => labels.get(key)?.[language] ?? readable(key)
}

const readable = (key: string): string => {
  const words = key.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
