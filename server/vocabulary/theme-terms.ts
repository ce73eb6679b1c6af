import type { Theme } from './theme-term.ts'
import { THEMES_OF_DEMOCRACY } from './theme-terms-democracy.ts'
import { THEMES_OF_SOCIETY } from './theme-terms-society.ts'

export { SYNONYM_LANGUAGES, type SynonymLanguage, type Theme } from './theme-term.ts'

/** The thesaurus: English and Swedish words also hold those found in older records. */
export const THEMES: readonly Theme[] = [...THEMES_OF_DEMOCRACY, ...THEMES_OF_SOCIETY]
