import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { lengthAtMost } from './columns.ts'

export const WORD_LETTERS_MAX = 60

/**
 * The words of what is published, per language: how rare they are, their forms and their neighbours in spelling.
 * Derived from the texts, kept up while they are indexed and counted anew every night.
 */
export const lexiconWords = pgTable(
  'lexicon_words',
  {
    /** ISO 639-1 of the texts they stand in. */
    language: text('language').notNull(),
    /** In lower case, as it stands. */
    word: text('word').notNull(),
    /** `fold(word)`. */
    folded: text('folded').notNull(),
    /** Its stem and, for compounds, the stems of its parts. */
    terms: text('terms').array().notNull().default(sql`'{}'`),
    /** How many publications have it. */
    publications: integer('publications').notNull(),
  },
  (table) => [
    primaryKey({ name: 'lexicon_words_pkey', columns: [table.language, table.word] }),
    index('lexicon_words_folded_index').on(table.folded),
    index('lexicon_words_terms_index').using('gin', table.terms),
    index('lexicon_words_folded_trigram_index').using('gin', sql`${table.folded} gin_trgm_ops`),
    lengthAtMost('lexicon_words_word_length_check', table.word, WORD_LETTERS_MAX),
  ],
)
