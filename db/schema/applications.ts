import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  APPLICATION_STATUSES,
  PARTICIPANT_ROLES,
  PARTICIPANT_STATUSES,
} from '../../server/applications/rules.ts'
import type { AnswerValue } from '../../server/forms/rules.ts'
import { calls, forms } from './calls.ts'
import {
  cents,
  citext,
  createdAt,
  instant,
  lengthAtMost,
  oneOf,
  randomId,
  version,
} from './columns.ts'
import { files } from './files.ts'
import { organisations } from './organisations.ts'
import { people } from './people.ts'

export const applications = pgTable(
  'applications',
  {
    id: randomId(),
    /** `2027-0147`: year and running number, given at the start and never reused. */
    reference: text('reference').notNull(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'restrict' }),
    formId: uuid('form_id').notNull(),
    status: text('status', { enum: APPLICATION_STATUSES }).notNull().default('draft'),
    title: text('title').notNull().default(''),
    /** Organisation that would administer the grant. */
    organisationId: uuid('organisation_id').references(() => organisations.id, {
      onDelete: 'restrict',
    }),
    /** Country where the work is done, ISO 3166-1 alpha-2. */
    country: text('country'),
    durationMonths: integer('duration_months'),
    /** Sum of the budget's lines, kept in step with them by the operation that saves lines. */
    requestedCents: cents('requested_cents').notNull().default(0),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    submittedAt: instant('submitted_at'),
    /** Number of the revision that counts; null while there is none. */
    revisionNumber: integer('revision_number'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
  },
  (table) => [
    uniqueIndex('applications_reference_unique').on(table.reference),
    index('applications_call_id_status_index').on(table.callId, table.status),
    index('applications_created_by_index').on(table.createdBy),
    index('applications_organisation_id_index').on(table.organisationId),
    index('applications_form_id_index').on(table.formId),
    foreignKey({
      name: 'applications_form_of_call_fk',
      columns: [table.formId, table.callId],
      foreignColumns: [forms.id, forms.callId],
    }).onDelete('restrict'),
    oneOf('applications_status_check', table.status, APPLICATION_STATUSES),
    lengthAtMost('applications_title_length_check', table.title, 300),
    check(
      'applications_submitted_check',
      sql`${table.status} in ('draft', 'withdrawn') or (${table.submittedAt} is not null and ${table.revisionNumber} is not null)`,
    ),
    check('applications_requested_check', sql`${table.requestedCents} >= 0`),
  ],
)

/** One row per field, with its own version: two people can write in one application. */
export const answers = pgTable(
  'answers',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    questionKey: text('question_key').notNull(),
    value: jsonb('value').$type<AnswerValue>(),
    version: version(),
    updatedBy: uuid('updated_by')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'answers_pkey', columns: [table.applicationId, table.questionKey] }),
    index('answers_updated_by_index').on(table.updatedBy),
  ],
)

export const budgetLines = pgTable(
  'budget_lines',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    /** Key of a category of the form's budget. */
    category: text('category').notNull(),
    description: text('description').notNull().default(''),
    /** Year of the project, from 1. */
    year: integer('year').notNull().default(1),
    amountCents: cents('amount_cents').notNull(),
  },
  (table) => [
    index('budget_lines_application_id_index').on(table.applicationId, table.position),
    check('budget_lines_amount_check', sql`${table.amountCents} >= 0`),
    check('budget_lines_year_check', sql`${table.year} between 1 and 10`),
    lengthAtMost('budget_lines_description_length_check', table.description, 300),
  ],
)

export const attachments = pgTable(
  'attachments',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    /** Key of a slot of the form. */
    slot: text('slot').notNull(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'restrict' }),
    /** As the applicant named it; only shown, never a path. */
    name: text('name').notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (table) => [
    uniqueIndex('attachments_slot_unique')
      .on(table.applicationId, table.slot)
      .where(sql`removed_at is null`),
    index('attachments_application_id_index').on(table.applicationId),
    index('attachments_file_id_index').on(table.fileId),
    index('attachments_uploaded_by_index').on(table.uploadedBy),
    lengthAtMost('attachments_name_length_check', table.name, 255),
  ],
)

export const participants = pgTable(
  'participants',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id').references(() => people.id, { onDelete: 'restrict' }),
    email: citext('email').notNull(),
    name: text('name').notNull().default(''),
    role: text('role', { enum: PARTICIPANT_ROLES }).notNull(),
    status: text('status', { enum: PARTICIPANT_STATUSES }).notNull(),
    organisationId: uuid('organisation_id').references(() => organisations.id, {
      onDelete: 'restrict',
    }),
    invitedBy: uuid('invited_by').references(() => people.id, { onDelete: 'restrict' }),
    createdAt: createdAt(),
    answeredAt: instant('answered_at'),
  },
  (table) => [
    uniqueIndex('participants_email_unique')
      .on(table.applicationId, table.email)
      .where(sql`status <> 'removed'`),
    uniqueIndex('participants_main_applicant_unique')
      .on(table.applicationId)
      .where(sql`role = 'main_applicant' and status = 'accepted'`),
    index('participants_person_id_index').on(table.personId),
    index('participants_organisation_id_index').on(table.organisationId),
    index('participants_invited_by_index').on(table.invitedBy),
    oneOf('participants_role_check', table.role, PARTICIPANT_ROLES),
    oneOf('participants_status_check', table.status, PARTICIPANT_STATUSES),
    check(
      'participants_accepted_check',
      sql`${table.status} <> 'accepted' or ${table.personId} is not null`,
    ),
  ],
)

/** What was submitted: never changed. `sha256` is over the canonical content (`canonicalJson`). */
export const revisions = pgTable(
  'revisions',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    formId: uuid('form_id')
      .notNull()
      .references(() => forms.id, { onDelete: 'restrict' }),
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    sha256: text('sha256').notNull(),
    submittedBy: uuid('submitted_by')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    submittedAt: instant('submitted_at').notNull(),
    takenBackAt: instant('taken_back_at'),
  },
  (table) => [
    uniqueIndex('revisions_number_unique').on(table.applicationId, table.number),
    index('revisions_form_id_index').on(table.formId),
    index('revisions_submitted_by_index').on(table.submittedBy),
  ],
)

/** Every attempt to submit, with its outcome: evidence when someone says that the portal failed. */
export const submissionAttempts = pgTable(
  'submission_attempts',
  {
    id: randomId(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    at: instant('at').notNull(),
    /** `submitted`, or the reason of the refusal. */
    outcome: text('outcome').notNull(),
  },
  (table) => [
    index('submission_attempts_application_id_index').on(table.applicationId, table.at),
    index('submission_attempts_person_id_index').on(table.personId),
  ],
)
