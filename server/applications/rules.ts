import { type Call, isOpen } from '../calls/rules.ts'
import type { AnswerValue } from '../forms/rules.ts'
import type { Lack } from './completeness.ts'

export const APPLICATION_STATUSES = [
  'draft',
  'submitted',
  'screening',
  'eligible',
  'ineligible',
  'in_review',
  'decided',
  'withdrawn',
] as const
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number]

/** What is possible; what is allowed now is said by `refuse…`. `takeBack` only until the call closes. */
export const applicationTransitions = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { takeBack: 'draft', screen: 'screening', withdraw: 'withdrawn' },
  screening: { findEligible: 'eligible', findIneligible: 'ineligible', withdraw: 'withdrawn' },
  eligible: { startReview: 'in_review', withdraw: 'withdrawn' },
  ineligible: { reconsider: 'screening', decide: 'decided', withdraw: 'withdrawn' },
  in_review: { decide: 'decided', withdraw: 'withdrawn' },
  decided: {},
  withdrawn: {},
} as const satisfies Record<ApplicationStatus, Record<string, ApplicationStatus>>

export const PARTICIPANT_ROLES = [
  'main_applicant',
  'co_applicant',
  'municipality_partner',
  'viewer',
  'signatory',
] as const
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number]

export const PARTICIPANT_STATUSES = ['invited', 'accepted', 'declined', 'removed'] as const
export type ParticipantStatus = (typeof PARTICIPANT_STATUSES)[number]

export const participantTransitions = {
  invited: { accept: 'accepted', decline: 'declined', remove: 'removed' },
  accepted: { remove: 'removed' },
  declined: {},
  removed: {},
} as const satisfies Record<ParticipantStatus, Record<string, ParticipantStatus>>

/**
 * What was submitted, as the digest is taken over it and as reviewers read it. Keys of `answers` are question keys
 * of the form version named by `formId`.
 */
export type RevisionContent = {
  reference: string
  callId: string
  formId: string
  title: string
  organisation: { id: string; name: string; country: string } | null
  country: string | null
  durationMonths: number | null
  answers: Record<string, AnswerValue>
  /** Names, as they were, of the organisations that answers refer to by id or ROR address. */
  organisations: Record<string, string>
  /** Amounts in minor units of the call's currency. */
  budget: { category: string; description: string; year: number; amountCents: number }[]
  attachments: { slot: string; name: string; sha256: string; size: number }[]
  participants: {
    role: ParticipantRole
    name: string
    organisation: string | null
    status: ParticipantStatus
  }[]
}

/** An act on an application, as the table of transitions names it. */
export type ApplicationAct = {
  [Status in ApplicationStatus]: keyof (typeof applicationTransitions)[Status]
}[ApplicationStatus]

/** Where an act leads from a status; null where it is not possible. */
export const statusAfter = (
  status: ApplicationStatus,
  act: ApplicationAct,
): ApplicationStatus | null => {
  const possible: Partial<Record<ApplicationAct, ApplicationStatus>> =
    applicationTransitions[status]
  return possible[act] ?? null
}

export type ApplicationRefusal =
  | { reason: 'wrong_status'; status: ApplicationStatus }
  | { reason: 'call_not_open'; opensAt: Date; closesAt: Date; zone: string | undefined }
  | { reason: 'call_not_closed'; closesAt: Date; zone: string | undefined }
  | { reason: 'incomplete'; missing: readonly Lack[] }

type TimedCall = Pick<Call, 'status' | 'opensAt' | 'closesAt'> & { zone?: string }
type Standing = { status: ApplicationStatus }

/** Whether an application may be begun in a call. */
export const refuseUnlessOpen = (call: TimedCall, now: Date): ApplicationRefusal | null =>
  isOpen(call, now) ? null : notOpen(call)

/** Drafts may be written in while the call is open. */
export const refuseEditing = (
  application: Standing,
  call: TimedCall,
  now: Date,
): ApplicationRefusal | null =>
  application.status === 'draft' ? refuseUnlessOpen(call, now) : publicWrongStatus(application)

/** `missing`: everything that is missing or to be corrected (`lacksOf`). Time goes before content. */
export const refuseSubmission = (
  application: Standing & { missing: readonly Lack[] },
  call: TimedCall,
  now: Date,
): ApplicationRefusal | null => {
  const refusal = refuseEditing(application, call, now)
  if (refusal) return refusal
  return application.missing.length > 0
    ? { reason: 'incomplete', missing: application.missing }
    : null
}

/** Until the call closes, what was submitted can be taken back and submitted anew. */
export const refuseTakingBack = (
  application: Standing,
  call: TimedCall,
  now: Date,
): ApplicationRefusal | null =>
  statusAfter(application.status, 'takeBack') === null
    ? publicWrongStatus(application)
    : refuseUnlessOpen(call, now)

/** Applicants may withdraw until it is decided. */
export const refuseWithdrawal = (application: Standing): ApplicationRefusal | null =>
  statusAfter(application.status, 'withdraw') === null ? publicWrongStatus(application) : null

export const SCREENING_ACTS = ['screen', 'findEligible', 'findIneligible', 'reconsider'] as const
export type ScreeningAct = (typeof SCREENING_ACTS)[number]

/** The formal check begins when the call has closed: until then applicants may still change everything. */
export const refuseScreening = (
  application: Standing,
  act: ScreeningAct,
  call: TimedCall,
  now: Date,
): ApplicationRefusal | null => {
  if (statusAfter(application.status, act) === null) return wrongStatus(application)
  return call.status === 'published' && now < call.closesAt
    ? { reason: 'call_not_closed', closesAt: call.closesAt, zone: call.zone }
    : null
}

export const PUBLIC_STATUSES = ['draft', 'submitted', 'in_review', 'decided', 'withdrawn'] as const
export type PublicStatus = (typeof PUBLIC_STATUSES)[number]

/**
 * The status as its applicants may know it. From the formal check until the release everything looks alike:
 * that one application is in review and another is not would already tell the outcome.
 */
export const publicStatus = (application: Standing, decisionReleased: boolean): PublicStatus => {
  switch (application.status) {
    case 'draft':
    case 'submitted':
    case 'withdrawn':
      return application.status
    case 'screening':
    case 'eligible':
    case 'ineligible':
    case 'in_review':
      return 'in_review'
    case 'decided':
      return decisionReleased ? 'decided' : 'in_review'
  }
}

const notOpen = (call: TimedCall): ApplicationRefusal => ({
  reason: 'call_not_open',
  opensAt: call.opensAt,
  closesAt: call.closesAt,
  zone: call.zone,
})

/** What an applicant is told of an act refused: no more than their own page says of the status. */
const publicWrongStatus = (application: Standing): ApplicationRefusal => ({
  reason: 'wrong_status',
  status: publicStatus(application, true),
})

const wrongStatus = (application: Standing): ApplicationRefusal => ({
  reason: 'wrong_status',
  status: application.status,
})
