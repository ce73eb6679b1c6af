import {
  type DefinitionGap,
  definitionGaps,
  EMPTY_DEFINITION,
  missingIn,
} from '../forms/definition.ts'
import type { FormDefinition } from '../forms/rules.ts'
import type { Bilingual, Language } from '../language.ts'
import { refuseClosingTime, refuseInstant, type TimeRefusal } from './times.ts'

/** Stored are acts of a person; upcoming, open and closed follow from the clock. */
export const CALL_STATUSES = ['draft', 'published', 'withdrawn', 'archived'] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

export const callTransitions = {
  draft: { publish: 'published' },
  published: { withdraw: 'withdrawn', archive: 'archived' },
  withdrawn: {},
  archived: {},
} as const satisfies Record<CallStatus, Record<string, CallStatus>>

/** The sections of a call's text, in the order they are read. */
export const CALL_TEXTS = [
  'purpose',
  'whatYouCanApplyFor',
  'whoMayApply',
  'whatYouSend',
  'howItIsJudged',
  'contact',
] as const
export type CallText = (typeof CALL_TEXTS)[number]

/** No call is published without these; the others are in both languages or in none. */
export const REQUIRED_TEXTS: readonly CallText[] = ['purpose', 'whoMayApply']

/** The pages on which a call is prepared, in the order of work. */
export const CALL_PARTS = [
  'texts',
  'scope',
  'money',
  'timetable',
  'criteria',
  'form',
  'attachments',
  'budget',
] as const
export type CallPart = (typeof CALL_PARTS)[number]

export type Criterion = {
  id: string
  key: string
  position: number
  title: Bilingual
  guidance: Bilingual
  scaleMin: number
  scaleMax: number
  anchors: Record<string, Bilingual>
  /** Per cent; the weights of a call make 100. */
  weight: number
}

/** A call as other features know it: with its criteria and the form in force. */
export type Call = {
  id: string
  slug: string
  status: CallStatus
  instrument: string
  audience: string
  title: Bilingual
  summary: Bilingual
  texts: Record<string, Bilingual>
  themes: string[]
  coreValues: string[]
  sdgs: number[]
  countries: string[]
  currency: string
  amountMinCents: number | null
  amountMaxCents: number | null
  envelopeCents: number | null
  overheadMaxPercent: number | null
  durationMonthsMin: number | null
  durationMonthsMax: number | null
  opensAt: Date
  closesAt: Date
  zone: string
  decisionPlannedOn: string | null
  contactEmail: string
  preparedBy: string
  publishedBy: string | null
  publishedAt: Date | null
  version: number
  criteria: Criterion[]
  form: { id: string; number: number; definition: FormDefinition; frozenAt: Date | null } | null
}

export type CallPhase = 'draft' | 'upcoming' | 'open' | 'closed' | 'withdrawn' | 'archived'

type Timed = Pick<Call, 'status' | 'opensAt' | 'closesAt'>

/** Half-open: open while opensAt <= now < closesAt. */
export const isOpen = (call: Timed, now: Date): boolean =>
  call.status === 'published' && call.opensAt <= now && now < call.closesAt

/** What the clock makes of the stored state. */
export const callPhase = (call: Timed, now: Date): CallPhase => {
  if (call.status !== 'published') return call.status
  if (now < call.opensAt) return 'upcoming'
  return now < call.closesAt ? 'open' : 'closed'
}

/** Everyone may know of it; drafts are for staff alone. */
export const isPublic = ({ status }: Pick<Call, 'status'>): boolean => status !== 'draft'

/** What stands between a draft and its publication, each with the page where it is put right. */
export type Gap =
  | DefinitionGap
  | { part: 'texts'; code: 'text_missing'; field: string; language: Language }
  | MoneyGap
  | TimetableGap
  | { part: 'timetable'; code: 'closes_in_past' }
  | { part: 'criteria'; code: 'criteria_none' }
  | { part: 'criteria'; code: 'weights_sum'; sum: number }
  | { part: 'criteria'; code: 'criterion_text'; subject: string; language: Language }

export type MoneyGap = {
  part: 'money'
  code: 'amounts_order' | 'envelope_small' | 'durations_order'
}

export type TimetableGap =
  | { part: 'timetable'; code: 'closes_before_opens' }
  | {
      part: 'timetable'
      code: TimeRefusal['reason']
      zone: string
      which: 'opensAt' | 'closesAt'
    }

export const WEIGHTS_SUM = 100

/** All that is missing for publication, in the order of the parts. */
export const publicationGaps = (call: Call, now: Date): Gap[] => [
  ...textGaps(call),
  ...moneyGaps(call),
  ...timetableGaps(call, now),
  ...criteriaGaps(call.criteria),
  ...definitionGaps(
    call.form?.definition ?? EMPTY_DEFINITION,
    call.criteria.map(({ key }) => key),
  ),
]

/** What contradicts itself and is therefore not even kept in a draft. */
export const contradictions = (
  call: Pick<
    Call,
    | 'amountMinCents'
    | 'amountMaxCents'
    | 'envelopeCents'
    | 'durationMonthsMin'
    | 'durationMonthsMax'
    | 'opensAt'
    | 'closesAt'
    | 'zone'
  >,
): (MoneyGap | TimetableGap)[] => [...moneyGaps(call), ...timeGaps(call)]

/** The weights' sum, in per cent. */
export const weightsSum = (criteria: readonly Pick<Criterion, 'weight'>[]): number =>
  criteria.reduce((sum, { weight }) => sum + weight, 0)

