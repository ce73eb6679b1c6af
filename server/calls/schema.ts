import { z } from 'zod'
import { bilingual, formDefinition, key } from '../forms/definition-schema.ts'
import { AUDIENCES } from '../vocabulary/audiences.ts'
import { CORE_VALUES } from '../vocabulary/core-values.ts'
import { isCountryCode } from '../vocabulary/countries.ts'
import { CURRENCIES } from '../vocabulary/currencies.ts'
import { INSTRUMENTS } from '../vocabulary/instruments.ts'
import { THEMES } from '../vocabulary/themes.ts'
import { CALL_TEXTS } from './rules.ts'
import { isZone } from './times.ts'

export const SLUG_MAX = 80
export const TITLE_MAX = 200
export const SUMMARY_MAX = 500
export const TEXT_MAX = 10_000
export const AMOUNT_MAX = 10_000_000_000
export const MONTHS_MAX = 120
export const CRITERIA_MAX = 20
export const SCALE_MAX = 10
export const ANCHOR_MAX = 300
export const REASON_MAX = 2000
const CENTS = 100

export const slug = z
  .string()
  .max(SLUG_MAX)
  .regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, 'slug_form')

export const instrument = z.enum(INSTRUMENTS.map((term) => term.key))
export const audience = z.enum(AUDIENCES.map((term) => term.key))
export const currency = z.enum(CURRENCIES.map((term) => term.key))
export const coreValue = z.enum(CORE_VALUES.map((term) => term.key))
export const theme = z.enum(THEMES.map((term) => term.key))
export const country = z.string().refine(isCountryCode, 'country_form')
export const sdg = z.int().min(1).max(17)
export const zone = z.string().max(64).refine(isZone, 'zone_form')
export const months = z.int().min(1).max(MONTHS_MAX)
export const percent = z.number().min(0).max(100)

const amount = z
  .int()
  .min(0)
  .max(AMOUNT_MAX * CENTS)
const instant = z.iso.datetime({ offset: true })
const noDoubles = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .overwrite((list) => [...new Set(list)])

const text = bilingual(TEXT_MAX)

/** What can be said of a call, as the API takes it: instants with offset, amounts in hundredths. */
export const callFields = z.strictObject({
  slug,
  instrument,
  audience,
  title: bilingual(TITLE_MAX),
  summary: bilingual(SUMMARY_MAX),
  texts: z.strictObject(
    Object.fromEntries(CALL_TEXTS.map((name) => [name, text.exactOptional()])) as Record<
      (typeof CALL_TEXTS)[number],
      z.ZodExactOptional<typeof text>
    >,
  ),
  themes: noDoubles(theme, THEMES.length),
  coreValues: noDoubles(coreValue, CORE_VALUES.length),
  sdgs: noDoubles(sdg, 17),
  countries: noDoubles(country, 300),
  currency,
  amountMinCents: amount.nullable(),
  amountMaxCents: amount.nullable(),
  envelopeCents: amount.nullable(),
  overheadMaxPercent: percent.nullable(),
  durationMonthsMin: months.nullable(),
  durationMonthsMax: months.nullable(),
  opensAt: instant,
  closesAt: instant,
  zone,
  decisionPlannedOn: z.iso.date().nullable(),
  contactEmail: z.union([z.literal(''), z.email().max(254)]),
})

export const criterion = z
  .strictObject({
    key,
    title: bilingual(TITLE_MAX),
    guidance: bilingual(SUMMARY_MAX),
    scaleMin: z.int().min(0).max(SCALE_MAX),
    scaleMax: z.int().min(1).max(SCALE_MAX),
    anchors: z.record(z.string().regex(/^\d{1,2}$/), bilingual(ANCHOR_MAX)),
    weight: z.int().min(0).max(100),
  })
  .superRefine(({ scaleMin, scaleMax, anchors }, issues) => {
    if (scaleMin >= scaleMax)
      issues.addIssue({ code: 'custom', path: ['scaleMax'], message: 'scale_order' })
    for (const score of Object.keys(anchors))
      if (Number(score) < scaleMin || Number(score) > scaleMax)
        issues.addIssue({ code: 'custom', path: ['anchors', score], message: 'anchor_outside' })
  })
  .meta({ id: 'Criterion' })

export const criteriaList = z
  .array(criterion)
  .max(CRITERIA_MAX)
  .superRefine((list, issues) => {
    list.forEach((item, i) => {
      if (list.findIndex((other) => other.key === item.key) < i)
        issues.addIssue({ code: 'custom', path: [i, 'key'], message: 'key_taken' })
    })
  })

export const callPatch = callFields.partial().meta({ id: 'CallPatch' })

export const newCallBody = callFields
  .partial()
  .extend({
    title: bilingual(TITLE_MAX),
    criteria: criteriaList.exactOptional(),
    form: formDefinition.exactOptional(),
  })
  .meta({ id: 'NewCall' })

export const withdrawalBody = z
  .strictObject({ reason: bilingual(REASON_MAX) })
  .meta({ id: 'CallWithdrawal' })

export type CriterionInput = z.output<typeof criterion>
