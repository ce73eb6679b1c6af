import type { Tx } from '../../db/client.ts'
import { type Actor, actorId } from '../actor.ts'
import { moveApplication, permit, relationTo } from '../applications/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Call } from '../calls/rules.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { isLanguage, type Language } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { policies } from '../policies.ts'
import { cancellationMail, declinationMail, invitationMail } from './mail.ts'
import { listCandidates } from './office-store.ts'
import {
  type AssignmentRole,
  endOfDay,
  isSettled,
  refuseAcceptance,
  refuseAct,
  refuseAssignment,
  refuseLeaving,
} from './rules.ts'
import {
  type Assignment,
  findPerson,
  getOwnAssignment,
  hasRapporteur,
  insertAssignment,
  listOwnWork,
  lockApplication,
  lockAssignment,
  lockAssignmentsOf,
  lockOwnAssignment,
  moveAssignment,
  type OwnWork,
} from './store.ts'
import { texts } from './texts.ts'

export { loadAsOfficer } from './loading.ts'
export type { Assignment, OwnWork } from './store.ts'

/** What waits for a reviewer, for their own page: open assignments, what is due first at the top. */
export const workItems = (tx: Tx, actor: Actor): Promise<OwnWork[]> =>
  listOwnWork(tx, actorId(actor))

/** The actor's own assignment; 404 where it is another's, or closed by a conflict of interest. */
export const ownAssignment = (tx: Tx, actor: Actor, id: string): Promise<Assignment> =>
  getOwnAssignment(tx, actorId(actor), id)

/** The same, locked: acts of one reviewer on one assignment come one after the other. */
export const lockOwn = (tx: Tx, actor: Actor, id: string): Promise<Assignment> =>
  lockOwnAssignment(tx, actorId(actor), id)

/** Any assignment, locked, with the officer's right to handle its application. */
export const lockAsOfficer = async (tx: Tx, actor: Actor, id: string): Promise<Assignment> => {
  const assignment = await lockAssignment(tx, id)
  const { relation, status } = await relationTo(tx, actor, assignment.applicationId)
  permit(policies.handleAsOfficer(actor, relation, status))
  return assignment
}

/**
 * Gives an application to a reviewer and asks them by mail; the first one starts its review. Somebody who
 * declined or let it expire is asked again with the same assignment. Throws `Invalid` for a day that is past.
 */
export const assignReviewer = (
  context: Context,
  applicationId: string,
  given: { personId: string; role: AssignmentRole; dueOn: string },
): Promise<string> =>
  context.db.transaction(async (tx) => {
    const application = await lockApplication(tx, applicationId)
    await permitHandling(tx, context, applicationId)
    const [candidate] = await listCandidates(
      tx,
      { id: applicationId, callId: application.callId },
      { personId: given.personId, seenBy: actorId(context.actor) },
    )
    if (!candidate) throw new NotFound('person')
    const { role, personId } = given
    const facts = {
      status: application.status,
      hasRapporteur: await hasRapporteur(tx, applicationId),
    }
    refuse(refuseAssignment(facts, candidate, role))
    const call = await callOf(tx, application.callId)
    const dueAt = endOfDay(given.dueOn, call.zone)
    if (dueAt <= (await context.clock.inTransaction(tx)))
      throw new Invalid([{ field: 'dueOn', message: texts[context.language].duePassed }])

    const set = { role, dueAt, assignedBy: actorId(context.actor) }
    const earlier = candidate.assignmentId ? await lockAssignment(tx, candidate.assignmentId) : null
    if (earlier) await moveAssignment(tx, earlier, 'invite', { ...set, declaredAt: null })
    const id = earlier?.id ?? (await insertAssignment(tx, { applicationId, personId, ...set }))
    await record(tx, context, {
      entity: 'assignment',
      entityId: id,
      type: 'assignment.invited',
      from: earlier?.status ?? null,
      to: 'invited',
      data: { personId, role, dueOn: given.dueOn },
    })
    if (application.status === 'eligible')
      await moveApplication(tx, context, applicationId, 'startReview')
    const mail = invitationMail({
      ...mailFacts(context, candidate, call),
      role,
      dueOn: given.dueOn,
      path: `/assignments/${id}`,
    })
    const key = `assignment.invited:${id}:${(earlier?.version ?? 0) + 1}`
    await sendMail(tx, context, { key, to: candidate.email, ...mail })
    return id
  })

/** Takes an assignment back, with what was written kept for the record. Gives the application's id. */
export const cancelAssignment = (context: Context, id: string, reason: string): Promise<string> =>
  context.db.transaction(async (tx) => {
    const assignment = await lockAsOfficer(tx, context.actor, id)
    refuse(refuseLeaving(assignment, 'cancel'))
    const to = await moveAssignment(tx, assignment, 'cancel')
    await record(tx, context, {
      entity: 'assignment',
      entityId: id,
      type: 'assignment.cancelled',
      from: assignment.status,
      to,
      reason,
    })
    const reviewer = await findPerson(tx, assignment.personId)
    if (!reviewer) throw new Error('an assignment without its person')
    const call = await callOf(tx, assignment.callId)
    const mail = cancellationMail({
      ...mailFacts(context, reviewer, call),
      reference: assignment.reference,
    })
    const key = `assignment.cancelled:${id}:${assignment.version}`
    await sendMail(tx, context, { key, to: reviewer.email, ...mail })
    return assignment.applicationId
  })

