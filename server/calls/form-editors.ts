import { z } from 'zod'
import {
  freeKey,
  hasBounds,
  hasOptions,
  hasWords,
  keyedLabels,
  put,
  questionsOf,
  without,
  withQuestions,
} from '../forms/definition.ts'
import {
  CATEGORIES_MAX,
  HINT_MAX,
  LABEL_MAX,
  OPTIONS_MAX,
  SLOT_BYTES_MAX,
  SLOT_PAGES_MAX,
  WORDS_MAX,
} from '../forms/definition-schema.ts'
import { type AttachmentSlot, QUESTION_TYPES, type Question } from '../forms/rules.ts'
import { html } from '../html.ts'
import type { Bilingual, Language } from '../language.ts'
import { tickField } from '../views/choices.ts'
import { field, selectField } from '../views/forms.ts'
import {
  bilingualFields,
  bilingualLines,
  bilingualOf,
  editor,
  pairFields,
  pairValues,
} from './editor.ts'
import { definitionOf } from './lists.ts'
import { officeTexts } from './office-texts.ts'
import { setForm } from './operations.ts'

const LINES_MAX = 20_000
const MEGABYTE = 1024 * 1024

export const sectionEditor = editor({
  heading: (t, isNew) => (isNew ? t.newSection : t.editSection),
  back: '/form',
  schema: z.object({ titleSv: bilingualFields(LABEL_MAX), titleEn: bilingualFields(LABEL_MAX) }),
  values: (call, key) => {
    const section = definitionOf(call).sections.find((each) => each.key === key)
    return key !== null && !section ? null : pairValues('title', section?.title)
  },
  fields: (view, form) =>
    html`${pairFields(view, form, 'title', {
      label: officeTexts[view.language].fields.sectionTitle,
      maxlength: LABEL_MAX,
    })}`,
  save: async (context, { call, version, key, value }) => {
    const definition = definitionOf(call)
    const title = bilingualOf(value.titleSv, value.titleEn)
    const { sections } = definition
    const before = sections.find((each) => each.key === key)
    const section = {
      key:
        key ??
        freeKey(
          title.en || title.sv,
          sections.map((each) => each.key),
        ),
      title,
      questions: before?.questions ?? [],
    }
    await setForm(context, version, { ...definition, sections: put(sections, section, key) })
    return []
  },
})

const lines = (labels: readonly { label: Bilingual }[] | undefined, language: Language): string =>
  (labels ?? []).map(({ label }) => label[language]).join('\n')

const figureOf = (value: number | undefined, isMoney: boolean): string =>
  value === undefined ? '' : String(isMoney ? value / 100 : value)

