import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { ACCESS_TYPES, AUDIENCES, USE_KINDS } from '../../server/usage/rules.ts'
import { instant, oneOf, presentIff } from './columns.ts'
import { publications } from './publications.ts'

/** Each UTC day on which something was used: how far it is counted. */
export const usageDays = pgTable(
  'usage_days',
  {
    day: date('day').primaryKey(),
    /** Scrambles address and browser of that day alike in all processes; forgotten when the day is over. */
    salt: text('salt'),
    countedAt: instant('counted_at'),
    /** From then on its figures stand, and its single uses are gone. */
    closedAt: instant('closed_at'),
  },
  (table) => [
    check('usage_days_closed_check', sql`${table.closedAt} is null or ${table.salt} is null`),
  ],
)

/** Single uses, as they came, for the few days until they are only figures. */
export const usageEvents = pgTable(
  'usage_events',
  {
    /** Made before it is sent, so that the same use is never written twice. */
    id: uuid('id').primaryKey(),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: USE_KINDS }).notNull(),
    audience: text('audience', { enum: AUDIENCES }).notNull(),
    accessType: text('access_type', { enum: ACCESS_TYPES }).notNull(),
    /** Tells one person’s uses of a day from another’s, and nothing else. */
    visitor: text('visitor'),
    at: instant('at').notNull(),
    /** Of machines and assistants, which are not told apart, the uses of one kind within an hour. */
    count: integer('count').notNull().default(1),
  },
  (table) => [
    index('usage_events_at_index').on(table.at),
    index('usage_events_publication_id_index').on(table.publicationId),
    oneOf('usage_events_kind_check', table.kind, USE_KINDS),
    oneOf('usage_events_audience_check', table.audience, AUDIENCES),
    oneOf('usage_events_access_type_check', table.accessType, ACCESS_TYPES),
    presentIff('usage_events_visitor_check', table.visitor, sql`${table.audience} = 'person'`),
    check('usage_events_count_check', sql`${table.count} >= 1`),
  ],
)

/** What was used in a day, in COUNTER’s four figures. Made anew from the single uses while these are there. */
export const usageCounts = pgTable(
  'usage_counts',
  {
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id, { onDelete: 'cascade' }),
    day: date('day').notNull(),
    audience: text('audience', { enum: AUDIENCES }).notNull(),
    accessType: text('access_type', { enum: ACCESS_TYPES }).notNull(),
    totalInvestigations: integer('total_investigations').notNull(),
    uniqueInvestigations: integer('unique_investigations').notNull(),
    totalRequests: integer('total_requests').notNull(),
    uniqueRequests: integer('unique_requests').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'usage_counts_pkey',
      columns: [table.publicationId, table.day, table.audience, table.accessType],
    }),
    index('usage_counts_day_index').on(table.day),
    oneOf('usage_counts_audience_check', table.audience, AUDIENCES),
    oneOf('usage_counts_access_type_check', table.accessType, ACCESS_TYPES),
    check(
      'usage_counts_order_check',
      sql`${table.uniqueRequests} <= ${table.totalRequests} and ${table.totalRequests} <= ${table.totalInvestigations} and ${table.uniqueInvestigations} <= ${table.totalInvestigations}`,
    ),
  ],
)
