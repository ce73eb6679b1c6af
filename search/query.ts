import { FACETS, type Facet, type FacetValues, type Sort } from '../server/publications/rules.ts'
import type { SearchEngine } from './client.ts'
import { askAllWays, type FederatedAnswer, type Found } from './federation.ts'
import {
  type ConditionFilters,
  conditionFilters,
  facetFilters,
  facetsChosenIn,
  isWithin,
  type Narrowing,
  oneOf,
} from './filters.ts'
import { PAGES_LOOKED_AT_MAX } from './indexes.ts'
import { holdsPhrases } from './phrases.ts'
import { indexUid } from './sync.ts'
import { VARIANT_KINDS, type Variant, type VariantKind } from './variants.ts'

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
  /** Pages that have the words, best first. */
  pages: number[]
}

export type EngineAnswer = {
  total: number
  /** Of these, found in the text of their pages only. */
  foundInText: number
  /** More pages hold the words than were looked at: there may be more publications. */
  isCapped: boolean
  items: EngineItem[]
  facets: Record<Facet, Record<string, number>>
}

/** A word on a page says less of a report than the same word in its title. */
const TEXT_WEIGHT = 0.95

/**
 * Answers one question: publications by what is said of them, then those found in the text of their pages only.
 * Totals and facets count both kinds; a facet's counts leave its own choice out of account.
 */
export const askEngine = async (
  engine: SearchEngine,
  query: EngineQuery,
): Promise<EngineAnswer> => {
  const conditions = withinOnly(await conditionFilters(engine, query.conditions), query.among)
  const first = await askFirst(engine, query, conditions)
  const inText = await onlyInText(engine, query, first.pages)
  const listed = inText.filter(({ values }) => isWithin(values, query))
  const { facets } = first
  for (const { values } of inText)
    for (const facet of FACETS)
      if (isWithin(values, query, facet))
        for (const value of values[facet]) facets[facet][value] = (facets[facet][value] ?? 0) + 1
  const all: Listed[] = [
    ...first.hits.map((hit) => ({ ...hit, isInTextOnly: false })),
    ...listed.map(({ hit }) => ({ ...hit, isInTextOnly: true })),
  ]
  const shown = all.sort(ORDERS[query.sort]).slice(query.offset, query.offset + query.limit)
  return {
    total: first.total + listed.length,
    foundInText: listed.length,
    isCapped: first.isCapped,
    items: shown.map(({ id, kind, variant, isInTextOnly }) => ({
      id,
      kind,
      variant,
      isInTextOnly,
      pages: first.pages.get(id)?.numbers ?? [],
    })),
    facets,
  }
}

const withinOnly = (
  conditions: ConditionFilters,
  ids: readonly string[] | undefined,
): ConditionFilters =>
  ids === undefined
    ? conditions
    : {
        ...conditions,
        publications: [...conditions.publications, oneOf('id', ids)],
        pages: [...conditions.pages, oneOf('publication_id', ids)],
      }

