import type { Tx } from '../../db/client.ts'
import { history } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'

export type HistoryEntry = {
  /** Table of the object, in the singular: `application`. */
  entity: string
  entityId: string
  /** `application.submitted`. */
  type: string
  /** The relation in which the actor acts; by default the portal, an officer or a person. */
  actedAs?: string
  from?: string | null
  to?: string | null
  reason?: string | null
  /** Facts for the record: ids and figures, digests rather than personal data. */
  data?: Record<string, unknown>
}

/** Writes what was done, in the transaction of the change. The database chains it (see `history`). */
export const record = async (tx: Tx, context: Context, entry: HistoryEntry): Promise<void> => {
  await tx.insert(history).values({
    entity: entry.entity,
    entityId: entry.entityId,
    type: entry.type,
    actorId: actorId(context.actor),
    at: context.clock.now(),
    actedAs: entry.actedAs ?? defaultRelation(context),
    fromStatus: entry.from ?? null,
    toStatus: entry.to ?? null,
    reason: entry.reason ?? null,
    data: entry.data ?? {},
    requestId: context.requestId,
  })
}

const defaultRelation = ({ actor }: Context): string => {
  if (actor.kind !== 'person') return actor.kind
  return actor.roles.includes('officer') ? 'officer' : 'person'
}
