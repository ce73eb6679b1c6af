import type { FormDefinition } from '../forms/rules.ts'
import type { Bilingual } from '../language.ts'

/** Stored are acts of a person; upcoming, open and closed follow from the clock. */
export const CALL_STATUSES = ['draft', 'published', 'withdrawn', 'archived'] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

export const callTransitions = {
  draft: { publish: 'published' },
  published: { withdraw: 'withdrawn', archive: 'archived' },
  withdrawn: {},
  archived: {},
} as const satisfies Record<CallStatus, Record<string, CallStatus>>

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
