import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { publicationPages, publications } from '../../db/schema/index.ts'
import { type EngineAnswer, type EngineQuery, MARK_END, MARK_START } from '../../search/query.ts'
import { fold } from '../vocabulary/fold.ts'
import { type ChosenFacets, FACETS, type Facet } from './rules.ts'

const MATCHES_SHOWN = 3
const FACET_VALUES_MAX = 300
const PREFIX_MIN = 3

/**
 * The same answer from PostgreSQL: full text in the language of each publication and page, and beginnings of words
 * in titles. Slower than the engine, and without forgiveness for typing errors.
 */
export const askPostgres = async (tx: Tx, query: EngineQuery, now: Date): Promise<EngineAnswer> => {
  const found = foundBy(query.words, now)
  const all = sql`with named as (${found.named}), in_text as (${found.inText}),
    found as (select id, max(rank) as rank, bool_and(text_only) as text_only from (
      select id, rank, false as text_only from named union all select id, rank, true from in_text
    ) either group by id)`
  const from = sql`from found join ${publications} on ${publications.id} = found.id
    where ${publications.status} = 'published'`
  const [counted] = await tx.execute<{ total: number; text_only: number }>(
    sql`${all} select count(*)::int as total, (count(*) filter (where text_only))::int as text_only
      ${from} ${among(query.chosen)}`,
  )
  const shown = await tx.execute<{ id: string }>(
    sql`${all} select ${publications.id} as id ${from} ${among(query.chosen)}
      order by ${orderOf(query)} limit ${query.limit} offset ${query.offset}`,
  )
  const facets = {} as EngineAnswer['facets']
  for (const facet of FACETS) {
    const rows = await tx.execute<{ value: string; count: number }>(
      sql`${all} select value::text as value, count(*)::int as count from (
        select ${VALUES[facet]} as value ${from} ${among(query.chosen, facet)}
      ) each where value is not null group by value order by count(*) desc, value limit ${FACET_VALUES_MAX}`,
    )
    facets[facet] = Object.fromEntries(rows.map(({ value, count }) => [value, count]))
  }
  const ids = shown.map(({ id }) => id)
  const matches = await matchesOf(tx, query.words, ids, now)
  return {
    total: counted?.total ?? 0,
    foundInText: counted?.text_only ?? 0,
    isCapped: false,
    isRelaxed: false,
    items: ids.map((id) => ({ id, matches: [], pagesFound: 0, ...matches.get(id) })),
    facets,
  }
}

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

const foundBy = (words: string, now: Date): { named: SQL; inText: SQL } => {
  if (words === '')
    return {
      named: sql`select ${publications.id} as id, 0::real as rank from ${publications}`,
      inText: sql`select null::uuid as id, 0::real as rank where false`,
    }
  return {
    named: sql`select ${publications.id} as id,
      1 + ts_rank(${publications.searchVector}, ${asked(publications.language, words)}) as rank
      from ${publications} where ${matching(publications.searchVector, publications.language, words)}
      or (${beginnings(words)})`,
    inText: sql`select ${publicationPages.publicationId} as id,
      max(ts_rank(${publicationPages.searchVector}, ${asked(publicationPages.language, words)})) as rank
      from ${publicationPages}
      where ${matching(publicationPages.searchVector, publicationPages.language, words)} and ${readable(now)}
      group by ${publicationPages.publicationId}`,
  }
}

/** Languages with a dictionary in PostgreSQL; all others are compared word by word. */
const DICTIONARIES = { sv: 'swedish', en: 'english', es: 'spanish', fr: 'french' } as const

const asked = (
  language: typeof publications.language | typeof publicationPages.language,
  words: string,
) =>
  sql`case ${language} ${sql.join(
    Object.entries(DICTIONARIES).map(
      ([code, dictionary]) =>
        sql`when ${code} then websearch_to_tsquery(${dictionary}::regconfig, ${words})`,
    ),
    sql` `,
  )} else websearch_to_tsquery('simple', ${words}) end`

