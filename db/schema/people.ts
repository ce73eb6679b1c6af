import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ROLES } from '../../server/people/rules.ts'
import { citext, createdAt, id, instant, lengthAtMost, oneOf, version } from './columns.ts'
import { organisations } from './organisations.ts'

export const people = pgTable(
  'people',
  {
    id: id(),
    email: citext('email').notNull(),
    /** As the person writes it, in any script; empty until the profile is filled in. */
    name: text('name').notNull().default(''),
    organisationId: uuid('organisation_id').references(() => organisations.id, {
      onDelete: 'restrict',
    }),
    /** ISO 3166-1 alpha-2. */
    country: text('country'),
    /** ISO 639-1 codes of languages the person reads and writes. */
    languages: text('languages').array().notNull().default(sql`'{}'`),
    /** 16 characters with hyphens, checksum verified. */
    orcid: text('orcid'),
    keywords: text('keywords').array().notNull().default(sql`'{}'`),
    /** Preferred language of pages and mails. */
    language: text('language').notNull().default('en'),
    /** Kinds of mail that the person has switched off; what concerns rights is always sent. */
    mutedMails: text('muted_mails').array().notNull().default(sql`'{}'`),
    isDisabled: boolean('is_disabled').notNull().default(false),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    uniqueIndex('people_email_unique').on(table.email),
    index('people_organisation_id_index').on(table.organisationId),
    oneOf('people_language_check', table.language, ['sv', 'en']),
    lengthAtMost('people_name_length_check', table.name, 200),
  ],
)

export const roles = pgTable(
  'roles',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'restrict' }),
    role: text('role', { enum: ROLES }).notNull(),
    givenBy: uuid('given_by').references(() => people.id, { onDelete: 'restrict' }),
    givenAt: instant('given_at').notNull().defaultNow(),
    reason: text('reason').notNull(),
    takenBy: uuid('taken_by').references(() => people.id, { onDelete: 'restrict' }),
    takenAt: instant('taken_at'),
    takenReason: text('taken_reason'),
  },
  (table) => [
    uniqueIndex('roles_held_unique').on(table.personId, table.role).where(sql`taken_at is null`),
    oneOf('roles_role_check', table.role, ROLES),
    index('roles_given_by_index').on(table.givenBy),
    index('roles_taken_by_index').on(table.takenBy),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    /** SHA-256 of the cookie's token, hex; the token itself is kept nowhere. */
    tokenHash: text('token_hash').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('sessions_token_hash_unique').on(table.tokenHash),
    index('sessions_person_id_index').on(table.personId),
  ],
)

export const signInCodes = pgTable(
  'sign_in_codes',
  {
    id: id(),
    email: citext('email').notNull(),
    codeHash: text('code_hash').notNull(),
    /** SHA-256 of the asking browser's cookie; null when an API client without cookies asked. */
    browserHash: text('browser_hash'),
    /** Of whoever asked: `192.0.2.0/24`, `2001:db8:1::/48`. Forgotten with the code. */
    network: text('network').notNull().default(''),
    attempts: integer('attempts').notNull().default(0),
    returnPath: text('return_path').notNull().default('/'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    index('sign_in_codes_email_index').on(table.email, table.createdAt),
    index('sign_in_codes_browser_hash_index').on(table.browserHash),
  ],
)
