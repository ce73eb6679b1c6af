import type { ApplicationStatus } from '../applications/rules.ts'
import type { ConflictKind } from '../conflicts/rules.ts'

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
  declined: { invite: 'invited' },
  expired: { invite: 'invited' },
  completed: { reopen: 'accepted', decline: 'declined', cancel: 'cancelled' },
  cancelled: {},
} as const satisfies Record<AssignmentStatus, Record<string, AssignmentStatus>>

export type AssignmentAct =
  | 'invite'
  | 'accept'
  | 'decline'
  | 'expire'
  | 'complete'
  | 'reopen'
  | 'cancel'

/** Assignments that bind a reviewer: they make the load, and hold the one place of the rapporteur. */
export const BINDING_STATUSES = [
  'invited',
  'accepted',
  'completed',
] as const satisfies AssignmentStatus[]

/** States of an application in which those who review it may see it. */
export const REVIEWED_STATUSES = ['in_review', 'decided'] as const satisfies ApplicationStatus[]

/** States of an application that the office sees in the work with reviewers. */
export const ASSIGNABLE_STATUSES = ['eligible', 'in_review'] as const satisfies ApplicationStatus[]

/** Characters of a reason for declining or cancelling. */
export const REASON_MAX = 2000

/** Applications on one page of the office's list. */
export const OFFICE_PAGE_SIZE = 50

export type AssignmentRefusal =
  | { reason: 'application_not_assignable'; status: ApplicationStatus }
  | { reason: 'application_not_in_review'; status: ApplicationStatus }
  | { reason: 'not_a_reviewer' }
  | { reason: 'takes_part' }
  | { reason: 'has_conflict'; kinds: readonly ConflictKind[] }
  | { reason: 'already_assigned'; status: AssignmentStatus }
  | { reason: 'rapporteur_taken' }
  | { reason: 'assignment_closed'; status: AssignmentStatus }
  | { reason: 'declare_first' }

/** What is known of a person when the office thinks of giving them an application. */
export type Candidate = {
  isReviewer: boolean
  /** Named in the application, whatever they answered to the invitation. */
  takesPart: boolean
  conflicts: readonly ConflictKind[]
  /** Of an assignment to this application that was not cancelled. */
  status: AssignmentStatus | null
}

/** Where an act leads from a state; null where it is not possible. */
export const nextStatus = (
  status: AssignmentStatus,
  act: AssignmentAct,
): AssignmentStatus | null => {
  const acts: Partial<Record<AssignmentAct, AssignmentStatus>> = assignmentTransitions[status]
  return acts[act] ?? null
}

/** Why a person cannot be given this application; the page asks it of everyone it lists. */
export const refuseAssignment = (
  application: { status: ApplicationStatus; hasRapporteur: boolean },
  candidate: Candidate,
  role: AssignmentRole,
): AssignmentRefusal | null => {
  if (!isOneOf(ASSIGNABLE_STATUSES, application.status))
    return { reason: 'application_not_assignable', status: application.status }
  if (!candidate.isReviewer) return { reason: 'not_a_reviewer' }
  if (candidate.takesPart) return { reason: 'takes_part' }
  if (candidate.conflicts.length > 0) return { reason: 'has_conflict', kinds: candidate.conflicts }
  if (candidate.status !== null && nextStatus(candidate.status, 'invite') === null)
    return { reason: 'already_assigned', status: candidate.status }
  if (role === 'rapporteur' && application.hasRapporteur) return { reason: 'rapporteur_taken' }
  return null
}

/** Why an act on an assignment cannot be done in its state. */
export const refuseAct = (
  assignment: { status: AssignmentStatus },
  act: AssignmentAct,
): AssignmentRefusal | null =>
  nextStatus(assignment.status, act) === null
    ? { reason: 'assignment_closed', status: assignment.status }
    : null

/** Declining or cancelling: what a released decision was taken on stays as it was. */
export const refuseLeaving = (
  assignment: { status: AssignmentStatus; applicationStatus: ApplicationStatus },
  act: 'decline' | 'cancel',
): AssignmentRefusal | null =>
  isSettled(assignment)
    ? { reason: 'application_not_in_review', status: assignment.applicationStatus }
    : refuseAct(assignment, act)

/** A review that a released decision was taken on. */
export const isSettled = (assignment: {
  status: AssignmentStatus
  applicationStatus: ApplicationStatus
}): boolean => assignment.status === 'completed' && assignment.applicationStatus === 'decided'

/** Taking on a review: only while the application is being reviewed. */
export const refuseAcceptance = (assignment: {
  status: AssignmentStatus
  applicationStatus: ApplicationStatus
}): AssignmentRefusal | null => {
  if (assignment.applicationStatus !== 'in_review')
    return { reason: 'application_not_in_review', status: assignment.applicationStatus }
  return refuseAct(assignment, 'accept')
}

/** Nothing opens before the reviewer has declared to have no conflict of interest. */
export const refuseReading = (assignment: {
  status: AssignmentStatus
  declaredAt: Date | null
}): AssignmentRefusal | null =>
  assignment.declaredAt === null || assignment.status === 'invited'
    ? { reason: 'declare_first' }
    : null

/** Past its day, and still owed. */
export const isOverdue = (
  assignment: { status: AssignmentStatus; dueAt: Date | null },
  now: Date,
): boolean =>
  assignment.dueAt !== null &&
  now >= assignment.dueAt &&
  (assignment.status === 'invited' || assignment.status === 'accepted')

/** The instant at which a day ends in a zone: a review is on time while now < dueAt. */
export const endOfDay = (day: string, zone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds)

/** The last day on which it is on time: what is said of a due instant. */
export const lastDay = (dueAt: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(dueAt.getTime() - 1)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T =>
  list.some((item) => item === value)
