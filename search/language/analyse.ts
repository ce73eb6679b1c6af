import { fold } from '../../server/vocabulary/fold.ts'
import { EMPTY_LEXICON, type Lexicon, splitCompound } from './compounds.ts'
import { isStemmed, stemOf } from './stem.ts'

/** What a word is, for every analysis of this portal: letters, marks and digits. */
export const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Words as they stand, in lower case. */
export const wordsOf = (text: string): string[] =>
  text.toLowerCase().normalize('NFC').match(WORD) ?? []

/**
 * The different words of a text, as they stand, in lower case. A text is asked for them by all that is made of it, and
 * finding them is the dearest part: they are kept for as long as the text is.
 */
export const differentWordsOf = (worded: { text: string }): ReadonlySet<string> => {
  const known = FOUND_WORDS.get(worded)
  if (known) return known
  const words = new Set(wordsOf(worded.text))
  FOUND_WORDS.set(worded, words)
  return words
}

const FOUND_WORDS = new WeakMap<{ text: string }, ReadonlySet<string>>()

/** Turns words of a language into the terms by which their other forms are found. */
export type Analyser = {
  /** The terms of one word in lower case: its stem and, for a Swedish compound, the stems of its parts. */
  termsOf(word: string, language: string): readonly string[]
  /** The terms of texts that the plain words do not already hold, each once: what goes into a shadow field. */
  shadowOf(texts: readonly { text: string; language: string }[]): string
}

/**
 * One analysis for text and question. A text that holds `medborgarnas budget` and one that holds `medborgarbudget`
 * both get `medborg` and `budget`. Words already met are remembered: most of a text is few words.
 */
export const analyserWith = (lexicon: Lexicon = EMPTY_LEXICON): Analyser => {
  const known = new Map<string, Map<string, readonly string[]>>()
  const termsOf = (word: string, language: string): readonly string[] => {
    const ofLanguage = known.get(language) ?? new Map<string, readonly string[]>()
    known.set(language, ofLanguage)
    const before = ofLanguage.get(word)
    if (before) return before
    const terms = analysed(word, language, lexicon)
    if (ofLanguage.size >= REMEMBERED_MAX) ofLanguage.clear()
    ofLanguage.set(word, terms)
    return terms
  }
  const shadowOf: Analyser['shadowOf'] = (texts) => {
    const plain = new Set<string>()
    const terms = new Set<string>()
    for (const worded of texts)
      for (const word of differentWordsOf(worded)) {
        plain.add(word)
        for (const term of termsOf(word, worded.language)) terms.add(term)
      }
    return [...terms].filter((term) => !plain.has(term)).join(' ')
  }
  return { termsOf, shadowOf }
}

const REMEMBERED_MAX = 200_000
const LETTERS_MIN = 3
/** Longer strings of letters are no words, and the rules of endings are not made for them. */
const LETTERS_MAX = 60

const analysed = (word: string, language: string, lexicon: Lexicon): readonly string[] => {
  if (!isStemmed(language) || word.length < LETTERS_MIN || word.length > LETTERS_MAX) return []
  if (/\p{N}/u.test(word)) return []
  const terms = new Set([stemOf(word, language)])
  // Whoever types without accents is met half-way: the stem of the word so typed is kept too.
  const plain = fold(word)
  if (plain !== word) terms.add(stemOf(plain, language))
  if (language === 'sv')
    for (const part of splitCompound(plain, lexicon) ?? []) terms.add(stemOf(part, 'sv'))
  return [...terms].filter((term) => term !== '')
}
