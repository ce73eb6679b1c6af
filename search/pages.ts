import type { SearchEngine } from './client.ts'
import { askAllWays, type Found } from './federation.ts'
import { oneOf } from './filters.ts'
import { PAGES_LOOKED_AT_MAX, PUBLICATIONS_COUNTED_MAX } from './indexes.ts'
import { holdsPhrases } from './phrases.ts'
import { VARIANT_KINDS, type Variant } from './variants.ts'

type PageQuery = { variants: readonly Variant[]; phrases: readonly string[] }
type PageHit = { publication_id: string; page: number; text?: string }

/** What holds the words in the text of its pages. */
export type PagesFound = {
  /** Pages best first, as far as they were looked at. */
  hits: Found<PageHit>[]
  /** Every publication with such pages, and how many of its pages have the words. */
  counts: ReadonlyMap<string, number>
  /** There may be more publications than are counted here. */
  isCapped: boolean
}

/** Of one publication its pages with the words, best first, and what found the best of them. */
export type OwnPages = { numbers: number[]; best: Found<PageHit> }

export const NO_PAGES: PagesFound = { hits: [], counts: new Map(), isCapped: false }

/**
 * Pages that have the words: the best `limit` of them to look at, and all of them counted by publication, which costs
 * the engine far less than putting them in order. The index does not know the order of words: with a phrase the texts
 * of the best thousand are looked at to the letter, and only these are counted.
 */
export const askPages = async (
  engine: SearchEngine,
  { variants, phrases }: PageQuery,
  { filter, limit }: { filter: string[]; limit: number },
): Promise<PagesFound> => {
  if (variants.length === 0) return NO_PAGES
  if (phrases.length > 0) {
    const { hits } = await askAllWays<PageHit>(engine, 'pages', {
      variants,
      filter,
      retrieve: ['publication_id', 'page', 'text'],
      limit: PAGES_LOOKED_AT_MAX,
    })
    const kept = hits.filter(({ text = '' }) => holdsPhrases(text, phrases))
    const counts = new Map(
      [...ownPagesOf(kept)].map(([id, { numbers }]) => [id, numbers.length] as const),
    )
    return { hits: kept, counts, isCapped: hits.length >= PAGES_LOOKED_AT_MAX }
  }
  const { hits, facets } = await askAllWays<PageHit>(engine, 'pages', {
    variants,
    filter,
    facets: ['publication_id'],
    retrieve: ['publication_id', 'page'],
    limit,
  })
  const counts = new Map(Object.entries(facets['publication_id'] ?? {}))
  return { hits, counts, isCapped: counts.size >= PUBLICATIONS_COUNTED_MAX }
}

/** Publications that a question for pages may name, and with a phrase, where what is looked at counts. */
const NAMED_MAX = 500
const NAMED_WITH_PHRASE_MAX = 5_000

/**
 * The same among these publications only; null: among all. Pages know nothing of places, themes and years: few
 * publications are named to the engine, of many the others are passed over.
 */
export const askPagesWithin = async (
  engine: SearchEngine,
  query: PageQuery,
  { within, limit }: { within: ReadonlySet<string> | null; limit: number },
): Promise<PagesFound> => {
  if (within === null) return askPages(engine, query, { filter: [], limit })
  if (within.size === 0) return NO_PAGES
  const isNamed = within.size <= (query.phrases.length > 0 ? NAMED_WITH_PHRASE_MAX : NAMED_MAX)
  const filter = isNamed ? [oneOf('publication_id', [...within])] : []
  return among(await askPages(engine, query, { filter, limit }), within)
}

/** What of this is in these publications. */
const among = (
  { hits, counts, isCapped }: PagesFound,
  within: ReadonlySet<string>,
): PagesFound => ({
  hits: hits.filter(({ publication_id: id }) => within.has(id)),
  counts: new Map([...counts].filter(([id]) => within.has(id))),
  isCapped,
})

/** Pages looked at to have some of each of the publications that are shown. */
const PAGES_OF_SHOWN = 120
const ROUNDS_MAX = 3

/** The pages of these publications, those at hand first; some of each is looked for, whatever the others have. */
export const pagesOfShown = async (
  engine: SearchEngine,
  query: PageQuery,
  { hits, counts }: PagesFound,
  { ids, enough }: { ids: readonly string[]; enough: number },
): Promise<Map<string, OwnPages>> => {
  const own = ownPagesOf(hits.filter(({ publication_id: id }) => ids.includes(id)))
  // Phrases have been looked for in all that is looked at.
  if (query.phrases.length > 0) return own
  const haveOf = (id: string): number => own.get(id)?.numbers.length ?? 0
  let lacking = ids.filter((id) => haveOf(id) < Math.min(enough, counts.get(id) ?? 0))
  for (let round = 0; lacking.length > 0 && round < ROUNDS_MAX; round += 1) {
    const { hits: more } = await askAllWays<PageHit>(engine, 'pages', {
      variants: query.variants,
      filter: [oneOf('publication_id', lacking)],
      retrieve: ['publication_id', 'page'],
      limit: PAGES_OF_SHOWN,
    })
    for (const [id, pages] of ownPagesOf(more)) own.set(id, pages)
    lacking = lacking.filter((id) => haveOf(id) === 0)
  }
  return own
}

/** Pages by their publication, each once, best first. */
export const ownPagesOf = (hits: readonly Found<PageHit>[]): Map<string, OwnPages> => {
  const pages = new Map<string, OwnPages>()
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
