import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ORGANISATION_STATUSES } from '../../server/organisations/rules.ts'
import { createdAt, id, lengthAtMost, oneOf, version } from './columns.ts'

export const organisations = pgTable(
  'organisations',
  {
    id: id(),
    /** https://ror.org/… where the organisation is in the Research Organization Registry. */
    ror: text('ror'),
    status: text('status', { enum: ORGANISATION_STATUSES }).notNull(),
    name: text('name').notNull(),
    country: text('country').notNull(),
    city: text('city'),
    types: text('types').array().notNull().default(sql`'{}'`),
    website: text('website'),
    domains: text('domains').array().notNull().default(sql`'{}'`),
    established: integer('established'),
    /** Person who proposed it; no foreign key, since people refer to organisations. */
    proposedBy: uuid('proposed_by'),
    createdAt: createdAt(),
    version: version(),
  },
  (table) => [
    uniqueIndex('organisations_ror_unique').on(table.ror),
    index('organisations_country_index').on(table.country),
    index('organisations_status_index').on(table.status),
    oneOf('organisations_status_check', table.status, ORGANISATION_STATUSES),
    lengthAtMost('organisations_name_length_check', table.name, 300),
  ],
)

/** Every name by which an organisation is known: any language, aliases, acronyms. */
export const organisationNames = pgTable(
  'organisation_names',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** `fold(name)`: lower case, without accents; what the picker searches. */
    folded: text('folded').notNull(),
    language: text('language'),
    isAcronym: boolean('is_acronym').notNull().default(false),
  },
  (table) => [
    uniqueIndex('organisation_names_name_unique').on(table.organisationId, table.name),
    index('organisation_names_folded_trigram_index').using(
      'gin',
      sql`${table.folded} gin_trgm_ops`,
    ),
  ],
)
