import { z } from 'zod'
import { Invalid } from '../errors.ts'
import type { FormState, Problem } from '../form.ts'
import { html } from '../html.ts'
import { choiceField, choicesField } from '../views/choices.ts'
import { zonePlace } from '../views/format.ts'
import { field, selectField, textArea } from '../views/forms.ts'
import { AUDIENCES } from '../vocabulary/audiences.ts'
import { CORE_VALUES } from '../vocabulary/core-values.ts'
import { countryName, findCountry, PARTNER_SETS } from '../vocabulary/countries.ts'
import { CURRENCIES } from '../vocabulary/currencies.ts'
import { INSTRUMENTS } from '../vocabulary/instruments.ts'
import { SDGS } from '../vocabulary/sdgs.ts'
import { THEMES } from '../vocabulary/themes.ts'
import { bilingualFields, bilingualOf, editor, pairFields, pairValues } from './editor.ts'
import { gapText, gapTexts } from './gap-texts.ts'
import { officeTexts } from './office-texts.ts'
import { changeCall } from './operations.ts'
import { CALL_TEXTS } from './rules.ts'
import {
  AMOUNT_MAX,
  audience,
  coreValue,
  currency,
  instrument,
  months,
  percent,
  SLUG_MAX,
  SUMMARY_MAX,
  sdg,
  slug,
  TEXT_MAX,
  TITLE_MAX,
  theme,
  zone,
} from './schema.ts'
import { instantOf, wallTimeOf, ZONES } from './times.ts'

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

const CENTS = 100
const amount = z.number().min(0).max(AMOUNT_MAX).multipleOf(0.01).optional()
const wholeUnits = (cents: number | null): string => (cents === null ? '' : String(cents / CENTS))
const inCents = (units: number | undefined): number | null =>
  units === undefined ? null : Math.round(units * CENTS)

export const moneyEditor = editor({
  heading: (t) => t.parts.money,
  back: '',
  schema: z.object({
    currency,
    amountMin: amount,
    amountMax: amount,
    envelope: amount,
    overheadMaxPercent: percent.optional(),
    durationMonthsMin: months.optional(),
    durationMonthsMax: months.optional(),
  }),
  values: (call) => ({
    currency: call.currency,
    amountMin: wholeUnits(call.amountMinCents),
    amountMax: wholeUnits(call.amountMaxCents),
    envelope: wholeUnits(call.envelopeCents),
    overheadMaxPercent: call.overheadMaxPercent?.toString() ?? '',
    durationMonthsMin: call.durationMonthsMin?.toString() ?? '',
    durationMonthsMax: call.durationMonthsMax?.toString() ?? '',
  }),
  fields: (view, form) => {
    const t = officeTexts[view.language].fields
    const figure = (
      name: 'overheadMaxPercent' | 'durationMonthsMin' | 'durationMonthsMax',
      suffix?: string,
    ) =>
      field(view, form, name, {
        label: t[name],
        inputmode: 'decimal',
        optional: true,
        short: true,
        suffix,
      })
    const money = (name: 'amountMin' | 'amountMax' | 'envelope') =>
      field(view, form, name, {
        label: t[name],
        hint: t.moneyHint,
        inputmode: 'decimal',
        optional: true,
        short: true,
      })
    return html`${selectField(view, form, 'currency', {
      label: t.currency,
      empty: null,
      options: CURRENCIES.map(({ key, label }) => ({
        value: key,
        label: `${key}, ${label[view.language]}`,
      })),
    })}${money('amountMin')}${money('amountMax')}${money('envelope')}${figure('overheadMaxPercent', '%')}${figure('durationMonthsMin')}${figure('durationMonthsMax')}`
  },
  save: async (context, { version, value }) => {
    const change = () =>
      changeCall(context, version, {
        currency: value.currency,
        amountMinCents: inCents(value.amountMin),
        amountMaxCents: inCents(value.amountMax),
        envelopeCents: inCents(value.envelope),
        overheadMaxPercent: value.overheadMaxPercent ?? null,
        durationMonthsMin: value.durationMonthsMin ?? null,
        durationMonthsMax: value.durationMonthsMax ?? null,
      })
    return renamed(change, { amountMaxCents: 'amountMax', envelopeCents: 'envelope' })
  },
})

/** Hours and minutes, with a colon or a point between them. */
const clock = z
  .string()
  .max(5)
  .overwrite((text) => text.replace('.', ':').padStart(5, '0'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock_form')

export const timetableEditor = editor({
  heading: (t) => t.parts.timetable,
  back: '',
  schema: z.object({
    opensDate: z.iso.date(),
    opensClock: clock,
    closesDate: z.iso.date(),
    closesClock: clock,
    zone,
    decisionPlannedOn: z.iso.date().optional(),
  }),
  values: (call) => {
    const opens = wallTimeOf(call.opensAt, call.zone)
    const closes = wallTimeOf(call.closesAt, call.zone)
    return {
      opensDate: opens.date,
      opensClock: opens.clock,
      closesDate: closes.date,
      closesClock: closes.clock,
      zone: call.zone,
      decisionPlannedOn: call.decisionPlannedOn ?? '',
    }
  },
  fields: (view, form, call) => {
    const t = officeTexts[view.language].fields
    const zones = ZONES.includes(call.zone) ? ZONES : [...ZONES, call.zone]
    const day = (name: 'opensDate' | 'closesDate') =>
      field(view, form, name, { label: t[name], type: 'date', short: true })
    return html`${selectField(view, form, 'zone', {
      label: t.zone,
      empty: null,
      options: zones.map((each) => ({ value: each, label: `${zonePlace(each)} (${each})` })),
    })}${day('opensDate')}${field(view, form, 'opensClock', { label: t.opensClock, hint: t.clockHint, short: true })}${day('closesDate')}${field(
      view,
      form,
      'closesClock',
      { label: t.closesClock, hint: t.closesHint, short: true },
    )}${field(view, form, 'decisionPlannedOn', { label: t.decisionPlannedOn, type: 'date', short: true, optional: true })}`
  },
  save: async (context, { version, value }) => {
    const opens = instantOf({ date: value.opensDate, clock: value.opensClock, zone: value.zone })
    const closes = instantOf({ date: value.closesDate, clock: value.closesClock, zone: value.zone })
    const problems: Problem[] = []
    for (const [name, found] of [
      ['opensClock', opens],
      ['closesClock', closes],
    ] as const)
      if ('refusal' in found)
        problems.push({
          field: name,
          message: gapText(
            {
              part: 'timetable',
              code: found.refusal.reason,
              zone: value.zone,
              which: name === 'opensClock' ? 'opensAt' : 'closesAt',
            },
            context.language,
          ),
        })
    if (!('instant' in opens && 'instant' in closes)) return problems
    const change = () =>
      changeCall(context, version, {
        opensAt: opens.instant,
        closesAt: closes.instant,
        zone: value.zone,
        decisionPlannedOn: value.decisionPlannedOn ?? null,
      })
    return renamed(change, { opensAt: 'opensClock', closesAt: 'closesClock' })
  },
})

/** What the operation found wrong, told at the page's own fields. */
const renamed = async (
  act: () => Promise<unknown>,
  names: Record<string, string>,
): Promise<FormState['problems']> => {
  try {
    await act()
    return []
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return error.problems.map(({ field: name, message }) => ({
      field: names[name] ?? name,
      message,
    }))
  }
}
