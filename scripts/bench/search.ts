import { askAllWays } from '../../search/federation.ts'
import { askPages } from '../../search/pages.ts'
import { type EngineQuery, PAGES_RANKED } from '../../search/query.ts'
import { reindex } from '../../server/publications/operations.ts'
import { FACETS } from '../../server/publications/rules.ts'
import { engineQueryOf, suggestPublications } from '../../server/publications/search.ts'
import { understand } from '../../server/publications/understanding.ts'
import { fillLibrary, pagesOf, queriesOf } from './corpus.ts'
import { enginePeakMemory, peakMemoryOf } from './cpu.ts'
import { atLeast, atMost, type Bench, percentile, timed } from './figure.ts'
import { type Asked, load } from './load.ts'
import { addressOf, withPortal } from './portal.ts'

const SIZES = {
  small: { publications: 300, pagesEach: 20, queries: 200, views: 400 },
  full: { publications: 10_000, pagesEach: 40, queries: 1_000, views: 3_000 },
}
const READERS = 20
const RESULTS = 20
const SUGGESTIONS = 6
const REBUILD_SECONDS_MAX = 900

/** The library's search over generated reports: what the engine needs, and what a reader waits for. */
export const search: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async ({ url, pid }, filling) => {
    const size = isFull ? SIZES.full : SIZES.small
    const pages = pagesOf(size)
    const filled = await seconds(() => fillLibrary(filling.database, size))
    const context = filling.contextOf()
    const indexed = await seconds(() => reindex(context))
    const engine = context.search
    if (!engine) throw new Error('There is no search engine to measure here.')

    const words = queriesOf(size.queries)
    const queries: EngineQuery[] = []
    for (const one of words)
      queries.push(
        engineQueryOf(
          { words: one, chosen: {}, sort: 'relevance', page: 1, perPage: RESULTS },
          await understand(context, one),
        ),
      )
    const queryOf = (run: number) => queries[run % queries.length] as EngineQuery
    const ofPublications = await timed(queries.length, (run) =>
      askAllWays(engine, 'publications', {
        variants: queryOf(run).variants,
        filter: [],
        facets: FACETS,
        retrieve: ['id', 'newest', 'sort_title'],
        limit: RESULTS,
      }),
    )
    const ofPages = await timed(queries.length, (run) =>
      askPages(engine, queryOf(run), { filter: [], limit: PAGES_RANKED }),
    )
    const typed = await timed(queries.length, (run) => {
      const one = words[run % words.length] ?? ''
      return suggestPublications(context, one.slice(0, 3 + (run % 5)), SUGGESTIONS)
    })
    const views: Asked[] = Array.from({ length: size.views }, (_, number) => ({
      method: 'GET',
      path: `/en/publications?q=${encodeURIComponent(words[number % words.length] ?? '')}`,
      headers: { 'accept-encoding': 'br, gzip', 'x-forwarded-for': addressOf(number) },
    }))
    const read = await load(url, { connections: READERS, asked: views, wanted: 200, pid })

    const { databaseSize } = await engine.client.getStats()
    const corpus = `${size.publications} publications, ${pages} pages in four languages`
    const ms = (name: string, value: number, target: number, detail = corpus) =>
      atMost(name, value, { target, unit: 'ms', detail })
    return [
      atLeast('search-index-rate', pages / indexed, {
        target: 800,
        unit: 'pages/s',
        detail: `${corpus}; filled in ${filled.toFixed(0)} s; at their peak this process ${megabytes(peakMemoryOf(process.pid))} and the engine ${megabytes(enginePeakMemory(pid))}, its files ${megabytes(databaseSize)}`,
      }),
      atMost('search-rebuild', indexed, { target: REBUILD_SECONDS_MAX, unit: 's', detail: corpus }),
      ms('search-publications-p50', percentile(ofPublications, 0.5), 3),
      ms('search-publications-p99', percentile(ofPublications, 0.99), 20),
      ms('search-pages-p50', percentile(ofPages, 0.5), 10),
      ms('search-pages-p99', percentile(ofPages, 0.99), 60),
      ms('search-typing-p95', percentile(typed, 0.95), 30, `${corpus}; with the rows shown`),
      ms(
        'search-page-p99',
        read.unwanted === 0 ? read.p99 : Number.POSITIVE_INFINITY,
        120,
        `${corpus}; ${READERS} readers, p50 ${read.p50.toFixed(0)} ms, ${read.perSecond.toFixed(0)}/s, ${read.unwanted} failed; ${read.spent}`,
      ),
    ]
  })

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1_000
}
