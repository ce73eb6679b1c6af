import { and, asc, count, eq, exists, gt, inArray, not, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  assignments,
  conflicts,
  organisations,
  participants,
  people,
  roles,
} from '../../db/schema/index.ts'
import { NotFound } from '../errors.ts'
import { type AssignmentRole, type AssignmentStatus, OFFICE_PAGE_SIZE } from './rules.ts'
import { hasStandingConflict, takesPart } from './store.ts'

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
          and k.person_id = ${seenBy}::uuid and k.status = 'standing')
        and not exists (select 1 from ${participants} own where own.application_id = of_call.id
          and own.person_id = ${seenBy}::uuid and own.status = 'accepted'))`,
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

/** A call's assignments by id, of applications that the person may see; one more than asked tells that there are more. */
export const listCallAssignments = async (
  tx: Tx,
  of: { callId: string; personId: string | null; after: string | undefined; limit: number },
) => {
  const reach = and(
    eq(applications.callId, of.callId),
    not(takesPart(of.personId)),
    not(hasStandingConflict(of.personId)),
  )
  const rows = await tx
    .select({
      id: assignments.id,
      applicationId: assignments.applicationId,
      reference: applications.reference,
      title: applications.title,
      personId: assignments.personId,
      name: people.name,
      email: people.email,
      role: assignments.role,
      status: assignments.status,
      dueAt: assignments.dueAt,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(and(reach, of.after === undefined ? undefined : gt(assignments.id, of.after)))
    .orderBy(asc(assignments.id))
    .limit(of.limit + 1)
  const [counted] = await tx
    .select({ total: count() })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(reach)
  return { rows, total: counted?.total ?? 0 }
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

const CANDIDATES_MAX = 1000
