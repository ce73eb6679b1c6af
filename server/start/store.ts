import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { calls, contributors, publications } from '../../db/schema/index.ts'

const CALLS_MAX = 6
const NEWEST_MAX = 5

const isPublished = eq(publications.status, 'published')

/** How many published publications each value of a list column stands on, most first. */
const countsOf = async (tx: Tx, column: 'countries' | 'themes') => {
  const rows = await tx.execute<{ value: string; count: number }>(
    sql`select value, count(*)::int as count from ${publications}, unnest(${publications[column]}) as value
        where ${isPublished} group by value order by count desc, value`,
  )
  return [...rows]
}

export const countPublished = (tx: Tx) => tx.$count(publications, isPublished)
export const countByCountry = (tx: Tx) => countsOf(tx, 'countries')
export const countByTheme = (tx: Tx) => countsOf(tx, 'themes')

/** Calls that are open at the instant, the first to close first. */
export const listOpenCalls = (tx: Tx, now: Date) =>
  tx
    .select()
    .from(calls)
    .where(and(eq(calls.status, 'published'), lte(calls.opensAt, now), gt(calls.closesAt, now)))
    .orderBy(asc(calls.closesAt))
    .limit(CALLS_MAX)

export const listNewest = (tx: Tx) =>
  tx
    .select({
      slug: publications.slug,
      title: publications.title,
      language: publications.language,
      countries: publications.countries,
      series: publications.series,
      number: publications.number,
      year: publications.year,
      pageCount: publications.pageCount,
      authors: sql<string[]>`array(select ${contributors.name} from ${contributors}
        where ${eq(contributors.publicationId, publications.id)} order by ${contributors.position})`,
    })
    .from(publications)
    .where(isPublished)
    .orderBy(
      sql`${publications.year} desc nulls last`,
      desc(publications.publishedAt),
      desc(publications.id),
    )
    .limit(NEWEST_MAX)
