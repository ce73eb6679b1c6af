import { type Html, html } from '../html.ts'
import type { Language } from '../language.ts'
import { formatDate, formatList, formatMoney, formatNumber } from '../views/format.ts'
import { countryName } from '../vocabulary/countries.ts'
import { isEmptyAnswer } from './answers.ts'
import type { AnswerValue, Question } from './rules.ts'
import { formTexts } from './texts.ts'

export type AnswerSurroundings = {
  language: Language
  currency: string
  /** Names of organisations by the id or address that answers hold. */
  organisations: Readonly<Record<string, string>>
}

/** An answer as its readers see it, as plain text: for pages, PDFs and exports alike. Empty when there is none. */
export const answerText = (
  question: Question,
  value: AnswerValue | undefined,
  { language, currency, organisations }: AnswerSurroundings,
): string => {
  if (value === undefined || value === null || isEmptyAnswer(value)) return ''
  const optionLabel = (key: string) =>
    question.options?.find((option) => option.key === key)?.label[language] ?? key
  if (typeof value === 'boolean') return value ? formTexts[language].yes : formTexts[language].no
  if (typeof value === 'number')
    return question.type === 'money'
      ? formatMoney(language, value, currency)
      : formatNumber(language, value)
  if (Array.isArray(value))
    return formatList(
      language,
      value.map((key) =>
        question.type === 'countries' ? countryName(key, language) : optionLabel(key),
      ),
    )
  switch (question.type) {
    case 'choice':
      return optionLabel(value)
    case 'country':
      return countryName(value, language)
    case 'organisation':
      return organisations[value] ?? value
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(language, value) : value
    default:
      return value
  }
}

/** The same as running text: paragraphs where the writer left blank lines. Null when there is no answer. */
export const answerMarkup = (
  question: Question,
  value: AnswerValue | undefined,
  surroundings: AnswerSurroundings,
): Html | null => {
  const text = answerText(question, value, surroundings)
  if (text === '') return null
  return html`${text.split(/\n\s*\n/).map((paragraph) => html`<p>${lines(paragraph.trim())}</p>`)}`
}

const lines = (text: string): Html =>
  html`${text.split('\n').map((line, i) => html`${i > 0 && html`<br>`}${line}`)}`
