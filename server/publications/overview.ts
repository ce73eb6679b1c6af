import { eq, sql } from 'drizzle-orm'
import { publications } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { listNewest, type Publication } from './store.ts'

export type LibraryOverview = {
  publicationCount: number
  countryCount: number
  /** Most publications first. */
  countries: { value: string; count: number }[]
  themes: { value: string; count: number }[]
  newest: Publication[]
}

/** What the start page shows of the library: how much, where, on what, and the newest. */
export const libraryOverview = async (
  context: Context,
  { newest }: { newest: number },
): Promise<LibraryOverview> => {
  const { db } = context
  const counted = (column: typeof publications.countries | typeof publications.themes) =>
    db.execute<{ value: string; count: number }>(
      sql`select value, count(*)::int as count from ${publications}, unnest(${column}) as value
        where ${publications.status} = 'published' group by value order by count(*) desc, value`,
    )
  const [publicationCount, countries, themes, found] = await Promise.all([
    db.$count(publications, eq(publications.status, 'published')),
    counted(publications.countries),
    counted(publications.themes),
    listNewest(db, newest),
  ])
  return {
    publicationCount,
    countryCount: countries.length,
    countries: [...countries],
    themes: [...themes],
    newest: found,
  }
}
