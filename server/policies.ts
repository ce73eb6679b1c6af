import { type Actor, hasRole, isStaff } from './actor.ts'
import type { ApplicationStatus, ParticipantRole } from './applications/rules.ts'
import type { AssignmentStatus } from './assignments/rules.ts'

/**
 * How an actor stands to an application. `findRelation` reads it in one query; without it nothing about a
 * record is answered (a missing relation is a compile error, not an open door).
 */
export type ApplicationRelation = {
  /** Accepted participation. */
  participant: ParticipantRole | null
  /** The actor's assignment, if it was not cancelled. */
  assignment: AssignmentStatus | null
  /** A standing conflict of interest: closes every door but that of a participant's own application. */
  hasConflict: boolean
}

export type PolicyRefusal = { reason: 'hidden' } | { reason: 'not_yours' } | { reason: 'conflict' }

const hidden: PolicyRefusal = { reason: 'hidden' }

/** Who may write in an application, beside reading it. */
const WRITERS: readonly ParticipantRole[] = [
  'main_applicant',
  'co_applicant',
  'municipality_partner',
]

/**
 * One line a right. Each answers null for yes, or why not; `hidden` becomes 404. The most restrictive relation
 * wins: who takes part in an application is not staff to it, whatever roles are held, and a conflict binds
 * officers and auditors too.
 */
export const policies = {
  /** The application as its applicants see it: drafts too. */
  readAsApplicant: (_actor: Actor, relation: ApplicationRelation): PolicyRefusal | null =>
    relation.participant === null ? hidden : null,

  editApplication: (_actor: Actor, relation: ApplicationRelation): PolicyRefusal | null => {
    if (relation.participant === null) return hidden
    return WRITERS.includes(relation.participant) ? null : { reason: 'not_yours' }
  },

  /** Submitting, taking back, withdrawing, inviting: the main applicant answers for the application. */
  answerForApplication: (_actor: Actor, relation: ApplicationRelation): PolicyRefusal | null => {
    if (relation.participant === null) return hidden
    return relation.participant === 'main_applicant' ? null : { reason: 'not_yours' }
  },

  /** What was submitted, as the office handles it. Drafts are the applicants' own. */
  readAsStaff: (
    actor: Actor,
    relation: ApplicationRelation,
    status: ApplicationStatus,
  ): PolicyRefusal | null => {
    if (!isStaff(actor) || relation.participant !== null || status === 'draft') return hidden
    return relation.hasConflict ? { reason: 'conflict' } : null
  },

  handleAsOfficer: (
    actor: Actor,
    relation: ApplicationRelation,
    status: ApplicationStatus,
  ): PolicyRefusal | null =>
    hasRole(actor, 'officer') ? policies.readAsStaff(actor, relation, status) : hidden,

  /** That one is asked to review it: title, place and people, for declaring conflicts; not the text. */
  seeAssignment: (actor: Actor, relation: ApplicationRelation): PolicyRefusal | null => {
    if (actor.kind !== 'person' || relation.participant !== null) return hidden
    return relation.assignment === null ? hidden : null
  },

  /** The dossier: only after declaring to have no conflict, and never with one. */
  readAsReviewer: (actor: Actor, relation: ApplicationRelation): PolicyRefusal | null => {
    if (policies.seeAssignment(actor, relation) !== null) return hidden
    if (relation.hasConflict) return { reason: 'conflict' }
    return relation.assignment === 'accepted' || relation.assignment === 'completed'
      ? null
      : { reason: 'not_yours' }
  },

  /** Reviews with names and scores, ranking, proposals. */
  readReviews: (
    actor: Actor,
    relation: ApplicationRelation,
    status: ApplicationStatus,
  ): PolicyRefusal | null => policies.readAsStaff(actor, relation, status),
} as const
