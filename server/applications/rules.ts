import type { AnswerValue } from '../forms/rules.ts'

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