/** How many publications there are to such a question, those found on pages only left out. */
export const countInEngine = async (engine: SearchEngine, query: EngineQuery): Promise<number> => {
  const conditions = await conditionFilters(engine, query.conditions)
  const [named, pages] = await Promise.all([
    askAllWays(engine, 'publications', {
      variants: query.variants,
      filter: [...conditions.publications, ...facetFilters(query)],
      retrieve: ['id'],
      limit: 1,
    }),
    query.variants.length === 0
      ? null
      : askPages(engine, query, [...conditions.pages, ...facetFilters(query)]),
  ])
  if (named.total > 0) return named.total
  return new Set(pages?.hits.map((hit) => hit.publication_id)).size
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

export type PageHit = { publication_id: string; page: number; text?: string }

/** The pages that have the words, each once, best first; phrases are looked at to the letter. */
export const askPages = async (
  engine: SearchEngine,
  { variants, phrases }: Pick<EngineQuery, 'variants' | 'phrases'>,
  filter: string[],
): Promise<{ hits: Found<PageHit>[]; isCapped: boolean }> => {
  const { hits } = await askAllWays<PageHit>(engine, 'pages', {
    variants,
    filter,
    // The page index does not know the order of words: whoever asks for it has it looked up here.
    retrieve: ['publication_id', 'page', ...(phrases.length > 0 ? ['text'] : [])],
    limit: PAGES_LOOKED_AT_MAX,
  })
  return {
    hits: phrases.length === 0 ? hits : hits.filter(({ text = '' }) => holdsPhrases(text, phrases)),
    isCapped: hits.length >= PAGES_LOOKED_AT_MAX,
  }
}

type Hit = { id: string; newest: number; sort_title: string }
type FullHit = Hit & Record<Facet, readonly (string | number)[]>
type Listed = Found<Hit> & { isInTextOnly: boolean }
type Pages = Map<string, { numbers: number[]; best: Found<PageHit> }>

const byRelevance = (a: Listed, b: Listed): number =>
  VARIANT_KINDS.indexOf(a.kind) - VARIANT_KINDS.indexOf(b.kind) || weighted(b) - weighted(a)
const weighted = ({ score, isInTextOnly }: Listed) => (isInTextOnly ? score * TEXT_WEIGHT : score)

// A stable sort leaves the engine's own order where two are alike.
const ORDERS: Record<Sort, (a: Listed, b: Listed) => number> = {
  relevance: byRelevance,
  newest: (a, b) => b.newest - a.newest,
  title: (a, b) => (a.sort_title < b.sort_title ? -1 : a.sort_title > b.sort_title ? 1 : 0),
}

type First = {
  total: number
  hits: Found<Hit>[]
  facets: EngineAnswer['facets']
  pages: Pages
  isCapped: boolean
}

/** One round: publications with facets, one question more for each facet with a choice, and pages. */
const askFirst = async (
  engine: SearchEngine,
  query: EngineQuery,
  conditions: ConditionFilters,
): Promise<First> => {
  const { variants, sort, offset, limit } = query
  const facetsChosen = facetsChosenIn(query)
  const isListedByAge = sort === 'newest' || (sort === 'relevance' && variants.length === 0)
  const common = { variants, retrieve: ['id', 'newest', 'sort_title'] }
  const main = askAllWays<Hit>(engine, 'publications', {
    ...common,
    filter: [...conditions.publications, ...facetFilters(query)],
    facets: FACETS,
    ...(isListedByAge ? { sort: ['newest:desc'] } : {}),
    ...(sort === 'title' ? { sort: ['sort_title:asc'] } : {}),
    limit: offset + limit,
  })
  const owns = facetsChosen.map((facet) =>
    askAllWays<Hit>(engine, 'publications', {
      ...common,
      filter: [...conditions.publications, ...facetFilters(query, facet)],
      facets: [facet],
      limit: 1,
    }),
  )
  const pageFilters = [
    ...(variants.length > 0 ? [conditions.pages] : []),
    ...(variants.length > 0 && facetsChosen.length > 0
      ? [[...conditions.pages, ...facetFilters(query)]]
      : []),
  ]
  const [named, ownCounts, pageAnswers] = await Promise.all([
    main,
    Promise.all(owns),
    Promise.all(pageFilters.map((filter) => askPages(engine, query, filter))),
  ])
  return {
    total: named.total,
    hits: named.hits,
    facets: countsOf(named, facetsChosen, ownCounts),
    pages: pagesOf(pageAnswers.flatMap(({ hits }) => hits)),
    isCapped: pageAnswers.some(({ isCapped }) => isCapped),
  }
}

const countsOf = (
  named: FederatedAnswer<Hit>,
  chosen: readonly Facet[],
  own: readonly FederatedAnswer<Hit>[],
): EngineAnswer['facets'] =>
  Object.fromEntries(
    FACETS.map((facet) => {
      const counted = chosen.includes(facet) ? own[chosen.indexOf(facet)] : named
      return [facet, { ...counted?.facets[facet] }]
    }),
  ) as EngineAnswer['facets']

const pagesOf = (hits: readonly Found<PageHit>[]): Pages => {
  const pages: Pages = new Map()
  for (const hit of hits) {
    const known = pages.get(hit.publication_id)
    if (!known) pages.set(hit.publication_id, { numbers: [hit.page], best: hit })
    else {
      if (!known.numbers.includes(hit.page)) known.numbers.push(hit.page)
      if (rankOf(hit) < rankOf(known.best)) known.best = hit
    }
  }
  return pages
}

const rankOf = ({ kind, score }: Found<PageHit>): number => VARIANT_KINDS.indexOf(kind) - score / 2

/** Of the publications with such pages, those whose title, abstract and keywords do not hold the words. */
const onlyInText = async (
  engine: SearchEngine,
  { variants, excluded }: EngineQuery,
  pages: Pages,
): Promise<{ hit: Found<Hit>; values: FacetValues }[]> => {
  const ids = [...pages.keys()]
  if (ids.length === 0) return []
  const common = { filter: [oneOf('id', ids)], retrieve: ['id'], limit: ids.length }
  const without = excluded.map((words): Variant => ({ kind: 'direct', q: `"${words}"` }))
  const [named, refused, all] = await Promise.all([
    askAllWays<Hit>(engine, 'publications', { ...common, variants }),
    without.length === 0
      ? null
      : askAllWays<Hit>(engine, 'publications', { ...common, variants: without }),
    askAllWays<FullHit>(engine, 'publications', { ...common, variants: [], retrieve: ['*'] }),
  ])
  const known = new Set([...named.hits, ...(refused?.hits ?? [])].map(({ id }) => id))
  const byId = new Map(all.hits.map((hit) => [hit.id, hit]))
  return ids.flatMap((id) => {
    const [hit, best] = [byId.get(id), pages.get(id)?.best]
    if (hit === undefined || best === undefined || known.has(id)) return []
    const { kind, variant, score } = best
    return [{ hit: { ...hit, kind, variant, score }, values: valuesOf(hit) }]
  })
}

const valuesOf = (hit: FullHit): FacetValues => {
  const values = {} as Record<Facet, readonly string[]>
  for (const facet of FACETS) values[facet] = (hit[facet] ?? []).map(String)
  return values
}
