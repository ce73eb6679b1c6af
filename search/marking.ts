import { fold } from '../server/vocabulary/fold.ts'
import { isStopWord } from './indexes.ts'
import { type Analyser, WORD, wordsOf } from './language/analyse.ts'
import { isStemmed, STEMMED_LANGUAGES, stemOf } from './language/stem.ts'
import type { Question } from './question.ts'
import { type KnownForm, termsAsked, type Variant, type VariantKind } from './variants.ts'

/** A place in a text that answers a question: as asked, in another form, or by another language's word. */
export type Mark = { start: number; end: number; kind: VariantKind; key: string }

/** A piece of a text; what was found is marked. */
export type TextPart = { text: string; isMarked: boolean }

export type Marker = { marksIn(text: string, language: string): Mark[] }

/**
 * Finds in texts what the engine found in them: words whatever their accents, beginnings for the last word, other
 * forms and compounds by their terms, names of themes in other languages; misspellings where there is nothing else.
 */
export const markerFor = (
  { words, phrases }: Pick<Question, 'words' | 'phrases'>,
  about: { known: readonly KnownForm[]; analyser: Analyser; variants: readonly Variant[] },
): Marker => {
  const plain = words
    .flatMap(wordsOf)
    .filter((word) => !isStopWord(word))
    .map(fold)
  const direct = new Set(plain)
  const last = plain.at(-1)
  const sequences = phrases
    .map((phrase) => wordsOf(fold(phrase)))
    .filter(({ length }) => length > 0)
  const isExact = !about.variants.some(({ kind }) => kind !== 'direct')
  const forms = new Map(
    STEMMED_LANGUAGES.map((language) => [
      language,
      new Set(
        isExact
          ? []
          : termsAsked(
              words.filter((word) => !isStopWord(word)),
              language,
              about,
            ).flat(),
      ),
    ]),
  )
  const translated = translatedTerms(about.variants)

  const kindOf = (word: string, folded: string, language: string): VariantKind | null => {
    if (direct.has(folded)) return 'direct'
    if (last !== undefined && last.length >= BEGINNING_MIN && folded.startsWith(last))
      return 'direct'
    if (isStopWord(word)) return null
    const own = isStemmed(language) ? forms.get(language) : undefined
    if (own !== undefined && own.size > 0) {
      if (about.analyser.termsOf(word, language).some((term) => own.has(term))) return 'form'
      // A compound that only the corpus knows how to split.
      if (language === 'sv')
        for (const term of own)
          if (term.length >= PART_MIN && folded.length > term.length && folded.includes(term))
            return 'form'
    }
    if (translated.has(folded)) return 'translation'
    if (isStemmed(language) && translated.has(`${language} ${stemOf(word, language)}`))
      return 'translation'
    return null
  }

  // Most of many texts is few words: each is looked at once a language, not once a text.
  const remembered = new Map<string, Map<string, { folded: string; kind: VariantKind | null }>>()
  const lookAt = (word: string, language: string) => {
    const ofLanguage = remembered.get(language) ?? new Map()
    remembered.set(language, ofLanguage)
    const before = ofLanguage.get(word)
    if (before) return before
    const folded = foldedOnce(word)
    const seen = { folded, kind: kindOf(word, folded, language) }
    ofLanguage.set(word, seen)
    return seen
  }

  const asked = sequences.length === 0 ? patternOf(plain) : null

  return {
    marksIn: (text, language) => {
      const near = asked === null ? [] : piecesAround(text, asked)
      const nearby = near.flatMap(({ from, to }) =>
        [...text.slice(from, to).matchAll(WORD)].flatMap(({ 0: word, index }): Mark[] => {
          const { folded, kind } = lookAt(word.toLowerCase(), language)
          const start = from + index
          return kind === null ? [] : [{ start, end: start + word.length, kind, key: folded }]
        }),
      )
      if (nearby.length > 0) return nearby
      const marks: Mark[] = []
      const tokens: { folded: string; start: number; end: number }[] = []
      for (const match of text.matchAll(WORD)) {
        const { folded, kind } = lookAt(match[0].toLowerCase(), language)
        const [start, end] = [match.index, match.index + match[0].length]
        tokens.push({ folded, start, end })
        if (kind !== null) marks.push({ start, end, kind, key: folded })
      }
      for (const sequence of sequences)
        for (let at = 0; at + sequence.length <= tokens.length; at += 1)
          if (sequence.every((word, i) => tokens[at + i]?.folded === word))
            for (const { start, end, folded } of tokens.slice(at, at + sequence.length))
              marks.push({ start, end, kind: 'direct', key: folded })
      if (marks.length > 0) return marks.sort((a, b) => a.start - b.start)
      return tokens.flatMap(({ folded, start, end }) =>
        plain.some((word) => isMisspelt(word, folded))
          ? [{ start, end, kind: 'direct' as const, key: folded }]
          : [],
      )
    },
  }
}

