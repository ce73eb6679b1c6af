import { actorId } from '../actor.ts'
import { loadRevision, permit, relationTo } from '../applications/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Context } from '../context.ts'
import { policies } from '../policies.ts'
import {
  findAssignable,
  listCallApplications,
  listCallAssignments,
  listCandidates,
  listLoads,
  listReaders,
  listStandingConflicts,
} from './office-store.ts'
import { findReviewState, getAssignment, getOwnAssignment, hasRapporteur } from './store.ts'

/**
 * What a reviewer sees of an assignment. Before they have declared it is what one needs to know of a conflict of
 * interest: title, place, organisations and people, but nothing of the text.
 */
export const loadOwnAssignment = async (context: Context, id: string) => {
  const tx = context.db
  const assignment = await getOwnAssignment(tx, actorId(context.actor), id)
  const { relation } = await relationTo(tx, context.actor, assignment.applicationId)
  permit(policies.seeAssignment(context.actor, relation))
  const [{ content, call }, review] = await Promise.all([
    loadRevision(tx, assignment.applicationId),
    findReviewState(tx, id),
  ])
  return {
    assignment,
    call,
    review,
    title: content.title,
    country: content.country,
    organisation: content.organisation?.name ?? null,
    people: content.participants.map(({ name, organisation, role }) => ({
      name,
      organisation,
      role,
    })),
  }
}

/** One assignment as the office sees it. */
export const loadAsOfficer = async (context: Context, id: string) => {
  const assignment = await getAssignment(context.db, id)
  const { relation, status } = await relationTo(context.db, context.actor, assignment.applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, status))
  return assignment
}

/** A page of a call's applications with readers and conflicts, and the loads of all reviewers. */
export const loadCallAssignments = async (context: Context, callId: string, page: number) => {
  const tx = context.db
  const call = await callOf(tx, callId)
  const personId = actorId(context.actor)
  const { rows, total } = await listCallApplications(tx, { callId, personId, page })
  const ids = rows.map(({ id }) => id)
  const [readers, conflicts, loads] = await Promise.all([
    ids.length === 0 ? [] : listReaders(tx, ids),
    ids.length === 0 ? [] : listStandingConflicts(tx, ids),
    listLoads(tx, { callId, personId }),
  ])
  const applications = rows.map((row) => ({
    ...row,
    readers: readers.filter(({ applicationId }) => applicationId === row.id),
    conflicts: conflicts.filter(({ applicationId }) => applicationId === row.id),
  }))
  return { call, applications, total, loads }
}

/** A call's assignments, a page of them by id, as far as the reader may see. */
export const loadAssignmentsOfCall = async (
  context: Context,
  callId: string,
  { after, limit }: { after: string | undefined; limit: number },
) => {
  await callOf(context.db, callId)
  const personId = actorId(context.actor)
  const found = await listCallAssignments(context.db, { callId, personId, after, limit })
  const rows = found.rows.slice(0, limit)
  return {
    rows,
    total: found.total,
    next: found.rows.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** All reviewers with their loads in a call. */
export const loadLoads = async (context: Context, callId: string) => {
  await callOf(context.db, callId)
  return listLoads(context.db, { callId, personId: actorId(context.actor) })
}

/** One application with its readers and everyone who could become one. */
export const loadAssigning = async (context: Context, applicationId: string) => {
  const tx = context.db
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.readAsStaff(context.actor, relation, status))
  const application = await findAssignable(tx, applicationId)
  const [call, readers, candidates, rapporteur] = await Promise.all([
    callOf(tx, application.callId),
    listReaders(tx, [applicationId]),
    listCandidates(
      tx,
      { id: applicationId, callId: application.callId },
      { seenBy: actorId(context.actor) },
    ),
    hasRapporteur(tx, applicationId),
  ])
  return { application, call, readers, candidates, hasRapporteur: rapporteur }
}
