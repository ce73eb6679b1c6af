import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { lexiconWords, WORD_LETTERS_MAX } from '../../db/schema/index.ts'
import type { PublicPublication } from '../../search/documents.ts'
import { type Analyser, differentWordsOf } from '../../search/language/analyse.ts'
import type { Lexicon } from '../../search/language/compounds.ts'
import { fold } from '../vocabulary/fold.ts'

/** How many publications have each word, by language. */
export type WordCounts = Map<string, Map<string, number>>

/** A word in fewer Swedish publications may be a slip, and no compound is taken apart for it. */
const TRUSTED_PUBLICATIONS_MIN = 3
const TRUSTED_WORDS_MAX = 100_000
const WORDS_AT_ONCE = 5_000
const LETTERS_MIN = 2

/** Adds a publication's words to the counts; each counts once a publication and language. */
export const countWords = (
  { titles, authors, keywords, keyMessages, abstracts, pages }: PublicPublication,
  counts: WordCounts,
): void => {
  const texts = [
    ...titles,
    ...keywords,
    ...keyMessages,
    ...abstracts,
    ...pages,
    // Names are of no language; they are looked for like words.
    ...authors.map((text) => ({ text, language: NO_LANGUAGE })),
  ]
  for (const [language, ones] of Map.groupBy(texts, (text) => text.language)) {
    const words = new Set<string>()
    for (const one of ones) for (const word of differentWordsOf(one)) words.add(word)
    const ofLanguage = counts.get(language) ?? new Map<string, number>()
    counts.set(language, ofLanguage)
    for (const word of words)
      if (isWord(word)) ofLanguage.set(word, (ofLanguage.get(word) ?? 0) + 1)
  }
}

const NO_LANGUAGE = 'und'
const isWord = (word: string): boolean =>
  word.length >= LETTERS_MIN && word.length <= WORD_LETTERS_MAX && !/\p{N}/u.test(word)

/** Counts these words beside those known. */
export const addWords = (tx: Tx, counts: WordCounts, analyser: Analyser): Promise<void> =>
  insertWords(tx, counts, analyser, sql`publications = ${lexiconWords.publications} + 1`)

/** Puts these counts in the place of all that were known. */
export const replaceWords = (tx: Tx, counts: WordCounts, analyser: Analyser): Promise<void> =>
  tx.transaction(async (inner) => {
    await inner.execute(sql`delete from ${lexiconWords}`)
    await insertWords(inner, counts, analyser, sql`publications = excluded.publications`)
  })

const insertWords = async (
  tx: Tx,
  counts: WordCounts,
  analyser: Analyser,
  known: SQL,
): Promise<void> => {
  for (const [language, words] of counts) {
    // In one order, so that two processes do not wait for each other.
    const entries = [...words].sort(([a], [b]) => (a < b ? -1 : 1))
    for (let from = 0; from < entries.length; from += WORDS_AT_ONCE) {
      const rows = entries.slice(from, from + WORDS_AT_ONCE).map(([word, publications]) => ({
        word,
        folded: fold(word),
        terms: analyser.termsOf(word, language),
        publications,
      }))
      await tx.execute(
        sql`insert into ${lexiconWords} (language, word, folded, terms, publications)
          select ${language}, word, folded, terms, publications
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as given (word text, folded text, terms text[], publications integer)
          on conflict (language, word) do update set ${known}, terms = excluded.terms`,
      )
    }
  }
}

/** Swedish words that enough publications have: compounds are taken apart by them. */
export const trustedLexicon = async (tx: Tx): Promise<Lexicon> => {
  const rows = await tx.execute<{ folded: string }>(
    sql`select folded from ${lexiconWords}
      where language = 'sv' and publications >= ${TRUSTED_PUBLICATIONS_MIN}
      order by publications desc limit ${TRUSTED_WORDS_MAX}`,
  )
  return new Set(rows.map(({ folded }) => folded))
}

export type KnownWord = {
  language: string
  word: string
  folded: string
  terms: string[]
  publications: number
}

/** What is known of these folded words, in every language and spelling. */
export const findWords = async (tx: Tx, folded: readonly string[]): Promise<KnownWord[]> =>
  folded.length === 0
    ? []
    : [
        ...(await tx.execute<KnownWord>(
          sql`select language, word, folded, terms, publications from ${lexiconWords}
            where folded in ${[...folded]}`,
        )),
      ]

const SPELLINGS_MAX = 60

/** The words that share a term: other forms, and compounds that hold it. The most frequent of very many. */
export const findForms = async (tx: Tx, term: string): Promise<string[]> =>
  (
    await tx.execute<{ word: string }>(
      sql`select word from ${lexiconWords} where terms @> array[${term}]::text[]
        order by publications desc limit ${SPELLINGS_MAX}`,
    )
  ).map(({ word }) => word)

const NEIGHBOURS_MAX = 40

/** Below the database's own threshold: three letters missing from a long word are still the same word. */
const SIMILARITY_MIN = 0.2

/** Words that look like this one, most alike first: candidates for what was meant. */
export const findNeighbours = (tx: Tx, folded: string): Promise<KnownWord[]> =>
  tx.transaction(async (inner) => {
    await inner.execute(
      sql`select set_config('pg_trgm.similarity_threshold', ${String(SIMILARITY_MIN)}, true)`,
    )
    return [
      ...(await inner.execute<KnownWord>(
        sql`select language, word, folded, terms, publications from ${lexiconWords}
          where folded % ${folded} and length(folded) between ${folded.length - 3} and ${folded.length + 3}
          order by similarity(folded, ${folded}) desc, publications desc limit ${NEIGHBOURS_MAX}`,
      )),
    ]
  })
