import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { IMPORT_FORMATS, type ImportPlan } from '../../server/imports/rules.ts'
import { IMPORTED_AS } from '../../server/publications/rules/duplicates.ts'
import { createdAt, id, instant, lengthAtMost, oneOf } from './columns.ts'
import { people } from './people.ts'

/** Lists of publications that the office took in by hand: planned, shown, and then done as shown. */
export const publicationImports = pgTable(
  'publication_imports',
  {
    id: id(),
    format: text('format', { enum: IMPORT_FORMATS }).notNull(),
    /** The file's name or the repository's address. */
    source: text('source').notNull(),
    /** Of the file as it came, which stays in storage; null for a repository. */
    sha256: text('sha256'),
    /** As read, a line of JSON a record; null when it is done. */
    lines: text('lines'),
    /** Of records that could not be read, with why. */
    unread: jsonb('unread').$type<ImportPlan['problems']>().notNull().default([]),
    /** Why a harvest ended before the repository's list did; null otherwise. */
    stopped: text('stopped'),
    /** What becomes of what is new. */
    importedAs: text('imported_as', { enum: IMPORTED_AS }).notNull().default('draft'),
    records: integer('records').notNull(),
    plan: jsonb('plan').$type<ImportPlan>().notNull(),
    createdBy: uuid('created_by').references(() => people.id, { onDelete: 'restrict' }),
    createdAt: createdAt(),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => people.id, { onDelete: 'restrict' }),
  },
  (table) => [
    index('publication_imports_created_at_index').on(table.createdAt),
    index('publication_imports_created_by_index').on(table.createdBy),
    index('publication_imports_done_by_index').on(table.doneBy),
    oneOf('publication_imports_format_check', table.format, IMPORT_FORMATS),
    oneOf('publication_imports_imported_as_check', table.importedAs, IMPORTED_AS),
    lengthAtMost('publication_imports_source_length_check', table.source, 2_000),
    check(
      'publication_imports_done_check',
      sql`(${table.doneAt} is null) = (${table.lines} is not null)`,
    ),
  ],
)
