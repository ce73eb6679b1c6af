import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { publicationPages, publications } from '../../db/schema/index.ts'
import { facetsChosenIn } from '../../search/filters.ts'
import type { EngineAnswer, EngineQuery } from '../../search/query.ts'
import { fold } from '../vocabulary/fold.ts'
import { FACETS, type Facet } from './rules.ts'
import { among, conditionOf, VALUES } from './search-conditions.ts'
import { type TextQuery, textQueryOf } from './text-query.ts'

const PAGES_LISTED_MAX = 50
const FACET_VALUES_MAX = 300
const PREFIX_MIN = 3

/** Whose words come first, and the instant by which embargoes have ended. */
export type Asking = { reader: string; now: Date }

/**
 * The same answer from PostgreSQL: full text in the language of each publication and page, in every spelling and form
 * that the library knows, and beginnings of words in titles. Slower than the engine, and without forgiveness for typing errors.
 */
export const askPostgres = async (
  tx: Tx,
  query: EngineQuery,
  { reader, now }: Asking,
): Promise<EngineAnswer> => {
  const text = await textQueryOf(tx, query, reader)
  const all = foundBy(text, query, now)
  const [counted] = await tx.execute<{ total: number; text_only: number }>(
    sql`${all} select count(*)::int as total, (count(*) filter (where text_only))::int as text_only
      from ${FOUND} ${among(query)} ${withinOnly(query.among)}`,
  )
  const shown = await tx.execute<{ id: string; is_direct: boolean; text_only: boolean }>(
    sql`${all} select ${publications.id} as id, found.is_direct, found.text_only from ${FOUND} ${among(query)} ${withinOnly(query.among)}
      order by ${orderOf(query)} limit ${query.limit} offset ${query.offset}`,
  )
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, {}])) as EngineAnswer['facets']
  // One question for all facets without a choice, one more for each that has one.
  const chosen = facetsChosenIn(query)
  const rounds: (readonly Facet[])[] = [
    FACETS.filter((facet) => !chosen.includes(facet)),
    ...chosen.map((facet) => [facet]),
  ]
  for (const round of query.onlyIds ? [] : rounds.filter(({ length }) => length > 0)) {
    const own = chosen.includes(round[0] as Facet) ? round[0] : undefined
    const rows = await tx.execute<{ facet: Facet; value: string; count: number }>(
      sql`${all}, listed as (select ${publications.id} as id from ${FOUND} ${among(query, own)})
        select facet, value, count from (
          select facet, value, count(*)::int as count,
            row_number() over (partition by facet order by count(*) desc, value) as place
          from (${sql.join(
            round.map(
              (facet) =>
                sql`select ${facet}::text as facet, (${VALUES[facet]})::text as value from ${publications}
                  join listed on listed.id = ${publications.id}`,
            ),
            sql` union all `,
          )}) each where value is not null group by facet, value
        ) ranked where place <= ${FACET_VALUES_MAX}`,
    )
    for (const { facet, value, count } of rows) facets[facet][value] = count
  }
  const pages = await pagesOf(tx, text, query.onlyIds ? [] : shown.map(({ id }) => id), now)
  return {
    total: counted?.total ?? 0,
    foundInText: counted?.text_only ?? 0,
    isCapped: false,
    items: shown.map(({ id, is_direct, text_only }) => ({
      id,
      kind: is_direct ? 'direct' : 'form',
      variant: 0,
      isInTextOnly: text_only,
      pages: pages.get(id) ?? [],
      pagesFound: pages.get(id)?.length ?? 0,
    })),
    facets,
  }
}

/** How many publications there are to such a question. */
export const countInPostgres = async (
  tx: Tx,
  query: EngineQuery,
  { reader, now }: Asking,
): Promise<number> => {
  const text = await textQueryOf(tx, query, reader)
  const [counted] = await tx.execute<{ total: number }>(
    sql`${foundBy(text, query, now)} select count(*)::int as total from ${FOUND} ${among(query)}`,
  )
  return counted?.total ?? 0
}

/** Pages of one publication that have the words, in their order. */
export const findPagesInPostgres = async (
  tx: Tx,
  id: string,
  query: EngineQuery,
  { reader, now }: Asking,
): Promise<number[]> => {
  const text = await textQueryOf(tx, query, reader)
  if (text === null) return []
  const rows = await tx.execute<{ number: number }>(
    sql`select ${publicationPages.number} as number from ${publicationPages}
      where ${publicationPages.publicationId} = ${id}
        and ${matching(publicationPages.searchVector, publicationPages.language, text.wide)} and ${readable(now)}
      order by ${publicationPages.number}`,
  )
  return rows.map(({ number }) => number)
}

const withinOnly = (ids: readonly string[] | undefined): SQL =>
  ids === undefined ? sql`` : sql`and ${publications.id} in ${[...ids]}`

/** Ids of published publications in whose titles or names every word of these begins a word. */
export const suggestFromPostgres = async (
  tx: Tx,
  words: string,
  limit: number,
): Promise<string[]> => {
  const rows = await tx.execute<{ id: string }>(
    sql`select ${publications.id} as id from ${publications} where ${publications.status} = 'published'
      and ${beginnings(words)} order by ${publications.year} desc nulls last limit ${limit}`,
  )
  return rows.map(({ id }) => id)
}

