import type { Bilingual, Language } from '../language.ts'
import { LANGUAGES } from '../language.ts'
import type { FormDefinition, FormSection, Question } from './rules.ts'

export const EMPTY_DEFINITION: FormDefinition = {
  sections: [],
  attachments: [],
  budget: { required: false, categories: [] },
}

/** What a definition lacks before its form can be used; `subject` is the label or key it concerns. */
export type DefinitionGap =
  | { part: 'form'; code: 'questions_none' }
  | { part: 'form'; code: 'section_empty'; subject: string }
  | { part: 'form'; code: 'section_text'; subject: string; language: Language }
  | { part: 'form'; code: 'question_text'; subject: string; language: Language }
  | { part: 'form'; code: 'options_few'; subject: string }
  | { part: 'form'; code: 'criterion_unknown'; subject: string }
  | { part: 'attachments'; code: 'slot_text'; subject: string; language: Language }
  | { part: 'budget'; code: 'category_text'; subject: string; language: Language }
  | { part: 'budget'; code: 'categories_none' }

/** Everything that stands between a definition and an applicant, in the order of the form. */
export const definitionGaps = (
  definition: FormDefinition,
  criterionKeys: readonly string[],
): DefinitionGap[] => {
  const gaps: DefinitionGap[] = []
  if (questionsOf(definition).length === 0) gaps.push({ part: 'form', code: 'questions_none' })
  for (const section of definition.sections) {
    const subject = anyText(section.title, section.key)
    for (const language of missingIn(section.title))
      gaps.push({ part: 'form', code: 'section_text', subject, language })
    if (section.questions.length === 0) gaps.push({ part: 'form', code: 'section_empty', subject })
    for (const question of section.questions) gaps.push(...questionGaps(question, criterionKeys))
  }
  for (const slot of definition.attachments)
    for (const language of missingInAny(slot.label, slot.hint))
      gaps.push({
        part: 'attachments',
        code: 'slot_text',
        subject: anyText(slot.label, slot.key),
        language,
      })
  for (const category of definition.budget.categories)
    for (const language of missingIn(category.label))
      gaps.push({
        part: 'budget',
        code: 'category_text',
        subject: anyText(category.label, category.key),
        language,
      })
  if (definition.budget.required && definition.budget.categories.length === 0)
    gaps.push({ part: 'budget', code: 'categories_none' })
  return gaps
}

export const questionsOf = (definition: FormDefinition): Question[] =>
  definition.sections.flatMap(({ questions }) => questions)

/** Whether an answer is one or several of the question's own options. */
export const hasOptions = ({ type }: Pick<Question, 'type'>): boolean =>
  type === 'choice' || type === 'choices'

export const hasWords = ({ type }: Pick<Question, 'type'>): boolean =>
  type === 'short_text' || type === 'long_text'

export const hasBounds = ({ type }: Pick<Question, 'type'>): boolean =>
  type === 'number' || type === 'money'

type Keyed = { key: string }

/** The list with the item in the place of `key`, or last where there is none of that key. */
export const put = <T extends Keyed>(list: readonly T[], item: T, key: string | null): T[] =>
  list.some((each) => each.key === key)
    ? list.map((each) => (each.key === key ? item : each))
    : [...list, item]

export const without = <T extends Keyed>(list: readonly T[], key: string): T[] =>
  list.filter((each) => each.key !== key)

/** The list with one item a place up (-1) or down (1); at an end nothing moves. */
export const moved = <T extends Keyed>(list: readonly T[], key: string, by: -1 | 1): T[] => {
  const from = list.findIndex((each) => each.key === key)
  const to = from + by
  if (from < 0 || to < 0 || to >= list.length) return [...list]
  const others = without(list, key)
  const item = list[from]
  return item ? [...others.slice(0, to), item, ...others.slice(to)] : [...list]
}

/** The definition with one section's questions changed; the section must be there. */
export const withQuestions = (
  definition: FormDefinition,
  sectionKey: string,
  change: (questions: readonly Question[]) => Question[],
): FormDefinition => ({
  ...definition,
  sections: definition.sections.map(
    (section): FormSection =>
      section.key === sectionKey ? { ...section, questions: change(section.questions) } : section,
  ),
})

/** Both texts, where they are the same length, as labelled keys; a label that was there keeps its key. */
export const keyedLabels = (
  labels: readonly Bilingual[],
  before: readonly { key: string; label: Bilingual }[],
): { key: string; label: Bilingual }[] => {
  const taken = new Set<string>()
  return labels.map((label) => {
    const known = before.find(
      (each) => !taken.has(each.key) && (each.label.en === label.en || each.label.sv === label.sv),
    )
    const key = known?.key ?? freeKey(label.en || label.sv, [...taken, ...before.map(keyOf)])
    taken.add(key)
    return { key, label }
  })
}

/** A key made of a label's words that is not among those taken: `salaries`, `salaries-2`. */
export const freeKey = (label: string, taken: readonly string[]): string => {
  const plain = plainKey(label)
  const base =
    (plain.length > KEY_LABEL_MAX
      ? plain
          .slice(0, KEY_LABEL_MAX + 1)
          .replace(/-[^-]*$/, '')
          .slice(0, KEY_LABEL_MAX)
      : plain) || 'item'
  let key = base
  for (let n = 2; taken.includes(key); n += 1) key = `${base}-${n}`
  return key
}

/** Lower-case letters, digits and hyphens, beginning with a letter. */
export const plainKey = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')

export const missingIn = (text: Bilingual): Language[] =>
  LANGUAGES.filter((language) => text[language].trim() === '')

const KEY_LABEL_MAX = 40
const OPTIONS_MIN = 2

const keyOf = ({ key }: Keyed): string => key

const anyText = (text: Bilingual, key: string): string => text.en || text.sv || key

/** A hint is needed in both languages once it is written in one. */
const missingInAny = (label: Bilingual, hint: Bilingual | undefined): Language[] =>
  LANGUAGES.filter(
    (language) =>
      label[language].trim() === '' ||
      (hint !== undefined && hint[language].trim() === '' && `${hint.sv}${hint.en}`.trim() !== ''),
  )

const questionGaps = (question: Question, criterionKeys: readonly string[]): DefinitionGap[] => {
  const subject = anyText(question.label, question.key)
  const gaps: DefinitionGap[] = missingInAny(question.label, question.hint).map((language) => ({
    part: 'form',
    code: 'question_text',
    subject,
    language,
  }))
  const options = question.options ?? []
  if (hasOptions(question)) {
    if (options.length < OPTIONS_MIN) gaps.push({ part: 'form', code: 'options_few', subject })
    for (const language of LANGUAGES)
      if (options.some(({ label }) => missingIn(label).includes(language)))
        gaps.push({ part: 'form', code: 'question_text', subject, language })
  }
  if (question.criterion !== undefined && !criterionKeys.includes(question.criterion))
    gaps.push({ part: 'form', code: 'criterion_unknown', subject })
  return gaps
}
