import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { partnerPeriods, publications } from '../../db/schema/index.ts'
import type { MapAxis, MapColumn, MapRow } from './rules/evidence-map.ts'

export type MapFilter = { language: string | null; from: number | null; to: number | null }
type Counted = { value: string; count: number }

const TERMS = { theme: sql`themes`, study_type: sql`study_types` } as const

const chosen = (axis: MapAxis, { language, from, to }: MapFilter): SQL =>
  sql`select id, countries, ${TERMS[axis]} as terms from ${publications} where status = 'published'
    ${language === null ? sql`` : sql`and ${language} = any(languages)`}
    ${from === null ? sql`` : sql`and year >= ${from}`}
    ${to === null ? sql`` : sql`and year <= ${to}`}`

/** What there is to draw: all counted, by place and by term. */
export const surveyMap = async (
  tx: Tx,
  axis: MapAxis,
  filter: MapFilter,
): Promise<{
  total: number
  withoutPlace: number
  withoutTerm: number
  places: Counted[]
  terms: Counted[]
}> => {
  const [row] = await tx.execute<Awaited<ReturnType<typeof surveyMap>>>(
    sql`with chosen as materialized (${chosen(axis, filter)}) select
      (select count(*)::int from chosen) as total,
      (select count(*)::int from chosen where countries = '{}') as "withoutPlace",
      (select count(*)::int from chosen where terms = '{}') as "withoutTerm",
      ${tally(sql`countries`)} as places, ${tally(sql`terms`)} as terms`,
  )
  if (!row) throw new Error('a count gave no row')
  return row
}

const tally = (column: SQL): SQL =>
  sql`(select coalesce(json_agg(json_build_object('value', value, 'count', count)), '[]'::json) from (
    select value, count(distinct id)::int as count from chosen, unnest(${column}) value group by value) each)`

/** Row null: all rows together, each publication once. Row '': publications that name no place. */
export type MapCount = { row: string | null; column: string; count: number; terms: string[] }

/** How many publications each field holds, and by which of the column's terms. */
export const countMap = async (
  tx: Tx,
  axis: MapAxis,
  filter: MapFilter,
  { rows, columns }: { rows: readonly MapRow[]; columns: readonly MapColumn[] },
): Promise<MapCount[]> => {
  const ofRows = JSON.stringify(
    rows.flatMap(({ key, countries }) => countries.map((country) => ({ country, row: key }))),
  )
  const ofColumns = JSON.stringify(
    columns.flatMap(({ key, terms }) => terms.map((term) => ({ term, column: key }))),
  )
  const counted = await tx.execute<MapCount>(
    sql`with chosen as materialized (${chosen(axis, filter)}),
      r as (select * from jsonb_to_recordset(${ofRows}::jsonb) as r(country text, "row" text)),
      c as (select * from jsonb_to_recordset(${ofColumns}::jsonb) as c(term text, "column" text))
      select r."row", c."column", count(distinct p.id)::int as count, array_agg(distinct c.term) as terms
      from chosen p join r on r.country = any(p.countries) join c on c.term = any(p.terms)
      group by grouping sets ((r."row", c."column"), (c."column"))
      union all
      select '', c."column", count(distinct p.id)::int, array_agg(distinct c.term)
      from chosen p join c on c.term = any(p.terms) where p.countries = '{}' group by c."column"`,
  )
  return [...counted]
}

/** What one can narrow to: languages and years of all that is published. */
export const mapChoices = async (tx: Tx): Promise<{ languages: string[]; years: number[] }> => {
  const [row] = await tx.execute<{ languages: string[]; years: number[] }>(
    sql`select coalesce((select array_agg(distinct value order by value) from ${publications}, unnest(languages) value
        where status = 'published'), '{}') as languages,
      coalesce((select array_agg(distinct year order by year) from ${publications}
        where status = 'published' and year is not null), '{}') as years`,
  )
  return row ?? { languages: [], years: [] }
}

/** Countries that the office works with on a day (`2027-03-01`). */
export const listPartners = async (tx: Tx, day: string): Promise<string[]> => {
  const rows = await tx.execute<{ place: string }>(
    sql`select distinct place from ${partnerPeriods} where kind = 'partner' and char_length(place) = 2
      and (from_on is null or from_on <= ${day}::date) and (to_on is null or to_on >= ${day}::date) order by place`,
  )
  return rows.map(({ place }) => place)
}
