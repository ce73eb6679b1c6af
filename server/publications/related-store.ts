import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { contributors, publications } from '../../db/schema/index.ts'
import type { Relatable } from './rules/related.ts'

/** As many are compared; the others have less in common. */
const CANDIDATES_MAX = 200

type Subject = { id: string; themes: readonly string[]; countries: readonly string[] }

const AUTHOR_KEY = sql`coalesce(orcid, name)`

const listOf = (values: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`

/** Published ones with any of these values in a list column, one row for each value they have. */
const having = (column: 'themes' | 'countries', values: readonly string[], weight: number): SQL =>
  sql`select p.id, ${weight}::int as weight from unnest(${listOf(values)}) value
    join ${publications} p on p.${sql.identifier(column)} @> array[value] and p.status = 'published'`

/**
 * Published ones that share a theme, a country or an author with this one, those with the most in common first. Each
 * value is looked up by its index: comparing with every row takes seconds where there are ten thousand.
 */
export const listRelatable = async (
  tx: Tx,
  { id, themes, countries }: Subject,
): Promise<{ subject: Relatable | undefined; candidates: Relatable[] }> => {
  const rows = await tx.execute<Relatable & { isSubject: boolean }>(
    sql`with shared as (
        ${having('themes', themes, 2)}
        union all ${having('countries', countries, 1)}
        union all select p.id, 4 from (select distinct ${AUTHOR_KEY} as key from ${contributors}
            where publication_id = ${id} and role = 'author') mine
          join ${contributors} c on coalesce(c.orcid, c.name) = mine.key and c.role = 'author'
          join ${publications} p on p.id = c.publication_id and p.status = 'published'
      ), nearest as (
        select shared.id, sum(weight) as weight from shared where shared.id <> ${id} group by shared.id
      ), chosen as (
        (select p.id from nearest join ${publications} p on p.id = nearest.id
          order by nearest.weight desc, p.year desc nulls last, p.id limit ${CANDIDATES_MAX})
        union all select ${id}::uuid
      )
      select p.id, coalesce(p.family_main_id, p.id) as "familyId", p.themes, p.countries, p.year,
        array(select ${AUTHOR_KEY} from ${contributors} where publication_id = p.id and role = 'author') as authors,
        p.id = ${id} as "isSubject"
      from chosen join ${publications} p on p.id = chosen.id`,
  )
  return {
    subject: rows.find(({ isSubject }) => isSubject),
    candidates: rows.filter(({ isSubject }) => !isSubject),
  }
}

/** How many published ones there are, and how many have each of these themes and countries. */
export const countValues = async (
  tx: Tx,
  { themes, countries }: Subject,
): Promise<{ total: number; counts: Record<string, number> }> => {
  const [row] = await tx.execute<{ total: number; counts: Record<string, number> }>(
    sql`select (select count(*)::int from ${publications} where status = 'published') as total,
      coalesce((select jsonb_object_agg(value, count) from (
        select value, count(*)::int as count from (
          select value from unnest(${listOf(themes)}) value
            join ${publications} p on p.themes @> array[value] and p.status = 'published'
          union all select value from unnest(${listOf(countries)}) value
            join ${publications} p on p.countries @> array[value] and p.status = 'published'
        ) had group by value) each), '{}'::jsonb) as counts`,
  )
  return row ?? { total: 0, counts: {} }
}

/** Countries that published ones are about. */
export const listWrittenAbout = async (tx: Tx): Promise<string[]> => {
  const rows = await tx.execute<{ country: string }>(
    sql`select distinct country from ${publications}, unnest(countries) country
      where status = 'published' order by country`,
  )
  return rows.map(({ country }) => country)
}

/** Newest published ones about any of these countries and, where there are any, these themes, but for one family. */
export const listAboutCountries = async (
  tx: Tx,
  {
    countries,
    themes,
    exceptFamily,
    limit,
  }: {
    countries: readonly string[]
    themes: readonly string[]
    exceptFamily: string
    limit: number
  },
): Promise<{ ids: string[]; total: number }> => {
  if (countries.length === 0) return { ids: [], total: 0 }
  const rows = await tx.execute<{ id: string; total: number }>(
    sql`select id, count(*) over ()::int as total from ${publications}
      where status = 'published' and countries && ${listOf(countries)}
      ${themes.length === 0 ? sql`` : sql`and themes && ${listOf(themes)}`}
      and coalesce(family_main_id, id) <> ${exceptFamily}::uuid
      order by year desc nulls last, id limit ${limit}`,
  )
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}
