import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/**
 * What was done, by whom, when: append-only and chained per object. A trigger gives `sequence`,
 * `previousHash` and `hash` and refuses every update and delete (see the migration `history`).
 */
export const history = pgTable(
  'history',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    entity: text('entity').notNull(),
    entityId: uuid('entity_id').notNull(),
    /** Place in the object's chain, from 1. */
    sequence: integer('sequence').notNull().default(0),
    /** Past tense, with its object: `application.submitted`. */
    type: text('type').notNull(),
    /** No foreign key: history outlives whom it names. Null when the portal itself acted. */
    actorId: uuid('actor_id'),
    /** The relation in which the actor acted: officer, applicant, reviewer, system … */
    actedAs: text('acted_as').notNull(),
    at: instant('at').notNull().defaultNow(),
    fromStatus: text('from_status'),
    toStatus: text('to_status'),
    reason: text('reason'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    requestId: text('request_id'),
    previousHash: text('previous_hash').notNull().default(''),
    hash: text('hash').notNull().default(sql`''`),
  },
  (table) => [
    uniqueIndex('history_sequence_unique').on(table.entity, table.entityId, table.sequence),
    index('history_actor_id_index').on(table.actorId, table.at),
    index('history_at_index').on(table.at),
  ],
)
