import { finder, labeller } from './term.ts'
import { type SynonymLanguage, THEMES, type Theme } from './theme-terms.ts'

export { SYNONYM_LANGUAGES, type SynonymLanguage, THEMES, type Theme } from './theme-terms.ts'

/** The themes that the thematic networks and the calls share; the evidence map's rows. */
export const NETWORK_THEMES = [
  'climate-action',
  'democratic-resilience',
  'equitable-health',
  'gender-equality',
  'human-rights',
  'youth-and-children-inclusion',
] as const

/** The key of a theme written in any of its words, or null: `findTheme('Youth')`. */
export const findTheme = finder(THEMES)

/** A theme's name; an unknown key with blanks for hyphens and a capital. */
export const themeLabel = labeller(THEMES)

/**
 * All words for a theme in a language, its label first where the language has one; none for a key or a language
 * that is not in the thesaurus.
 */
export const synonymsOf = (key: string, language: string): readonly string[] => {
  const theme = BY_KEY.get(key)
  if (!theme) return []
  const label = language === 'sv' || language === 'en' ? [theme.label[language]] : []
  return [...label, ...(theme.words[language as SynonymLanguage] ?? [])]
}

/** The theme just above, or null for a top theme and an unknown key. */
export const broaderOf = (key: string): string | null => BY_KEY.get(key)?.broader ?? null

/** The themes just below, in the order of the thesaurus. */
export const narrowerOf = (key: string): readonly string[] => NARROWER.get(key) ?? []

/** What keeps a list of themes from being a forest: a broader theme that is none, or one's own descendant. */
export const forestFaults = (themes: readonly Pick<Theme, 'key' | 'broader'>[]): string[] => {
  const above = new Map(themes.map(({ key, broader }) => [key, broader]))
  return themes.flatMap(({ key, broader }) => {
    if (broader !== undefined && !above.has(broader)) return [`${key}: ${broader} is no theme`]
    const seen = new Set<string>()
    for (let at: string | undefined = key; at !== undefined; at = above.get(at)) {
      if (seen.has(at)) return [`${key}: stands below itself`]
      seen.add(at)
    }
    return []
  })
}

const BY_KEY = new Map(THEMES.map((theme) => [theme.key, theme]))
const NARROWER = new Map<string, string[]>()
for (const { key, broader } of THEMES)
  if (broader) NARROWER.set(broader, [...(NARROWER.get(broader) ?? []), key])
