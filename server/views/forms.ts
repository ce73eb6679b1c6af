import type { FormState, Problem } from '../form.ts'
import { attribute, type Html, html, type Renderable, safeUrl } from '../html.ts'
import type { View } from '../view.ts'
import { texts } from './texts.ts'

/** The hidden field that every form which posts must carry. */
export const csrfField = (view: View): Html =>
  html`<input type="hidden" name="_csrf" value="${view.csrf}">`

/** The id of a control: its name, with what addresses and selectors stumble on replaced. */
export const fieldId = (name: string): string => name.replace(/[^A-Za-z0-9_-]+/g, '-')

/** First on a page whose form came back: what is wrong, each linked to its control. */
export const errorSummary = (view: View, problems: readonly Problem[]): Html | null =>
  problems.length === 0
    ? null
    : html`<div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="summary-title">
<h2 id="summary-title">${texts[view.language].problems(problems.length)}</h2>
<ul>${problems.map(
        ({ field, message }) =>
          html`<li>${field === '' ? html`<b>${message}</b>` : html`<a href="#${fieldId(field)}">${message}</a>`}</li>`,
      )}</ul>
</div>
`

export type FieldType =
  | 'text'
  | 'email'
  | 'number'
  | 'date'
  | 'datetime-local'
  | 'time'
  | 'search'
  | 'tel'
  | 'url'
  | 'password'

/** What every control has. `label` is always shown; `hint` stands between label and control. */
export type Control = {
  label: Renderable
  hint?: Renderable
  /** Says "optional" after the label. Required is the rule and goes without saying. */
  optional?: boolean | undefined
  /** Over the whole width of its column instead of the measure of reading. */
  wide?: boolean | undefined
  /** The language of what is to be written, where it is not the page's. */
  lang?: string | undefined
  disabled?: boolean | undefined
  readonly?: boolean | undefined
}

export type Field = Control & {
  type?: FieldType | undefined
  autocomplete?: string | undefined
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search' | undefined
  maxlength?: number | undefined
  min?: string | number | undefined
  max?: string | number | undefined
  step?: string | number | undefined
  /** Id of a `datalist` on the page. */
  list?: string | undefined
  spellcheck?: boolean | undefined
  /** As wide as what goes into it: a year, an amount, a code. */
  short?: boolean | undefined
  /** After the control, on the same line: a unit. */
  suffix?: Renderable
  /** Used where the form holds no value of this name. */
  value?: string | undefined
}

/** One line: a text, a number, a date, an address. */
export const field = (view: View, form: FormState, name: string, options: Field): Html => {
  const input = html`<input id="${fieldId(name)}" name="${name}" type="${options.type ?? 'text'}" value="${firstValue(form, name) ?? options.value ?? ''}" ${common(form, name, options)} ${attribute('autocomplete', options.autocomplete)} ${attribute('inputmode', options.inputmode)} ${attribute('maxlength', options.maxlength)} ${attribute('min', options.min)} ${attribute('max', options.max)} ${attribute('step', options.step)} ${attribute('list', options.list)} ${attribute('spellcheck', options.spellcheck === undefined ? undefined : String(options.spellcheck))} ${attribute('class', options.short && 'short')}>`
  return around(view, form, name, {
    ...options,
    control:
      options.suffix === undefined
        ? input
        : html`<span class="suffixed">${input}<span>${options.suffix}</span></span>`,
  })
}

export type TextArea = Control & {
  rows?: number | undefined
  /** Shows how many words are written, of how many. */
  wordsMax?: number | undefined
  maxlength?: number | undefined
  value?: string | undefined
  /** Beside the count: when it was saved. */
  saved?: Renderable
}

/** Several lines. Grows with what is written where the browser can. */
export const textArea = (view: View, form: FormState, name: string, options: TextArea): Html => {
  const id = fieldId(name)
  const value = firstValue(form, name) ?? options.value ?? ''
  const count = countWords(value)
  const { wordsMax } = options
  const words = texts[view.language]
  const under =
    wordsMax === undefined
      ? options.saved &&
        html`<div class="under"><span></span><span class="saved" role="status">${options.saved}</span></div>`
      : html`<div class="under"><span id="${id}-count" ${attribute('class', count > wordsMax && 'over')}>${words.wordsOf(count, wordsMax)}</span><span class="saved" role="status">${options.saved}</span></div>`
  // The line break after the tag keeps a leading line break of the text itself.
  return around(view, form, name, {
    ...options,
    control: html`<textarea id="${id}" name="${name}" rows="${options.rows ?? 5}" ${attribute('maxlength', options.maxlength)} ${attribute('data-words-max', wordsMax)} ${common(form, name, options, wordsMax === undefined ? [] : [`${id}-count`])}>
${value}</textarea>${under}`,
  })
}

export type Option = {
  value: string
  label: string
  lang?: string | undefined
}
export type OptionGroup = { label: string; options: readonly Option[] }

export type Select = Control & {
  options: readonly (Option | OptionGroup)[]
  /** First line, with the empty value; "Choose" where not given, none where `null`. */
  empty?: string | null | undefined
  value?: string | undefined
}

