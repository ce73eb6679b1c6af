import type { Condition, YearSpan } from '../../search/filters.ts'
import { type Analyser, analyserWith } from '../../search/language/analyse.ts'
import { type FieldCondition, type Question, readQuestion, yearsOf } from '../../search/question.ts'
import { translationsOf } from '../../search/translations.ts'
import { rarestWords, type Variant, variantsOf, WORDS_ASKED_MAX } from '../../search/variants.ts'
import type { Context } from '../context.ts'
import { findCountry } from '../vocabulary/countries.ts'
import { fold } from '../vocabulary/fold.ts'
import { findSeries } from '../vocabulary/publication-types.ts'
import { findWords, type KnownWord } from './lexicon.ts'

/** A question with all that is known about its words, and the ways in which it is asked. */
export type Understood = {
  question: Question
  /** Words that were too many to be asked for. */
  unasked: string[]
  known: KnownWord[]
  variants: Variant[]
  conditions: Condition[]
}

/** The words that the whole of a question may have, phrases counted in. */
const PHRASE_WORD = /\S+/g

export const understand = async (
  context: Pick<Context, 'db' | 'language'>,
  text: string,
  { isExact = false }: { isExact?: boolean } = {},
): Promise<Understood> => understood(context, readQuestion(text), isExact)

/** The same for a question that was read before. */
export const understood = async (
  { db, language }: Pick<Context, 'db' | 'language'>,
  asked: Question,
  isExact: boolean,
): Promise<Understood> => {
  const { conditions, words: unplaced } = conditionsOf(asked.fields)
  const all = [...asked.words, ...unplaced]
  const known = await findWords(db, [...new Set(all.flatMap(foldedWordsOf))])
  const room = asked.phrases.reduce(
    (left, phrase) => left - (phrase.match(PHRASE_WORD) ?? []).length,
    WORDS_ASKED_MAX,
  )
  const words = rarestWords(all, known, Math.max(room, all.length > 0 && room < 1 ? 1 : room))
  const kept = new Set(words)
  const meaningful = rarestWords(all, known, all.length)
  const question = { ...asked, words }
  const variants =
    words.length + asked.phrases.length + asked.excluded.length === 0
      ? []
      : variantsOf(question, {
          known,
          analyser: ANALYSER,
          reader: language,
          translations: isExact ? [] : translationsOf(words),
          isExact,
        })
  return {
    question,
    unasked: meaningful.filter((word) => !kept.has(word)),
    known,
    variants,
    conditions,
  }
}

/** By the built-in elements of compounds; what the corpus knows beyond comes with the words it knows. */
export const ANALYSER: Analyser = analyserWith()

const foldedWordsOf = (word: string): string[] => fold(word).match(/[\p{L}\p{N}]+/gu) ?? []

/** A place or series that is none is looked for as words. */
const conditionsOf = (
  fields: readonly FieldCondition[],
): { conditions: Condition[]; words: string[] } => {
  const conditions: Condition[] = []
  const words: string[] = []
  for (const { field, value, isExcluded } of fields) {
    const condition = conditionOf(field, value, isExcluded)
    if (condition) conditions.push(condition)
    else if (!isExcluded) words.push(...value.split(/\s+/))
  }
  return { conditions, words }
}

const conditionOf = (
  field: FieldCondition['field'],
  value: string,
  isExcluded: boolean,
): Condition | null => {
  switch (field) {
    case 'title':
      return { on: 'title', words: value, isExcluded }
    case 'author':
      return { on: 'authors', words: value, isExcluded }
    case 'isbn':
    case 'doi':
      return { on: 'identifiers', values: identifierSpellings(value), isExcluded }
    case 'country': {
      const code = findCountry(value) ?? (/^[a-z]{2}$/i.test(value) ? value.toUpperCase() : null)
      return code === null ? null : { on: 'country', values: [code], isExcluded }
    }
    case 'series': {
      const key = findSeries(value)
      return key === null ? null : { on: 'series', values: [key], isExcluded }
    }
    case 'year': {
      const years: YearSpan | null = yearsOf(value)
      return years === null ? null : { on: 'year', years, isExcluded }
    }
  }
}

const identifierSpellings = (value: string): string[] => {
  const bare = value.replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\/|^doi:/i, '')
  return [...new Set([bare, bare.toLowerCase(), bare.replace(/[\s-]/g, '')])]
}
