import { splitCompound } from '../../search/language/compounds.ts'
import { fold } from '../vocabulary/fold.ts'

/** Fewer letters than this are not left alone on a line. */
const LETTERS_MIN = 3

/**
 * A word in pieces of at most so many letters, each but the last ending in a hyphen: a Swedish compound between its
 * words, any other word before a consonant between vowels, which is where a syllable begins. For pictures, in which no
 * browser breaks lines. A word without such a place stays whole.
 */
export const hyphenated = (word: string, letters: number): string[] => {
  if (word.length <= letters) return [word]
  const at = compoundBreak(word, letters) ?? syllableBreak(word, letters)
  return at === null ? [word] : [`${word.slice(0, at)}-`, ...hyphenated(word.slice(at), letters)]
}

/** Where the last word of a compound begins that leaves room for the hyphen. */
const compoundBreak = (word: string, letters: number): number | null => {
  // Where folding changes the number of letters, their places are not the same.
  if (fold(word).length !== word.length) return null
  const last = splitCompound(word)?.at(-1)
  if (last === undefined) return null
  const at = word.length - last.length
  return at < letters ? at : compoundBreak(word.slice(0, at), letters)
}

const syllableBreak = (word: string, letters: number): number | null => {
  for (let at = Math.min(letters - 1, word.length - LETTERS_MIN); at >= LETTERS_MIN; at -= 1)
    if (BEGINS_SYLLABLE.test(word.slice(at - 1))) return at
  return null
}

const BEGINS_SYLLABLE = /^[aeiouyåäöáéíóú][bcdfghjklmnpqrstvwxzñ][aeiouyåäöáéíóú]/i
