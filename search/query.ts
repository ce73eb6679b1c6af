import { FACETS, type Facet, type Sort } from '../server/publications/rules.ts'
import type { SearchEngine } from './client.ts'
import { askAllWays, type FederatedAnswer } from './federation.ts'
import { conditionFilters, facetFilters, facetsChosenIn, type Narrowing, oneOf } from './filters.ts'
import { type Hit, listed, type Scope } from './listing.ts'
import { askPagesWithin, NO_PAGES, type OwnPages, type PagesFound, pagesOfShown } from './pages.ts'
import { indexUid } from './sync.ts'
import type { Variant, VariantKind } from './variants.ts'

export type EngineQuery = Narrowing & {
  /** Ways of asking, best first; none: everything. */
  variants: readonly Variant[]
  /** What they were made of, for whoever cannot ask them so. */
  words: readonly string[]
  phrases: readonly string[]
  excluded: readonly string[]
  sort: Sort
  offset: number
  limit: number
  /** Ids are all that is wanted: PostgreSQL then counts no facets and looks up no pages. */
  onlyIds?: boolean | undefined
  /** Nothing but these publications is looked at. */
  among?: readonly string[] | undefined
}

export type EngineItem = {
  id: string
  kind: VariantKind
  /** Which of the ways of asking found it best. */
  variant: number
  /** Only its pages have the words. */
  isInTextOnly: boolean
  /** The best pages that have the words, best first. */
  pages: number[]
  /** How many of its pages have them. */
  pagesFound: number
}

export type EngineAnswer = {
  total: number
  /** Of these, found in the text of their pages only. */
  foundInText: number
  /** More hold the words than are counted: there may be more publications. */
  isCapped: boolean
  items: EngineItem[]
  facets: Record<Facet, Record<string, number>>
}

/** Pages put in order to tell which publications with the words in their text come first. */
export const PAGES_RANKED = 100
/** Pages of one publication that are worth looking for. */
const PAGES_ENOUGH = 3

/**
 * Answers one question: publications by what is said of them, then those found in the text of their pages only.
 * Totals and facets count both kinds; a facet's counts leave its own choice out of account.
 */
export const askEngine = async (
  engine: SearchEngine,
  query: EngineQuery,
): Promise<EngineAnswer> => {
  const conditions = [
    ...(await conditionFilters(engine, query.conditions)),
    ...(query.among === undefined ? [] : [oneOf('id', query.among)]),
  ]
  const facetsChosen = facetsChosenIn(query)
  const scopeOf = (except?: Facet) =>
    askScope(engine, query, [...conditions, ...facetFilters(query, except)], except)
  const [main, refused, ...owns] = await Promise.all([
    scopeOf(),
    idsRefused(engine, query),
    ...(query.onlyIds ? [] : facetsChosen).map(scopeOf),
  ])
  const inText = inTextOnly(main, refused)
  const [textHits, ...ownCounts] = await Promise.all([
    describe(
      engine,
      query,
      inText,
      query.onlyIds ? [] : FACETS.filter((facet) => !facetsChosen.includes(facet)),
    ),
    ...owns.map((own, at) =>
      describe(
        engine,
        { ...query, limit: 0, offset: 0 },
        inTextOnly(own, refused),
        facetsChosen.slice(at, at + 1),
      ),
    ),
  ])
  const facets = Object.fromEntries(
    FACETS.map((facet) => {
      const at = facetsChosen.indexOf(facet)
      const [scope, text] = at === -1 ? [main, textHits] : [owns[at], ownCounts[at]]
      return [facet, sumOf(scope?.named.facets[facet], text?.facets[facet])]
    }),
  ) as EngineAnswer['facets']
  const shown = listed(query, main, inText, textHits).slice(
    query.offset,
    query.offset + query.limit,
  )
  const pages = query.onlyIds
    ? new Map<string, OwnPages>()
    : await pagesOfShown(engine, query, main.pages, {
        ids: shown.map(({ id }) => id),
        enough: PAGES_ENOUGH,
      })
  return {
    total: main.named.total + inText.length,
    foundInText: inText.length,
    isCapped: main.pages.isCapped,
    items: shown.map(({ id, kind, variant, isInTextOnly }) => {
      const own = pages.get(id)
      const found = isInTextOnly && own ? own.best : { kind, variant }
      return {
        id,
        kind: found.kind,
        variant: found.variant,
        isInTextOnly,
        pages: own?.numbers ?? [],
        pagesFound: main.pages.counts.get(id) ?? 0,
      }
    }),
    facets,
  }
}

