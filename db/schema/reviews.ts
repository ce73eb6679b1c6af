import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ASSIGNMENT_ROLES, ASSIGNMENT_STATUSES } from '../../server/assignments/rules.ts'
import {
  CONFLICT_KINDS,
  CONFLICT_SOURCES,
  CONFLICT_STATUSES,
} from '../../server/conflicts/rules.ts'
import { REVIEW_STATUSES } from '../../server/reviews/rules.ts'
import { applications } from './applications.ts'
import { criteria } from './calls.ts'
import { createdAt, instant, oneOf, randomId, version } from './columns.ts'
import { people } from './people.ts'

export const conflicts = pgTable(
  'conflicts',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    kind: text('kind', { enum: CONFLICT_KINDS }).notNull(),
    source: text('source', { enum: CONFLICT_SOURCES }).notNull(),
    status: text('status', { enum: CONFLICT_STATUSES }).notNull().default('standing'),
    statement: text('statement').notNull().default(''),
    clearedBy: uuid('cleared_by').references(() => people.id, { onDelete: 'restrict' }),
    clearedReason: text('cleared_reason'),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    uniqueIndex('conflicts_standing_unique')
      .on(table.applicationId, table.personId, table.kind, table.source)
      .where(sql`status = 'standing'`),
    index('conflicts_person_id_index').on(table.personId, table.applicationId),
    index('conflicts_cleared_by_index').on(table.clearedBy),
    oneOf('conflicts_kind_check', table.kind, CONFLICT_KINDS),
    oneOf('conflicts_source_check', table.source, CONFLICT_SOURCES),
    oneOf('conflicts_status_check', table.status, CONFLICT_STATUSES),
    check(
      'conflicts_cleared_check',
      sql`${table.status} <> 'cleared' or ${table.clearedReason} is not null`,
    ),
  ],
)

export const assignments = pgTable(
  'assignments',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    role: text('role', { enum: ASSIGNMENT_ROLES }).notNull().default('reader'),
    status: text('status', { enum: ASSIGNMENT_STATUSES }).notNull().default('invited'),
    assignedBy: uuid('assigned_by').references(() => people.id, { onDelete: 'restrict' }),
    dueAt: instant('due_at'),
    /** When the reviewer declared to have no conflict of interest: before it nothing opens. */
    declaredAt: instant('declared_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    uniqueIndex('assignments_person_unique')
      .on(table.applicationId, table.personId)
      .where(sql`status not in ('cancelled')`),
    uniqueIndex('assignments_rapporteur_unique')
      .on(table.applicationId)
      .where(sql`role = 'rapporteur' and status in ('invited', 'accepted', 'completed')`),
    index('assignments_person_id_index').on(table.personId, table.status),
    index('assignments_assigned_by_index').on(table.assignedBy),
    oneOf('assignments_role_check', table.role, ASSIGNMENT_ROLES),
    oneOf('assignments_status_check', table.status, ASSIGNMENT_STATUSES),
    check(
      'assignments_declared_check',
      sql`${table.status} not in ('accepted', 'completed') or ${table.declaredAt} is not null`,
    ),
  ],
)

export const reviews = pgTable(
  'reviews',
  {
    id: randomId(),
    assignmentId: uuid('assignment_id')
      .notNull()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    status: text('status', { enum: REVIEW_STATUSES }).notNull().default('draft'),
    commentToApplicant: text('comment_to_applicant').notNull().default(''),
    commentToPanel: text('comment_to_panel').notNull().default(''),
    submittedAt: instant('submitted_at'),
    returnedReason: text('returned_reason'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
  },
  (table) => [
    uniqueIndex('reviews_assignment_unique').on(table.assignmentId),
    oneOf('reviews_status_check', table.status, REVIEW_STATUSES),
    check(
      'reviews_submitted_check',
      sql`${table.status} <> 'submitted' or ${table.submittedAt} is not null`,
    ),
  ],
)

export const reviewScores = pgTable(
  'review_scores',
  {
    reviewId: uuid('review_id')
      .notNull()
      .references(() => reviews.id, { onDelete: 'cascade' }),
    criterionId: uuid('criterion_id')
      .notNull()
      .references(() => criteria.id, { onDelete: 'restrict' }),
    score: integer('score'),
    comment: text('comment').notNull().default(''),
  },
  (table) => [
    primaryKey({ name: 'review_scores_pkey', columns: [table.reviewId, table.criterionId] }),
    index('review_scores_criterion_id_index').on(table.criterionId),
  ],
)

/** A review as it stood at each submission. */
export const reviewVersions = pgTable(
  'review_versions',
  {
    id: randomId(),
    reviewId: uuid('review_id')
      .notNull()
      .references(() => reviews.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    submittedAt: instant('submitted_at').notNull(),
  },
  (table) => [uniqueIndex('review_versions_number_unique').on(table.reviewId, table.number)],
)
