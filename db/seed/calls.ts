import { createCall, publishCall } from '../../server/calls/operations.ts'
import type { Call } from '../../server/calls/rules.ts'
import { PARTNER_SETS } from '../../server/vocabulary/countries.ts'
import { SAMPLE_CALLS } from './content/calls.ts'
import type { SampleCall } from './content/types.ts'
import { actingAt, dateOf, instantAt, type Stage } from './stage.ts'

const PREPARED_DAYS_BEFORE = 10
const PUBLISHED_DAYS_BEFORE = 5
const DECIDED_DAYS_AFTER_CLOSE = 90

/** The sample calls by their keys, prepared by one officer and published by the other before they opened. */
export const seedCalls = async (stage: Stage): Promise<Map<string, Call>> => {
  const calls = new Map<string, Call>()
  for (const [index, sample] of SAMPLE_CALLS.entries()) {
    const officers = ['officer@example.org', 'officer2@example.org']
    const [preparer = '', publisher = ''] = index % 2 === 0 ? officers : officers.toReversed()
    const prepared = { day: sample.opensInDays - PREPARED_DAYS_BEFORE, clock: '10:00' }
    const published = { day: sample.opensInDays - PUBLISHED_DAYS_BEFORE, clock: '13:30' }
    const draft = await createCall(actingAt(stage, prepared, preparer), fieldsOf(stage, sample))
    const context = actingAt(stage, published, publisher)
    calls.set(sample.key, await publishCall(context, draft.id, draft.version))
  }
  return calls
}

const fieldsOf = (stage: Stage, sample: SampleCall): Parameters<typeof createCall>[1] => {
  const { title, summary, ...texts } = sample.texts
  const set = PARTNER_SETS.find(({ key }) => key === sample.partnerSet)
  return {
    slug: sample.key,
    instrument: sample.instrument,
    audience: sample.audience,
    title,
    summary,
    texts,
    themes: sample.themes,
    coreValues: sample.coreValues,
    sdgs: sample.sdgs,
    countries: set ? [...set.countries] : [],
    currency: sample.currency,
    amountMinCents: sample.amountMin,
    amountMaxCents: sample.amountMax,
    envelopeCents: sample.envelope,
    overheadMaxPercent: sample.overheadCapPercent,
    durationMonthsMin: sample.monthsMin,
    durationMonthsMax: sample.monthsMax,
    opensAt: instantAt(stage, { day: sample.opensInDays, clock: '09:00' }),
    closesAt: instantAt(stage, { day: sample.closesInDays, clock: `${sample.closingHour}:00` }),
    zone: sample.timeZone,
    decisionPlannedOn: dateOf(stage, sample.closesInDays + DECIDED_DAYS_AFTER_CLOSE),
    contactEmail: 'calls@example.org',
    criteria: sample.criteria,
    form: sample.form,
  }
}