/** Letters on either side of a word asked for within which other forms are looked for too. */
const NEAR = 400

/**
 * The pieces of a text around the words as they were asked for: other words are dear to look at, and those far
 * from these are not shown anyway.
 */
const piecesAround = (text: string, asked: RegExp): { from: number; to: number }[] => {
  const pieces: { from: number; to: number }[] = []
  for (const { 0: word, index } of text.matchAll(asked)) {
    const [from, to] = [edge(text, index - NEAR, -1), edge(text, index + word.length + NEAR, 1)]
    const last = pieces.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else pieces.push({ from, to })
  }
  return pieces
}

/** From a place in a text on to where no word is cut. */
const edge = (text: string, at: number, step: 1 | -1): number => {
  let place = Math.max(0, Math.min(text.length, at))
  while (place > 0 && place < text.length && !/\s/.test(text[place - 1] ?? '')) place += step
  return place
}

/** Finds these folded words in a text as it stands, whatever its accents; the last may be but begun. */
const patternOf = (folded: readonly string[]): RegExp | null => {
  const words = folded.filter((word) => PLAIN.test(word))
  if (words.length === 0) return null
  const sources = words.map((word, at) => {
    const letters = [...word].map((letter) => `[${letter}${ACCENTED.get(letter) ?? ''}]\\p{M}*`)
    const isBegun =
      word === folded.at(-1) && at === words.length - 1 && word.length >= BEGINNING_MIN
    return letters.join('') + (isBegun ? '' : '(?![\\p{L}\\p{N}])')
  })
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${sources.join('|')})`, 'giu')
}

/** The letters that folding makes the same, by what it makes of them. */
const ACCENTED: ReadonlyMap<string, string> = (() => {
  const letters = new Map<string, string>()
  for (let code = 0xc0; code <= 0x24f; code += 1) {
    const letter = String.fromCharCode(code).toLowerCase()
    const plain = fold(letter)
    const known = letters.get(plain) ?? ''
    if (/^[a-z]$/.test(plain) && !known.includes(letter)) letters.set(plain, known + letter)
  }
  return letters
})()

const FOLDED_MAX = 200_000
const foldedBefore = new Map<string, string>()

/** Words come again from question to question; folding one is dear. */
const foldedOnce = (word: string): string => {
  if (PLAIN.test(word)) return word
  const before = foldedBefore.get(word)
  if (before !== undefined) return before
  const folded = fold(word)
  if (foldedBefore.size >= FOLDED_MAX) foldedBefore.clear()
  foldedBefore.set(word, folded)
  return folded
}

/** Folding leaves such a word as it is. */
const PLAIN = /^[a-z0-9]+$/

const BEGINNING_MIN = 2
const PART_MIN = 4

const translatedTerms = (variants: readonly Variant[]): Set<string> => {
  const terms = new Set<string>()
  for (const { instead } of variants)
    for (const word of wordsOf(instead?.text ?? ''))
      if (!isStopWord(word)) {
        terms.add(fold(word))
        if (instead && isStemmed(instead.language))
          terms.add(`${instead.language} ${stemOf(word, instead.language)}`)
      }
  return terms
}

/** As the engine forgives: one letter from five on, two from nine on, and none in numbers. */
const isMisspelt = (asked: string, found: string): boolean => {
  if (asked.length < ONE_TYPO_MIN || /\d/.test(asked) || asked[0] !== found[0]) return false
  const allowed = asked.length < TWO_TYPOS_MIN ? 1 : 2
  return Math.abs(asked.length - found.length) <= allowed && distance(asked, found) <= allowed
}

export const ONE_TYPO_MIN = 5
export const TWO_TYPOS_MIN = 9

/** Letters added, left out, replaced or swapped with their neighbour (optimal string alignment). */
export const distance = (a: string, b: string): number => {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}