export const questionEditor = editor({
  heading: (t, isNew) => (isNew ? t.newQuestion : t.editQuestion),
  back: '/form',
  schema: z.object({
    section: z.string().max(100),
    labelSv: bilingualFields(LABEL_MAX),
    labelEn: bilingualFields(LABEL_MAX),
    hintSv: bilingualFields(HINT_MAX),
    hintEn: bilingualFields(HINT_MAX),
    type: z.enum(QUESTION_TYPES),
    required: z.boolean(),
    wordsMax: z.int().min(1).max(WORDS_MAX).optional(),
    min: z.number().min(-1e9).max(1e9).optional(),
    max: z.number().min(-1e9).max(1e9).optional(),
    optionsSv: bilingualFields(LINES_MAX),
    optionsEn: bilingualFields(LINES_MAX),
    criterion: z.string().max(100).optional(),
  }),
  values: (call, key) => {
    const definition = definitionOf(call)
    const question = questionsOf(definition).find((each) => each.key === key)
    if (key !== null && !question) return null
    const section = definition.sections.find(({ questions }) =>
      questions.some((each) => each.key === key),
    )
    const isMoney = question?.type === 'money'
    return {
      section: section?.key ?? definition.sections.at(-1)?.key ?? '',
      ...pairValues('label', question?.label),
      ...pairValues('hint', question?.hint),
      type: question?.type ?? 'long_text',
      required: question?.required === false ? undefined : 'on',
      wordsMax: question?.wordsMax?.toString() ?? '',
      min: figureOf(question?.min, isMoney),
      max: figureOf(question?.max, isMoney),
      optionsSv: lines(question?.options, 'sv'),
      optionsEn: lines(question?.options, 'en'),
      criterion: question?.criterion ?? '',
    }
  },
  fields: (view, form, call) => {
    const { language } = view
    const t = officeTexts[language]
    const figure = (name: 'wordsMax' | 'min' | 'max', hint: string) =>
      field(view, form, name, {
        label: t.fields[name],
        hint,
        inputmode: 'decimal',
        optional: true,
        short: true,
      })
    return html`${selectField(view, form, 'section', {
      label: t.fields.section,
      empty: null,
      options: definitionOf(call).sections.map(({ key, title }) => ({
        value: key,
        label: title[language] || title.sv || title.en || key,
      })),
    })}${pairFields(view, form, 'label', { label: t.fields.label, maxlength: LABEL_MAX })}${pairFields(
      view,
      form,
      'hint',
      { label: t.fields.hint, rows: 2, maxlength: HINT_MAX, optional: true },
    )}${selectField(view, form, 'type', {
      label: t.fields.type,
      empty: null,
      options: QUESTION_TYPES.map((type) => ({ value: type, label: t.types[type] })),
    })}${tickField(view, form, 'required', { label: t.fields.isRequired })}${figure('wordsMax', t.fields.wordsHint)}${figure(
      'min',
      t.fields.boundsHint,
    )}${figure('max', t.fields.boundsHint)}${pairFields(view, form, 'options', {
      label: t.fields.options,
      hint: t.fields.optionsHint,
      rows: 5,
      optional: true,
    })}${selectField(view, form, 'criterion', {
      label: t.fields.criterion,
      empty: t.fields.noCriterion,
      optional: true,
      options: call.criteria.map(({ key, title }) => ({
        value: key,
        label: title[language] || title.sv || title.en || key,
      })),
    })}`
  },
  save: async (context, { call, version, key, value }) => {
    const { problems } = officeTexts[context.language]
    const definition = definitionOf(call)
    if (!definition.sections.some((each) => each.key === value.section))
      return [{ field: 'section', message: problems.section_unknown }]
    const options = bilingualLines(value.optionsSv, value.optionsEn)
    if (options === null || options.length > OPTIONS_MAX)
      return [{ field: 'optionsEn', message: problems.lines_uneven }]
    if (hasOptions(value) && options.length < 2)
      return [{ field: 'optionsSv', message: problems.options_few }]
    if (value.min !== undefined && value.max !== undefined && value.min > value.max)
      return [{ field: 'max', message: problems.max_below_min }]
    const before = questionsOf(definition)
    const old = before.find((each) => each.key === key)
    const label = bilingualOf(value.labelSv, value.labelEn)
    const hint = bilingualOf(value.hintSv, value.hintEn)
    const units = value.type === 'money' ? 100 : 1
    const question: Question = {
      key:
        key ??
        freeKey(
          label.en || label.sv,
          before.map((each) => each.key),
        ),
      type: value.type,
      label,
      required: value.required,
      ...(hint.sv || hint.en ? { hint } : {}),
      ...(hasWords(value) && value.wordsMax !== undefined ? { wordsMax: value.wordsMax } : {}),
      ...(hasBounds(value) && value.min !== undefined ? { min: value.min * units } : {}),
      ...(hasBounds(value) && value.max !== undefined ? { max: value.max * units } : {}),
      ...(hasOptions(value) ? { options: keyedLabels(options, old?.options ?? []) } : {}),
      ...(value.criterion ? { criterion: value.criterion } : {}),
    }
    const elsewhere = {
      ...definition,
      sections: definition.sections.map((section) =>
        section.key === value.section
          ? section
          : { ...section, questions: without(section.questions, question.key) },
      ),
    }
    const changed = withQuestions(elsewhere, value.section, (questions) =>
      put(questions, question, key),
    )
    await setForm(context, version, changed)
    return []
  },
})

