import type { Context } from '../context.ts'
import { EMPTY_DEFINITION, withQuestions } from '../forms/definition.ts'
import type { FormDefinition } from '../forms/rules.ts'
import { type CallVersion, type NewCriterion, setCriteria, setForm } from './operations.ts'
import type { Call } from './rules.ts'

/** What a draft holds in an order of the officer's. */
export const CALL_LISTS = ['criteria', 'sections', 'questions', 'attachments'] as const
export type CallList = (typeof CALL_LISTS)[number]

/** Any change of a list of keyed things: a move, a removal. */
export type ListChange = <T extends { key: string }>(list: readonly T[]) => T[]

/** Applies a change to one of the draft's lists; questions are changed within the section they stand in. */
export const changeList = async (
  context: Context,
  { call, version, list, key }: { call: Call; version: CallVersion; list: CallList; key: string },
  change: ListChange,
): Promise<Call> => {
  const definition = definitionOf(call)
  switch (list) {
    case 'criteria':
      return setCriteria(context, version, change(criteriaOf(call)))
    case 'sections':
      return setForm(context, version, { ...definition, sections: change(definition.sections) })
    case 'questions': {
      const section = definition.sections.find(({ questions }) =>
        questions.some((each) => each.key === key),
      )
      const changed = section ? withQuestions(definition, section.key, change) : definition
      return setForm(context, version, changed)
    }
    case 'attachments':
      return setForm(
        context,
        { ...version, part: 'attachments' },
        { ...definition, attachments: change(definition.attachments) },
      )
  }
}

export const criteriaOf = (call: Call): NewCriterion[] =>
  call.criteria.map(({ id: _id, position: _position, ...criterion }) => criterion)

export const definitionOf = (call: Call): FormDefinition =>
  call.form?.definition ?? EMPTY_DEFINITION
