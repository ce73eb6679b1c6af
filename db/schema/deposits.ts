import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Proposal } from '../../server/publications/rules/proposals.ts'
import { createdAt, instant, lengthAtMost } from './columns.ts'
import { grants } from './decisions.ts'
import { files } from './files.ts'
import { people } from './people.ts'
import { publications } from './publications.ts'

/**
 * That a publication was deposited by those who hold a grant: who may write in the grant's application writes in it
 * while it is a draft.
 */
export const deposits = pgTable(
  'deposits',
  {
    publicationId: uuid('publication_id')
      .primaryKey()
      .references(() => publications.id, { onDelete: 'cascade' }),
    grantId: uuid('grant_id')
      .notNull()
      .references(() => grants.id, { onDelete: 'restrict' }),
    /** When it was last handed in, and by whom. */
    submittedBy: uuid('submitted_by').references(() => people.id, { onDelete: 'restrict' }),
    submittedAt: instant('submitted_at'),
    /** Why the office sent it back; null once it is handed in again. */
    returnedReason: text('returned_reason'),
    createdAt: createdAt(),
  },
  (table) => [
    index('deposits_grant_id_index').on(table.grantId),
    index('deposits_submitted_by_index').on(table.submittedBy),
    lengthAtMost('deposits_returned_reason_length_check', table.returnedReason, 2_000),
    check(
      'deposits_returned_check',
      sql`${table.returnedReason} is null or ${table.submittedAt} is not null`,
    ),
  ],
)

/** What a publication's PDF says of itself, for a person to take or to leave. Made anew with every file. */
export const publicationProposals = pgTable(
  'publication_proposals',
  {
    publicationId: uuid('publication_id')
      .primaryKey()
      .references(() => publications.id, { onDelete: 'cascade' }),
    /** Of which file. Where the main file is another by now, the proposals are not shown. */
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'restrict' }),
    proposals: jsonb('proposals').$type<Proposal[]>().notNull(),
    /** Fields of those that somebody chose to leave. */
    leftFields: text('left_fields').array().notNull().default(sql`'{}'`),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [index('publication_proposals_file_id_index').on(table.fileId)],
)
