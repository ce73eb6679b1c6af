import { z } from 'zod'
import { html } from '../html.ts'
import { choiceField, choicesField } from '../views/choices.ts'
import { field, textArea } from '../views/forms.ts'
import { AUDIENCES } from '../vocabulary/audiences.ts'
import { CORE_VALUES } from '../vocabulary/core-values.ts'
import { countryName, findCountry, PARTNER_SETS } from '../vocabulary/countries.ts'
import { INSTRUMENTS } from '../vocabulary/instruments.ts'
import { SDGS } from '../vocabulary/sdgs.ts'
import { THEMES } from '../vocabulary/themes.ts'
import { bilingualFields, bilingualOf, editor, pairFields, pairValues } from './editor.ts'
import { gapTexts } from './gap-texts.ts'
import { officeTexts } from './office-texts.ts'
import { changeCall } from './operations.ts'
import { CALL_TEXTS } from './rules.ts'
import {
  audience,
  coreValue,
  instrument,
  SLUG_MAX,
  SUMMARY_MAX,
  sdg,
  slug,
  TEXT_MAX,
  TITLE_MAX,
  theme,
} from './schema.ts'

const TEXT_ROWS = 8

const textFields = Object.fromEntries(
  CALL_TEXTS.flatMap((name) => [
    [`${name}Sv`, bilingualFields(TEXT_MAX)],
    [`${name}En`, bilingualFields(TEXT_MAX)],
  ]),
)

export const textsEditor = editor({
  heading: (t) => t.parts.texts,
  back: '',
  schema: z.object({
    titleSv: bilingualFields(TITLE_MAX),
    titleEn: bilingualFields(TITLE_MAX),
    summarySv: bilingualFields(SUMMARY_MAX),
    summaryEn: bilingualFields(SUMMARY_MAX),
    ...textFields,
    slug,
    contactEmail: z.email().max(254).optional(),
  }),
  values: (call) => ({
    ...pairValues('title', call.title),
    ...pairValues('summary', call.summary),
    ...Object.assign({}, ...CALL_TEXTS.map((name) => pairValues(name, call.texts[name]))),
    slug: call.slug,
    contactEmail: call.contactEmail,
  }),
  fields: (view, form) => {
    const t = officeTexts[view.language].fields
    const names = gapTexts[view.language].fields
    return html`${pairFields(view, form, 'title', { label: t.title, maxlength: TITLE_MAX })}${pairFields(
      view,
      form,
      'summary',
      { label: t.summary, rows: 2, maxlength: SUMMARY_MAX },
    )}${CALL_TEXTS.map((name) =>
      pairFields(view, form, name, {
        label: names[name],
        hint: t.textHint,
        rows: TEXT_ROWS,
        maxlength: TEXT_MAX,
      }),
    )}${field(view, form, 'slug', { label: t.slug, hint: t.slugHint, maxlength: SLUG_MAX, spellcheck: false })}${field(
      view,
      form,
      'contactEmail',
      { label: t.contactEmail, type: 'email', optional: true, autocomplete: 'off' },
    )}`
  },
  save: async (context, { version, value }) => {
    const said: Record<string, unknown> = value
    const text = (name: string) =>
      bilingualOf(said[`${name}Sv`]?.toString(), said[`${name}En`]?.toString())
    await changeCall(context, version, {
      title: text('title'),
      summary: text('summary'),
      texts: Object.fromEntries(CALL_TEXTS.map((name) => [name, text(name)])),
      slug: value.slug,
      contactEmail: value.contactEmail ?? '',
    })
    return []
  },
})

export const scopeEditor = editor({
  heading: (t) => t.parts.scope,
  back: '',
  schema: z.object({
    instrument,
    audience,
    themes: z.array(theme).max(THEMES.length),
    coreValues: z.array(coreValue).max(CORE_VALUES.length),
    sdgs: z.array(sdg).max(SDGS.length),
    countries: z.string().max(10_000).optional(),
    sets: z.array(z.enum(PARTNER_SETS.map(({ key }) => key))).max(PARTNER_SETS.length),
  }),
  values: (call, _key, language) => ({
    instrument: call.instrument,
    audience: call.audience,
    themes: call.themes,
    coreValues: call.coreValues,
    sdgs: call.sdgs.map(String),
    countries: call.countries.map((code) => countryName(code, language)).join('\n'),
    sets: [],
  }),
  fields: (view, form) => {
    const { language } = view
    const t = officeTexts[language].fields
    const terms = (list: readonly { key: string; label: Record<typeof language, string> }[]) =>
      list.map(({ key, label }) => ({ value: key, label: label[language] }))
    return html`${choiceField(view, form, 'instrument', { label: t.instrument, choices: terms(INSTRUMENTS) })}${choiceField(
      view,
      form,
      'audience',
      { label: t.audience, choices: terms(AUDIENCES) },
    )}${textArea(view, form, 'countries', { label: t.countries, hint: t.countriesHint, rows: 6, optional: true })}${choicesField(
      view,
      form,
      'sets',
      {
        label: t.sets,
        optional: true,
        choices: PARTNER_SETS.map(({ key, label, countries }) => ({
          value: key,
          label: label[language],
          count: countries.length,
        })),
      },
    )}${choicesField(view, form, 'coreValues', { label: t.coreValues, choices: terms(CORE_VALUES) })}${choicesField(
      view,
      form,
      'themes',
      { label: t.themes, choices: terms(THEMES), columns: true, wide: true },
    )}${choicesField(view, form, 'sdgs', {
      label: t.sdgs,
      columns: true,
      wide: true,
      choices: SDGS.map(({ number, label }) => ({
        value: String(number),
        label: `${number} ${label[language]}`,
      })),
    })}`
  },
  save: async (context, { version, value }) => {
    const written = (value.countries ?? '').split(/[\n,;]/).map((name) => name.trim())
    const unknown = written.filter((name) => name !== '' && findCountry(name) === null)
    const { problems } = officeTexts[context.language]
    if (unknown.length > 0)
      return [{ field: 'countries', message: problems.country_unknown(unknown.join(', ')) }]
    const fromSets = PARTNER_SETS.filter(({ key }) => value.sets.includes(key))
    const countries = new Set([
      ...written.flatMap((name) => findCountry(name) ?? []),
      ...fromSets.flatMap((set) => set.countries),
    ])
    await changeCall(context, version, {
      instrument: value.instrument,
      audience: value.audience,
      themes: value.themes,
      coreValues: value.coreValues,
      sdgs: value.sdgs,
      countries: [...countries],
    })
    return []
  },
})
