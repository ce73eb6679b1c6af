import type { MultiSearchQuery, SearchResponse } from 'meilisearch'
import {
  type ChosenFacets,
  FACETS,
  type Facet,
  type FacetValues,
  isAmong,
  type Sort,
} from '../server/publications/rules.ts'
import type { SearchEngine } from './client.ts'
import { pageDocumentId } from './documents.ts'
import { PAGES_LOOKED_AT_MAX } from './indexes.ts'
import { indexUid } from './sync.ts'

export type EngineQuery = {
  words: string
  chosen: ChosenFacets
  sort: Sort
  offset: number
  limit: number
}

/** Snippets hold what was found between these two. Page texts have no control characters of their own. */
export const MARK_START = '\u0002'
export const MARK_END = '\u0003'

export type Match = { page: number; snippet: string }

export type EngineAnswer = {
  total: number
  /** Of these, found in the text of their pages only. */
  foundInText: number
  /** More pages hold the words than were looked at: there may be more publications. */
  isCapped: boolean
  /** Nothing held all words; these hold the rarer ones. */
  isRelaxed: boolean
  items: { id: string; matches: Match[]; pagesFound: number }[]
  facets: Record<Facet, Record<string, number>>
}

const MATCHES_SHOWN = 3
const SNIPPET_WORDS = 32
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
  const answer = await ask(engine, query, 'all')
  if (answer.total > 0 || !/\S\s+\S/.test(query.words.trim())) return answer
  const relaxed = await ask(engine, query, 'frequency')
  return relaxed.total > 0 ? { ...relaxed, isRelaxed: true } : answer
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
      attributesToSearchOn: ['title', 'folded_title', 'authors', 'keywords'],
      attributesToRetrieve: ['id'],
    })
  return hits.map(({ id }) => id)
}

type Strategy = 'all' | 'frequency'
type Hit = { id: string; newest: number; sort_title: string; _rankingScore?: number }
type FullHit = Hit & Record<Facet, readonly (string | number)[]>
type PageHit = { publication_id: string; page: number; _rankingScore?: number }

const ask = async (
  engine: SearchEngine,
  query: EngineQuery,
  strategy: Strategy,
): Promise<EngineAnswer> => {
  const first = await askFirst(engine, query, strategy)
  const inText =
    first.pages.size === 0 ? [] : await onlyInText(engine, query, strategy, [...first.pages.keys()])
  const listed = inText.filter(({ values }) => isAmong(values, query.chosen))
  const facets = first.facets
  for (const { values } of inText)
    for (const facet of FACETS)
      if (isAmong(values, query.chosen, facet))
        for (const value of values[facet]) facets[facet][value] = (facets[facet][value] ?? 0) + 1
  const inTextOnly = listed.map(({ hit }) => ({
    ...hit,
    _rankingScore: (first.scores.get(hit.id) ?? 0) * TEXT_WEIGHT,
  }))
  const shown = [...first.hits, ...inTextOnly]
    .sort(ORDERS[query.sort])
    .slice(query.offset, query.offset + query.limit)
    .map(({ id }) => id)
  const matches = await matchesOf(engine, query.words, strategy, { shown, ...first })
  return {
    total: first.total + listed.length,
    foundInText: listed.length,
    isCapped: first.isCapped,
    isRelaxed: false,
    items: shown.map((id) => ({
      id,
      matches: matches.get(id) ?? [],
      pagesFound: first.pages.get(id)?.length ?? 0,
    })),
    facets,
  }
}

// A stable sort leaves the engine's own order where relevance is asked for and two score alike.
const ORDERS: Record<Sort, (a: Hit, b: Hit) => number> = {
  relevance: (a, b) => (b._rankingScore ?? 0) - (a._rankingScore ?? 0),
  newest: (a, b) => b.newest - a.newest,
  title: (a, b) => (a.sort_title < b.sort_title ? -1 : a.sort_title > b.sort_title ? 1 : 0),
}

type First = {
  total: number
  hits: Hit[]
  facets: EngineAnswer['facets']
  /** Pages found, best first, by publication. */
  pages: Map<string, number[]>
  /** The score of each publication's best page. */
  scores: Map<string, number>
  isCapped: boolean
}

