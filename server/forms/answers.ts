import { catalogue, type Language, plural } from '../language.ts'
import { isCountryCode } from '../vocabulary/countries.ts'
import type { AnswerValue, FormDefinition, Question } from './rules.ts'

/** What keeps an answer from being sent; it never keeps it from being saved. */
export type AnswerProblem =
  | { code: 'missing' }
  | { code: 'too_many_words'; words: number; wordsMax: number }
  | { code: 'too_small'; least: number }
  | { code: 'too_big'; most: number }
  | { code: 'unreadable' }

/** Past this an answer is not stored at all: no form asks for a book. */
export const TEXT_CHARACTERS_MAX = 60_000
export const CHOICES_MAX = 300

/**
 * Words as page, API and PDF count them: runs of characters between white space. A hyphenated word is one,
 * and so is a figure with its sign; scripts that part no words are counted by what white space they have.
 */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0

/** Text as it is kept: one kind of line break, composed characters, nothing that cannot be shown. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u00ad\u200b\ufeff]|(?![\n\t])\p{Cc}/gu, '')
    .trim()

/** No answer at all: absent, blank, or an empty list. `false` and 0 are answers. */
export const isEmptyAnswer = (value: AnswerValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Whether a value is of the question's type, and so can be stored, however incomplete. */
export const isOfType = (question: Question, value: AnswerValue): boolean => {
  if (value === null) return true
  switch (question.type) {
    case 'short_text':
    case 'long_text':
    case 'municipality':
    case 'organisation':
      return typeof value === 'string' && value.length <= TEXT_CHARACTERS_MAX
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    case 'date':
      return typeof value === 'string' && isDate(value)
    case 'yes_no':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && optionKeys(question).includes(value)
    case 'choices':
      return isListOf(value, (key) => optionKeys(question).includes(key))
    case 'country':
      return typeof value === 'string' && isCountryCode(value)
    case 'countries':
      return isListOf(value, isCountryCode)
  }
}

/** What is wrong with an answer of the right type, or that it is missing; null when nothing is. */
export const problemOf = (
  question: Question,
  value: AnswerValue | undefined,
): AnswerProblem | null => {
  if (value === undefined || isEmptyAnswer(value))
    return question.required ? { code: 'missing' } : null
  if (!isOfType(question, value)) return { code: 'unreadable' }
  if (typeof value === 'string' && question.wordsMax !== undefined) {
    const words = countWords(value)
    if (words > question.wordsMax)
      return { code: 'too_many_words', words, wordsMax: question.wordsMax }
  }
  if (typeof value === 'number') {
    if (question.min !== undefined && value < question.min)
      return { code: 'too_small', least: question.min }
    if (question.max !== undefined && value > question.max)
      return { code: 'too_big', most: question.max }
  }
  return null
}

/** The same as a sentence that says what to do; null when the answer is as it should be. */
export const validateAnswer = (
  question: Question,
  value: AnswerValue | undefined,
  language: Language,
): string | null => {
  const problem = problemOf(question, value)
  return problem && answerProblemText(question, problem, language)
}

/** A sentence for a problem, naming the limit. */
export const answerProblemText = (
  question: Question,
  problem: AnswerProblem,
  language: Language,
): string => {
  const t = texts[language]
  const figure = (value: number) => (question.type === 'money' ? value / 100 : value)
  switch (problem.code) {
    case 'missing':
      return MISSING_CHOICE.includes(question.type) ? t.choose : t.missing
    case 'too_many_words':
      return t.tooManyWords(problem.words - problem.wordsMax, problem.wordsMax)
    case 'too_small':
      return t.tooSmall(figure(problem.least))
    case 'too_big':
      return t.tooBig(figure(problem.most))
    case 'unreadable':
      return t.unreadable[question.type]
  }
}

/** Keys of the required questions that have no answer, in the order of the form. */
export const missingAnswers = (
  definition: Pick<FormDefinition, 'sections'>,
  answers: Readonly<Record<string, AnswerValue | undefined>>,
): string[] =>
  questionsOf(definition)
    .filter((question) => question.required && isEmptyAnswer(answers[question.key]))
    .map((question) => question.key)

export const questionsOf = (definition: Pick<FormDefinition, 'sections'>): Question[] =>
  definition.sections.flatMap((section) => section.questions)

/**
 * An answer out of a posted form. What is not of the question's type comes back as `unreadable` with the text as
 * typed, so that a page can show it again; an empty field is null.
 */
export const decodeAnswer = (
  question: Question,
  raw: unknown,
): { value: AnswerValue } | { unreadable: string } => {
  if (question.type === 'choices' || question.type === 'countries') {
    const list = (Array.isArray(raw) ? raw : [raw])
      .filter((item) => item !== undefined && item !== null && item !== '')
      .map(String)
    const value = [...new Set(list)]
    if (value.length === 0) return { value: null }
    return isOfType(question, value) ? { value } : { unreadable: list.join(', ') }
  }
  const text = cleanText(String((Array.isArray(raw) ? raw[0] : raw) ?? ''))
  if (text === '') return { value: null }
  const value = single(question, text)
  return value !== undefined && isOfType(question, value) ? { value } : { unreadable: text }
}

/** As a form field shows it: the reverse of `decodeAnswer`. */
export const encodeAnswer = (
  question: Question,
  value: AnswerValue | undefined,
): string | string[] => {
  if (value === null || value === undefined) return Array.isArray(value) ? [] : ''
  if (Array.isArray(value)) return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (question.type === 'money' && typeof value === 'number') return centsToText(value)
  return String(value)
}

/** "1250" or "1250.50" from hundredths. */
export const centsToText = (cents: number): string =>
  cents % 100 === 0
    ? String(cents / 100)
    : `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

/** Hundredths from an amount as people type it: "1 250", "1,250", "1250,50"; null for what is none. */
export const parseCents = (text: string): number | null => {
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[,.](?=\d{3}(?:\D|$))/g, '')
  const found = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!found) return null
  const cents = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(cents) ? cents : null
}

const single = (question: Question, text: string): AnswerValue | undefined => {
  if (question.type === 'yes_no') return text === 'yes' ? true : text === 'no' ? false : undefined
  if (question.type === 'money') return parseCents(text) ?? undefined
  if (question.type !== 'number') return text
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

const optionKeys = (question: Question): string[] =>
  (question.options ?? []).map((option) => option.key)

const isListOf = (value: AnswerValue, isKnown: (key: string) => boolean): boolean =>
  Array.isArray(value) && value.length <= CHOICES_MAX && value.every(isKnown)

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const MISSING_CHOICE: readonly string[] = ['choice', 'choices', 'yes_no', 'country', 'countries']

const texts = catalogue({
  en: {
    missing: 'Fill this in.',
    choose: 'Choose an alternative.',
    tooManyWords: (over: number, most: number) =>
      `${plural('en', over, { one: '1 word', other: `${over} words` })} too many. Shorten to ${most} words.`,
    tooSmall: (least: number) => `The least value is ${least}.`,
    tooBig: (most: number) => `The greatest value is ${most}.`,
    unreadable: {
      short_text: 'The text is too long to be kept. Shorten it.',
      long_text: 'The text is too long to be kept. Shorten it.',
      number: 'Write a number, for example 18.',
      money: 'Write an amount, for example 120 000.',
      date: 'Write a date as year-month-day, for example 2027-09-01.',
      yes_no: 'Choose yes or no.',
      choice: 'Choose one of the alternatives.',
      choices: 'Choose among the alternatives.',
      country: 'Choose a country in the list.',
      countries: 'Choose countries in the list.',
      organisation: 'Choose an organisation in the list.',
      municipality: 'The text is too long to be kept. Shorten it.',
    },
  },
  sv: {
    missing: 'Fyll i detta.',
    choose: 'Välj ett alternativ.',
    tooManyWords: (over: number, most: number) =>
      `${over} ord för mycket. Korta till högst ${most} ord.`,
    tooSmall: (least: number) => `Det minsta värdet är ${least}.`,
    tooBig: (most: number) => `Det högsta värdet är ${most}.`,
    unreadable: {
      short_text: 'Texten är för lång för att sparas. Korta den.',
      long_text: 'Texten är för lång för att sparas. Korta den.',
      number: 'Skriv ett tal, till exempel 18.',
      money: 'Skriv ett belopp, till exempel 120 000.',
      date: 'Skriv datumet som år-månad-dag, till exempel 2027-09-01.',
      yes_no: 'Välj ja eller nej.',
      choice: 'Välj ett av alternativen.',
      choices: 'Välj bland alternativen.',
      country: 'Välj ett land i listan.',
      countries: 'Välj länder i listan.',
      organisation: 'Välj en organisation i listan.',
      municipality: 'Texten är för lång för att sparas. Korta den.',
    },
  },
})
