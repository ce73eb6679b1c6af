import type { Sort } from '../server/publications/rules.ts'
import type { FederatedAnswer, Found } from './federation.ts'
import { ownPagesOf, type PagesFound } from './pages.ts'
import { VARIANT_KINDS, type VariantKind } from './variants.ts'

/** A publication as it is put in order. */
export type Hit = { id: string; newest: number; sort_title: string }

/** What is found with all choices or, for the counts of a facet, without its own. */
export type Scope = { named: FederatedAnswer<Hit>; pages: PagesFound }

type Listed = Pick<Found<Hit>, 'id' | 'kind' | 'variant' | 'score'> &
  Partial<Hit> & { isInTextOnly: boolean }

/** A word on a page says less of a report than the same word in its title. */
const TEXT_WEIGHT = 0.95

/** All that may be shown, in order; those whose pages were not among the best by how many there are. */
export const listed = (
  { sort }: { sort: Sort },
  { named, pages }: Scope,
  inText: readonly string[],
  textHits: FederatedAnswer<Hit>,
): Listed[] => {
  const own = ownPagesOf(pages.hits)
  const described = new Map(textHits.hits.map((hit) => [hit.id, hit]))
  const fromText = inText.flatMap((id): Listed[] => {
    const hit = described.get(id)
    if (sort !== 'relevance' && !hit) return []
    const { kind, variant, score } = own.get(id)?.best ?? LAST
    return [{ ...hit, id, kind, variant, score, isInTextOnly: true }]
  })
  const count = ({ id }: Listed): number => pages.counts.get(id) ?? 0
  const ranked = fromText.sort((a, b) => count(b) - count(a))
  return [...named.hits.map((hit) => ({ ...hit, isInTextOnly: false })), ...ranked].sort(
    ORDERS[sort],
  )
}

/** What nobody put in order comes last. */
const LAST = { kind: VARIANT_KINDS.at(-1) as VariantKind, variant: 0, score: 0 }

const byRelevance = (a: Listed, b: Listed): number =>
  VARIANT_KINDS.indexOf(a.kind) - VARIANT_KINDS.indexOf(b.kind) || weighted(b) - weighted(a)
const weighted = ({ score, isInTextOnly }: Listed) => (isInTextOnly ? score * TEXT_WEIGHT : score)

// A stable sort leaves the engine's own order where two are alike.
const ORDERS: Record<Sort, (a: Listed, b: Listed) => number> = {
  relevance: byRelevance,
  newest: (a, b) => (b.newest ?? 0) - (a.newest ?? 0),
  title: (a, b) => compared(a.sort_title ?? '', b.sort_title ?? ''),
}
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
