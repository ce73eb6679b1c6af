import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { history, people } from '../../db/schema/index.ts'

/** Newest last; names only for those who may see who did it (the caller's page decides). */
export const listHistory = (tx: Tx, entity: string, entityId: string) =>
  tx
    .select({
      sequence: history.sequence,
      type: history.type,
      at: history.at,
      actedAs: history.actedAs,
      actorName: people.name,
      fromStatus: history.fromStatus,
      toStatus: history.toStatus,
      reason: history.reason,
      data: history.data,
    })
    .from(history)
    .leftJoin(people, eq(people.id, history.actorId))
    .where(and(eq(history.entity, entity), eq(history.entityId, entityId)))
    .orderBy(asc(history.sequence))
    .limit(HISTORY_MAX)

const HISTORY_MAX = 500
