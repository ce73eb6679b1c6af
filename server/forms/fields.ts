import type { FormState } from '../form.ts'
import type { Html, Renderable } from '../html.ts'
import { organisationPicker, type PickerResults, pickerOf } from '../organisations/picker.ts'
import type { View } from '../view.ts'
import { choiceField, choicesField } from '../views/choices.ts'
import { formatNumber } from '../views/format.ts'
import { field, moneyField, selectField, textArea } from '../views/forms.ts'
import { countriesByName } from '../vocabulary/countries.ts'
import type { Question } from './rules.ts'
import { formTexts } from './texts.ts'

/** Name of a question's control: a prefix keeps the form's own fields from being taken for answers. */
export const answerField = (key: string): string => `q-${key}`

export type QuestionOptions = {
  currency: string
  /** Beside a text: when it was saved. */
  saved?: Renderable
  /** For questions about an organisation: what the picker found. */
  picker?: PickerResults | undefined
  disabled?: boolean
}

/** The control for a question of a form, with its label, hint and limits. */
export const questionField = (
  view: View,
  form: FormState,
  question: Question,
  options: QuestionOptions,
): Html => {
  const { language } = view
  const name = answerField(question.key)
  const common = {
    label: question.label[language],
    hint: hintOf(view, question),
    optional: !question.required,
    disabled: options.disabled === true,
  }
  switch (question.type) {
    case 'long_text':
      return textArea(view, form, name, {
        ...common,
        rows: Math.min(16, Math.max(5, Math.ceil((question.wordsMax ?? 150) / 14))),
        wordsMax: question.wordsMax,
        saved: options.saved ?? ' ',
      })
    case 'short_text':
      return question.wordsMax === undefined
        ? field(view, form, name, common)
        : textArea(view, form, name, {
            ...common,
            rows: 2,
            wordsMax: question.wordsMax,
            saved: options.saved ?? ' ',
          })
    case 'municipality':
      return field(view, form, name, { ...common, autocomplete: 'off' })
    case 'number':
      return field(view, form, name, { ...common, inputmode: 'decimal', short: true })
    case 'money':
      return moneyField(view, form, name, { ...common, currency: options.currency })
    case 'date':
      return field(view, form, name, { ...common, type: 'date', short: true })
    case 'yes_no':
      return choiceField(view, form, name, {
        ...common,
        choices: [
          { value: 'yes', label: formTexts[language].yes },
          { value: 'no', label: formTexts[language].no },
        ],
      })
    case 'choice':
      return (question.options ?? []).length > RADIOS_MAX
        ? selectField(view, form, name, { ...common, options: optionsOf(view, question) })
        : choiceField(view, form, name, { ...common, choices: optionsOf(view, question) })
    case 'choices':
      return choicesField(view, form, name, { ...common, choices: optionsOf(view, question) })
    case 'country':
      return selectField(view, form, name, { ...common, options: countryOptions(view) })
    case 'countries':
      return choicesField(view, form, name, {
        ...common,
        columns: true,
        choices: countryOptions(view),
      })
    case 'organisation':
      return organisationPicker(view, form, name, {
        ...common,
        results: options.picker ?? pickerOf(null),
      })
  }
}

export const countryOptions = (view: View): { value: string; label: string }[] =>
  countriesByName(view.language).map(({ code, name }) => ({ value: code, label: name }))

const RADIOS_MAX = 7

const optionsOf = (view: View, question: Question) =>
  (question.options ?? []).map(({ key, label }) => ({ value: key, label: label[view.language] }))

const hintOf = (view: View, question: Question): string | undefined => {
  const { language } = view
  const t = formTexts[language]
  const figure = (value: number) =>
    formatNumber(language, question.type === 'money' ? value / 100 : value)
  const { min, max } = question
  const isFigure = question.type === 'number' || question.type === 'money'
  const limits =
    !isFigure || (min === undefined && max === undefined)
      ? null
      : min === undefined
        ? t.atMost(figure(max ?? 0))
        : max === undefined
          ? t.atLeast(figure(min))
          : t.between(figure(min), figure(max))
  const parts = [question.hint?.[language], limits].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : undefined
}
