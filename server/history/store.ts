import { and, asc, eq, gt } from 'drizzle-orm'
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

/** A page of the same by sequence, with the count of all and the hashes. */
export const pageHistory = async (
  tx: Tx,
  of: { entity: string; entityId: string },
  { after = 0, limit }: { after?: number | undefined; limit: number },
) => {
  const ofThis = and(eq(history.entity, of.entity), eq(history.entityId, of.entityId))
  const [rows, total] = await Promise.all([
    tx
      .select({
        sequence: history.sequence,
        type: history.type,
        at: history.at,
        actedAs: history.actedAs,
        actor: people.name,
        fromStatus: history.fromStatus,
        toStatus: history.toStatus,
        reason: history.reason,
        previousHash: history.previousHash,
        hash: history.hash,
      })
      .from(history)
      .leftJoin(people, eq(people.id, history.actorId))
      .where(and(ofThis, gt(history.sequence, after)))
      .orderBy(asc(history.sequence))
      .limit(limit + 1),
    tx.$count(history, ofThis),
  ])
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, total, next: rows.length > limit && last ? String(last.sequence) : null }
}

const HISTORY_MAX = 500
