import { askEngine } from '../../search/query.ts'
import { reindex } from '../../server/publications/operations.ts'
import { fillLibrary, queriesOf } from './corpus.ts'
import { atLeast, atMost, type Bench, percentile, timed } from './figure.ts'
import { type Asked, load } from './load.ts'
import { addressOf, withPortal } from './portal.ts'

const SIZES = {
  small: { publications: 500, pagesEach: 20, queries: 300, views: 600 },
  full: { publications: 10_000, pagesEach: 40, queries: 1_000, views: 3_000 },
}
const READERS = 20

/** The library's search over generated reports: what the engine needs, and what a reader waits for. */
export const search: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async ({ url }, filling) => {
    const size = isFull ? SIZES.full : SIZES.small
    const { publications, pagesEach } = size
    await fillLibrary(filling.database.writing, size)
    const begun = performance.now()
    const context = filling.contextOf()
    await reindex(context)
    const indexed = (performance.now() - begun) / 1000
    const queries = queriesOf(size.queries)
    const engine = context.search
    if (!engine) throw new Error('There is no search engine to measure here.')
    const asked = await timed(queries.length, (run) =>
      askEngine(engine, {
        variants: [{ kind: 'direct', q: queries[run] ?? '' }],
        words: [],
        phrases: [],
        excluded: [],
        conditions: [],
        chosen: {},
        years: {},
        sort: 'relevance',
        offset: 0,
        limit: 20,
      }),
    )
    const views: Asked[] = Array.from({ length: size.views }, (_, number) => ({
      method: 'GET',
      path: `/en/publications?q=${encodeURIComponent(queries[number % queries.length] ?? '')}`,
      headers: { 'accept-encoding': 'br, gzip', 'x-forwarded-for': addressOf(number) },
    }))
    const read = await load(url, { connections: READERS, asked: views, wanted: 200 })
    const corpus = `${publications} publications, ${publications * pagesEach} pages`
    return [
      atLeast('search-index-rate', (publications * pagesEach) / indexed, {
        target: 800,
        unit: 'pages/s',
        detail: `${corpus}, rebuilt in ${indexed.toFixed(1)} s`,
      }),
      atMost('search-engine-p50', percentile(asked, 0.5), {
        target: 10,
        unit: 'ms',
        detail: `${corpus}; both parts, one after the other`,
      }),
      atMost('search-engine-p99', percentile(asked, 0.99), {
        target: 60,
        unit: 'ms',
        detail: corpus,
      }),
      atMost('search-page-p99', read.unwanted === 0 ? read.p99 : Number.POSITIVE_INFINITY, {
        target: 120,
        unit: 'ms',
        detail: `${corpus}; ${READERS} readers, p50 ${read.p50.toFixed(0)} ms, ${read.perSecond.toFixed(0)}/s, ${read.unwanted} failed`,
      }),
    ]
  })
