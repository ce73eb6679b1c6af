import type { FederatedMultiSearchParams, MultiSearchQuery } from 'meilisearch'
import type { SearchEngine } from './client.ts'
import { PLAIN_ATTRIBUTES } from './indexes.ts'
import { indexUid } from './sync.ts'
import type { Variant, VariantKind } from './variants.ts'

export type Found<Hit> = Hit & {
  /** Which way of asking found it best; none where nothing was asked for. */
  kind: VariantKind
  variant: number
  /** Between 0 and 1; comparable within a kind. */
  score: number
}

export type FederatedAnswer<Hit> = {
  hits: Found<Hit>[]
  total: number
  facets: Partial<Record<string, Record<string, number>>>
}

/** Scores lie between 0 and 1: with these a later kind never passes an earlier one. */
const WEIGHTS: Record<VariantKind, number> = { direct: 1, form: 1e-3, translation: 1e-6 }

/**
 * All ways of asking at once: what several find comes once, by the best of them; totals and facets are those of all
 * together. Without any way of asking everything is found.
 */
export const askAllWays = async <Hit>(
  engine: SearchEngine,
  name: 'publications' | 'pages',
  {
    variants,
    ...options
  }: {
    variants: readonly Variant[]
    filter: string[]
    facets?: readonly string[]
    sort?: string[]
    retrieve: string[]
    limit: number
  },
): Promise<FederatedAnswer<Hit>> => {
  const uid = indexUid(engine, name)
  const ways: readonly Variant[] = variants.length > 0 ? variants : [EVERYTHING]
  const queries: MultiSearchQuery[] = ways.map(({ kind, q }) => ({
    indexUid: uid,
    q,
    matchingStrategy: 'all',
    filter: options.filter,
    ...(kind === 'direct' ? { attributesToSearchOn: PLAIN_ATTRIBUTES[name] } : {}),
    ...(options.sort ? { sort: options.sort } : {}),
    attributesToRetrieve: options.retrieve,
    federationOptions: { weight: WEIGHTS[kind] },
  }))
  const answer = await engine.client.multiSearch<FederatedMultiSearchParams>({
    federation: {
      limit: options.limit,
      offset: 0,
      ...(options.facets?.length ? { facetsByIndex: { [uid]: [...options.facets] } } : {}),
    },
    queries,
  })
  return {
    hits: answer.hits.map((hit) => {
      const { queriesPosition = 0, weightedRankingScore = 0 } = hit._federation ?? {}
      const kind = ways[queriesPosition]?.kind ?? 'direct'
      return {
        ...(hit as unknown as Hit),
        kind,
        variant: queriesPosition,
        score: weightedRankingScore / WEIGHTS[kind],
      }
    }),
    total: answer.estimatedTotalHits ?? 0,
    facets: answer.facetsByIndex?.[uid]?.distribution ?? {},
  }
}

const EVERYTHING: Variant = { kind: 'direct', q: '' }
