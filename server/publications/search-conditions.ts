import { type SQL, sql } from 'drizzle-orm'
import { contributors, publications } from '../../db/schema/index.ts'
import type { Condition, Narrowing } from '../../search/filters.ts'
import { wordsOf } from '../../search/language/analyse.ts'
import { EXTENTS } from '../vocabulary/extents.ts'
import { FACETS, type Facet } from './rules.ts'

/** What `extentOf` says, of a column; nothing where the number of pages is not known. */
const extentIn = (pageCount: typeof publications.pageCount): SQL =>
  sql`case ${sql.join(
    EXTENTS.map(({ key, pagesMax }) =>
      pagesMax === null
        ? sql`when ${pageCount} is not null then ${key}`
        : sql`when ${pageCount} <= ${pagesMax} then ${key}`,
    ),
    sql` `,
  )} end`

/** The values of a facet, one a row. */
export const VALUES: Record<Facet, SQL> = {
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
  extent: extentIn(publications.pageCount),
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
  extent: (values) => sql`${extentIn(publications.pageCount)} in ${values}`,
}

const textArray = (values: string[]): SQL =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

/** Whether a publication has one value of a facet. */
export const hasValue = ({ facet, value }: { facet: Facet; value: string }): SQL =>
  CONDITIONS[facet]([value])

/** What was chosen, as conditions that follow others; one facet's own choice may be left out of account. */
export const among = ({ chosen, years }: Narrowing, except?: Facet): SQL =>
  sql.join(
    [
      ...FACETS.flatMap((facet) => {
        const values = chosen[facet] ?? []
        return facet === except || values.length === 0
          ? []
          : [sql`and ${CONDITIONS[facet]([...values])}`]
      }),
      ...(except === 'year' ? [] : [sql`and ${within(years)}`]),
    ],
    sql` `,
  )

const within = ({ from, to }: Narrowing['years']): SQL =>
  from === undefined && to === undefined
    ? sql`true`
    : sql`${publications.year} between ${from ?? 0} and ${to ?? YEAR_MAX}`

const YEAR_MAX = 9999

/** A condition on a field. */
export const conditionOf = (condition: Condition): SQL => {
  const positive = positiveOf(condition)
  return condition.isExcluded ? sql`not coalesce(${positive}, false)` : positive
}

const positiveOf = (condition: Condition): SQL => {
  switch (condition.on) {
    case 'year':
      return within(condition.years)
    case 'country':
    case 'series':
      return CONDITIONS[condition.on]([...condition.values])
    case 'identifiers':
      return sql`(replace(${publications.isbn}, '-', '') in ${[...condition.values]}
        or lower(${publications.doi}) in ${condition.values.map((value) => value.toLowerCase())})`
    case 'title':
      return everyWord(
        condition.words,
        (pattern) => sql`${publications.title}::text ilike ${pattern}`,
      )
    case 'authors':
      return everyWord(
        condition.words,
        (pattern) => sql`exists (select from ${contributors}
          where ${contributors.publicationId} = ${publications.id} and ${contributors.name} ilike ${pattern})`,
      )
  }
}

const everyWord = (words: string, has: (pattern: string) => SQL): SQL =>
  sql`(${sql.join([sql`true`, ...wordsOf(words).map((word) => has(`%${word}%`))], sql` and `)})`
