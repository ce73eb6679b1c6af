import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { fold } from '../vocabulary/fold.ts'
import type { OrganisationStatus } from './rules.ts'

/** As the picker shows it. */
export type OrganisationChoice = {
  id: string
  name: string
  country: string
  city: string | null
  status: OrganisationStatus
  /** The name that was found, where it is not the one shown. */
  foundBy: string | null
}

export type Reach = {
  country?: string | undefined
  /** Their own proposals are found besides what is listed. */
  personId?: string | null | undefined
}

/** Below this likeness of the typed words to a part of a name they are strangers (0–1). */
const likenessMin = (folded: string): number => (folded.length > LONG_QUERY ? 0.6 : 0.4)
/** A slip weighs less among more letters. */
const LONG_QUERY = 12
/** Shorter words are looked for as they stand: a slip in three letters leaves nothing to go by. */
const TYPO_LENGTH_MIN = 4
/** Names that hold the typed words rank from here; those that are like them below. */
const WRITTEN_RANK_MIN = 1

/**
 * Finds by any name, acronym or language, without accents: an exact acronym first, then an exact name, then
 * names that begin so, then those that hold the words; shorter ones first. Where none does, by likeness, so
 * that a slip of the fingers still finds.
 */
export const searchOrganisations = async (
  tx: Tx,
  q: string,
  { limit = CHOICES_MAX, ...reach }: Reach & { limit?: number } = {},
): Promise<OrganisationChoice[]> => {
  const rows = await ranked(tx, q, { ...reach, limit, after: null })
  return rows.map(({ id, name, country, city, status, found_by }) => ({
    id,
    name,
    country,
    city,
    status,
    foundBy: fold(found_by) === fold(name) ? null : found_by,
  }))
}

/** The same for a list that goes on after a place in it. */
export const searchListed = (
  tx: Tx,
  q: string,
  given: {
    country?: string | undefined
    after: { rank: number; name: string; id: string } | null
    limit: number
  },
) => ranked(tx, q, given)

/** How many listed organisations the search finds in all. */
export const countMatches = async (
  tx: Tx,
  q: string,
  country: string | undefined,
): Promise<number> => {
  const folded = foldedQuery(q)
  if (folded === '') return 0
  const countBy = (inner: Tx, matching: SQL) =>
    inner.execute<{ count: number }>(sql`
      select count(distinct o.id)::int as count
      from organisation_names n join organisations o on o.id = n.organisation_id
      where ${matching} and ${within({ country })}`)
  const [asTyped] = await countBy(tx, written(folded))
  if ((asTyped?.count ?? 0) > 0 || folded.length < TYPO_LENGTH_MIN) return asTyped?.count ?? 0
  const [alike] = await withLikeness(tx, folded, (inner) => countBy(inner, alikeTo(folded)))
  return alike?.count ?? 0
}

type Ranked = {
  id: string
  ror: string | null
  name: string
  country: string
  city: string | null
  website: string | null
  status: OrganisationStatus
  found_by: string
  rank: number
}

type Ask = Reach & { limit: number; after: { rank: number; name: string; id: string } | null }

/** Names as they are typed, by index; only where there are none, names that are like it. */
const ranked = async (tx: Tx, q: string, ask: Ask): Promise<Ranked[]> => {
  const folded = foldedQuery(q)
  if (folded === '') return []
  const asTyped = await query(tx, ask, written(folded), rankWritten(folded))
  const isTypo = asTyped.length === 0 && (ask.after === null || ask.after.rank < WRITTEN_RANK_MIN)
  if (!isTypo || folded.length < TYPO_LENGTH_MIN) return asTyped
  return withLikeness(tx, folded, (inner) => query(inner, ask, alikeTo(folded), rankAlike(folded)))
}

const query = (tx: Tx, { after, limit, ...reach }: Ask, matching: SQL, rank: SQL) =>
  tx.execute<Ranked>(sql`
    select o.id, o.ror, o.name, o.country, o.city, o.website, o.status, best.name as found_by, best.rank
    from (
      select distinct on (n.organisation_id) n.organisation_id, n.name,
        round((${rank})::numeric, 4)::float8 as rank
      from organisation_names n
      where ${matching}
      order by n.organisation_id, rank desc, char_length(n.name)
    ) best
    join organisations o on o.id = best.organisation_id
    where ${within(reach)}${
      after
        ? sql` and (-best.rank, o.name, o.id) > (${-after.rank}::float8, ${after.name}, ${after.id}::uuid)`
        : sql``
    }
    order by -best.rank, o.name, o.id
    limit ${limit}`)

/** The likeness that the index looks for is a setting of the (nested) transaction. */
const withLikeness = <T>(tx: Tx, folded: string, ask: (inner: Tx) => Promise<T>): Promise<T> =>
  tx.transaction(async (inner) => {
    await inner.execute(
      sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likenessMin(folded))}, true), set_config('enable_seqscan', 'off', true)`,
    )
    return ask(inner)
  })

const CHOICES_MAX = 10
const FOLDED_MAX = 100
const WORDS_MAX = 8

export const foldedQuery = (q: string): string => fold(q.slice(0, FOLDED_MAX)).slice(0, FOLDED_MAX)

/** Each typed word begins a word of the name, in any order. What is typed is a parameter, `%` and `_` taken literally. */
const written = (folded: string): SQL =>
  sql.join(
    folded
      .split(' ')
      .slice(0, WORDS_MAX)
      .map(
        (word) =>
          sql`(n.folded like ${`${literal(word)}%`} or n.folded like ${`% ${literal(word)}%`})`,
      ),
    sql` and `,
  )

const rankWritten = (folded: string): SQL => sql`case
  when n.folded = ${folded} then (case when n.is_acronym then 5 else 4 end)
  when n.folded like ${`${literal(folded)}%`} then 3
  when n.folded like ${`% ${literal(folded)}%`} then 2
  else ${sql.raw(String(WRITTEN_RANK_MIN))} end + 0.5 / char_length(n.folded)`

const alikeTo = (folded: string): SQL => sql`${folded} <% n.folded`

/** At most 0.99: below every name that is as typed. */
const rankAlike = (folded: string): SQL =>
  sql`strict_word_similarity(${folded}, n.folded) * 0.75 + similarity(${folded}, n.folded) * 0.24`

const within = ({ country, personId }: Reach): SQL =>
  sql`(o.status = 'listed'${
    personId ? sql` or (o.status = 'proposed' and o.proposed_by = ${personId})` : sql``
  })${country ? sql` and o.country = ${country}` : sql``}`

export const literal = (text: string): string => text.replace(/[\\%_]/g, (char) => `\\${char}`)
