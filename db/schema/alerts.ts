import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { FREQUENCIES, SEARCH_MAX } from '../../server/alerts/rules.ts'
import { citext, instant, lengthAtMost, oneOf, randomId } from './columns.ts'
import { publications } from './publications.ts'

/** Searches that somebody follows by e-mail, without an account. A row goes when its reader leaves. */
export const alerts = pgTable(
  'alerts',
  {
    id: randomId(),
    email: citext('email').notNull(),
    language: text('language').notNull(),
    frequency: text('frequency', { enum: FREQUENCIES }).notNull(),
    /** Parameters of the library’s address, shortest form; empty for everything that is new. */
    search: text('search').notNull(),
    /** When it was last asked for, and how many times within a day: so many mails went to the address. */
    askedAt: instant('asked_at').notNull(),
    askedTimes: integer('asked_times').notNull().default(1),
    confirmedAt: instant('confirmed_at'),
    /** Until when the library has been looked through for it. */
    lookedAt: instant('looked_at'),
  },
  (table) => [
    uniqueIndex('alerts_search_unique').on(table.email, table.search),
    index('alerts_looked_at_index').on(table.lookedAt),
    oneOf('alerts_language_check', table.language, ['sv', 'en']),
    oneOf('alerts_frequency_check', table.frequency, FREQUENCIES),
    lengthAtMost('alerts_search_length_check', table.search, SEARCH_MAX),
  ],
)

/** Keys in mailed links: each mail carries one of its own, so that none has to be kept readable to be sent again. */
export const alertKeys = pgTable(
  'alert_keys',
  {
    /** SHA-256 of the key, hex. */
    hash: text('hash').primaryKey(),
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [index('alert_keys_alert_id_index').on(table.alertId, table.madeAt)],
)

/** What an alert has told of already: each publication once. */
export const alertMentions = pgTable(
  'alert_mentions',
  {
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ name: 'alert_mentions_pkey', columns: [table.alertId, table.publicationId] }),
    index('alert_mentions_publication_id_index').on(table.publicationId),
  ],
)
