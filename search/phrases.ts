import { fold } from '../server/vocabulary/fold.ts'
import { WORD } from './language/analyse.ts'

/** Whether a text has all of these phrases: the same words in the same order, whatever stands between them. */
export const holdsPhrases = (text: string, phrases: readonly string[]): boolean => {
  if (phrases.length === 0) return true
  const folded = foldedText(text)
  return phrases.every((phrase) => {
    const words = foldedText(phrase)
    return words.trim() === '' || folded.includes(words)
  })
}

/** Words with one blank around each, so that the beginning of a word is not taken for it. */
const foldedText = (text: string): string => ` ${(fold(text).match(WORD) ?? []).join(' ')} `
