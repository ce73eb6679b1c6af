import type { FormDefinition } from '../forms/rules.ts'
import type { Bilingual } from '../language.ts'
import { CALL_PARTS, type Call, type CallPart, type Criterion } from './rules.ts'
import { instantOf, ZONE_DEFAULT } from './times.ts'

/** What an officer writes of a call, beside criteria and form. */
export type CallFields = Pick<
  Call,
  | 'slug'
  | 'instrument'
  | 'audience'
  | 'title'
  | 'summary'
  | 'texts'
  | 'themes'
  | 'coreValues'
  | 'sdgs'
  | 'countries'
  | 'currency'
  | 'amountMinCents'
  | 'amountMaxCents'
  | 'envelopeCents'
  | 'overheadMaxPercent'
  | 'durationMonthsMin'
  | 'durationMonthsMax'
  | 'opensAt'
  | 'closesAt'
  | 'zone'
  | 'decisionPlannedOn'
  | 'contactEmail'
>

export type NewCriterion = Omit<Criterion, 'id' | 'position'>

/** All but the title has a beginning: times a fortnight and two months ahead, an empty form. */
export type NewCall = Partial<CallFields> & {
  title: Bilingual
  criteria?: readonly NewCriterion[]
  form?: FormDefinition
}

/** The parts of the preparation that these fields belong to. */
export const partsOf = (changes: Partial<CallFields>): CallPart[] =>
  CALL_PARTS.filter((part) => PART_FIELDS[part]?.some((field) => field in changes))

const PART_FIELDS: Partial<Record<CallPart, readonly (keyof CallFields)[]>> = {
  texts: ['slug', 'title', 'summary', 'texts', 'contactEmail'],
  scope: ['instrument', 'audience', 'themes', 'coreValues', 'sdgs', 'countries'],
  money: [
    'currency',
    'amountMinCents',
    'amountMaxCents',
    'envelopeCents',
    'overheadMaxPercent',
    'durationMonthsMin',
    'durationMonthsMax',
  ],
  timetable: ['opensAt', 'closesAt', 'zone', 'decisionPlannedOn'],
}

const OPENS_IN_DAYS = 14
const CLOSES_IN_DAYS = 60
const INSTRUMENT_FIRST = 'project'

/** What a draft begins with: a fortnight to its opening, two months to its closing. */
export const beginningAt = (now: Date) => ({
  instrument: INSTRUMENT_FIRST,
  audience: 'open',
  summary: { sv: '', en: '' },
  amountMinCents: null,
  amountMaxCents: null,
  envelopeCents: null,
  durationMonthsMin: null,
  durationMonthsMax: null,
  opensAt: inDays(now, OPENS_IN_DAYS, '09:00'),
  closesAt: inDays(now, CLOSES_IN_DAYS, '14:00'),
  zone: ZONE_DEFAULT,
})

const inDays = (now: Date, days: number, clock: string): Date => {
  const date = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(ZONE_DEFAULT)
    .toPlainDate()
    .add({ days })
  const found = instantOf({ date: date.toString(), clock, zone: ZONE_DEFAULT })
  if (!('instant' in found)) throw new Error('no clock is moved in the daytime')
  return found.instant
}
