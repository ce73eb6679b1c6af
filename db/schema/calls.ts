import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { CALL_STATUSES } from '../../server/calls/rules.ts'
import type { FormDefinition } from '../../server/forms/rules.ts'
import type { Bilingual } from '../../server/language.ts'
import { cents, createdAt, id, instant, oneOf, version } from './columns.ts'
import { people } from './people.ts'

export const calls = pgTable(
  'calls',
  {
    id: id(),
    slug: text('slug').notNull(),
    status: text('status', { enum: CALL_STATUSES }).notNull().default('draft'),
    instrument: text('instrument').notNull(),
    audience: text('audience').notNull().default('open'),
    title: jsonb('title').$type<Bilingual>().notNull(),
    /** One sentence under the title and in lists. */
    summary: jsonb('summary').$type<Bilingual>().notNull(),
    /** The sections of the call's text, in the order of `CALL_TEXTS`; paragraphs parted by blank lines. */
    texts: jsonb('texts').$type<Record<string, Bilingual>>().notNull().default({}),
    themes: text('themes').array().notNull().default(sql`'{}'`),
    coreValues: text('core_values').array().notNull().default(sql`'{}'`),
    sdgs: integer('sdgs').array().notNull().default(sql`'{}'`),
    /** ISO 3166-1 alpha-2; empty = anywhere. */
    countries: text('countries').array().notNull().default(sql`'{}'`),
    currency: text('currency').notNull().default('SEK'),
    amountMinCents: cents('amount_min_cents'),
    amountMaxCents: cents('amount_max_cents'),
    envelopeCents: cents('envelope_cents'),
    overheadMaxPercent: numeric('overhead_max_percent', { precision: 5, scale: 2, mode: 'number' }),
    durationMonthsMin: integer('duration_months_min'),
    durationMonthsMax: integer('duration_months_max'),
    opensAt: instant('opens_at').notNull(),
    /** The call is open while opensAt <= now < closesAt. */
    closesAt: instant('closes_at').notNull(),
    /** IANA zone in which the deadline is spoken of. */
    zone: text('zone').notNull().default('Europe/Stockholm'),
    decisionPlannedOn: text('decision_planned_on'),
    contactEmail: text('contact_email').notNull().default(''),
    preparedBy: uuid('prepared_by')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    publishedBy: uuid('published_by').references(() => people.id, { onDelete: 'restrict' }),
    publishedAt: instant('published_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    uniqueIndex('calls_slug_unique').on(table.slug),
    index('calls_status_closes_at_index').on(table.status, table.closesAt),
    index('calls_prepared_by_index').on(table.preparedBy),
    index('calls_published_by_index').on(table.publishedBy),
    oneOf('calls_status_check', table.status, CALL_STATUSES),
    check('calls_closes_after_opens_check', sql`${table.closesAt} > ${table.opensAt}`),
    check('calls_amounts_check', sql`${table.amountMinCents} <= ${table.amountMaxCents}`),
    check('calls_durations_check', sql`${table.durationMonthsMin} <= ${table.durationMonthsMax}`),
    check(
      'calls_published_check',
      sql`(${table.publishedAt} is null) = (${table.status} = 'draft')`,
    ),
    check('calls_two_officers_check', sql`${table.publishedBy} <> ${table.preparedBy}`),
  ],
)

export const criteria = pgTable(
  'criteria',
  {
    id: id(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    position: integer('position').notNull(),
    title: jsonb('title').$type<Bilingual>().notNull(),
    /** What readers ask; shown alike to applicant and reviewer. */
    guidance: jsonb('guidance').$type<Bilingual>().notNull(),
    scaleMin: integer('scale_min').notNull().default(1),
    scaleMax: integer('scale_max').notNull().default(7),
    /** Meaning of single scores: { "7": { sv, en } }. */
    anchors: jsonb('anchors').$type<Record<string, Bilingual>>().notNull().default({}),
    /** Per cent; the weights of a call make 100. */
    weight: integer('weight').notNull(),
  },
  (table) => [
    uniqueIndex('criteria_key_unique').on(table.callId, table.key),
    check('criteria_scale_check', sql`${table.scaleMin} < ${table.scaleMax}`),
    check('criteria_weight_check', sql`${table.weight} between 0 and 100`),
  ],
)

export const forms = pgTable(
  'forms',
  {
    id: id(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    definition: jsonb('definition').$type<FormDefinition>().notNull(),
    /** Set when the call is published; from then on the definition never changes. */
    frozenAt: instant('frozen_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('forms_number_unique').on(table.callId, table.number),
    unique('forms_id_call_unique').on(table.id, table.callId),
  ],
)
