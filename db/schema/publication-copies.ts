import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { COPY_REASONS } from '../../server/publications/rules/copies.ts'
import type { StoredPicture } from '../../server/publications/rules/pictures.ts'
import { instant, oneOf, presentIff } from './columns.ts'
import { files } from './files.ts'
import { publications } from './publications.ts'

/**
 * The copy of a publication's PDF that readers get: the original's bytes with a tail behind them that adds the page on
 * how to cite it. Made anew at any time; where none can be made, why.
 */
export const publicationCopies = pgTable(
  'publication_copies',
  {
    publicationId: uuid('publication_id')
      .primaryKey()
      .references(() => publications.id, { onDelete: 'cascade' }),
    /** What it was made from. Where the main file is another by now, the copy is not given out. */
    originalFileId: uuid('original_file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'restrict' }),
    /** Hash of all that went into it: a publication that makes another one has an outdated copy. */
    madeFrom: text('made_from').notNull(),
    /** Of the whole copy, hex and bytes; null where none could be made. */
    sha256: text('sha256'),
    size: bigint('size', { mode: 'number' }),
    /** The same of the tail, under which storage holds it. */
    tailSha256: text('tail_sha256'),
    tailSize: integer('tail_size'),
    reason: text('reason', { enum: COPY_REASONS }),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [
    index('publication_copies_original_file_id_index').on(table.originalFileId),
    oneOf('publication_copies_reason_known_check', table.reason, COPY_REASONS),
    presentIff('publication_copies_reason_check', table.reason, sql`${table.sha256} is null`),
    check(
      'publication_copies_whole_check',
      sql`num_nulls(${table.sha256}, ${table.size}, ${table.tailSha256}, ${table.tailSize}) in (0, 4)`,
    ),
  ],
)

/** Pictures of the first page of a publication's PDF; none where it could not be drawn. */
export const publicationPictures = pgTable(
  'publication_pictures',
  {
    publicationId: uuid('publication_id')
      .primaryKey()
      .references(() => publications.id, { onDelete: 'cascade' }),
    /** What was drawn. Where the main file is another by now, the pictures are not shown. */
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'restrict' }),
    /** Of the rules that they were made by: `PICTURE_VERSION`. */
    rulesVersion: integer('rules_version').notNull(),
    /** Narrowest first. */
    pictures: jsonb('pictures').$type<StoredPicture[]>().notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [index('publication_pictures_file_id_index').on(table.fileId)],
)
