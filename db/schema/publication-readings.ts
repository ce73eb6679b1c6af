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
  uuid,
} from 'drizzle-orm/pg-core'
import type { TextBlock } from '../../server/publications/rules/text-blocks.ts'
import type { TextHeading } from '../../server/publications/rules/text-parts.ts'
import { instant } from './columns.ts'
import { files } from './files.ts'
import { publications } from './publications.ts'

/** That a publication's PDF was read for its headings and paragraphs; made anew from the file at any time. */
export const publicationReadings = pgTable(
  'publication_readings',
  {
    publicationId: uuid('publication_id')
      .primaryKey()
      .references(() => publications.id, { onDelete: 'cascade' }),
    /** What was read. Where the main file is another by now, the reading is not shown. */
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'restrict' }),
    /** Of the rules that it was made by: `READING_VERSION`. */
    rulesVersion: integer('rules_version').notNull(),
    /** In the order of the text; empty where nothing could be made out. */
    headings: jsonb('headings').$type<TextHeading[]>().notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [index('publication_readings_file_id_index').on(table.fileId)],
)

export const publicationPageBlocks = pgTable(
  'publication_page_blocks',
  {
    publicationId: uuid('publication_id').notNull(),
    number: integer('number').notNull(),
    blocks: jsonb('blocks').$type<TextBlock[]>().notNull(),
    /** ISO 639-1: the page's own, which may be another than the publication's. */
    language: text('language').notNull(),
    /** How long its text is: what parts are measured by. */
    characters: integer('characters').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'publication_page_blocks_pkey',
      columns: [table.publicationId, table.number],
    }),
    foreignKey({
      name: 'publication_page_blocks_reading_fk',
      columns: [table.publicationId],
      foreignColumns: [publicationReadings.publicationId],
    }).onDelete('cascade'),
    check('publication_page_blocks_number_check', sql`${table.number} >= 1`),
  ],
)