/** One of a long list. Up to seven choices are better as `choiceField`. */
export const selectField = (view: View, form: FormState, name: string, options: Select): Html => {
  const chosen = firstValue(form, name) ?? options.value ?? ''
  const option = ({ value, label, lang }: Option) =>
    html`<option value="${value}" ${attribute('lang', lang)} ${attribute('selected', value === chosen)}>${label}</option>`
  return around(view, form, name, {
    ...options,
    control: html`<select id="${fieldId(name)}" name="${name}" ${common(form, name, options)}>${
      options.empty !== null &&
      html`<option value="">${options.empty ?? texts[view.language].choose}</option>`
    }${options.options.map((entry) =>
      'options' in entry
        ? html`<optgroup label="${entry.label}">${entry.options.map(option)}</optgroup>`
        : option(entry),
    )}</select>`,
  })
}

export type MoneyField = Omit<Field, 'type' | 'inputmode' | 'suffix'> & {
  currency: string
}

/** An amount of money with its currency after it. What is typed is read by `decodeForm`. */
export const moneyField = (
  view: View,
  form: FormState,
  name: string,
  { currency, ...options }: MoneyField,
): Html =>
  field(view, form, name, {
    ...options,
    inputmode: 'numeric',
    autocomplete: 'off',
    short: true,
    suffix: currency,
  })

export type ButtonKind = 'first' | 'second' | 'stop' | 'quiet'

/** A button that sends its form. One `first` on a page; `name` and `value` tell acts apart. */
export const button = (
  label: Renderable,
  kind: ButtonKind = 'first',
  options: { name?: string; value?: string; action?: string } = {},
): Html =>
  html`<button class="${buttonClass(kind)}" type="submit" ${attribute('name', options.name)} ${attribute('value', options.value)} ${attribute('formaction', options.action)}>${label}</button>`

/** A link that looks like a button, where something begins. */
export const buttonLink = (label: Renderable, href: string, kind: ButtonKind = 'first'): Html =>
  html`<a class="${buttonClass(kind)}" href="${safeUrl(href)}">${label}</a>`

/** What can be done here, in one row; the first one first. */
export const acts = (...buttons: readonly Renderable[]): Html =>
  html`<div class="acts">${buttons.map((entry) => html`${entry}\n`)}</div>`

/** Save and go on, stuck to the lower edge of a long form. */
export const actBar = (status: Renderable, ...buttons: readonly Renderable[]): Html =>
  html`<div class="bar"><span class="saved" role="status">${status}</span>${acts(...buttons)}</div>`

/** A form of one button, where an act needs nothing but a decision. */
export const actForm = (
  view: View,
  {
    action,
    label,
    kind = 'second',
    hidden = {},
  }: {
    action: string
    label: Renderable
    kind?: ButtonKind
    hidden?: Record<string, string>
  },
): Html =>
  html`<form method="post" action="${action}">${csrfField(view)}${Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}${button(label, kind)}</form>`

/** The messages for one control. */
export const problemsOf = (form: FormState, name: string): string[] =>
  form.problems.filter(({ field }) => field === name).map(({ message }) => message)

/** Hint and errors before a control, and the ids that tie them to it. */
export const saying = (
  form: FormState,
  name: string,
  hint: Renderable,
): { before: Html; describedBy: string[]; isWrong: boolean } => {
  const id = fieldId(name)
  const messages = problemsOf(form, name)
  const isWrong = messages.length > 0
  const hasHint = hint !== undefined && hint !== null && hint !== false && hint !== ''
  return {
    before: html`${hasHint && html`<p class="hint" id="${id}-hint">${hint}</p>`}${
      isWrong && html`<p class="error" id="${id}-error">${messages.join(' ')}</p>`
    }`,
    describedBy: [...(hasHint ? [`${id}-hint`] : []), ...(isWrong ? [`${id}-error`] : [])],
    isWrong,
  }
}

export const fieldClass = (isWrong: boolean, wide: boolean | undefined): string =>
  `field${isWrong ? ' wrong' : ''}${wide ? ' wide' : ''}`

/** Words as a reader counts them. */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0

/** The single value of a name; of several, the first. */
export const firstValue = (form: FormState, name: string): string | undefined => {
  const value = form.values[name]
  return Array.isArray(value) ? value[0] : value
}

const buttonClass = (kind: ButtonKind): string => (kind === 'first' ? 'btn' : `btn ${kind}`)

function around(
  view: View,
  form: FormState,
  name: string,
  { label, hint, optional, wide, control }: Control & { control: Html },
): Html {
  const { before, isWrong } = saying(form, name, hint)
  return html`<div class="${fieldClass(isWrong, wide)}"><label for="${fieldId(name)}">${label}${
    optional && html` <span class="optional">(${texts[view.language].optional})</span>`
  }</label>${before}${control}</div>
`
}

function common(
  form: FormState,
  name: string,
  options: Control,
  further: readonly string[] = [],
): Html {
  const { describedBy, isWrong } = saying(form, name, options.hint)
  const ids = [...describedBy, ...further]
  return html`${attribute('aria-describedby', ids.length > 0 && ids.join(' '))} ${attribute('aria-invalid', isWrong && 'true')} ${attribute('lang', options.lang)} ${attribute('disabled', options.disabled)} ${attribute('readonly', options.readonly)}`
}
