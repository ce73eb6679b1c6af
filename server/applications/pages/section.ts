import type { Criterion } from '../../calls/rules.ts'
import type { FormState } from '../../form.ts'
import { encodeAnswer, questionsOf } from '../../forms/answers.ts'
import { answerField, countryOptions, questionField } from '../../forms/fields.ts'
import type { FormSection, Question } from '../../forms/rules.ts'
import { answerText } from '../../forms/shown.ts'
import { type Html, html, type Renderable } from '../../html.ts'
import {
  organisationPicker,
  PICKER_SCRIPT,
  type PickerResults,
  saveOnEnter,
} from '../../organisations/picker.ts'
import type { View } from '../../view.ts'
import {
  actBar,
  button,
  csrfField,
  errorSummary,
  field,
  selectField,
  textArea,
} from '../../views/forms.ts'
import { note, noteBlock } from '../../views/notes.ts'
import type { CurrentAnswer } from '../drafting.ts'
import { answerDigest } from '../drafting.ts'
import { lackText } from '../lack-texts.ts'
import type { OwnApplication } from '../model.ts'
import { sectionPath } from '../paths.ts'
import { texts } from '../texts.ts'
import { pageTexts } from '../texts-pages.ts'
import { applicationPage, sectionTitle } from './frame.ts'
import { readOnlyNotice, savedLine } from './notices.ts'

export type SectionPage = {
  form: FormState
  pickers?: Record<string, PickerResults>
  /** Fields that somebody else saved first: what they hold now. */
  changed?: readonly CurrentAnswer[]
  criteria: readonly Criterion[]
  organisations: Readonly<Record<string, string>>
}

/** A section of the call's form: its questions, each with how it is judged beside it. */
export const sectionPage = (
  view: View,
  own: OwnApplication,
  section: FormSection,
  page: SectionPage,
): Html => {
  const { application } = own
  return formPage(view, own, section.key, {
    form: page.form,
    hasPicker: section.questions.some(({ type }) => type === 'organisation'),
    body: html`${section.questions.map((question) => {
      const saved = application.answers[question.key]
      const current = page.changed?.find(({ key }) => key === question.key)
      const version = current?.version ?? saved?.version ?? 0
      const base = current ? current.value : (saved?.value ?? null)
      return html`<div class="ask"><div>${questionField(view, page.form, question, {
        currency: application.call.currency,
        disabled: own.editing !== null,
        picker: page.pickers?.[question.key],
      })}<input type="hidden" name="v-${question.key}" value="${version}.${answerDigest(base)}">${
        current && theirText(view, question, current, page.organisations, application.call.currency)
      }</div>${criterionBeside(view, page.criteria, question)}</div>`
    })}`,
  })
}

/** What every application has: title, organisation, country and length. */
export const basicsPage = (
  view: View,
  own: OwnApplication,
  page: { form: FormState; picker: PickerResults; isChanged?: boolean; version: number },
): Html => {
  const { call } = own.application
  const t = texts[view.language].basics
  const { durationMonthsMin: least, durationMonthsMax: most } = call
  const disabled = own.editing !== null
  const countries = countryOptions(view).filter(
    ({ value }) => call.countries.length === 0 || call.countries.includes(value),
  )
  return formPage(view, own, 'basics', {
    form: page.form,
    hasPicker: true,
    before: page.isChanged && note('now', pageTexts[view.language].basicsChanged),
    body: html`<input type="hidden" name="version" value="${page.version}">
${textArea(view, page.form, 'title', { label: t.title, hint: t.titleHint, rows: 2, maxlength: TITLE_MAX, disabled, saved: ' ' })}
${organisationPicker(view, page.form, 'organisation', { label: t.organisation, hint: t.organisationHint, results: page.picker })}
${selectField(view, page.form, 'country', { label: t.country, options: countries, disabled })}
${field(view, page.form, 'durationMonths', {
  label: t.duration,
  hint: least !== null && most !== null ? t.monthsRange(least, most) : undefined,
  inputmode: 'numeric',
  short: true,
  suffix: t.months,
  disabled,
})}`,
  })
}

export const TITLE_MAX = 300