/** The reviewer declares to have no conflict of interest and takes the review on: the dossier opens. */
export const acceptAssignment = (context: Context, id: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const assignment = await lockOwn(tx, context.actor, id)
    refuse(refuseAcceptance(assignment))
    const declaredAt = await context.clock.inTransaction(tx)
    const to = await moveAssignment(tx, assignment, 'accept', { declaredAt })
    await record(tx, context, {
      entity: 'assignment',
      entityId: id,
      type: 'assignment.accepted',
      actedAs: 'reviewer',
      from: assignment.status,
      to,
      data: { declared: 'no_conflict' },
    })
  })

/** The reviewer cannot or will not: without a conflict of interest, with a reason. */
export const declineAssignment = (context: Context, id: string, reason: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const assignment = await lockOwn(tx, context.actor, id)
    refuse(refuseLeaving(assignment, 'decline'))
    await decline(tx, context, assignment, reason)
  })

/**
 * Closes a person's assignments to an application because of a conflict of interest, in the transaction that
 * writes the conflict. What was written is kept, but counts no more; a review that a released decision was taken on
 * stays beside it, and the conflict alone closes its doors.
 */
export const closeForConflict = async (
  tx: Tx,
  context: Context,
  of: { applicationId: string; personId: string },
): Promise<void> => {
  for (const { id } of await lockAssignmentsOf(tx, of)) {
    const assignment = await lockAssignment(tx, id)
    if (isSettled(assignment)) continue
    if (assignment.status === 'suggested') {
      const to = await moveAssignment(tx, assignment, 'cancel')
      await record(tx, context, {
        entity: 'assignment',
        entityId: id,
        type: 'assignment.cancelled',
        from: assignment.status,
        to,
        reason: 'conflict',
      })
    } else await decline(tx, context, assignment, 'conflict')
  }
}

/** Locks an application whose readers or conflicts are about to change. */
export const lockForReaders = async (tx: Tx, applicationId: string): Promise<void> => {
  await lockApplication(tx, applicationId)
}

/** The review is in, or is opened again by the office. */
export const followReview = async (
  tx: Tx,
  context: Context,
  { assignment, act }: { assignment: Assignment; act: 'complete' | 'reopen' },
): Promise<void> => {
  refuse(refuseAct(assignment, act))
  const to = await moveAssignment(tx, assignment, act)
  await record(tx, context, {
    entity: 'assignment',
    entityId: assignment.id,
    type: act === 'complete' ? 'assignment.completed' : 'assignment.reopened',
    ...(act === 'complete' ? { actedAs: 'reviewer' } : {}),
    from: assignment.status,
    to,
  })
}

const permitHandling = async (tx: Tx, context: Context, applicationId: string): Promise<void> => {
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, status))
}

const decline = async (
  tx: Tx,
  context: Context,
  assignment: Assignment,
  reason: string,
): Promise<void> => {
  refuse(refuseAct(assignment, 'decline'))
  const to = await moveAssignment(tx, assignment, 'decline')
  const isOwn = actorId(context.actor) === assignment.personId
  await record(tx, context, {
    entity: 'assignment',
    entityId: assignment.id,
    type: 'assignment.declined',
    ...(isOwn ? { actedAs: 'reviewer' } : {}),
    from: assignment.status,
    to,
    reason,
  })
  if (isOwn) await tellOffice(tx, context, assignment)
}

/** The officer who asked is told, unless they may no longer know of the application. */
const tellOffice = async (tx: Tx, context: Context, assignment: Assignment): Promise<void> => {
  const officer = assignment.assignedBy ? await findPerson(tx, assignment.assignedBy) : undefined
  const reviewer = await findPerson(tx, assignment.personId)
  if (!officer || !reviewer) return
  const call = await callOf(tx, assignment.callId)
  const mail = declinationMail({
    ...mailFacts(context, officer, call),
    reviewer: reviewer.name || reviewer.email,
    path: `/office/calls/${assignment.callId}/assignments`,
  })
  const key = `assignment.declined:${assignment.id}:${assignment.version}`
  await sendMail(tx, context, { key, to: officer.email, ...mail })
}

const mailFacts = (
  context: Context,
  to: { language: string },
  call: Call,
): { language: Language; baseUrl: string; funder: string; callTitle: string } => {
  const language = isLanguage(to.language) ? to.language : 'en'
  const { baseUrl, funder } = context.config
  return { language, baseUrl, funder, callTitle: call.title[language] }
}
