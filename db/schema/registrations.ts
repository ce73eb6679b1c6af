import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  AGENCIES,
  FAILURE_REASONS,
  REGISTERED_ENTITIES,
  REGISTRATION_STATUSES,
  VISIBILITIES,
} from '../../server/registrations/rules.ts'
import { createdAt, id, instant, lengthAtMost, oneOf } from './columns.ts'
import { grants } from './decisions.ts'
import { publications } from './publications.ts'

/** DOIs that are ours to register, and how far each has come. Never deleted: a DOI is given once. */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    entity: text('entity', { enum: REGISTERED_ENTITIES }).notNull(),
    publicationId: uuid('publication_id').references(() => publications.id, {
      onDelete: 'restrict',
    }),
    grantId: uuid('grant_id').references(() => grants.id, { onDelete: 'restrict' }),
    agency: text('agency', { enum: AGENCIES }).notNull(),
    /** Lower case, without resolver. */
    doi: text('doi').notNull(),
    status: text('status', { enum: REGISTRATION_STATUSES }).notNull().default('planned'),
    /** What the agency last confirmed: null as long as it knows of nothing. */
    visibility: text('visibility', { enum: VISIBILITIES }),
    digest: text('digest'),
    /** What is on its way. */
    sentVisibility: text('sent_visibility', { enum: VISIBILITIES }),
    sentDigest: text('sent_digest'),
    /** Under which the agency tells of what was last sent. */
    batch: text('batch'),
    /** The last attempt may have gone through: the agency is asked before anything is sent again. */
    isUnknown: boolean('is_unknown').notNull().default(false),
    /** Since the last success. */
    attempts: integer('attempts').notNull().default(0),
    attemptedAt: instant('attempted_at'),
    /** Null where there is nothing to do. */
    nextAttemptAt: instant('next_attempt_at'),
    /** Until then one process is at it. */
    leasedUntil: instant('leased_until'),
    /** What was last looked at, to see what has changed since: of a publication its instant, of a grant its version. */
    lookedAt: instant('looked_at'),
    lookedVersion: integer('looked_version'),
    failure: text('failure', { enum: FAILURE_REASONS }),
    failureDetail: text('failure_detail'),
    registeredAt: instant('registered_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('registrations_doi_unique').on(table.doi),
    uniqueIndex('registrations_publication_unique').on(table.publicationId),
    uniqueIndex('registrations_grant_unique').on(table.grantId),
    index('registrations_status_index').on(table.status),
    index('registrations_next_attempt_at_index')
      .on(table.nextAttemptAt)
      .where(sql`next_attempt_at is not null`),
    oneOf('registrations_entity_check', table.entity, REGISTERED_ENTITIES),
    oneOf('registrations_agency_check', table.agency, AGENCIES),
    oneOf('registrations_status_check', table.status, REGISTRATION_STATUSES),
    oneOf('registrations_visibility_check', table.visibility, VISIBILITIES),
    oneOf('registrations_sent_visibility_check', table.sentVisibility, VISIBILITIES),
    oneOf('registrations_failure_check', table.failure, FAILURE_REASONS),
    lengthAtMost('registrations_failure_detail_length_check', table.failureDetail, 2_000),
    check(
      'registrations_one_entity_check',
      sql`(${table.entity} = 'publication') = (${table.publicationId} is not null) and (${table.entity} = 'grant') = (${table.grantId} is not null)`,
    ),
    check('registrations_doi_check', sql`${table.doi} ~ '^10[.][0-9]{4,9}/[a-z0-9.-]+$'`),
    check(
      'registrations_registered_check',
      sql`${table.status} <> 'registered' or ${table.registeredAt} is not null`,
    ),
    check(
      'registrations_failed_check',
      sql`${table.status} <> 'failed' or (${table.failure} is not null and ${table.nextAttemptAt} is null)`,
    ),
    check(
      'registrations_known_check',
      sql`(${table.visibility} is null) = (${table.registeredAt} is null)`,
    ),
  ],
)
