import { fold } from '../server/vocabulary/fold.ts'
import { flatten, type Token } from './flat.ts'
import { isStopWord } from './indexes.ts'
import { type Analyser, wordsOf } from './language/analyse.ts'
import { isStemmed, STEMMED_LANGUAGES, stemOf } from './language/stem.ts'
import { isMisspelt, mayBeMisspelt } from './misspelling.ts'
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
    if (
      about.analyser.termsOf(word, language).some((term) => translated.has(`${language} ${term}`))
    )
      return 'translation'
    return null
  }

  // Most of many texts is few words: each is looked at once a language, not once a text.
  const remembered = new Map<string, Map<string, VariantKind | null>>()
  const lookAt = ({ word, folded }: Token, language: string): VariantKind | null => {
    const ofLanguage = remembered.get(language) ?? new Map<string, VariantKind | null>()
    remembered.set(language, ofLanguage)
    const before = ofLanguage.get(word)
    if (before !== undefined) return before
    const kind = kindOf(word, folded, language)
    ofLanguage.set(word, kind)
    return kind
  }

  const roots = new Map<string, readonly string[]>()
  const rootsIn = (language: string): readonly string[] => {
    const before = roots.get(language)
    if (before) return before
    const own = [...((isStemmed(language) && forms.get(language)) || [])]
    const ofLanguage = withoutLonger([...plain, ...own.map(rootOf), ...translated.roots])
    roots.set(language, ofLanguage)
    return ofLanguage
  }
  const slips = [...new Set(plain.filter(mayBeMisspelt).map((word) => word.slice(0, 1)))]

  return {
    marksIn: (text, language) => {
      const flat = flatten(text)
      const marks = flat.wordsWith(rootsIn(language)).flatMap((token): Mark[] => {
        const kind = lookAt(token, language)
        return kind === null ? [] : [markOf(token, kind)]
      })
      if (sequences.length > 0) marks.push(...inSequence(flat.words(), sequences))
      if (marks.length > 0) return marks.sort((a, b) => a.start - b.start)
      return flat
        .wordsWith(slips)
        .filter(({ folded }) => plain.some((word) => isMisspelt(word, folded)))
        .map((token) => markOf(token, 'direct'))
    },
  }
}

const markOf = ({ start, end, folded }: Token, kind: VariantKind): Mark => ({
  start,
  end,
  kind,
  key: folded,
})

const inSequence = (tokens: readonly Token[], sequences: readonly (readonly string[])[]): Mark[] =>
  sequences.flatMap((sequence) =>
    tokens.flatMap((_, at) =>
      sequence.every((word, i) => tokens[at + i]?.folded === word)
        ? tokens.slice(at, at + sequence.length).map((token) => markOf(token, 'direct'))
        : [],
    ),
  )

/**
 * Letters that every word with this term holds: endings and spellings change what comes after them. Short ones are in
 * more words than they should be; those are then looked at in vain.
 */
export const rootOf = (term: string): string =>
  term.slice(0, Math.min(ROOT_LETTERS_MAX, Math.max(ROOT_LETTERS_MIN, term.length - 2)))

const ROOT_LETTERS_MIN = 2
const ROOT_LETTERS_MAX = 3

/** What holds a shorter one is found by it. */
const withoutLonger = (roots: readonly string[]): string[] => {
  const different = [...new Set(roots)]
  return different.filter(
    (root) => !different.some((other) => other !== root && root.includes(other)),
  )
}

const BEGINNING_MIN = 2
const PART_MIN = 4

/** The words of other languages that are asked for instead, their stems, and the roots of both. */
const translatedTerms = (variants: readonly Variant[]) => {
  const terms = new Set<string>()
  const roots = new Set<string>()
  for (const { instead } of variants)
    for (const word of wordsOf(instead?.text ?? ''))
      if (!isStopWord(word)) {
        terms.add(fold(word))
        roots.add(fold(word))
        if (instead && isStemmed(instead.language)) {
          terms.add(`${instead.language} ${stemOf(word, instead.language)}`)
          roots.add(rootOf(stemOf(word, instead.language)))
        }
      }
  return { has: (term: string) => terms.has(term), roots: [...roots] }
}
