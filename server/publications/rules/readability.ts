/** How hard a text is to read, from its LIX. */
export const READING_LEVELS = ['very_easy', 'easy', 'middling', 'hard', 'very_hard'] as const
export type ReadingLevel = (typeof READING_LEVELS)[number]

/** Below this a text is too short for its figure to mean anything. */
export const LIX_WORDS_MIN = 20
/** Languages whose words are about as long as those that LIX was made for. */
export const LIX_LANGUAGES: readonly string[] = ['sv', 'en', 'da', 'nb']

/**
 * LIX, läsbarhetsindex: words per sentence plus the percentage of words longer than six letters, rounded.
 * C.-H. Björnsson, Läsbarhet, Liber 1968; for English: J. Anderson, "Lix and Rix", Journal of Reading 26:6, 1983.
 * Null for a text of fewer than `LIX_WORDS_MIN` words.
 */
export const lixOf = (text: string): number | null => {
  const words = text.match(/\p{L}[\p{L}\p{M}\p{N}’'-]*/gu) ?? []
  if (words.length < LIX_WORDS_MIN) return null
  const sentences = text
    .split(/[.!?:]+(?=\s|$)|\n\s*\n/)
    .filter((part) => /\p{L}/u.test(part)).length
  const long = words.filter((word) => [...word.replace(/[^\p{L}]/gu, '')].length > 6).length
  return Math.round(words.length / Math.max(1, sentences) + (100 * long) / words.length)
}

/** Björnsson's scale: below 30 as children's books, 30–40 as fiction, 40–50 as news, 50–60 as official texts. */
export const readingLevelOf = (lix: number): ReadingLevel => {
  if (lix < 30) return 'very_easy'
  if (lix < 40) return 'easy'
  if (lix < 50) return 'middling'
  return lix < 60 ? 'hard' : 'very_hard'
}

/** The level of a plain summary, or null where it cannot be told: another language, or too short. */
export const readingLevel = (
  text: string,
  language: string,
): { lix: number; level: ReadingLevel } | null => {
  const lix = LIX_LANGUAGES.includes(language) ? lixOf(text) : null
  return lix === null ? null : { lix, level: readingLevelOf(lix) }
}
