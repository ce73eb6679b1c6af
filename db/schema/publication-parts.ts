import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { FILE_KINDS, NOTE_KINDS } from '../../server/publications/rules/parts.ts'
import { createdAt, id, instant, lengthAtMost, oneOf } from './columns.ts'
import { grants } from './decisions.ts'
import { files } from './files.ts'
import { people } from './people.ts'
import { publications } from './publications.ts'

const publicationId = () =>
  uuid('publication_id')
    .notNull()
    .references(() => publications.id, { onDelete: 'cascade' })

/**
 * The files of a publication. One present file is the main one; a file that another took the place of stays on
 * record with the instant.
 */
export const publicationFiles = pgTable(
  'publication_files',
  {
    id: id(),
    publicationId: publicationId(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'restrict' }),
    kind: text('kind', { enum: FILE_KINDS }).notNull(),
    /** Null where it is the publication's own. */
    language: text('language'),
    /** What it is called on the page; null where the kind says enough. */
    label: text('label'),
    /** Key of `LICENCES`; null where it is the publication's, or not known. */
    licence: text('licence'),
    position: integer('position').notNull().default(0),
    replacedAt: instant('replaced_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('publication_files_main_unique')
      .on(table.publicationId)
      .where(sql`kind = 'main' and replaced_at is null`),
    index('publication_files_publication_id_index').on(table.publicationId, table.position),
    index('publication_files_file_id_index').on(table.fileId),
    oneOf('publication_files_kind_check', table.kind, FILE_KINDS),
    lengthAtMost('publication_files_label_length_check', table.label, 200),
  ],
)

/** Who paid for the work behind a publication, in the order in which it is to be named. */
export const publicationFunding = pgTable(
  'publication_funding',
  {
    id: id(),
    publicationId: publicationId(),
    position: integer('position').notNull(),
    /** One of ours; else the funder is named. */
    grantId: uuid('grant_id').references(() => grants.id, { onDelete: 'restrict' }),
    funder: text('funder'),
    funderId: text('funder_id'),
    awardNumber: text('award_number'),
    awardTitle: text('award_title'),
    awardUri: text('award_uri'),
  },
  (table) => [
    uniqueIndex('publication_funding_position_unique').on(table.publicationId, table.position),
    index('publication_funding_grant_id_index').on(table.grantId),
    check(
      'publication_funding_funder_check',
      sql`(${table.grantId} is null) = (${table.funder} is not null)`,
    ),
  ],
)

/** Public notes: what was wrong and is put right, what was changed. Added, never edited or deleted. */
export const publicationNotes = pgTable(
  'publication_notes',
  {
    id: id(),
    publicationId: publicationId(),
    kind: text('kind', { enum: NOTE_KINDS }).notNull(),
    /** By language. */
    text: jsonb('text').$type<Record<string, string>>().notNull(),
    notedAt: instant('noted_at').notNull(),
    notedBy: uuid('noted_by').references(() => people.id, { onDelete: 'restrict' }),
  },
  (table) => [
    index('publication_notes_publication_id_index').on(table.publicationId, table.notedAt),
    index('publication_notes_noted_by_index').on(table.notedBy),
    oneOf('publication_notes_kind_check', table.kind, NOTE_KINDS),
    check('publication_notes_text_check', sql`${table.text} <> '{}'::jsonb`),
  ],
)

/** Addresses that once led to a publication, in the form of `oldAddressOf`. */
export const oldAddresses = pgTable(
  'old_addresses',
  {
    path: text('path').primaryKey(),
    publicationId: publicationId(),
    createdAt: createdAt(),
  },
  (table) => [
    index('old_addresses_publication_id_index').on(table.publicationId),
    lengthAtMost('old_addresses_path_length_check', table.path, 500),
  ],
)

/** The ISBNs that the office holds. Whoever was given one keeps it for good (see the migration). */
export const isbns = pgTable(
  'isbns',
  {
    /** Thirteen digits. */
    isbn: text('isbn').primaryKey(),
    /** As it is printed: 978-91-86725-05-1. */
    written: text('written').notNull(),
    publicationId: uuid('publication_id').references(() => publications.id, {
      onDelete: 'restrict',
    }),
    assignedAt: instant('assigned_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('isbns_publication_id_unique').on(table.publicationId),
    check('isbns_isbn_check', sql`${table.isbn} ~ '^97[89][0-9]{10}$'`),
    check(
      'isbns_assigned_check',
      sql`(${table.publicationId} is null) = (${table.assignedAt} is null)`,
    ),
  ],
)
