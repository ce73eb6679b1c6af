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
