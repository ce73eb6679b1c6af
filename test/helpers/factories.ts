import type { Person } from '../../server/actor.ts'
import { createCall, type NewCall, publishCall } from '../../server/calls/operations.ts'
import type { Call } from '../../server/calls/rules.ts'
import type { FormDefinition } from '../../server/forms/rules.ts'
import { person } from './actors.ts'
import type { TestApp } from './app.ts'

export type CallOverrides = Partial<NewCall> & {
  /** Who prepares it; a new officer where not given. */
  preparer?: Person
  /** Who publishes it; another new officer where not given. */
  publisher?: Person
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const MEGABYTE = 1024 * 1024

/** One section with a required text and an optional choice, one required slot, a required budget. */
export const SMALL_FORM: FormDefinition = {
  sections: [
    {
      key: 'plan',
      title: { sv: 'Planen', en: 'The plan' },
      questions: [
        {
          key: 'what',
          type: 'long_text',
          label: { sv: 'Vad vill ni ta reda på?', en: 'What do you want to find out?' },
          required: true,
          wordsMax: 100,
          criterion: 'use-in-practice',
        },
        {
          key: 'method',
          type: 'choice',
          label: { sv: 'Hur vill ni göra det?', en: 'How do you want to do it?' },
          required: false,
          options: [
            { key: 'interviews', label: { sv: 'Intervjuer', en: 'Interviews' } },
            { key: 'archives', label: { sv: 'Arkiv', en: 'Archives' } },
          ],
        },
      ],
    },
  ],
  attachments: [
    {
      key: 'letter',
      label: { sv: 'Brev från kommunen', en: 'Letter from the municipality' },
      required: true,
      bytesMax: MEGABYTE,
      pagesMax: 2,
    },
  ],
  budget: {
    required: true,
    categories: [
      { key: 'salaries', label: { sv: 'Löner', en: 'Salaries' } },
      { key: 'travel', label: { sv: 'Resor', en: 'Travel' } },
    ],
  },
}

const NO_ANCHORS = {}

export const TWO_CRITERIA: NonNullable<NewCall['criteria']> = [
  {
    key: 'use-in-practice',
    title: { sv: 'Nytta i praktiken', en: 'Use in practice' },
    guidance: { sv: 'Går svaret att använda?', en: 'Can the answer be used?' },
    scaleMin: 1,
    scaleMax: 7,
    anchors: {
      1: { sv: 'Ingen har frågat', en: 'Nobody asked for it' },
      7: { sv: 'Kommunen har frågat', en: 'The municipality has asked' },
    },
    weight: 60,
  },
  {
    key: 'feasibility',
    title: { sv: 'Genomförbarhet', en: 'Feasibility' },
    guidance: { sv: 'Går det att göra?', en: 'Can it be done?' },
    scaleMin: 1,
    scaleMax: 7,
    anchors: NO_ANCHORS,
    weight: 40,
  },
]

/** A draft that lacks nothing: it opened an hour ago and closes in thirty days. */
export const draftCall = async (test: TestApp, overrides: CallOverrides = {}): Promise<Call> => {
  const { preparer, publisher: _publisher, ...fields } = overrides
  const officer = preparer ?? (await person(test, { roles: ['officer'] }))
  const now = test.clock.now().getTime()
  return createCall(test.contextOf(officer), {
    title: { sv: 'Lokal demokrati under press', en: 'Local democracy under pressure' },
    instrument: 'project',
    audience: 'open',
    summary: {
      sv: 'Forskning tillsammans med kommuner om vad som håller.',
      en: 'Research with municipalities on what holds.',
    },
    texts: {
      purpose: { sv: 'Kriser kommer först till det lokala.', en: 'Crises arrive locally first.' },
      whoMayApply: { sv: 'Forskare i alla länder.', en: 'Researchers in any country.' },
    },
    themes: ['democratic-resilience'],
    coreValues: ['participation'],
    sdgs: [11, 16],
    countries: ['KE', 'UG'],
    currency: 'SEK',
    amountMinCents: 300_000_00,
    amountMaxCents: 1_000_000_00,
    envelopeCents: 6_000_000_00,
    overheadMaxPercent: 20,
    durationMonthsMin: 12,
    durationMonthsMax: 18,
    opensAt: new Date(now - 60 * MINUTE_MS),
    closesAt: awake(new Date(now + 30 * DAY_MS)),
    zone: 'Europe/Stockholm',
    decisionPlannedOn: null,
    contactEmail: 'calls@example.org',
    criteria: TWO_CRITERIA,
    form: SMALL_FORM,
    ...fields,
  })
}

/** The same, published by another officer through the operations: open now. */
export const openCall = async (test: TestApp, overrides: CallOverrides = {}): Promise<Call> => {
  const call = await draftCall(test, overrides)
  const publisher = overrides.publisher ?? (await person(test, { roles: ['officer'] }))
  return publishCall(test.contextOf(publisher), call.id, call.version)
}

/** Moves the test's clock past the closing time. */
export const closeCall = (test: TestApp, call: Pick<Call, 'closesAt'>): void => {
  test.clock.moveTo(new Date(call.closesAt.getTime() + MINUTE_MS))
}

/** No call closes at night: a test that runs then gets the next noon. */
const awake = (instant: Date): Date => {
  const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
    'Europe/Stockholm',
  )
  return there.hour < 5 ? new Date(there.with({ hour: 12 }).epochMilliseconds) : instant
}
