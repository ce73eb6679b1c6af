import type { CountingRevision } from '../applications/operations.ts'
import type { AnswerValue, Question } from '../forms/rules.ts'
import type { Language } from '../language.ts'
import { formatDate, formatMoney, formatNumber } from '../views/format.ts'
import { countryName } from '../vocabulary/countries.ts'
import { texts } from './texts.ts'

/** An application as its readers see it, in one language of the portal: the same for page and PDF. */
export type DossierContent = {
  language: Language
  reference: string
  title: string
  callTitle: string
  facts: { term: string; text: string }[]
  people: { name: string; role: string; organisation: string; note: string }[]
  sections: { key: string; title: string; answers: DossierAnswer[] }[]
  budget: DossierBudget | null
  attachments: { slot: string; title: string; name: string; sha256: string; size: number }[]
  /** Of the revision's canonical content. */
  sha256: string
  number: number
  submittedAt: Date
}

/** `text` in paragraphs of the applicant's own words, or `items` of a list. */
export type DossierAnswer = {
  key: string
  question: string
  answer: { kind: 'text'; text: string; isLong: boolean } | { kind: 'list'; items: string[] } | null
}

/** Short answers in a row stand together as a list of facts; a long one stands under its question. */
export type AnswerGroup =
  | { kind: 'short'; answers: DossierAnswer[] }
  | { kind: 'long'; answer: DossierAnswer }

export const groupAnswers = (answers: readonly DossierAnswer[]): AnswerGroup[] => {
  const groups: AnswerGroup[] = []
  for (const answer of answers) {
    const last = groups.at(-1)
    if (!isShort(answer)) groups.push({ kind: 'long', answer })
    else if (last?.kind === 'short') last.answers.push(answer)
    else groups.push({ kind: 'short', answers: [answer] })
  }
  return groups
}

export const paragraphsOf = (text: string): string[] =>
  text.split(/\n\s*\n/).filter((part) => part.trim() !== '')

export type DossierBudget = {
  currency: string
  lines: { year: string; category: string; description: string; amount: string }[]
  years: { year: string; amount: string }[]
  total: string
}

/** Puts questions and answers together by the form that was answered. */
export const dossierContent = (revision: CountingRevision, language: Language): DossierContent => {
  const t = texts[language]
  const { content, definition, call } = revision
  const total = content.budget.reduce((sum, line) => sum + line.amountCents, 0)
  const facts = [
    { term: t.call, text: call.title[language] },
    { term: t.reference, text: content.reference },
    { term: t.organisation, text: content.organisation?.name ?? '' },
    { term: t.place, text: content.country ? countryName(content.country, language) : '' },
    { term: t.duration, text: content.durationMonths ? t.months(content.durationMonths) : '' },
    { term: t.requested, text: total > 0 ? formatMoney(language, total, call.currency) : '' },
    {
      term: t.submitted,
      text: formatDate(language, revision.submittedAt, { zone: call.zone }),
    },
  ].filter(({ text }) => text !== '')
  return {
    language,
    reference: content.reference,
    title: content.title,
    callTitle: call.title[language],
    facts,
    people: content.participants
      .filter(({ role }) => role !== 'viewer')
      .map(({ name, role, organisation, status }) => ({
        name: name || t.nameless,
        role: t.roles[role],
        organisation: organisation ?? '',
        note: status === 'invited' ? t.invited : '',
      })),
    sections: definition.sections.map((section) => ({
      key: section.key,
      title: section.title[language],
      answers: section.questions.map((question) => ({
        key: question.key,
        question: question.label[language],
        answer: answerOf(question, content.answers[question.key] ?? null, {
          language,
          currency: call.currency,
          organisations: content.organisations,
        }),
      })),
    })),
    budget: budgetOf(revision, language),
    attachments: content.attachments.map(({ slot, ...file }) => ({
      slot,
      ...file,
      title: definition.attachments.find(({ key }) => key === slot)?.label[language] ?? slot,
    })),
    sha256: revision.sha256,
    number: revision.number,
    submittedAt: revision.submittedAt,
  }
}

const SHORT_QUESTION_MAX = 48
const SHORT_ANSWER_MAX = 120

const isShort = ({ question, answer }: DossierAnswer): boolean =>
  question.length <= SHORT_QUESTION_MAX &&
  (answer === null ||
    (answer.kind === 'text' && !answer.isLong && answer.text.length <= SHORT_ANSWER_MAX))

type Words = { language: Language; currency: string; organisations: Record<string, string> }

const answerOf = (
  question: Question,
  value: AnswerValue,
  { language, currency, organisations }: Words,
): DossierAnswer['answer'] => {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null
  const short = (text: string) => ({ kind: 'text' as const, text, isLong: false })
  const labelOf = (key: string) =>
    question.options?.find((option) => option.key === key)?.label[language] ?? key
  const list = Array.isArray(value) ? value : [String(value)]
  switch (question.type) {
    case 'long_text':
      return { kind: 'text', text: String(value), isLong: true }
    case 'number':
      return short(typeof value === 'number' ? formatNumber(language, value) : String(value))
    case 'money':
      return short(
        typeof value === 'number' ? formatMoney(language, value, currency) : String(value),
      )
    case 'date':
      return short(formatDate(language, String(value)))
    case 'yes_no':
      return short(value === true ? texts[language].yes : texts[language].no)
    case 'choice':
      return short(labelOf(String(value)))
    case 'choices':
      return { kind: 'list', items: list.map(labelOf) }
    case 'country':
      return short(countryName(String(value), language))
    case 'countries':
      return { kind: 'list', items: list.map((code) => countryName(code, language)) }
    case 'organisation':
      return short(organisations[String(value)] ?? String(value))
    case 'short_text':
    case 'municipality':
      return short(String(value))
  }
}

const budgetOf = (
  { content, definition, call }: CountingRevision,
  language: Language,
): DossierBudget | null => {
  const { budget } = content
  if (budget.length === 0) return null
  const money = (cents: number) => formatMoney(language, cents, call.currency)
  const sumOf = (lines: typeof budget) =>
    lines.reduce((sum, { amountCents }) => sum + amountCents, 0)
  const years = [...new Set(budget.map(({ year }) => year))].sort((a, b) => a - b)
  return {
    currency: call.currency,
    lines: years.flatMap((year) =>
      budget
        .filter((line) => line.year === year)
        .map((line) => ({
          year: String(year),
          category:
            definition.budget.categories.find(({ key }) => key === line.category)?.label[
              language
            ] ?? line.category,
          description: line.description,
          amount: money(line.amountCents),
        })),
    ),
    years: years.map((year) => ({
      year: String(year),
      amount: money(sumOf(budget.filter((line) => line.year === year))),
    })),
    total: money(sumOf(budget)),
  }
}
