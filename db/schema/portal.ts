import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { citext, createdAt, id, instant } from './columns.ts'

/** Mails, written in the transaction of what they tell of and delivered by a job. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    /** One mail per effect: `application.receipt:ID:REVISION`. The same key is never sent twice. */
    key: text('key').notNull(),
    to: citext('to').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    /** Where its reader can leave with one press (RFC 8058); for mails that come by themselves. */
    leaveUrl: text('leave_url'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    uniqueIndex('mails_key_unique').on(table.key),
    index('mails_to_index').on(table.to, table.createdAt),
  ],
)

/** First answers to requests with an `Idempotency-Key`, kept so that a repetition gets the same. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    id: id(),
    /** Whose key it is: a person's id, or a digest of the visitor's address. */
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status'),
    headers: jsonb('headers').$type<Record<string, string>>(),
    body: text('body'),
    createdAt: createdAt(),
    answeredAt: instant('answered_at'),
  },
  (table) => [
    uniqueIndex('idempotency_keys_key_unique').on(table.scope, table.key),
    index('idempotency_keys_created_at_index').on(table.createdAt),
  ],
)

/** Running numbers without gaps of their own: one row per series and year (`applications:2027`). */
export const counters = pgTable('counters', {
  key: text('key').primaryKey(),
  last: integer('last').notNull(),
})
