import { fold } from '../server/vocabulary/fold.ts'
import { isStopWord } from './indexes.ts'
import type { Analyser } from './language/analyse.ts'
import { wordsOf } from './language/analyse.ts'
import { isStemmed, STEMMED_LANGUAGES, type StemmedLanguage, stemOf } from './language/stem.ts'
import type { Question } from './question.ts'

/** One way of asking the engine the same thing; earlier kinds rank above later ones. */
export type Variant = {
  kind: VariantKind
  q: string
  /** Of a translation: the words that were asked instead, whose language they are, and the words they stand for. */
  instead?: { text: string; language: string; of: readonly string[] }
}
export const VARIANT_KINDS = ['direct', 'form', 'translation'] as const
export type VariantKind = (typeof VARIANT_KINDS)[number]

/** What is known of a word of the question, folded: where it occurs, in how many publications, and its terms. */
export type KnownForm = {
  language: string
  folded: string
  terms: readonly string[]
  publications: number
}

/** The engine reads ten words of a question and no more. */
export const WORDS_ASKED_MAX = 10
const FORM_LANGUAGES_MAX = 2
export const TRANSLATIONS_MAX = 4

/** Of too many words those in the fewest publications, in the order they were typed; small words go first. */
export const rarestWords = (
  words: readonly string[],
  known: readonly KnownForm[],
  room: number,
): string[] => {
  const meaningful = words.filter((word) => !isStopWord(word.toLowerCase()))
  const kept = meaningful.length > 0 ? meaningful : [...words]
  if (kept.length <= room) return kept
  const rank = new Map(
    kept
      .map((word, at) => ({ at, frequency: frequencyOf(word, known) }))
      .sort((a, b) => a.frequency - b.frequency || a.at - b.at)
      .map(({ at }, place) => [at, place]),
  )
  return kept.filter((_, at) => (rank.get(at) ?? 0) < room)
}

/** In how many publications a word is; none is the rarest. */
export const frequencyOf = (word: string, known: readonly KnownForm[]): number => {
  const own = fold(word)
  return known.reduce(
    (sum, { folded, publications }) => (folded === own ? sum + publications : sum),
    0,
  )
}

/** The languages in which most of the words are known; the reader's own first where that leaves a choice. */
export const likelyLanguages = (
  words: readonly string[],
  known: readonly KnownForm[],
  reader: string,
): StemmedLanguage[] => {
  const order = [...STEMMED_LANGUAGES].sort((a, b) => Number(b === reader) - Number(a === reader))
  const folded = new Set(words.flatMap(wordsOf).map(fold))
  const counted = order.map((language) => ({
    language,
    count: new Set(
      known
        .filter((one) => one.language === language && folded.has(one.folded))
        .map(({ folded: f }) => f),
    ).size,
  }))
  const most = Math.max(...counted.map(({ count }) => count))
  return counted.filter(({ count }) => count === most).map(({ language }) => language)
}

/** The terms of each word of a question in a language: those the corpus gave it, else those of its letters. */
export const termsAsked = (
  words: readonly string[],
  language: StemmedLanguage,
  { known, analyser }: { known: readonly KnownForm[]; analyser: Analyser },
): string[][] =>
  words.flatMap(wordsOf).map((word) => {
    const own = known.find((one) => one.language === language && one.folded === fold(word))
    const terms = own?.terms.length ? own.terms : analyser.termsOf(word, language)
    if (terms.length === 0) return [fold(word)]
    const stems = new Set([stemOf(word, language), stemOf(fold(word), language)])
    const parts = terms.filter((term) => !stems.has(term))
    // A compound is asked for by its parts: a text that has it has them too.
    return parts.length > 1 ? parts : [stemOf(word, language)]
  })

/** All ways of asking this: as typed, by other forms of the words, and by other languages' words for a theme. */
export const variantsOf = (
  question: Question,
  about: {
    known: readonly KnownForm[]
    analyser: Analyser
    reader: string
    translations: readonly { words: readonly string[]; text: string; language: string }[]
    isExact: boolean
  },
): Variant[] => {
  const { words, phrases, excluded } = question
  const signs = [
    ...phrases.map((phrase) => `"${withoutQuotes(phrase)}"`),
    ...excluded.map((one) => (/\s/.test(one) ? `-"${withoutQuotes(one)}"` : `-${one}`)),
  ]
  const direct: Variant = { kind: 'direct', q: [...words.map(unsigned), ...signs].join(' ') }
  if (about.isExact || words.length === 0) return [direct]
  const forms = likelyLanguages(words, about.known, about.reader)
    .map((language) => {
      const terms = termsAsked(words, language, about).flat()
      // In quotation marks, so that the engine takes no stem for the beginning or misspelling of a word.
      return [...new Set(terms)].slice(0, WORDS_ASKED_MAX).map((term) => `"${term}"`)
    })
    .map((terms): Variant => ({ kind: 'form', q: [...terms, ...signs].join(' ') }))
  const plain = `${words
    .flatMap(wordsOf)
    .map((word) => `"${fold(word)}"`)
    .join(' ')}`
  const translated = about.translations.map(({ words: replaced, text, language }): Variant => {
    const rest = words.filter((word) => !replaced.includes(word))
    return {
      kind: 'translation',
      q: [...rest.map(unsigned), ...translatedTerms(text, language), ...signs].join(' '),
      instead: { text, language, of: replaced },
    }
  })
  const different = new Map(
    forms.filter(({ q }) => q !== [plain, ...signs].join(' ')).map((form) => [form.q, form]),
  )
  return [
    direct,
    ...[...different.values()].slice(0, FORM_LANGUAGES_MAX),
    ...translated.slice(0, TRANSLATIONS_MAX),
  ]
}

/** Other forms of a translation do as well; words of a language without stems as they stand, together. */
const translatedTerms = (text: string, language: string): string[] =>
  isStemmed(language)
    ? wordsOf(text)
        .filter((word) => !isStopWord(word))
        .map((word) => `"${stemOf(word, language)}"`)
    : [`"${withoutQuotes(text)}"`]

/** A leading minus that was no minus to the reader is none to the engine. */
const unsigned = (word: string): string => word.replace(/^-+/, '').replaceAll('"', ' ')
const withoutQuotes = (text: string): string => text.replaceAll('"', ' ').trim()
