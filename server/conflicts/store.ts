import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, conflicts, people, roles } from '../../db/schema/index.ts'
import { NotFound, Stale } from '../errors.ts'

/** Writes a standing conflict, or finds the same one that stands already. */
export const insertConflict = async (
  tx: Tx,
  row: Pick<
    typeof conflicts.$inferInsert,
    'applicationId' | 'personId' | 'kind' | 'source' | 'statement'
  >,
): Promise<{ id: string; isNew: boolean }> => {
  const [made] = await tx
    .insert(conflicts)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: conflicts.id })
  if (made) return { id: made.id, isNew: true }
  const [known] = await tx
    .select({ id: conflicts.id })
    .from(conflicts)
    .where(
      and(
        eq(conflicts.applicationId, row.applicationId),
        eq(conflicts.personId, row.personId),
        eq(conflicts.kind, row.kind),
        eq(conflicts.source, row.source),
        eq(conflicts.status, 'standing'),
      ),
    )
  if (!known) throw new Error('a conflict was neither kept nor found')
  return { id: known.id, isNew: false }
}

export const lockConflict = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: conflicts.id,
      applicationId: conflicts.applicationId,
      personId: conflicts.personId,
      status: conflicts.status,
      version: conflicts.version,
    })
    .from(conflicts)
    .where(eq(conflicts.id, id))
    .for('update')
  if (!row) throw new NotFound('conflict')
  return row
}

export const getConflict = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: conflicts.id,
      applicationId: conflicts.applicationId,
      reference: applications.reference,
      personId: conflicts.personId,
      name: people.name,
      email: people.email,
      kind: conflicts.kind,
      source: conflicts.source,
      status: conflicts.status,
      statement: conflicts.statement,
    })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .innerJoin(people, eq(people.id, conflicts.personId))
    .where(eq(conflicts.id, id))
  if (!row) throw new NotFound('conflict')
  return row
}

export const markCleared = async (
  tx: Tx,
  conflict: { id: string; version: number },
  { by, reason }: { by: string | null; reason: string },
): Promise<void> => {
  const [cleared] = await tx
    .update(conflicts)
    .set({
      status: 'cleared',
      clearedBy: by,
      clearedReason: reason,
      version: conflict.version + 1,
    })
    .where(
      and(
        eq(conflicts.id, conflict.id),
        eq(conflicts.status, 'standing'),
        eq(conflicts.version, conflict.version),
      ),
    )
    .returning({ id: conflicts.id })
  if (!cleared) throw new Stale()
}

/** Every conflict that was ever known of for an application, standing ones first. */
export const listConflicts = (tx: Tx, applicationId: string) =>
  tx
    .select({
      id: conflicts.id,
      personId: conflicts.personId,
      name: people.name,
      email: people.email,
      kind: conflicts.kind,
      source: conflicts.source,
      status: conflicts.status,
      statement: conflicts.statement,
      clearedReason: conflicts.clearedReason,
      createdAt: conflicts.createdAt,
    })
    .from(conflicts)
    .innerJoin(people, eq(people.id, conflicts.personId))
    .where(eq(conflicts.applicationId, applicationId))
    .orderBy(desc(conflicts.status), asc(conflicts.createdAt))
    .limit(CONFLICTS_MAX)

/** Those whom a conflict would bind: reviewers, officers and auditors. */
export const listBound = (tx: Tx, personId?: string) =>
  tx
    .selectDistinct({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .innerJoin(roles, eq(roles.personId, people.id))
    .where(
      and(
        sql`${roles.takenAt} is null`,
        inArray(roles.role, ['reviewer', 'officer', 'auditor']),
        personId === undefined ? undefined : eq(people.id, personId),
      ),
    )
    .orderBy(asc(people.name), asc(people.email))
    .limit(CONFLICTS_MAX)

export const findApplicationHead = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: applications.id,
      reference: applications.reference,
      title: applications.title,
      callId: applications.callId,
    })
    .from(applications)
    .where(eq(applications.id, id))
  if (!row) throw new NotFound('application')
  return row
}

const CONFLICTS_MAX = 1000
