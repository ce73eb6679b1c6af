import { sql } from 'drizzle-orm'
import { bigint, check, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, oneOf, randomId } from './columns.ts'

export const FILE_STATES = ['received', 'clean', 'attention'] as const
export type FileState = (typeof FILE_STATES)[number]

/** What storage holds, by content: the same bytes are one row. Names and rights belong to who refers to it. */
export const files = pgTable(
  'files',
  {
    id: randomId(),
    /** Hex; also the storage key. */
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    state: text('state', { enum: FILE_STATES }).notNull().default('received'),
    /** Pages of a PDF, once it has been inspected in the cage. */
    pages: integer('pages'),
    /** The inspection's findings, as `inspectPdf` gives them. */
    findings: jsonb('findings').$type<Record<string, unknown>>(),
    checkedAt: instant('checked_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('files_sha256_unique').on(table.sha256),
    oneOf('files_state_check', table.state, FILE_STATES),
    check('files_size_check', sql`${table.size} > 0`),
  ],
)