/** What is stored, as the section's fields show it, with what is to be corrected; `withMissing`: that too. */
export const storedForm = (
  view: View,
  own: OwnApplication,
  key: string,
  withMissing: boolean,
): FormState => {
  const { application } = own
  const values: FormState['values'] = {}
  if (key === 'basics') {
    values['title'] = application.title
    values['country'] = application.country ?? ''
    values['durationMonths'] = application.durationMonths?.toString() ?? ''
  }
  const section = application.definition.sections.find((one) => one.key === key)
  for (const question of section?.questions ?? [])
    values[answerField(question.key)] = encodeAnswer(
      question,
      application.answers[question.key]?.value,
    )
  return { values, problems: own.editing === null ? problemsIn(view, own, key, withMissing) : [] }
}

export const problemsIn = (
  view: View,
  own: OwnApplication,
  key: string,
  withMissing: boolean,
): FormState['problems'] =>
  own.lacks
    .filter((lack) => lack.section === key && (withMissing || lack.problem.code !== 'missing'))
    .map((lack) => ({
      field: 'isAnswer' in lack ? answerField(lack.field) : lack.field,
      message: lackText(
        lack,
        { definition: own.application.definition, currency: own.application.call.currency },
        view.language,
      ),
    }))

function formPage(
  view: View,
  own: OwnApplication,
  key: string,
  page: { form: FormState; body: Html; hasPicker: boolean; before?: Renderable },
): Html {
  const t = pageTexts[view.language]
  const { id } = own.application
  const isOpen = own.editing === null
  const place = own.standings.findIndex((standing) => standing.key === key) + 2
  const data = {
    autosave: `/api/v1/applications/${id}`,
    saved: t.saved,
    saving: t.saving,
    unsaved: t.unsaved,
    offline: t.offline,
    'signed-out': t.signedOut,
    refused: t.refused,
    changed: t.changedByOther,
    mine: t.keepMine,
    theirs: t.takeTheirs,
  }
  return applicationPage(view, own, {
    current: key,
    title: sectionTitle(own, key, view.language),
    invalid: page.form.problems.length > 0,
    scripts: isOpen ? ['autosave.js', ...(page.hasPicker ? [PICKER_SCRIPT] : [])] : [],
    main: html`${readOnlyNotice(view, own)}<form method="post" action="${view.to(sectionPath(id, key))}" novalidate ${
      isOpen && Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`)
    }>
${csrfField(view)}${page.hasPicker && isOpen && saveOnEnter()}
${errorSummary(view, withLabels(view, own, page.form.problems))}${page.before}
${page.body}
${
  isOpen &&
  actBar(
    savedLine(view, own),
    button(t.save, 'second', { name: 'act', value: 'stay' }),
    button(t.saveNext(`§\u{a0}${place}`), 'first', { name: 'act', value: 'next' }),
  )
}
</form>`,
  })
}

/** In the list of problems each sentence names its question; beside the question it need not. */
const withLabels = (
  view: View,
  own: OwnApplication,
  problems: FormState['problems'],
): FormState['problems'] =>
  problems.map(({ field: name, message }) => {
    const question = questionsOf(own.application.definition).find(
      ({ key }) => answerField(key) === name,
    )
    const label = question?.label[view.language]
    return {
      field: name,
      message: label === undefined || message.includes(label) ? message : `${label} ${message}`,
    }
  })

const theirText = (
  view: View,
  question: Question,
  current: CurrentAnswer,
  organisations: Readonly<Record<string, string>>,
  currency: string,
): Html => {
  const t = pageTexts[view.language]
  const text = answerText(question, current.value, {
    language: view.language,
    currency,
    organisations,
  })
  return noteBlock(
    'now',
    html`<p><b>${t.changedLead}</b> ${t.changedWhat}</p><blockquote class="theirs">${text
      .split('\n')
      .map((line, i) => html`${i > 0 && html`<br>`}${line}`)}</blockquote>`,
  )
}

const criterionBeside = (
  view: View,
  criteria: readonly Criterion[],
  question: Question,
): Html | null => {
  const criterion = criteria.find(({ key }) => key === question.criterion)
  if (!criterion) return null
  const { language } = view
  const t = pageTexts[language]
  const best = criterion.anchors[String(criterion.scaleMax)]
  return html`<aside class="crit" aria-label="${t.judged}: ${question.label[language]}"><p><b>${criterion.title[language]}, ${criterion.weight}\u{a0}%</b></p><p>${criterion.guidance[language]}</p>${
    best && html`<p>${criterion.scaleMax}: ${best[language]}</p>`
  }</aside>`
}
