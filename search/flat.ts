import { fold } from '../server/vocabulary/fold.ts'
import { WORD } from './language/analyse.ts'

/** A word of a text: its place, and itself in lower case and folded. */
export type Token = { start: number; end: number; word: string; folded: string }

/** A text in which words can be found by their beginnings or by any of their letters. */
export type Flat = {
  /** All words, in order. */
  words(): Token[]
  /** The words that hold one of these folded strings, in order, each once. */
  wordsWith(roots: readonly string[]): Token[]
}

/**
 * Makes a text searchable letter by letter: every letter folded in its place, everything between words a blank. To
 * look for a few letters in such a string is some hundred times cheaper than to look at each of its words. A text with
 * letters that fold to several, or with accents of their own, has no such string: all its words are looked at.
 */
export const flatten = (text: string): Flat => {
  const flat = flatStringOf(text)
  const tokenAt = (start: number, end: number): Token => {
    const word = text.slice(start, end).toLowerCase()
    return { start, end, word, folded: flat === null ? fold(word) : flat.slice(start, end) }
  }
  const words = (): Token[] =>
    [...text.matchAll(WORD)].map(({ 0: word, index }) => tokenAt(index, index + word.length))
  return {
    words,
    wordsWith: (roots) => {
      if (flat === null)
        return words().filter(({ folded }) => roots.some((root) => folded.includes(root)))
      const ends = new Map<number, number>()
      for (const root of roots)
        for (let at = flat.indexOf(root); at !== -1; ) {
          const blank = flat.indexOf(BLANK, at + root.length)
          const end = blank === -1 ? flat.length : blank
          ends.set(flat.lastIndexOf(BLANK, at) + 1, end)
          at = flat.indexOf(root, end)
        }
      return [...ends].sort(([a], [b]) => a - b).map(([start, end]) => tokenAt(start, end))
    },
  }
}

const BLANK = ' '

/** The text letter by letter, folded, blanks between words; null where a letter is not one when folded. */
const flatStringOf = (text: string): string | null => {
  const units = new Uint16Array(text.length)
  let isNarrow = true
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const unit = UNITS[code] || unitOf(code)
    if (unit === MANY) return null
    if (unit > 0xff) isNarrow = false
    units[at] = unit
  }
  return isNarrow
    ? Buffer.from(units).toString('latin1')
    : Buffer.from(units.buffer).toString('utf16le')
}

/** By code unit what it is in a flat text; 0 where nobody has looked yet. */
const UNITS = new Uint16Array(0x1_0000)
/** No letter of Unicode: several when folded, an accent by itself, or one half of a character. */
const MANY = 0xffff

const unitOf = (code: number): number => {
  const letter = String.fromCharCode(code)
  const folded = fold(letter)
  const isLetter = new RegExp(`^${WORD.source}$`, 'u').test(letter)
  const isHalf = code >= 0xd800 && code <= 0xdfff
  const unit =
    isHalf || (isLetter && folded.length !== 1) ? MANY : isLetter ? folded.charCodeAt(0) : 0x20
  UNITS[code] = unit
  return unit
}
