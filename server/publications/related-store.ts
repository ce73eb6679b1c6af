import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { contributors, publications } from '../../db/schema/index.ts'
import type { Relatable } from './rules/related.ts'

/** As many are compared; the others have less in common. */
const CANDIDATES_MAX = 200

const authorsOf = (id: SQL): SQL =>
  sql`coalesce((select array_agg(coalesce(c.orcid, c.name)) from ${contributors} c
    where c.publication_id = ${id} and c.role = 'author'), '{}')`

type Subject = { id: string; themes: readonly string[]; countries: readonly string[] }

/** Published ones that share a theme, a country or an author with this one, those with the most in common first. */
export const listRelatable = async (
  tx: Tx,
  subject: Subject,
): Promise<{ subject: Relatable | undefined; candidates: Relatable[] }> => {
  const rows = await tx.execute<Relatable & { isSubject: boolean }>(
    sql`with me as (select id, themes, countries, ${authorsOf(sql`p.id`)} as authors
        from ${publications} p where p.id = ${subject.id})
      select p.id, coalesce(p.family_main_id, p.id) as "familyId", p.themes, p.countries, p.year,
        ${authorsOf(sql`p.id`)} as authors, p.id = me.id as "isSubject"
      from ${publications} p, me
      where p.id = me.id or (p.status = 'published' and (p.themes && me.themes or p.countries && me.countries
        or p.id in (select c.publication_id from ${contributors} c
          where c.role = 'author' and coalesce(c.orcid, c.name) = any(me.authors))))
      order by p.id = me.id desc,
        (select count(*) from unnest(p.themes) t where t = any(me.themes)) * 2
        + (select count(*) from unnest(p.countries) c where c = any(me.countries)) desc,
        p.year desc nulls last, p.id
      limit ${CANDIDATES_MAX + 1}`,
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
  const values = JSON.stringify([...themes, ...countries])
  const [row] = await tx.execute<{ total: number; counts: Record<string, number> }>(
    sql`select (select count(*)::int from ${publications} where status = 'published') as total,
      coalesce((select jsonb_object_agg(value, count) from (
        select value, count(*)::int as count from ${publications}, unnest(themes || countries) value
        where status = 'published' and ${values}::jsonb ? value group by value) each), '{}'::jsonb) as counts`,
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
  const list = (values: readonly string[]) =>
    sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
  const rows = await tx.execute<{ id: string; total: number }>(
    sql`select id, count(*) over ()::int as total from ${publications}
      where status = 'published' and countries && ${list(countries)}
      ${themes.length === 0 ? sql`` : sql`and themes && ${list(themes)}`}
      and coalesce(family_main_id, id) <> ${exceptFamily}::uuid
      order by year desc nulls last, id limit ${limit}`,
  )
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}
