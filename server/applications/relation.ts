import { and, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, assignments, conflicts, participants } from '../../db/schema/index.ts'
import { builtOnce } from '../../db/statements.ts'
import { type Actor, actorId } from '../actor.ts'
import type { ApplicationRelation } from '../policies.ts'
import type { ApplicationStatus } from './rules.ts'

export type FoundRelation = { relation: ApplicationRelation; status: ApplicationStatus }

const person = sql`${sql.placeholder('person')}::uuid`

const relationTo = builtOnce((tx) =>
  tx
    .select({
      status: applications.status,
      participant: sql<
        ApplicationRelation['participant']
      >`(select ${participants.role} from ${participants}
        where ${and(eq(participants.applicationId, applications.id), eq(participants.personId, person), eq(participants.status, 'accepted'))} limit 1)`,
      assignment: sql<
        ApplicationRelation['assignment']
      >`(select ${assignments.status} from ${assignments}
        where ${and(eq(assignments.applicationId, applications.id), eq(assignments.personId, person), ne(assignments.status, 'cancelled'))} limit 1)`,
      hasConflict: sql<boolean>`exists (select 1 from ${conflicts}
        where ${and(eq(conflicts.applicationId, applications.id), eq(conflicts.personId, person), eq(conflicts.status, 'standing'))})`,
    })
    .from(applications)
    .where(eq(applications.id, sql.placeholder('applicationId'))),
)

/** How the actor stands to an application, in one query; undefined when there is no such application. */
export const findRelation = async (
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<FoundRelation | undefined> => {
  const [row] = await relationTo(tx, { person: actorId(actor), applicationId })
  if (!row) return undefined
  const { status, ...relation } = row
  return { status, relation }
}
