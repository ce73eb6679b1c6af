import { and, asc, eq, inArray, not, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  assignments,
  calls,
  conflicts,
  participants,
  people,
  reviews,
} from '../../db/schema/index.ts'
import { NotFound, Stale } from '../errors.ts'
import {
  type AssignmentAct,
  type AssignmentRole,
  type AssignmentStatus,
  BINDING_STATUSES,
  nextStatus,
  REVIEWED_STATUSES,
} from './rules.ts'

const columns = {
  id: assignments.id,
  applicationId: assignments.applicationId,
  personId: assignments.personId,
  role: assignments.role,
  status: assignments.status,
  assignedBy: assignments.assignedBy,
  dueAt: assignments.dueAt,
  declaredAt: assignments.declaredAt,
  version: assignments.version,
  reference: applications.reference,
  title: applications.title,
  applicationStatus: applications.status,
  callId: applications.callId,
}

export type Assignment = {
  id: string
  applicationId: string
  personId: string
  role: AssignmentRole
  status: AssignmentStatus
  assignedBy: string | null
  dueAt: Date | null
  declaredAt: Date | null
  version: number
  reference: string
  title: string
  applicationStatus: (typeof applications.$inferSelect)['status']
  callId: string
}

/** A reviewer's assignment, if it is open to them: no conflict stands and they take no part. Else 404. */
export const getOwnAssignment = async (
  tx: Tx,
  personId: string | null,
  id: string,
): Promise<Assignment> => {
  const [row] = await ownAssignments(tx, personId, eq(assignments.id, id))
  if (!row) throw new NotFound('assignment')
  return row
}

/** The same, locked for the transaction. */
export const lockOwnAssignment = async (
  tx: Tx,
  personId: string | null,
  id: string,
): Promise<Assignment> => {
  const [row] = await ownAssignments(tx, personId, eq(assignments.id, id)).for('update', {
    of: assignments,
  })
  if (!row) throw new NotFound('assignment')
  return row
}

export type OwnWork = Pick<
  Assignment,
  'id' | 'reference' | 'title' | 'role' | 'status' | 'dueAt' | 'callId'
> & {
  callTitle: (typeof calls.$inferSelect)['title']
  /** Of the call, in which the due day ends. */
  zone: string
  country: string | null
  reviewStatus: (typeof reviews.$inferSelect)['status'] | null
}

/** All that is open to a reviewer, what is due first at the top. One query. */
export const listOwnWork = (tx: Tx, personId: string | null): Promise<OwnWork[]> =>
  tx
    .select({
      id: columns.id,
      reference: columns.reference,
      title: columns.title,
      role: columns.role,
      status: columns.status,
      dueAt: columns.dueAt,
      callId: columns.callId,
      callTitle: calls.title,
      zone: calls.zone,
      country: applications.country,
      reviewStatus: reviews.status,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(isOpenTo(personId))
    .orderBy(sql`${assignments.dueAt} asc nulls last`, asc(applications.reference))
    .limit(OWN_WORK_MAX)

/** Any assignment; for the office and the portal, whose right is checked by the caller. */
export const getAssignment = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({ ...columns, reviewer: people.name, email: people.email })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(eq(assignments.id, id))
  if (!row) throw new NotFound('assignment')
  return row
}

/** Any assignment, locked; for the office and the portal, whose right is checked by the caller. */
export const lockAssignment = async (tx: Tx, id: string): Promise<Assignment> => {
  const [row] = await tx
    .select(columns)
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(eq(assignments.id, id))
    .for('update', { of: assignments })
  if (!row) throw new NotFound('assignment')
  return row
}

/** A person's assignments to an application that bind or are suggested, locked. */
export const lockAssignmentsOf = (tx: Tx, of: { applicationId: string; personId: string }) =>
  tx
    .select({ id: assignments.id, status: assignments.status, version: assignments.version })
    .from(assignments)
    .where(
      and(
        eq(assignments.applicationId, of.applicationId),
        eq(assignments.personId, of.personId),
        inArray(assignments.status, ['suggested', ...BINDING_STATUSES]),
      ),
    )
    .for('update')

/** The application whose readers are chosen: locked, so that two officers choose one after the other. */
export const lockApplication = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: applications.id,
      reference: applications.reference,
      status: applications.status,
      callId: applications.callId,
    })
    .from(applications)
    .where(eq(applications.id, id))
    .for('update')
  if (!row) throw new NotFound('application')
  return row
}

export const insertAssignment = async (
  tx: Tx,
  row: typeof assignments.$inferInsert,
): Promise<string> => {
  const [made] = await tx.insert(assignments).values(row).returning({ id: assignments.id })
  if (!made) throw new Error('an assignment was not kept')
  return made.id
}

/** The guarded change of state; whoever comes second is told that it is stale. */
export const moveAssignment = async (
  tx: Tx,
  assignment: { id: string; status: AssignmentStatus; version: number },
  act: AssignmentAct,
  set: Partial<typeof assignments.$inferInsert> = {},
): Promise<AssignmentStatus> => {
  const status = nextStatus(assignment.status, act)
  if (status === null) throw new Stale()
  const [moved] = await tx
    .update(assignments)
    .set({ ...set, status, version: assignment.version + 1 })
    .where(
      and(
        eq(assignments.id, assignment.id),
        eq(assignments.status, assignment.status),
        eq(assignments.version, assignment.version),
      ),
    )
    .returning({ id: assignments.id })
  if (!moved) throw new Stale()
  return status
}

/** Whether an application's one place of the rapporteur is held. */
export const hasRapporteur = async (tx: Tx, applicationId: string): Promise<boolean> =>
  (await tx.$count(
    assignments,
    and(
      eq(assignments.applicationId, applicationId),
      eq(assignments.role, 'rapporteur'),
      inArray(assignments.status, [...BINDING_STATUSES]),
    ),
  )) > 0

/** How far the reviewer of an assignment has come with writing. */
export const findReviewState = async (tx: Tx, assignmentId: string) => {
  const [row] = await tx
    .select({ status: reviews.status, returnedReason: reviews.returnedReason })
    .from(reviews)
    .where(eq(reviews.assignmentId, assignmentId))
  return row ?? null
}

export const findPerson = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({ id: people.id, name: people.name, email: people.email, language: people.language })
    .from(people)
    .where(eq(people.id, id))
  return row
}

const OWN_WORK_MAX = 500

const ownAssignments = (tx: Tx, personId: string | null, further: SQL) =>
  tx
    .select(columns)
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(and(further, isOpenTo(personId)))

/** The reviewer's reach: everything that closes a door stands here, for pages, lists and counts alike. */
const isOpenTo = (personId: string | null): SQL | undefined =>
  and(
    eq(assignments.personId, sql`${personId}::uuid`),
    inArray(assignments.status, [...BINDING_STATUSES]),
    inArray(applications.status, [...REVIEWED_STATUSES]),
    not(takesPart(personId)),
    not(hasStandingConflict(personId)),
  )

/** Whether somebody takes part in the application of the query. */
export const takesPart = (personId: string | null): SQL =>
  sql`exists (select 1 from ${participants} where ${and(
    eq(participants.applicationId, applications.id),
    eq(participants.personId, sql`${personId}::uuid`),
    eq(participants.status, 'accepted'),
  )})`

/** Whether a conflict of interest stands between somebody and the application of the query. */
export const hasStandingConflict = (personId: string | null): SQL =>
  sql`exists (select 1 from ${conflicts} where ${and(
    eq(conflicts.applicationId, applications.id),
    eq(conflicts.personId, sql`${personId}::uuid`),
    eq(conflicts.status, 'standing'),
  )})`
