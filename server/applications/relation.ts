import { and, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, assignments, conflicts, participants } from '../../db/schema/index.ts'
import { type Actor, actorId } from '../actor.ts'
import type { ApplicationRelation } from '../policies.ts'
import type { ApplicationStatus } from './rules.ts'

export type FoundRelation = { relation: ApplicationRelation; status: ApplicationStatus }

/** How the actor stands to an application, in one query; undefined when there is no such application. */
export const findRelation = async (
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<FoundRelation | undefined> => {
  const person = actorId(actor)
  const [row] = await tx
    .select({
      status: applications.status,
      participant: sql<
        ApplicationRelation['participant']
      >`(select ${participants.role} from ${participants}
        where ${and(eq(participants.applicationId, applications.id), eq(participants.personId, sql`${person}::uuid`), eq(participants.status, 'accepted'))} limit 1)`,
      assignment: sql<
        ApplicationRelation['assignment']
      >`(select ${assignments.status} from ${assignments}
        where ${and(eq(assignments.applicationId, applications.id), eq(assignments.personId, sql`${person}::uuid`), ne(assignments.status, 'cancelled'))} limit 1)`,
      hasConflict: sql<boolean>`exists (select 1 from ${conflicts}
        where ${and(eq(conflicts.applicationId, applications.id), eq(conflicts.personId, sql`${person}::uuid`), eq(conflicts.status, 'standing'))})`,
    })
    .from(applications)
    .where(eq(applications.id, applicationId))
  if (!row) return undefined
  const { status, ...relation } = row
  return { status, relation }
}
