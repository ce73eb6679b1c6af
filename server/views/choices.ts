import type { FormState } from '../form.ts'
import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { formatBytes } from './format.ts'
import { type Control, fieldClass, fieldId, firstValue, saying } from './forms.ts'
import { texts } from './texts.ts'

export type Choice = {
  value: string
  label: Renderable
  hint?: Renderable
  /** How many things this choice would leave. */
  count?: string | number | undefined
  disabled?: boolean | undefined
  lang?: string | undefined
}

export type Choices = Control & {
  choices: readonly Choice[]
  /** Used where the form holds no values at all. */
  value?: string | readonly string[] | undefined
  /** In columns where there is room: many short choices. */
  columns?: boolean | undefined
  /** The question is read out but not shown: a heading beside it says the same. */
  hiddenLegend?: boolean | undefined
}

/** One of a few: radio buttons under their question. */
export const choiceField = (view: View, form: FormState, name: string, options: Choices): Html =>
  fieldset(view, form, name, options, 'radio')

/** Any of a few: boxes to tick, sent as a repeated name. */
export const choicesField = (view: View, form: FormState, name: string, options: Choices): Html =>
  fieldset(view, form, name, options, 'checkbox')

/** A single box to tick, with its sentence. Sends `on`, or `value`. */
export const tickField = (
  _view: View,
  form: FormState,
  name: string,
  { value = 'on', ...options }: Control & { value?: string; checked?: boolean },
): Html => {
  const { before, describedBy, isWrong } = saying(form, name, options.hint)
  const current = firstValue(form, name)
  const isChecked =
    current === undefined ? options.checked === true && !isSent(form) : current === value
  return html`<div class="${fieldClass(isWrong, options.wide)}">${before}<label class="choice" for="${fieldId(name)}"><input type="checkbox" id="${fieldId(name)}" name="${name}" value="${value}" ${attribute('checked', isChecked)} ${attribute('aria-describedby', describedBy.length > 0 && describedBy.join(' '))} ${attribute('aria-invalid', isWrong && 'true')} ${attribute('disabled', options.disabled)}> <span>${options.label}</span></label></div>
`
}

export type FileField = Control & {
  /** For the `accept` attribute: `application/pdf` or `.pdf,.csv`. */
  accept: string
  /** As a reader says it: `PDF`. */
  kinds: string
  sizeMax: number
  pagesMax?: number | undefined
  multiple?: boolean | undefined
  /** What is attached already, where a new file would take its place. */
  attached?: { label: Renderable; href: string } | undefined
}

/** A file, with its kind, size and pages said beforehand. The form needs `enctype="multipart/form-data"`. */
export const fileField = (view: View, form: FormState, name: string, options: FileField): Html => {
  const words = texts[view.language]
  const id = fieldId(name)
  const size = formatBytes(view.language, options.sizeMax)
  const limits =
    options.pagesMax === undefined
      ? words.fileLimits(options.kinds, size)
      : words.filePages(options.kinds, size, options.pagesMax)
  const { before, describedBy, isWrong } = saying(
    form,
    name,
    html`${limits}${options.hint && html` ${options.hint}`}`,
  )
  return html`<div class="${fieldClass(isWrong, options.wide)}"><label for="${id}">${options.label}${
    options.optional && html` <span class="optional">(${words.optional})</span>`
  }</label>${before}${
    options.attached &&
    html`<p class="attached">${words.fileNow}<a href="${options.attached.href}">${options.attached.label}</a></p>`
  }<input type="file" id="${id}" name="${name}" accept="${options.accept}" ${attribute('multiple', options.multiple)} aria-describedby="${describedBy.join(' ')}" ${attribute('aria-invalid', isWrong && 'true')} ${attribute('disabled', options.disabled)}></div>
`
}

/** Scores to choose among, as seats along a table's edge, with the words that anchor them. */
export const scaleField = (
  _view: View,
  form: FormState,
  name: string,
  options: {
    label: Renderable
    min: number
    max: number
    anchors?: readonly { score: number; text: Renderable }[] | undefined
    value?: string | undefined
  },
): Html => {
  const { before, describedBy, isWrong } = saying(form, name, null)
  const chosen = firstValue(form, name) ?? options.value ?? ''
  const id = fieldId(name)
  const anchors = options.anchors ?? []
  const ids = [...describedBy, ...(anchors.length > 0 ? [`${id}-anchors`] : [])]
  const scores = Array.from({ length: options.max - options.min + 1 }, (_, i) => options.min + i)
  return html`<fieldset class="${fieldClass(isWrong, false)} scale" ${attribute('aria-describedby', ids.length > 0 && ids.join(' '))}><legend>${options.label}</legend>${before}<div class="seats" data-seats="${scores.length}">${scores.map(
    (score, i) =>
      html`<label><input type="radio" id="${i === 0 ? id : `${id}-${score}`}" name="${name}" value="${score}" ${attribute('checked', String(score) === chosen)}><span>${score}</span></label>`,
  )}</div>${
    anchors.length > 0 &&
    html`<ol class="anchors" id="${id}-anchors">${anchors.map(({ score, text }) => html`<li><b>${score}</b> <span>${text}</span></li>`)}</ol>`
  }</fieldset>
`
}

function fieldset(
  view: View,
  form: FormState,
  name: string,
  options: Choices,
  type: 'radio' | 'checkbox',
): Html {
  const { before, describedBy, isWrong } = saying(form, name, options.hint)
  const chosen = chosenOf(form, name, options.value)
  const id = fieldId(name)
  return html`<fieldset class="${fieldClass(isWrong, options.wide)}" ${attribute('aria-describedby', describedBy.length > 0 && describedBy.join(' '))}><legend ${attribute('class', options.hiddenLegend && 'vh')}>${options.label}${
    options.optional && html` <span class="optional">(${texts[view.language].optional})</span>`
  }</legend>${before}<div class="${options.columns ? 'choices' : ''}">${options.choices.map(
    (choice, i) =>
      html`<label class="choice" for="${optionId(id, i)}"><input type="${type}" id="${optionId(id, i)}" name="${name}" value="${choice.value}" ${attribute('checked', chosen.includes(choice.value))} ${attribute('disabled', choice.disabled || options.disabled)} ${attribute('aria-invalid', isWrong && type === 'checkbox' && 'true')}> <span ${attribute('lang', choice.lang)}>${choice.label}${
        choice.hint && html` <span class="hint">${choice.hint}</span>`
      }</span>${choice.count !== undefined && html`<span class="count">${choice.count}</span>`}</label>`,
  )}</div></fieldset>
`
}

const chosenOf = (
  form: FormState,
  name: string,
  fallback: string | readonly string[] | undefined,
): readonly string[] => {
  // A box that nobody ticked is not sent: what came back without it must not be ticked again.
  const value = form.values[name] ?? (isSent(form) ? undefined : fallback)
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** The first carries the field's own id: that is where the error summary leads. */
const optionId = (id: string, i: number): string => (i === 0 ? id : `${id}-${i + 1}`)

const isSent = (form: FormState): boolean => Object.keys(form.values).length > 0
