import { answerProblemText, questionsOf } from '../forms/answers.ts'
import type { FormDefinition } from '../forms/rules.ts'
import type { Language } from '../language.ts'
import { formatMoney, formatNumber } from '../views/format.ts'
import type { BudgetProblem } from './budget-rules.ts'
import type { BasicProblem, Lack } from './completeness.ts'
import { texts } from './texts.ts'
import { budgetTexts } from './texts-budget.ts'

type Surroundings = { definition: FormDefinition; currency: string }

/** A sentence for a lack, as it stands beside its control. */
export const lackText = (
  lack: Lack,
  { definition, currency }: Surroundings,
  language: Language,
): string => {
  const t = texts[language].lacks
  if ('isAnswer' in lack) {
    const question = questionsOf(definition).find(({ key }) => key === lack.field)
    return question ? answerProblemText(question, lack.problem, language) : ''
  }
  if (lack.section === 'attachments') {
    const slot = definition.attachments.find(({ key }) => key === lack.field)
    return t.file(slot?.label[language] ?? lack.field)
  }
  if (lack.section === 'budget')
    return budgetProblemText(lack.problem as BudgetProblem, { definition, currency }, language)
  return basicText(lack.field, lack.problem as BasicProblem, language)
}

/** The same with the question's words before it, for the list of all that is missing. */
export const lackLine = (lack: Lack, surroundings: Surroundings, language: Language): string => {
  const sentence = lackText(lack, surroundings, language)
  if (!('isAnswer' in lack)) return sentence
  const question = questionsOf(surroundings.definition).find(({ key }) => key === lack.field)
  if (!question) return sentence
  const label = question.label[language]
  return lack.problem.code === 'missing' ? label : `${label} ${sentence}`
}

/** Names the category and the year, the limit, and how far it is off. */
export const budgetProblemText = (
  problem: BudgetProblem,
  { definition, currency }: Surroundings,
  language: Language,
): string => {
  const t = budgetTexts[language]
  const money = (cents: number) => formatMoney(language, cents, currency)
  const category = (key: string) =>
    definition.budget.categories.find((one) => one.key === key)?.label[language] ?? key
  switch (problem.code) {
    case 'missing':
      return t.missing
    case 'unknown_category':
      return t.unknownCategory
    case 'year_after_end':
      return t.yearAfterEnd(category(problem.category), problem.year, problem.yearMax)
    case 'total_too_small':
      return t.totalTooSmall(
        money(problem.leastCents),
        money(problem.leastCents - problem.totalCents),
      )
    case 'total_too_big':
      return t.totalTooBig(money(problem.mostCents), money(problem.totalCents - problem.mostCents))
    case 'overhead_too_big':
      return t.overheadTooBig(
        category(problem.category),
        formatNumber(language, problem.percent),
        money(problem.mostCents),
        money(problem.overCents),
      )
  }
}

const basicText = (field: string, problem: BasicProblem, language: Language): string => {
  const t = texts[language].lacks
  switch (problem.code) {
    case 'missing':
      return (
        { title: t.title, organisation: t.organisation, country: t.country }[field] ??
        t.durationMonths
      )
    case 'too_small':
      return t.monthsLeast(problem.least)
    case 'too_big':
      return t.monthsMost(problem.most)
    case 'not_in_call':
      return t.notInCall
  }
}