const askScope = async (
  engine: SearchEngine,
  query: EngineQuery,
  filter: string[],
  except: Facet | undefined,
): Promise<Scope> => {
  const { variants, sort, offset, limit, onlyIds } = query
  const isMain = except === undefined
  const own = isMain ? FACETS : [except]
  const [named, pages] = await Promise.all([
    askAllWays<Hit>(engine, 'publications', {
      variants,
      filter,
      facets: [...(onlyIds ? [] : own), ...(variants.length > 0 ? ['id'] : [])],
      ...sortedBy(sort, variants.length === 0),
      retrieve: ['id', 'newest', 'sort_title'],
      limit: isMain ? offset + limit : 0,
    }),
    pagesWithin(engine, query, { filter, limit: isMain ? PAGES_RANKED : 0 }),
  ])
  return { named, pages }
}

const pagesWithin = async (
  engine: SearchEngine,
  query: EngineQuery,
  { filter, limit }: { filter: string[]; limit: number },
): Promise<PagesFound> =>
  query.variants.length === 0
    ? NO_PAGES
    : askPagesWithin(engine, query, {
        within: filter.length === 0 ? null : await idsWithin(engine, [], filter),
        limit,
      })

/** Ids of the publications found by any of these ways of asking; by none of them, of all. */
const idsWithin = async (
  engine: SearchEngine,
  variants: readonly Variant[],
  filter: string[],
): Promise<ReadonlySet<string>> => {
  const { facets } = await askAllWays<Hit>(engine, 'publications', {
    variants,
    filter,
    facets: ['id'],
    retrieve: ['id'],
    limit: 0,
  })
  return new Set(Object.keys(facets['id'] ?? {}))
}

const sortedBy = (sort: Sort, isEverything: boolean): { sort?: string[] } =>
  sort === 'title'
    ? { sort: ['sort_title:asc'] }
    : sort === 'newest' || isEverything
      ? { sort: ['newest:desc'] }
      : {}

/** Publications that say what is not wanted in their title, abstract or keywords. */
const idsRefused = async (
  engine: SearchEngine,
  { excluded }: EngineQuery,
): Promise<ReadonlySet<string>> =>
  excluded.length === 0
    ? new Set()
    : idsWithin(
        engine,
        excluded.map((words): Variant => ({ kind: 'direct', q: `"${words}"` })),
        [],
      )

/** Those found on their pages whose title, abstract and keywords do not hold the words. */
const inTextOnly = ({ named, pages }: Scope, refused: ReadonlySet<string>): string[] => {
  const ids = named.facets['id'] ?? {}
  return [...pages.counts.keys()].filter((id) => !Object.hasOwn(ids, id) && !refused.has(id))
}

/** Facets of these publications and, where they are listed by age or title, as many as may be shown. */
const describe = (
  engine: SearchEngine,
  { sort, offset, limit }: EngineQuery,
  ids: readonly string[],
  facets: readonly Facet[],
): Promise<FederatedAnswer<Hit>> | FederatedAnswer<Hit> => {
  const wanted = sort === 'relevance' ? 0 : offset + limit
  if (ids.length === 0 || (facets.length === 0 && wanted === 0))
    return { hits: [], total: 0, facets: {} }
  return askAllWays<Hit>(engine, 'publications', {
    variants: [],
    filter: [oneOf('id', ids)],
    facets,
    ...sortedBy(sort, false),
    retrieve: ['id', 'newest', 'sort_title'],
    limit: wanted,
  })
}

const sumOf = (
  a: Record<string, number> = {},
  b: Record<string, number> = {},
): Record<string, number> => {
  const sum = { ...a }
  for (const [value, count] of Object.entries(b)) sum[value] = (sum[value] ?? 0) + count
  return sum
}

/** How many publications there are to such a question, those found on pages only left out. */
export const countInEngine = async (engine: SearchEngine, query: EngineQuery): Promise<number> => {
  const conditions = await conditionFilters(engine, query.conditions)
  const filter = [...conditions, ...facetFilters(query)]
  const [named, pages] = await Promise.all([
    askAllWays(engine, 'publications', {
      variants: query.variants,
      filter,
      retrieve: ['id'],
      limit: 0,
    }),
    pagesWithin(engine, query, { filter, limit: 0 }),
  ])
  return named.total > 0 ? named.total : pages.counts.size
}

/** Ids of the publications that a few first letters may mean, best first. */
export const suggestFromEngine = async (
  engine: SearchEngine,
  words: string,
  limit: number,
): Promise<string[]> => {
  const { hits } = await engine.client
    .index(indexUid(engine, 'publications'))
    .search<{ id: string }>(words, {
      limit,
      attributesToSearchOn: ['title', 'folded_title', 'authors', 'keywords', 'identifiers'],
      attributesToRetrieve: ['id'],
    })
  return hits.map(({ id }) => id)
}
