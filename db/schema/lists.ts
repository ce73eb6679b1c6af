import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { LIST_NAME_MAX, LIST_NOTE_MAX } from '../../server/lists/rules.ts'
import { instant, lengthAtMost, randomId } from './columns.ts'
import { publications } from './publications.ts'

/** Reading lists. Nobody’s name is on them: whoever holds the key may change them, whoever knows the id may read. */
export const lists = pgTable(
  'lists',
  {
    id: randomId(),
    /** SHA-256 of the key, hex; the key is in browsers and links only. */
    keyHash: text('key_hash').notNull(),
    name: text('name').notNull(),
    note: text('note').notNull().default(''),
    /** The last change; a year after it the list is forgotten. */
    usedAt: instant('used_at').notNull(),
  },
  (table) => [
    uniqueIndex('lists_key_hash_unique').on(table.keyHash),
    index('lists_used_at_index').on(table.usedAt),
    lengthAtMost('lists_name_length_check', table.name, LIST_NAME_MAX),
    lengthAtMost('lists_note_length_check', table.note, LIST_NOTE_MAX),
  ],
)

export const listItems = pgTable(
  'list_items',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => lists.id, { onDelete: 'cascade' }),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publications.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ name: 'list_items_pkey', columns: [table.listId, table.publicationId] }),
    index('list_items_publication_id_index').on(table.publicationId),
  ],
)
