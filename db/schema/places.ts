import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { PARTNERSHIP_KINDS } from '../../server/publications/rules/places.ts'
import { createdAt, id, oneOf } from './columns.ts'
import { people } from './people.ts'

/**
 * Countries that were ever partners, and municipalities that publications are about. Never deleted: old reports need
 * them (see the migration).
 */
export const places = pgTable(
  'places',
  {
    /** ISO 3166-1 alpha-2; for a municipality its country with its name after it: `KE-kisumu`. */
    code: text('code').primaryKey(),
    country: text('country').notNull(),
    /** By language. */
    names: jsonb('names').$type<Record<string, string>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('places_country_index').on(table.country),
    check(
      'places_code_check',
      sql`${table.country} ~ '^[A-Z]{2}$' and (${table.code} = ${table.country} or starts_with(${table.code}, ${table.country} || '-'))`,
    ),
    check('places_names_check', sql`${table.names} <> '{}'::jsonb`),
  ],
)

/** When a place was a partner; closed, never deleted, and two of a kind do not overlap (see the migration). */
export const partnerPeriods = pgTable(
  'partner_periods',
  {
    id: id(),
    place: text('place')
      .notNull()
      .references(() => places.code, { onDelete: 'restrict' }),
    kind: text('kind', { enum: PARTNERSHIP_KINDS }).notNull(),
    /** First and last day; null where it is open. */
    from: date('from_on', { mode: 'string' }),
    to: date('to_on', { mode: 'string' }),
    openedBy: uuid('opened_by').references(() => people.id, { onDelete: 'restrict' }),
    closedBy: uuid('closed_by').references(() => people.id, { onDelete: 'restrict' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('partner_periods_place_index').on(table.place),
    index('partner_periods_opened_by_index').on(table.openedBy),
    index('partner_periods_closed_by_index').on(table.closedBy),
    oneOf('partner_periods_kind_check', table.kind, PARTNERSHIP_KINDS),
    check('partner_periods_order_check', sql`${table.to} >= ${table.from}`),
  ],
)