/** One round: publications with facets, one query more for each facet with a choice, and pages. */
const askFirst = async (
  engine: SearchEngine,
  { words, chosen, sort, offset, limit }: EngineQuery,
  strategy: Strategy,
): Promise<First> => {
  const facetsChosen = FACETS.filter((facet) => (chosen[facet]?.length ?? 0) > 0)
  const common = {
    indexUid: indexUid(engine, 'publications'),
    q: words,
    matchingStrategy: strategy,
  }
  const isListedByAge = sort === 'newest' || (sort === 'relevance' && words === '')
  const queries: MultiSearchQuery[] = [
    {
      ...common,
      filter: filterOf(chosen),
      facets: [...FACETS],
      ...(isListedByAge ? { sort: ['newest:desc'] } : {}),
      ...(sort === 'title' ? { sort: ['sort_title:asc'] } : {}),
      attributesToRetrieve: ['id', 'newest', 'sort_title'],
      showRankingScore: sort === 'relevance' && words !== '',
      page: 1,
      hitsPerPage: offset + limit,
    },
    ...facetsChosen.map((facet) => ({
      ...common,
      filter: filterOf(chosen, facet),
      facets: [facet],
      attributesToRetrieve: ['id'],
      limit: 0,
    })),
  ]
  const pageQueries = words === '' ? 0 : facetsChosen.length > 0 ? 2 : 1
  const pageQuery = (filter: string[]): MultiSearchQuery => ({
    indexUid: indexUid(engine, 'pages'),
    q: words,
    matchingStrategy: strategy,
    filter,
    attributesToRetrieve: ['publication_id', 'page'],
    showRankingScore: true,
    limit: PAGES_LOOKED_AT_MAX,
  })
  if (pageQueries > 0) queries.push(pageQuery([]))
  if (pageQueries > 1) queries.push(pageQuery(filterOf(chosen)))

  const results = await multiSearch(engine, queries)
  const [main, ...others] = results
  if (!main) throw new Error('the search engine gave no answer')
  const facets = emptyFacets()
  for (const facet of FACETS) {
    const own = facetsChosen.indexOf(facet)
    const counted = own === -1 ? main : others[own]
    facets[facet] = { ...counted?.facetDistribution?.[facet] }
  }
  const pages = new Map<string, number[]>()
  const scores = new Map<string, number>()
  let isCapped = false
  for (const result of others.slice(facetsChosen.length)) {
    const hits = result.hits as unknown as PageHit[]
    isCapped ||= hits.length >= PAGES_LOOKED_AT_MAX
    for (const { publication_id, page, _rankingScore = 0 } of hits) {
      scores.set(publication_id, Math.max(_rankingScore, scores.get(publication_id) ?? 0))
      const found = pages.get(publication_id) ?? []
      if (!found.includes(page)) pages.set(publication_id, [...found, page])
    }
  }
  return {
    total: main.totalHits ?? 0,
    hits: main.hits as unknown as Hit[],
    facets,
    pages,
    scores,
    isCapped,
  }
}

/** Of these publications, those whose title, abstract and keywords do not hold the words, in the order given. */
const onlyInText = async (
  engine: SearchEngine,
  { words }: EngineQuery,
  strategy: Strategy,
  ids: readonly string[],
): Promise<{ hit: Hit; values: FacetValues }[]> => {
  const common = {
    indexUid: indexUid(engine, 'publications'),
    filter: [oneOf('id', ids)],
    limit: ids.length,
  }
  const [named, all] = await multiSearch(engine, [
    { ...common, q: words, matchingStrategy: strategy, attributesToRetrieve: ['id'] },
    { ...common, q: '', attributesToRetrieve: ['*'] },
  ])
  const known = new Set((named?.hits ?? []).map((hit) => String(hit['id'])))
  const byId = new Map(((all?.hits ?? []) as unknown as FullHit[]).map((hit) => [hit.id, hit]))
  return ids.flatMap((id) => {
    const hit = byId.get(id)
    return hit === undefined || known.has(id) ? [] : [{ hit, values: valuesOf(hit) }]
  })
}

/** Snippets of the best pages of what is shown: cutting them out is dear, so only these are cut. */
const matchesOf = async (
  engine: SearchEngine,
  words: string,
  strategy: Strategy,
  {
    shown,
    pages,
    isCapped,
  }: { shown: readonly string[]; pages: First['pages']; isCapped: boolean },
): Promise<Map<string, Match[]>> => {
  const matches = new Map<string, Match[]>()
  if (words === '' || shown.length === 0) return matches
  const wanted = isCapped
    ? [oneOf('publication_id', shown)]
    : [
        oneOf(
          'id',
          shown.flatMap((id) =>
            (pages.get(id) ?? []).slice(0, MATCHES_SHOWN).map((page) => pageDocumentId(id, page)),
          ),
        ),
      ]
  if (wanted[0] === undefined || wanted[0].endsWith('[]')) return matches
  const { hits } = await engine.client
    .index(indexUid(engine, 'pages'))
    .search<PageHit & { text: string }>(words, {
      filter: wanted,
      matchingStrategy: strategy,
      limit: shown.length * MATCHES_SHOWN,
      attributesToRetrieve: ['publication_id', 'page'],
      attributesToCrop: ['text'],
      attributesToHighlight: ['text'],
      cropLength: SNIPPET_WORDS,
      cropMarker: '…',
      highlightPreTag: MARK_START,
      highlightPostTag: MARK_END,
    })
  for (const { publication_id, page, _formatted } of hits) {
    const found = matches.get(publication_id) ?? []
    if (found.length < MATCHES_SHOWN)
      matches.set(publication_id, [...found, { page, snippet: _formatted?.text ?? '' }])
  }
  return matches
}

const multiSearch = async (
  engine: SearchEngine,
  queries: MultiSearchQuery[],
): Promise<SearchResponse[]> =>
  (await engine.client.multiSearch({ queries })).results as SearchResponse[]

/** One condition a facet; the values within it are alternatives. */
const filterOf = (chosen: EngineQuery['chosen'], except?: Facet): string[] =>
  FACETS.flatMap((facet) => {
    const values = chosen[facet] ?? []
    return facet === except || values.length === 0 ? [] : [oneOf(facet, values)]
  })

const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(', ')}]`

const valuesOf = (hit: FullHit): FacetValues => {
  const values = {} as Record<Facet, readonly string[]>
  for (const facet of FACETS) values[facet] = (hit[facet] ?? []).map(String)
  return values
}

const emptyFacets = (): EngineAnswer['facets'] =>
  Object.fromEntries(FACETS.map((facet) => [facet, {}])) as EngineAnswer['facets']