export type CallRefusal =
  | { reason: 'call_not_draft'; status: CallStatus }
  | { reason: 'call_not_published'; status: CallStatus }
  | { reason: 'call_still_open'; closesAt: Date }
  | { reason: 'second_officer_needed' }
  | { reason: 'call_incomplete'; missing: Gap[] }
  | { reason: 'withdrawal_unexplained' }

/** A published call stands as it was published: applicants have begun to rely on it. */
export const refuseChange = (call: Pick<Call, 'status'>): CallRefusal | null =>
  call.status === 'draft' ? null : { reason: 'call_not_draft', status: call.status }

/** Four eyes: who last worked on the draft cannot be the one who publishes it. */
export const refusePublication = (
  call: Call,
  { publisherId, now }: { publisherId: string; now: Date },
): CallRefusal | null => {
  if (call.status !== 'draft') return { reason: 'call_not_draft', status: call.status }
  if (call.preparedBy === publisherId) return { reason: 'second_officer_needed' }
  const missing = publicationGaps(call, now)
  return missing.length === 0 ? null : { reason: 'call_incomplete', missing }
}

/** Withdrawing takes a reason in both languages: applicants read it in the place of the call. */
export const refuseWithdrawal = (
  call: Pick<Call, 'status'>,
  reason: Bilingual,
): CallRefusal | null => {
  if (call.status !== 'published') return { reason: 'call_not_published', status: call.status }
  return missingIn(reason).length === 0 ? null : { reason: 'withdrawal_unexplained' }
}

/** Only what has closed is put away. */
export const refuseArchiving = (call: Timed, now: Date): CallRefusal | null => {
  if (call.status !== 'published') return { reason: 'call_not_published', status: call.status }
  return now < call.closesAt ? { reason: 'call_still_open', closesAt: call.closesAt } : null
}

export type ApplyRefusal =
  | { reason: 'call_upcoming'; opensAt: Date; zone: string }
  | { reason: 'call_closed'; closesAt: Date; zone: string }
  | { reason: 'call_withdrawn' }
  | { reason: 'call_archived' }
  | { reason: 'call_draft' }

/** Why nobody can start an application to this call now; asked by the page's button and by the act alike. */
export const refuseStart = (call: Timed & Pick<Call, 'zone'>, now: Date): ApplyRefusal | null => {
  switch (callPhase(call, now)) {
    case 'draft':
      return { reason: 'call_draft' }
    case 'upcoming':
      return { reason: 'call_upcoming', opensAt: call.opensAt, zone: call.zone }
    case 'closed':
      return { reason: 'call_closed', closesAt: call.closesAt, zone: call.zone }
    case 'withdrawn':
      return { reason: 'call_withdrawn' }
    case 'archived':
      return { reason: 'call_archived' }
    case 'open':
      return null
  }
}

const textGaps = (call: Call): Gap[] => {
  const gap = (field: string, text: Bilingual): Gap[] =>
    missingIn(text).map((language) => ({ part: 'texts', code: 'text_missing', field, language }))
  return [
    ...gap('title', call.title),
    ...gap('summary', call.summary),
    ...CALL_TEXTS.flatMap((field) => {
      const text = call.texts[field] ?? { sv: '', en: '' }
      const isOptional = !REQUIRED_TEXTS.includes(field)
      return isOptional && `${text.sv}${text.en}`.trim() === '' ? [] : gap(field, text)
    }),
  ]
}

type Money = Pick<
  Call,
  'amountMinCents' | 'amountMaxCents' | 'envelopeCents' | 'durationMonthsMin' | 'durationMonthsMax'
>

const moneyGaps = (call: Money): MoneyGap[] => {
  const gaps: MoneyGap[] = []
  const { amountMinCents: min, amountMaxCents: max, envelopeCents: envelope } = call
  if (min !== null && max !== null && min > max) gaps.push({ part: 'money', code: 'amounts_order' })
  const most = max ?? min
  if (envelope !== null && most !== null && envelope < most)
    gaps.push({ part: 'money', code: 'envelope_small' })
  const { durationMonthsMin: shortest, durationMonthsMax: longest } = call
  if (shortest !== null && longest !== null && shortest > longest)
    gaps.push({ part: 'money', code: 'durations_order' })
  return gaps
}

const timeGaps = ({
  opensAt,
  closesAt,
  zone,
}: Pick<Call, 'opensAt' | 'closesAt' | 'zone'>): TimetableGap[] => {
  const gaps: TimetableGap[] = []
  if (closesAt <= opensAt) gaps.push({ part: 'timetable', code: 'closes_before_opens' })
  const opening = refuseInstant(opensAt, zone)
  if (opening) gaps.push({ part: 'timetable', code: opening.reason, zone, which: 'opensAt' })
  const closing = refuseClosingTime(closesAt, zone)
  if (closing) gaps.push({ part: 'timetable', code: closing.reason, zone, which: 'closesAt' })
  return gaps
}

const timetableGaps = (call: Call, now: Date): Gap[] => [
  ...timeGaps(call),
  ...(call.closesAt <= now ? [{ part: 'timetable', code: 'closes_in_past' } as const] : []),
]

const criteriaGaps = (criteria: readonly Criterion[]): Gap[] => {
  if (criteria.length === 0) return [{ part: 'criteria', code: 'criteria_none' }]
  const gaps: Gap[] = criteria.flatMap(({ key, title, guidance, anchors }) => {
    const said = [title, guidance, ...Object.values(anchors)]
    const languages = new Set(said.flatMap(missingIn))
    return [...languages].map(
      (language): Gap => ({
        part: 'criteria',
        code: 'criterion_text',
        subject: title.en || title.sv || key,
        language,
      }),
    )
  })
  const sum = weightsSum(criteria)
  return sum === WEIGHTS_SUM ? gaps : [...gaps, { part: 'criteria', code: 'weights_sum', sum }]
}
