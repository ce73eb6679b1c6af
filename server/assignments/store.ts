import { and, asc, count, eq, exists, inArray, not, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  assignments,
  calls,
  conflicts,
  organisations,
  participants,
  people,
  reviews,
  roles,
} from '../../db/schema/index.ts'
import { NotFound, Stale } from '../errors.ts'
import {
  type AssignmentAct,
  type AssignmentRole,
  type AssignmentStatus,
  BINDING_STATUSES,
  nextStatus,
  OFFICE_PAGE_SIZE,
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

/** As the office sees it where readers are chosen. */
export const findAssignable = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: applications.id,
      reference: applications.reference,
      title: applications.title,
      status: applications.status,
      callId: applications.callId,
      organisation: organisations.name,
      country: applications.country,
    })
    .from(applications)
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .where(eq(applications.id, id))
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

export type CandidateRow = {
  personId: string
  name: string
  email: string
  organisation: string | null
  language: string
  isReviewer: boolean
  takesPart: boolean
  conflicts: (typeof conflicts.$inferSelect)['kind'][]
  assignmentId: string | null
  status: AssignmentStatus | null
  role: AssignmentRole | null
  /** Applications of the same call that the person is asked for, reads or has read, as far as `seenBy` may know. */
  load: number
}

/** Everyone who holds the role of reviewer, or the one person asked for, seen from one application. One query. */
export const listCandidates = (
  tx: Tx,
  application: { id: string; callId: string },
  { personId, seenBy }: { personId?: string; seenBy: string | null },
): Promise<CandidateRow[]> => {
  const isReviewer = exists(
    tx
      .select({ one: sql`1` })
      .from(roles)
      .where(
        and(
          eq(roles.personId, people.id),
          eq(roles.role, 'reviewer'),
          sql`${roles.takenAt} is null`,
        ),
      ),
  )
  return tx
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      organisation: organisations.name,
      language: people.language,
      isReviewer: sql<boolean>`${isReviewer}`,
      takesPart: sql<boolean>`exists (select 1 from ${participants} where ${and(
        eq(participants.applicationId, application.id),
        sql`(${participants.personId} = ${people.id} or ${participants.email} = ${people.email})`,
        sql`${participants.status} <> 'removed'`,
      )})`,
      conflicts: sql<
        CandidateRow['conflicts']
      >`array(select distinct ${conflicts.kind} from ${conflicts}
        where ${and(
          eq(conflicts.applicationId, application.id),
          eq(conflicts.personId, people.id),
          eq(conflicts.status, 'standing'),
        )} order by 1)`,
      assignmentId: assignments.id,
      status: assignments.status,
      role: assignments.role,
      load: sql<number>`(select count(*)::int from ${assignments} other
        join ${applications} of_call on of_call.id = other.application_id
        where other.person_id = ${people.id} and of_call.call_id = ${application.callId}
        and other.status in ('invited', 'accepted', 'completed')
        and not exists (select 1 from ${conflicts} k where k.application_id = of_call.id
          and k.person_id = ${seenBy}::uuid and k.status = 'standing'))`,
    })
    .from(people)
    .leftJoin(organisations, eq(organisations.id, people.organisationId))
    .leftJoin(
      assignments,
      and(
        eq(assignments.personId, people.id),
        eq(assignments.applicationId, application.id),
        sql`${assignments.status} <> 'cancelled'`,
      ),
    )
    .where(
      and(
        eq(people.isDisabled, false),
        personId === undefined ? isReviewer : eq(people.id, personId),
      ),
    )
    .orderBy(asc(people.name), asc(people.email))
    .limit(CANDIDATES_MAX)
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

export type OfficeRow = {
  id: string
  reference: string
  title: string
  status: (typeof applications.$inferSelect)['status']
  organisation: string | null
  country: string | null
}

/**
 * Applications of a call that wait for readers or have them. Those that the person takes part in or has a conflict
 * with are left out, also of the count.
 */
export const listCallApplications = async (
  tx: Tx,
  of: { callId: string; personId: string | null; page: number },
): Promise<{ rows: OfficeRow[]; total: number }> => {
  const reach = and(
    eq(applications.callId, of.callId),
    inArray(applications.status, ['eligible', 'in_review', 'decided']),
    not(takesPart(of.personId)),
    not(hasStandingConflict(of.personId)),
  )
  const rows = await tx
    .select({
      id: applications.id,
      reference: applications.reference,
      title: applications.title,
      status: applications.status,
      organisation: organisations.name,
      country: applications.country,
    })
    .from(applications)
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .where(reach)
    .orderBy(asc(applications.reference))
    .limit(OFFICE_PAGE_SIZE)
    .offset((of.page - 1) * OFFICE_PAGE_SIZE)
  return { rows, total: await tx.$count(applications, reach) }
}

/** Who reads, or was asked to read, these applications. */
export const listReaders = (tx: Tx, applicationIds: readonly string[]) =>
  tx
    .select({
      id: assignments.id,
      applicationId: assignments.applicationId,
      personId: assignments.personId,
      name: people.name,
      email: people.email,
      role: assignments.role,
      status: assignments.status,
      dueAt: assignments.dueAt,
    })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(inArray(assignments.applicationId, [...applicationIds]))
    .orderBy(sql`${assignments.role} = 'reader'`, asc(people.name))

/** Conflicts that stand with these applications. */
export const listStandingConflicts = (tx: Tx, applicationIds: readonly string[]) =>
  tx
    .select({
      applicationId: conflicts.applicationId,
      name: people.name,
      email: people.email,
      kind: conflicts.kind,
      source: conflicts.source,
    })
    .from(conflicts)
    .innerJoin(people, eq(people.id, conflicts.personId))
    .where(
      and(inArray(conflicts.applicationId, [...applicationIds]), eq(conflicts.status, 'standing')),
    )
    .orderBy(asc(people.name))

/** Every reviewer with what they were asked for, took on and have done in a call, as far as the person may see. */
export const listLoads = (tx: Tx, of: { callId: string; personId: string | null }) => {
  const inStatus = (status: AssignmentStatus) =>
    sql<number>`${count(assignments.id)} filter (where ${assignments.status} = ${status})`.mapWith(
      Number,
    )
  const seen = tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.callId, of.callId),
        not(takesPart(of.personId)),
        not(hasStandingConflict(of.personId)),
      ),
    )
  return tx
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      invited: inStatus('invited'),
      accepted: inStatus('accepted'),
      completed: inStatus('completed'),
      declined: inStatus('declined'),
    })
    .from(people)
    .innerJoin(roles, and(eq(roles.personId, people.id), eq(roles.role, 'reviewer')))
    .leftJoin(
      assignments,
      and(eq(assignments.personId, people.id), inArray(assignments.applicationId, seen)),
    )
    .where(and(sql`${roles.takenAt} is null`, eq(people.isDisabled, false)))
    .groupBy(people.id)
    .orderBy(asc(people.name), asc(people.email))
    .limit(CANDIDATES_MAX)
}

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
const CANDIDATES_MAX = 1000

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

const takesPart = (personId: string | null): SQL =>
  sql`exists (select 1 from ${participants} where ${and(
    eq(participants.applicationId, applications.id),
    eq(participants.personId, sql`${personId}::uuid`),
    eq(participants.status, 'accepted'),
  )})`

const hasStandingConflict = (personId: string | null): SQL =>
  sql`exists (select 1 from ${conflicts} where ${and(
    eq(conflicts.applicationId, applications.id),
    eq(conflicts.personId, sql`${personId}::uuid`),
    eq(conflicts.status, 'standing'),
  )})`
