import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { DECISION_OUTCOMES, DECISION_STATUSES } from '../../server/decisions/rules.ts'
import { GRANT_STATUSES, REPORT_KINDS, REPORT_STATUSES } from '../../server/grants/rules.ts'
import { applications } from './applications.ts'
import { cents, createdAt, instant, oneOf, randomId, version } from './columns.ts'
import { files } from './files.ts'
import { people } from './people.ts'

export const decisions = pgTable(
  'decisions',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'restrict' }),
    status: text('status', { enum: DECISION_STATUSES }).notNull().default('proposed'),
    outcome: text('outcome', { enum: DECISION_OUTCOMES }).notNull(),
    amountCents: cents('amount_cents'),
    /** Order on the reserve list, from 1. */
    reserveRank: integer('reserve_rank'),
    /** Reasons, as the letter gives them. */
    reasons: text('reasons').notNull(),
    conditions: text('conditions').notNull().default(''),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    proposedAt: instant('proposed_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => people.id, { onDelete: 'restrict' }),
    recordedAt: instant('recorded_at'),
    releasedBy: uuid('released_by').references(() => people.id, { onDelete: 'restrict' }),
    releasedAt: instant('released_at'),
    version: version(),
  },
  (table) => [
    uniqueIndex('decisions_application_unique').on(table.applicationId),
    index('decisions_proposed_by_index').on(table.proposedBy),
    index('decisions_recorded_by_index').on(table.recordedBy),
    index('decisions_released_by_index').on(table.releasedBy),
    oneOf('decisions_status_check', table.status, DECISION_STATUSES),
    oneOf('decisions_outcome_check', table.outcome, DECISION_OUTCOMES),
    check('decisions_two_officers_check', sql`${table.recordedBy} <> ${table.proposedBy}`),
    check(
      'decisions_recorded_check',
      sql`(${table.recordedAt} is not null) = (${table.status} in ('recorded', 'released'))`,
    ),
    check(
      'decisions_released_check',
      sql`(${table.releasedAt} is not null) = (${table.status} = 'released')`,
    ),
    check(
      'decisions_amount_check',
      sql`(${table.amountCents} > 0) is not distinct from (case when ${table.outcome} = 'awarded' then true end)`,
    ),
  ],
)

export const grants = pgTable(
  'grants',
  {
    id: randomId(),
    /** `G2027-0012`. */
    reference: text('reference').notNull(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'restrict' }),
    decisionId: uuid('decision_id')
      .notNull()
      .references(() => decisions.id, { onDelete: 'restrict' }),
    status: text('status', { enum: GRANT_STATUSES }).notNull().default('offered'),
    amountCents: cents('amount_cents').notNull(),
    currency: text('currency').notNull(),
    acceptedBy: uuid('accepted_by').references(() => people.id, { onDelete: 'restrict' }),
    acceptedAt: instant('accepted_at'),
    startsOn: text('starts_on'),
    endsOn: text('ends_on'),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    uniqueIndex('grants_reference_unique').on(table.reference),
    uniqueIndex('grants_application_unique').on(table.applicationId),
    uniqueIndex('grants_decision_unique').on(table.decisionId),
    index('grants_accepted_by_index').on(table.acceptedBy),
    oneOf('grants_status_check', table.status, GRANT_STATUSES),
    check('grants_amount_check', sql`${table.amountCents} > 0`),
    check(
      'grants_accepted_check',
      sql`${table.status} in ('offered', 'terminated') or ${table.acceptedAt} is not null`,
    ),
  ],
)

export const reports = pgTable(
  'reports',
  {
    id: randomId(),
    grantId: uuid('grant_id')
      .notNull()
      .references(() => grants.id, { onDelete: 'restrict' }),
    kind: text('kind', { enum: REPORT_KINDS }).notNull(),
    status: text('status', { enum: REPORT_STATUSES }).notNull().default('scheduled'),
    dueOn: text('due_on').notNull(),
    title: text('title').notNull().default(''),
    /** Results in plain words, for the public. */
    summary: text('summary').notNull().default(''),
    fileId: uuid('file_id').references(() => files.id, { onDelete: 'restrict' }),
    fileName: text('file_name'),
    submittedBy: uuid('submitted_by').references(() => people.id, { onDelete: 'restrict' }),
    submittedAt: instant('submitted_at'),
    decidedBy: uuid('decided_by').references(() => people.id, { onDelete: 'restrict' }),
    decidedAt: instant('decided_at'),
    returnedReason: text('returned_reason'),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    index('reports_grant_id_index').on(table.grantId),
    index('reports_file_id_index').on(table.fileId),
    index('reports_submitted_by_index').on(table.submittedBy),
    index('reports_decided_by_index').on(table.decidedBy),
    oneOf('reports_kind_check', table.kind, REPORT_KINDS),
    oneOf('reports_status_check', table.status, REPORT_STATUSES),
    check(
      'reports_submitted_check',
      sql`${table.status} not in ('submitted', 'accepted') or (${table.fileId} is not null and ${table.submittedAt} is not null)`,
    ),
  ],
)