/** What `isReadable` says of one publication, as a condition on its pages. */
const readable = (now: Date): SQL =>
  sql`exists (select 1 from ${publications} where ${publications.id} = ${publicationPages.publicationId}
    and ${publications.status} = 'published'
    and (${publications.embargoUntil} is null or ${publications.embargoUntil} <= ${now.toISOString()}::timestamptz))`

const FOUND = sql`found join ${publications} on ${publications.id} = found.id
    where ${publications.status} = 'published'`

/** Everything that has the words, with how well, as the table \`found\`. */
const foundBy = (
  text: TextQuery | null,
  { words, phrases, excluded, conditions }: EngineQuery,
  now: Date,
): SQL => {
  const kept = sql.join([sql`true`, ...conditions.map(conditionOf)], sql` and `)
  if (text === null)
    return sql`with found as (select ${publications.id} as id, 0::real as rank, false as text_only, true as is_direct
      from ${publications} where ${kept})`
  const { searchVector: own, language } = publications
  const { searchVector: pageVector, language: pageLanguage } = publicationPages
  const isPlain = words.length > 0 && phrases.length + excluded.length === 0
  const prefix = isPlain ? beginnings(words.join(' ')) : sql`false`
  return sql`with named as (
      select ${publications.id} as id, 1 + ts_rank(${own}, ${asked(language, text.wide)}) as rank,
        (${matching(own, language, text.direct)} or ${prefix}) as is_direct
      from ${publications} where ${kept} and (${matching(own, language, text.wide)} or ${prefix})
    ), in_text as (
      select ${publicationPages.publicationId} as id,
        max(ts_rank(${pageVector}, ${asked(pageLanguage, text.wide)})) as rank,
        bool_or(${matching(pageVector, pageLanguage, text.direct)}) as is_direct
      from ${publicationPages} join ${publications} on ${publications.id} = ${publicationPages.publicationId}
      where ${kept} and ${matching(pageVector, pageLanguage, text.wide)} and ${readable(now)}
      group by ${publicationPages.publicationId}
    ), found as (
      select id, max(rank) as rank, bool_and(text_only) as text_only, bool_or(is_direct) as is_direct from (
        select id, rank, is_direct, false as text_only from named
        union all select id, rank, is_direct, true from in_text
      ) either group by id
    )`
}

/** Languages with a dictionary in PostgreSQL; all others are compared word by word. */
const DICTIONARIES = { sv: 'swedish', en: 'english', es: 'spanish', fr: 'french' } as const

const asked = (
  language: typeof publications.language | typeof publicationPages.language,
  words: string,
) =>
  sql`case ${language} ${sql.join(
    Object.entries(DICTIONARIES).map(
      ([code, dictionary]) => sql`when ${code} then to_tsquery(${dictionary}::regconfig, ${words})`,
    ),
    sql` `,
  )} else to_tsquery('simple', ${words}) end`

/** One condition a language, each of which the index can answer. */
const matching = (
  vector: typeof publications.searchVector | typeof publicationPages.searchVector,
  language: typeof publications.language | typeof publicationPages.language,
  words: string,
): SQL => {
  const dictionaries = Object.entries(DICTIONARIES)
  const each = dictionaries.map(
    ([code, dictionary]) =>
      sql`(${language} = ${code} and ${vector} @@ to_tsquery(${dictionary}::regconfig, ${words}))`,
  )
  const others = sql`(${language} not in ${dictionaries.map(([code]) => code)}
    and ${vector} @@ to_tsquery('simple', ${words}))`
  return sql`(${sql.join([...each, others], sql` or `)})`
}

/** Every word, folded, begins a word of the text: finds what is half typed. */
const beginnings = (words: string): SQL => {
  const parts = (fold(words).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 10)
  if (parts.join('').length < PREFIX_MIN) return sql`false`
  return sql`to_tsvector('simple', ${publications.searchText}) @@ to_tsquery('simple', ${parts
    .map((part) => `${part}:*`)
    .join(' & ')})`
}

const orderOf = ({ sort, variants }: EngineQuery): SQL => {
  const newest = sql`${publications.year} desc nulls last, ${publications.publishedAt} desc, ${publications.id}`
  if (sort === 'title')
    return sql`lower(${publications.title} ->> ${publications.language}), ${publications.id}`
  if (sort === 'newest' || variants.length === 0) return newest
  return sql`found.is_direct desc, found.text_only, found.rank desc, ${newest}`
}

/** The pages of what is shown that have the words, best first. */
const pagesOf = async (
  tx: Tx,
  text: TextQuery | null,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, number[]>> => {
  if (text === null || ids.length === 0) return new Map()
  const { searchVector, language, publicationId, number } = publicationPages
  const rows = await tx.execute<{ id: string; page: number }>(
    sql`select id, page from (
      select ${publicationId} as id, ${number} as page,
        row_number() over (partition by ${publicationId}
          order by ts_rank(${searchVector}, ${asked(language, text.wide)}) desc, ${number}) as place
      from ${publicationPages} where ${publicationId} in ${[...ids]}
        and ${matching(searchVector, language, text.wide)} and ${readable(now)}
    ) best where place <= ${PAGES_LISTED_MAX} order by id, place`,
  )
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, ones]) => [id, ones.map(({ page }) => page)]),
  )
}
