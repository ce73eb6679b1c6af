export const ASSIGNMENT_STATUSES = [
  'suggested',
  'invited',
  'accepted',
  'declined',
  'expired',
  'completed',
  'cancelled',
] as const
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number]

export const ASSIGNMENT_ROLES = ['reader', 'rapporteur'] as const
export type AssignmentRole = (typeof ASSIGNMENT_ROLES)[number]

/** Accepting states that there is no conflict of interest; a declared conflict declines. */
export const assignmentTransitions = {
  suggested: { invite: 'invited', cancel: 'cancelled' },
  invited: { accept: 'accepted', decline: 'declined', expire: 'expired', cancel: 'cancelled' },
  accepted: { complete: 'completed', decline: 'declined', cancel: 'cancelled' },
  declined: {},
  expired: { invite: 'invited' },
  completed: { reopen: 'accepted', decline: 'declined', cancel: 'cancelled' },
  cancelled: {},
} as const satisfies Record<AssignmentStatus, Record<string, AssignmentStatus>>
