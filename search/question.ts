import { fold } from '../server/vocabulary/fold.ts'
import { WORD } from './language/analyse.ts'

/** Where a word may be asked for; each has the same name in English and in Swedish. */
export const FIELDS = ['title', 'author', 'year', 'series', 'country', 'isbn', 'doi'] as const
export type Field = (typeof FIELDS)[number]

export type FieldCondition = { field: Field; value: string; isExcluded: boolean }

/** What a reader typed, understood. Everything is as typed but for the signs that were understood. */
export type Question = {
  words: string[]
  /** In quotation marks: these words in this order. */
  phrases: string[]
  /** After a minus. */
  excluded: string[]
  fields: FieldCondition[]
}

const NAMES: Record<string, Field> = {
  title: 'title',
  titel: 'title',
  author: 'author',
  forfattare: 'author',
  year: 'year',
  ar: 'year',
  series: 'series',
  serie: 'series',
  country: 'country',
  land: 'country',
  isbn: 'isbn',
  doi: 'doi',
}

/** `-field:"several words"`, `field:word`, `-"phrase"`, `"phrase"`, `-word`, `word`. */
const PART =
  /(?<minus>-)?(?:(?<field>\p{L}+):)?(?:["“”](?<phrase>[^"“”]*)["“”]|(?<word>[^\s"“”]+))/gu

/**
 * Reads a question. Nothing is ever wrong with one: an unknown field name, a quotation mark without its other, a year
 * that is none are words like others.
 */
export const readQuestion = (text: string): Question => {
  const question: Question = { words: [], phrases: [], excluded: [], fields: [] }
  for (const { groups = {} } of text.matchAll(PART)) {
    const { minus, field: name, phrase, word } = groups
    const value = (phrase ?? word ?? '').trim()
    if (!hasWord(value)) {
      if (name !== undefined) question.words.push(name)
      continue
    }
    const field = name === undefined ? undefined : NAMES[fold(name)]
    if (field !== undefined && (field !== 'year' || yearsOf(value) !== null))
      question.fields.push({ field, value, isExcluded: minus !== undefined })
    else {
      if (name !== undefined) question.words.push(name)
      if (minus !== undefined) question.excluded.push(value)
      else if (phrase !== undefined && hasSeveralWords(value)) question.phrases.push(value)
      else question.words.push(value)
    }
  }
  // Only minuses ask for nothing: then they are words.
  if (isEmpty({ ...question, excluded: [] }) && question.excluded.length > 0)
    return { ...question, words: question.excluded, excluded: [] }
  return question
}

export const isEmpty = ({ words, phrases, excluded, fields }: Question): boolean =>
  words.length + phrases.length + excluded.length + fields.length === 0

/** Written again so that reading it gives the same. */
export const writeQuestion = ({ words, phrases, excluded, fields }: Question): string =>
  [
    ...fields.map(
      ({ field, value, isExcluded }) => `${isExcluded ? '-' : ''}${field}:${quotedIfNeeded(value)}`,
    ),
    ...phrases.map((phrase) => `"${phrase}"`),
    ...words,
    ...excluded.map((one) => `-${quotedIfNeeded(one)}`),
  ].join(' ')

/** A year or a span of years, `2015-2019`, `2015–`, `–2019`; null where it is neither. */
export const yearsOf = (value: string): { from?: number; to?: number } | null => {
  const found = /^(\d{4})?(?:(-|–|\.\.)(\d{4})?)?$/.exec(value)
  if (!found || (found[1] === undefined && found[3] === undefined)) return null
  const [, from, dash, to] = found
  if (dash === undefined) return { from: Number(from), to: Number(from) }
  return {
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(to === undefined ? {} : { to: Number(to) }),
  }
}

const hasWord = (text: string): boolean => (text.match(WORD) ?? []).length > 0
const hasSeveralWords = (text: string): boolean => (text.match(WORD) ?? []).length > 1
const quotedIfNeeded = (value: string): string => (/\s/.test(value) ? `"${value}"` : value)
