import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
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
import { FAMILY_KINDS } from '../../server/publications/rules/families.ts'
import { PUBLICATION_STATUSES } from '../../server/publications/rules.ts'
import {
  CONTRIBUTOR_ROLES,
  type ContributorRoleKey,
} from '../../server/vocabulary/contributor-roles.ts'
import { createdAt, id, instant, oneOf, presentIff, tsvector, version } from './columns.ts'
import { reports } from './decisions.ts'
import { organisations } from './organisations.ts'
import { people } from './people.ts'

export const publications = pgTable(
  'publications',
  {
    id: id(),
    slug: text('slug').notNull(),
    status: text('status', { enum: PUBLICATION_STATUSES }).notNull().default('draft'),
    /** Key of `PUBLICATION_TYPES`. */
    type: text('type').notNull(),
    series: text('series'),
    number: text('number'),
    /** Main language, ISO 639-1; every per-language text below is keyed by such codes. */
    language: text('language').notNull(),
    languages: text('languages').array().notNull().default(sql`'{}'`),
    title: jsonb('title').$type<Record<string, string>>().notNull(),
    abstract: jsonb('abstract').$type<Record<string, string>>().notNull().default({}),
    keyMessages: jsonb('key_messages').$type<Record<string, string[]>>().notNull().default({}),
    /** What it says in plain words, per language. */
    plainSummary: jsonb('plain_summary').$type<Record<string, string>>().notNull().default({}),
    /** Null where it is not known, as for some of the oldest. */
    year: integer('year'),
    countries: text('countries').array().notNull().default(sql`'{}'`),
    /** Codes of `places`, each in one of the countries. */
    municipalities: text('municipalities').array().notNull().default(sql`'{}'`),
    themes: text('themes').array().notNull().default(sql`'{}'`),
    sdgs: integer('sdgs').array().notNull().default(sql`'{}'`),
    /** By the goal's number: a sentence, or where in the text it is dealt with. */
    sdgEvidence: jsonb('sdg_evidence').$type<Record<string, string>>().notNull().default({}),
    coreValues: text('core_values').array().notNull().default(sql`'{}'`),
    /** Keys of `READER_GROUPS`, `GOVERNMENT_TIERS` and `STUDY_TYPES`. */
    audiences: text('audiences').array().notNull().default(sql`'{}'`),
    tiers: text('tiers').array().notNull().default(sql`'{}'`),
    studyTypes: text('study_types').array().notNull().default(sql`'{}'`),
    licence: text('licence'),
    isbn: text('isbn'),
    doi: text('doi'),
    /** Where it is held elsewhere. */
    url: text('url'),
    /** The importing system's id: the same id updates, never doubles. */
    externalId: text('external_id'),
    reportId: uuid('report_id').references(() => reports.id, { onDelete: 'restrict' }),
    pageCount: integer('page_count'),
    /** The main one of its family and what it is to that; a trigger keeps families without chains. */
    familyMainId: uuid('family_main_id').references((): AnyPgColumn => publications.id, {
      onDelete: 'restrict',
    }),
    familyKind: text('family_kind', { enum: FAMILY_KINDS }),
    /** Until then text and file are held back; see `isReadable`. */
    embargoUntil: instant('embargo_until'),
    createdBy: uuid('created_by').references(() => people.id, { onDelete: 'restrict' }),
    publishedBy: uuid('published_by').references(() => people.id, { onDelete: 'restrict' }),
    publishedAt: instant('published_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
    /** Of what was withdrawn: what to read in its place. */
    replacedById: uuid('replaced_by_id').references((): AnyPgColumn => publications.id, {
      onDelete: 'restrict',
    }),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
    /**
     * When anything that the public sees was last changed, the datestamp of harvesters: whatever changes a public
     * row moves `updated_at`, and so this. Null for what was never public.
     */
    publicChangedAt: instant('public_changed_at').generatedAlwaysAs(
      sql`case when status in ('published', 'withdrawn') then updated_at end`,
    ),
    /** For the answer from PostgreSQL when the search engine is down: titles, abstracts, messages, names. */
    searchText: text('search_text').notNull().default(''),
    searchVector: tsvector('search_vector').generatedAlwaysAs(
      sql`case language when 'sv' then to_tsvector('swedish', search_text) when 'es' then to_tsvector('spanish', search_text) when 'fr' then to_tsvector('french', search_text) when 'en' then to_tsvector('english', search_text) else to_tsvector('simple', search_text) end`,
    ),
  },
  (table) => [
    uniqueIndex('publications_slug_unique').on(table.slug),
    uniqueIndex('publications_external_id_unique').on(table.externalId),
    uniqueIndex('publications_series_number_unique')
      .on(table.series, table.number, table.language)
      .where(sql`status <> 'withdrawn'`),
    index('publications_status_year_index').on(table.status, table.year),
    index('publications_public_changed_at_index').on(table.publicChangedAt, table.id),
    index('publications_report_id_index').on(table.reportId),
    index('publications_family_main_id_index').on(table.familyMainId),
    index('publications_replaced_by_id_index').on(table.replacedById),
    index('publications_embargo_until_index')
      .on(table.embargoUntil)
      .where(sql`embargo_until is not null`),
    index('publications_created_by_index').on(table.createdBy),
    index('publications_published_by_index').on(table.publishedBy),
    // What is related, and the PostgreSQL answer to a filter.
    index('publications_themes_index').using('gin', table.themes),
    index('publications_countries_index').using('gin', table.countries),
    index('publications_search_vector_index').using('gin', table.searchVector),
    oneOf('publications_status_check', table.status, PUBLICATION_STATUSES),
    check('publications_year_check', sql`${table.year} between 1900 and 2200`),
    check(
      'publications_published_check',
      sql`${table.status} not in ('published', 'withdrawn') or ${table.publishedAt} is not null`,
    ),
    check(
      'publications_withdrawn_check',
      sql`(${table.status} = 'withdrawn') = (${table.withdrawnAt} is not null)`,
    ),
    oneOf('publications_family_kind_check', table.familyKind, FAMILY_KINDS),
    presentIff(
      'publications_family_pair_check',
      table.familyKind,
      sql`${table.familyMainId} is not null`,
    ),
    check('publications_family_self_check', sql`${table.familyMainId} <> ${table.id}`),
    check(
      'publications_replaced_check',
      sql`${table.replacedById} is null or (${table.status} = 'withdrawn' and ${table.replacedById} <> ${table.id})`,
    ),
  ],
)

const ROLES = CONTRIBUTOR_ROLES.map(({ key }) => key) as [
  ContributorRoleKey,
  ...ContributorRoleKey[],
]

export const contributors = pgTable(
  'contributors',
  {
    id: id(),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    /** As they sign. */
    name: text('name').notNull(),
    orcid: text('orcid'),
    role: text('role', { enum: ROLES }).notNull().default('author'),
    organisationId: uuid('organisation_id').references(() => organisations.id, {
      onDelete: 'restrict',
    }),
    organisationName: text('organisation_name'),
  },
  (table) => [
    uniqueIndex('contributors_position_unique').on(table.publicationId, table.position),
    index('contributors_organisation_id_index').on(table.organisationId),
    index('contributors_author_index').on(sql`coalesce(orcid, name)`).where(sql`role = 'author'`),
    oneOf('contributors_role_check', table.role, ROLES),
  ],
)

export const publicationPages = pgTable(
  'publication_pages',
  {
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    text: text('text').notNull(),
    language: text('language').notNull(),
    searchVector: tsvector('search_vector').generatedAlwaysAs(
      sql`case language when 'sv' then to_tsvector('swedish', text) when 'es' then to_tsvector('spanish', text) when 'fr' then to_tsvector('french', text) when 'en' then to_tsvector('english', text) else to_tsvector('simple', text) end`,
    ),
  },
  (table) => [
    primaryKey({ name: 'publication_pages_pkey', columns: [table.publicationId, table.number] }),
    index('publication_pages_search_vector_index').using('gin', table.searchVector),
  ],
)
