import type { Call } from '../calls/rules.ts'
import { type AnswerProblem, isEmptyAnswer, problemOf } from '../forms/answers.ts'
import type { AnswerValue, FormDefinition } from '../forms/rules.ts'
import { type BudgetLine, type BudgetProblem, budgetProblems } from './budget-rules.ts'

/** One thing that is missing or to be corrected before submitting: in which section, about which field. */
export type Lack =
  | { section: 'basics'; field: BasicField; problem: BasicProblem }
  | { section: 'budget'; field: string; problem: BudgetProblem }
  | { section: 'attachments'; field: string; problem: { code: 'missing' } }
  | { section: string; field: string; problem: AnswerProblem; isAnswer: true }

export type BasicField = 'title' | 'organisation' | 'country' | 'durationMonths'
export type BasicProblem =
  | { code: 'missing' }
  | { code: 'too_small'; least: number }
  | { code: 'too_big'; most: number }
  | { code: 'not_in_call' }

/** What is looked at to say whether an application is complete. */
export type DraftFacts = {
  title: string
  organisation: { id: string } | null
  country: string | null
  durationMonths: number | null
  answers: Readonly<Record<string, AnswerValue | undefined>>
  budget: readonly BudgetLine[]
  attachments: readonly { slot: string }[]
  participants: readonly { status: string }[]
}

export type CallFacts = Pick<
  Call,
  | 'countries'
  | 'durationMonthsMin'
  | 'durationMonthsMax'
  | 'amountMinCents'
  | 'amountMaxCents'
  | 'overheadMaxPercent'
>

/** Everything missing or to be corrected, in the order of the form. */
export const lacksOf = (draft: DraftFacts, definition: FormDefinition, call: CallFacts): Lack[] => [
  ...basicLacks(draft, call),
  ...definition.sections.flatMap((section) =>
    section.questions.flatMap((question): Lack[] => {
      const problem = problemOf(question, draft.answers[question.key])
      return problem ? [{ section: section.key, field: question.key, problem, isAnswer: true }] : []
    }),
  ),
  ...budgetProblems(draft.budget, definition.budget, {
    ...call,
    durationMonths: draft.durationMonths,
  }).map((problem): Lack => ({ section: 'budget', field: budgetField(problem), problem })),
  ...definition.attachments
    .filter((slot) => slot.required && !draft.attachments.some((one) => one.slot === slot.key))
    .map(
      (slot): Lack => ({
        section: 'attachments',
        field: slot.key,
        problem: { code: 'missing' },
      }),
    ),
]

/** Untouched, begun, ready, to be corrected, waiting for someone else. */
export type SectionState = 'empty' | 'part' | 'whole' | 'bad' | 'wait'

export type SectionStanding = {
  /** `basics`, a section of the form, `budget`, `attachments` or `participants`. */
  key: string
  state: SectionState
  /** How many answers are there but not as they should be. */
  toCorrect: number
}

/** How far each section has come, in the order in which they are filled in. */
export const sectionStandings = (
  draft: DraftFacts,
  definition: FormDefinition,
  lacks: readonly Lack[],
): SectionStanding[] => {
  const standing = (key: string, isTouched: boolean): SectionStanding => {
    const own = lacks.filter((lack) => lack.section === key)
    const toCorrect = own.filter((lack) => lack.problem.code !== 'missing').length
    const state = toCorrect > 0 ? 'bad' : own.length === 0 ? 'whole' : isTouched ? 'part' : 'empty'
    return { key, state, toCorrect }
  }
  const hasBasics =
    draft.title !== '' ||
    draft.organisation !== null ||
    draft.country !== null ||
    draft.durationMonths !== null
  const isWaiting = draft.participants.some((participant) => participant.status === 'invited')
  return [
    standing('basics', hasBasics),
    ...definition.sections.map((section) => {
      const isTouched = section.questions.some((q) => !isEmptyAnswer(draft.answers[q.key]))
      const found = standing(section.key, isTouched)
      // A section where nothing is required is not ready before anybody has looked at it.
      return found.state === 'whole' && !isTouched && section.questions.length > 0
        ? { ...found, state: 'empty' as const }
        : found
    }),
    ...(hasBudget(definition) ? [standing('budget', draft.budget.length > 0)] : []),
    ...(definition.attachments.length > 0
      ? [standing('attachments', draft.attachments.length > 0)]
      : []),
    { key: 'participants', state: isWaiting ? 'wait' : 'whole', toCorrect: 0 },
  ]
}

export const hasBudget = (definition: FormDefinition): boolean =>
  definition.budget.required || definition.budget.categories.length > 0

const basicLacks = (draft: DraftFacts, call: CallFacts): Lack[] => {
  const lacks: Lack[] = []
  const add = (field: BasicField, problem: BasicProblem) =>
    lacks.push({ section: 'basics', field, problem })
  if (draft.title.trim() === '') add('title', { code: 'missing' })
  if (draft.organisation === null) add('organisation', { code: 'missing' })
  if (draft.country === null) add('country', { code: 'missing' })
  else if (call.countries.length > 0 && !call.countries.includes(draft.country))
    add('country', { code: 'not_in_call' })
  const months = draft.durationMonths
  const { durationMonthsMin: least, durationMonthsMax: most } = call
  if (months === null) add('durationMonths', { code: 'missing' })
  else if (least !== null && months < least) add('durationMonths', { code: 'too_small', least })
  else if (most !== null && months > most) add('durationMonths', { code: 'too_big', most })
  return lacks
}

const budgetField = (problem: BudgetProblem): string =>
  'line' in problem ? `amount-${problem.line}` : 'amount-0'
