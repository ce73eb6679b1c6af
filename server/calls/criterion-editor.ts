import { z } from 'zod'
import { freeKey, put } from '../forms/definition.ts'
import { html } from '../html.ts'
import type { Bilingual, Language } from '../language.ts'
import { field } from '../views/forms.ts'
import { bilingualFields, bilingualOf, editor, linesOf, pairFields, pairValues } from './editor.ts'
import { criteriaOf } from './lists.ts'
import { officeTexts } from './office-texts.ts'
import { setCriteria } from './operations.ts'
import { ANCHOR_MAX, SCALE_MAX, SUMMARY_MAX, TITLE_MAX } from './schema.ts'

const LINES_MAX = 20_000

export const criterionEditor = editor({
  heading: (t, isNew) => (isNew ? t.newCriterion : t.editCriterion),
  back: '/criteria',
  schema: z.object({
    titleSv: bilingualFields(TITLE_MAX),
    titleEn: bilingualFields(TITLE_MAX),
    guidanceSv: bilingualFields(SUMMARY_MAX),
    guidanceEn: bilingualFields(SUMMARY_MAX),
    weight: z.int().min(0).max(100),
    scaleMin: z.int().min(0).max(SCALE_MAX),
    scaleMax: z.int().min(1).max(SCALE_MAX),
    anchorsSv: bilingualFields(LINES_MAX),
    anchorsEn: bilingualFields(LINES_MAX),
  }),
  values: (call, key) => {
    const criterion = call.criteria.find((each) => each.key === key)
    if (key !== null && !criterion) return null
    const anchors = (language: Language) =>
      Object.entries(criterion?.anchors ?? {})
        .map(([score, text]) => `${score} ${text[language]}`)
        .join('\n')
    return {
      ...pairValues('title', criterion?.title),
      ...pairValues('guidance', criterion?.guidance),
      weight: criterion?.weight.toString() ?? '',
      scaleMin: (criterion?.scaleMin ?? 1).toString(),
      scaleMax: (criterion?.scaleMax ?? 7).toString(),
      anchorsSv: anchors('sv'),
      anchorsEn: anchors('en'),
    }
  },
  fields: (view, form) => {
    const t = officeTexts[view.language].fields
    const figure = (name: 'weight' | 'scaleMin' | 'scaleMax') =>
      field(view, form, name, { label: t[name], inputmode: 'numeric', short: true })
    return html`${pairFields(view, form, 'title', { label: t.criterionTitle, maxlength: TITLE_MAX })}${pairFields(
      view,
      form,
      'guidance',
      { label: t.guidance, rows: 2, maxlength: SUMMARY_MAX },
    )}${figure('weight')}${figure('scaleMin')}${figure('scaleMax')}${pairFields(view, form, 'anchors', { label: t.anchors, hint: t.anchorsHint, rows: 5, optional: true })}`
  },
  save: async (context, { call, version, key, value }) => {
    const { problems } = officeTexts[context.language]
    if (value.scaleMin >= value.scaleMax)
      return [{ field: 'scaleMax', message: problems.scale_order }]
    const anchors: Record<string, Bilingual> = {}
    for (const language of ['sv', 'en'] as const) {
      const name = language === 'sv' ? 'anchorsSv' : 'anchorsEn'
      for (const line of linesOf(value[name])) {
        const [, score, text] = ANCHOR_LINE.exec(line) ?? []
        const number = Number(score)
        if (!text || text.length > ANCHOR_MAX || number < value.scaleMin || number > value.scaleMax)
          return [{ field: name, message: problems.anchor_form(line.slice(0, 60)) }]
        anchors[number] = { sv: '', en: '', ...anchors[number], [language]: text }
      }
    }
    const title = bilingualOf(value.titleSv, value.titleEn)
    const taken = call.criteria.map((each) => each.key)
    const criterion = {
      key: key ?? freeKey(title.en || title.sv, taken),
      title,
      guidance: bilingualOf(value.guidanceSv, value.guidanceEn),
      weight: value.weight,
      scaleMin: value.scaleMin,
      scaleMax: value.scaleMax,
      anchors,
    }
    await setCriteria(context, version, put(criteriaOf(call), criterion, key))
    return []
  },
})

const ANCHOR_LINE = /^(\d{1,2})\s*[=:.–-]?\s*(\S.*)$/