/** One condition a language, each of which the index can answer. */
const matching = (
  vector: typeof publications.searchVector | typeof publicationPages.searchVector,
  language: typeof publications.language | typeof publicationPages.language,
  words: string,
): SQL => {
  const dictionaries = Object.entries(DICTIONARIES)
  const each = dictionaries.map(
    ([code, dictionary]) =>
      sql`(${language} = ${code} and ${vector} @@ websearch_to_tsquery(${dictionary}::regconfig, ${words}))`,
  )
  const others = sql`(${language} not in ${dictionaries.map(([code]) => code)}
    and ${vector} @@ websearch_to_tsquery('simple', ${words}))`
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

const VALUES: Record<Facet, SQL> = {
  country: sql`unnest(${publications.countries})`,
  theme: sql`unnest(${publications.themes})`,
  series: sql`${publications.series}`,
  type: sql`${publications.type}`,
  language: sql`unnest(${publications.languages})`,
  year: sql`${publications.year}`,
  core_value: sql`unnest(${publications.coreValues})`,
  sdg: sql`unnest(${publications.sdgs})`,
  audience: sql`unnest(${publications.audiences})`,
  tier: sql`unnest(${publications.tiers})`,
  study_type: sql`unnest(${publications.studyTypes})`,
}

const CONDITIONS: Record<Facet, (values: string[]) => SQL> = {
  country: (values) => sql`${publications.countries} && ${textArray(values)}`,
  theme: (values) => sql`${publications.themes} && ${textArray(values)}`,
  series: (values) => sql`${publications.series} in ${values}`,
  type: (values) => sql`${publications.type} in ${values}`,
  language: (values) => sql`${publications.languages} && ${textArray(values)}`,
  year: (values) => sql`${publications.year}::text in ${values}`,
  core_value: (values) => sql`${publications.coreValues} && ${textArray(values)}`,
  sdg: (values) => sql`${publications.sdgs}::text[] && ${textArray(values)}`,
  audience: (values) => sql`${publications.audiences} && ${textArray(values)}`,
  tier: (values) => sql`${publications.tiers} && ${textArray(values)}`,
  study_type: (values) => sql`${publications.studyTypes} && ${textArray(values)}`,
}

const textArray = (values: string[]): SQL =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

const among = (chosen: ChosenFacets, except?: Facet): SQL =>
  sql.join(
    FACETS.flatMap((facet) => {
      const values = chosen[facet] ?? []
      return facet === except || values.length === 0
        ? []
        : [sql`and ${CONDITIONS[facet]([...values])}`]
    }),
    sql` `,
  )

const orderOf = ({ sort, words }: EngineQuery): SQL => {
  const newest = sql`${publications.year} desc nulls last, ${publications.publishedAt} desc, ${publications.id}`
  if (sort === 'title')
    return sql`lower(${publications.title} ->> ${publications.language}), ${publications.id}`
  if (sort === 'newest' || words === '') return newest
  return sql`found.text_only, found.rank desc, ${newest}`
}

/** The best pages of what is shown, each with its snippet; the database marks the words. */
const matchesOf = async (tx: Tx, words: string, ids: readonly string[], now: Date) => {
  const matches = new Map<
    string,
    { matches: EngineAnswer['items'][number]['matches']; pagesFound: number }
  >()
  if (words === '' || ids.length === 0) return matches
  const query = asked(publicationPages.language, words)
  const rows = await tx.execute<{ id: string; page: number; found: number; snippet: string }>(
    sql`select id, page, found, ts_headline(
        (case language when 'sv' then 'swedish' when 'es' then 'spanish' when 'fr' then 'french'
          when 'en' then 'english' else 'simple' end)::regconfig, text, query,
        ${`StartSel=${MARK_START}, StopSel=${MARK_END}, MaxWords=32, MinWords=16, MaxFragments=1`}) as snippet
      from (select ${publicationPages.publicationId} as id, ${publicationPages.number} as page,
          ${publicationPages.text} as text, ${publicationPages.language} as language, ${query} as query,
          count(*) over (partition by ${publicationPages.publicationId})::int as found,
          row_number() over (partition by ${publicationPages.publicationId}
            order by ts_rank(${publicationPages.searchVector}, ${query}) desc, ${publicationPages.number}) as place
        from ${publicationPages} where ${publicationPages.publicationId} in ${[...ids]}
          and ${matching(publicationPages.searchVector, publicationPages.language, words)} and ${readable(now)}) best
      where place <= ${MATCHES_SHOWN} order by id, place`,
  )
  for (const { id, page, found, snippet } of rows) {
    const known = matches.get(id)
    matches.set(id, {
      matches: [...(known?.matches ?? []), { page, snippet }],
      pagesFound: found,
    })
  }
  return matches
}
