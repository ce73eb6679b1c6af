import { z } from 'zod'
import { Invalid } from '../errors.ts'
import type { FormState, Problem } from '../form.ts'
import { html } from '../html.ts'
import { zonePlace } from '../views/format.ts'
import { field, selectField } from '../views/forms.ts'
import { CURRENCIES } from '../vocabulary/currencies.ts'
import { editor } from './editor.ts'
import { gapText } from './gap-texts.ts'
import { officeTexts } from './office-texts.ts'
import { changeCall } from './operations.ts'
import { AMOUNT_MAX, currency, months, percent, zone } from './schema.ts'
import { instantOf, wallTimeOf, ZONES } from './times.ts'

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
