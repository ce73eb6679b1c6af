import { type ChosenFacets, FACETS, type Facet } from '../server/publications/rules.ts'
import type { SearchEngine } from './client.ts'
import { indexUid } from './sync.ts'

export type YearSpan = { from?: number; to?: number }

/** What narrows beside the words: facets with their years, and conditions on fields. */
export type Narrowing = {
  chosen: ChosenFacets
  years: YearSpan
  conditions: readonly Condition[]
}

/** `title` and `authors` are searched for words; all others are compared as they are. */
export type Condition =
  | WordCondition
  | ValueCondition
  | { on: 'year'; years: YearSpan; isExcluded: boolean }

type WordCondition = { on: 'title' | 'authors'; words: string; isExcluded: boolean }
type ValueCondition = {
  on: 'country' | 'series' | 'identifiers'
  values: readonly string[]
  isExcluded: boolean
}

/** How many publications a condition on titles or authors may leave; more are not compared. */
export const CONDITION_PUBLICATIONS_MAX = 1_000

/** Facets with a choice; the years from and to are one of the facet of years. */
export const facetsChosenIn = ({ chosen, years }: Narrowing): Facet[] =>
  FACETS.filter(
    (facet) => (chosen[facet]?.length ?? 0) > 0 || (facet === 'year' && isNarrowed(years)),
  )

/** One condition a facet; the values within it are alternatives. */
export const facetFilters = ({ chosen, years }: Narrowing, except?: Facet): string[] => [
  ...FACETS.flatMap((facet) => {
    const values = chosen[facet] ?? []
    return facet === except || values.length === 0 ? [] : [oneOf(facet, values)]
  }),
  ...(except === 'year' ? [] : spanFilters(years)),
]

const isNarrowed = ({ from, to }: YearSpan): boolean => from !== undefined || to !== undefined

const spanFilters = ({ from, to }: YearSpan): string[] => [
  ...(from === undefined ? [] : [`year >= ${from}`]),
  ...(to === undefined ? [] : [`year <= ${to}`]),
]

export const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(', ')}]`

/** What conditions on fields come to. */
export const conditionFilters = async (
  engine: SearchEngine,
  conditions: readonly Condition[],
): Promise<string[]> => {
  const filters: string[] = []
  for (const condition of conditions) {
    const not = condition.isExcluded ? 'NOT ' : ''
    if (condition.on === 'year')
      filters.push(`${not}(${spanFilters(condition.years).join(' AND ')})`)
    else if (condition.on === 'country' || condition.on === 'series')
      filters.push(`${not}${oneOf(condition.on, condition.values)}`)
    else filters.push(`${not}${oneOf('id', await idsOf(engine, condition))}`)
  }
  return filters
}

const idsOf = async (
  engine: SearchEngine,
  condition: WordCondition | ValueCondition,
): Promise<string[]> => {
  const common = { attributesToRetrieve: ['id'], limit: CONDITION_PUBLICATIONS_MAX }
  const index = engine.client.index<{ id: string }>(indexUid(engine, 'publications'))
  const { hits } =
    'words' in condition
      ? await index.search(condition.words, {
          ...common,
          matchingStrategy: 'all',
          attributesToSearchOn: SEARCHED_ON[condition.on],
        })
      : await index.search('', { ...common, filter: oneOf('identifiers', condition.values) })
  return hits.map(({ id }) => id)
}

const SEARCHED_ON = {
  title: ['title', 'folded_title', 'title_terms'],
  authors: ['authors', 'folded'],
}