export const slotEditor = editor({
  heading: (t, isNew) => (isNew ? t.newSlot : t.editSlot),
  back: '/attachments',
  schema: z.object({
    labelSv: bilingualFields(LABEL_MAX),
    labelEn: bilingualFields(LABEL_MAX),
    hintSv: bilingualFields(HINT_MAX),
    hintEn: bilingualFields(HINT_MAX),
    required: z.boolean(),
    megabytes: z
      .number()
      .min(0.1)
      .max(SLOT_BYTES_MAX / MEGABYTE),
    pagesMax: z.int().min(1).max(SLOT_PAGES_MAX),
  }),
  values: (call, key) => {
    const slot = definitionOf(call).attachments.find((each) => each.key === key)
    if (key !== null && !slot) return null
    return {
      ...pairValues('label', slot?.label),
      ...pairValues('hint', slot?.hint),
      required: slot?.required === false ? undefined : 'on',
      megabytes: String((slot?.bytesMax ?? 10 * MEGABYTE) / MEGABYTE),
      pagesMax: String(slot?.pagesMax ?? 2),
    }
  },
  fields: (view, form) => {
    const t = officeTexts[view.language].fields
    return html`${pairFields(view, form, 'label', { label: t.slotLabel, maxlength: LABEL_MAX })}${pairFields(
      view,
      form,
      'hint',
      { label: t.hint, rows: 2, maxlength: HINT_MAX, optional: true },
    )}${tickField(view, form, 'required', { label: t.slotRequired })}${field(
      view,
      form,
      'megabytes',
      {
        label: t.megabytes,
        inputmode: 'decimal',
        short: true,
        suffix: 'MB',
      },
    )}${field(view, form, 'pagesMax', { label: t.pagesMax, inputmode: 'numeric', short: true })}`
  },
  save: async (context, { call, version, key, value }) => {
    const definition = definitionOf(call)
    const { attachments } = definition
    const label = bilingualOf(value.labelSv, value.labelEn)
    const hint = bilingualOf(value.hintSv, value.hintEn)
    const slot: AttachmentSlot = {
      key:
        key ??
        freeKey(
          label.en || label.sv,
          attachments.map((each) => each.key),
        ),
      label,
      ...(hint.sv || hint.en ? { hint } : {}),
      required: value.required,
      bytesMax: Math.round(value.megabytes * MEGABYTE),
      pagesMax: value.pagesMax,
    }
    const changed = { ...definition, attachments: put(attachments, slot, key) }
    await setForm(context, { ...version, part: 'attachments' }, changed)
    return []
  },
})

export const budgetEditor = editor({
  heading: (t) => t.parts.budget,
  back: '',
  schema: z.object({
    required: z.boolean(),
    categoriesSv: bilingualFields(LINES_MAX),
    categoriesEn: bilingualFields(LINES_MAX),
  }),
  values: (call) => {
    const { budget } = definitionOf(call)
    return {
      required: budget.required ? 'on' : undefined,
      categoriesSv: lines(budget.categories, 'sv'),
      categoriesEn: lines(budget.categories, 'en'),
    }
  },
  fields: (view, form) => {
    const t = officeTexts[view.language].fields
    return html`${tickField(view, form, 'required', { label: t.budgetRequired })}${pairFields(
      view,
      form,
      'categories',
      { label: t.categories, hint: t.categoriesHint, rows: 8 },
    )}`
  },
  save: async (context, { call, version, value }) => {
    const definition = definitionOf(call)
    const labels = bilingualLines(value.categoriesSv, value.categoriesEn)
    if (labels === null || labels.length > CATEGORIES_MAX) {
      const { lines_uneven: message } = officeTexts[context.language].problems
      return [{ field: 'categoriesEn', message }]
    }
    const categories = keyedLabels(labels, definition.budget.categories)
    await setForm(
      context,
      { ...version, part: 'budget' },
      { ...definition, budget: { required: value.required, categories } },
    )
    return []
  },
})
