import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { LIKENESS_KINDS, type LikenessKind } from '../../server/publications/rules/duplicates.ts'
import { MARK_KINDS, MARK_MAX } from '../../server/publications/rules/marks.ts'
import { instant, lengthAtMost, oneOf } from './columns.ts'
import { people } from './people.ts'
import { publications } from './publications.ts'

const publicationId = (name = 'publication_id') =>
  uuid(name)
    .notNull()
    .references(() => publications.id, { onDelete: 'cascade' })

/** What a publication is recognised by beside its text: made anew with every change of it. */
export const publicationMarks = pgTable(
  'publication_marks',
  {
    publicationId: publicationId(),
    kind: text('kind', { enum: MARK_KINDS }).notNull(),
    /** A DOI in lower case, the thirteen digits of an ISBN, or a folded title in any of its languages. */
    value: text('value').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'publication_marks_pkey',
      columns: [table.publicationId, table.kind, table.value],
    }),
    index('publication_marks_number_index').on(table.value).where(sql`kind <> 'title'`),
    index('publication_marks_title_trigram_index')
      .using('gin', sql`${table.value} gin_trgm_ops`)
      .where(sql`kind = 'title'`),
    oneOf('publication_marks_kind_check', table.kind, MARK_KINDS),
    lengthAtMost('publication_marks_value_length_check', table.value, MARK_MAX),
  ],
)

/** What a publication's text is recognised by: see `printsOf`. Every publication has a row, if an empty one. */
export const publicationPrints = pgTable(
  'publication_prints',
  {
    publicationId: publicationId().primaryKey(),
    prints: integer('prints').array().notNull(),
    /** Of the rules that made it: `MARKS_VERSION`. */
    rulesVersion: integer('rules_version').notNull(),
  },
  (table) => [index('publication_prints_prints_index').using('gin', table.prints)],
)

/** Two publications that look like one and are not, as somebody in the office said. */
export const dismissedDuplicates = pgTable(
  'dismissed_duplicates',
  {
    /** The smaller of the two ids. */
    firstId: publicationId('first_id'),
    secondId: publicationId('second_id'),
    /** What they had in common then. */
    kinds: text('kinds').array().$type<LikenessKind[]>().notNull(),
    reason: text('reason').notNull(),
    dismissedAt: instant('dismissed_at').notNull(),
    dismissedBy: uuid('dismissed_by').references(() => people.id, { onDelete: 'restrict' }),
  },
  (table) => [
    primaryKey({ name: 'dismissed_duplicates_pkey', columns: [table.firstId, table.secondId] }),
    index('dismissed_duplicates_second_id_index').on(table.secondId),
    index('dismissed_duplicates_dismissed_by_index').on(table.dismissedBy),
    check('dismissed_duplicates_order_check', sql`${table.firstId} < ${table.secondId}`),
    check(
      'dismissed_duplicates_kinds_check',
      sql`${table.kinds} <@ array[${sql.raw(LIKENESS_KINDS.map((kind) => `'${kind}'`).join(', '))}]::text[]`,
    ),
    lengthAtMost('dismissed_duplicates_reason_length_check', table.reason, 2_000),
  ],
)
