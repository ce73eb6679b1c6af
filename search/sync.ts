import type { EnqueuedTaskPromise } from 'meilisearch'
import type { SearchEngine } from './client.ts'
import {
  ANALYSIS,
  type PageDocument,
  type PublicPublication,
  pageDocuments,
  publicationDocument,
} from './documents.ts'
import { INDEX_NAMES, INDEXES, type IndexName } from './indexes.ts'
import type { Analyser } from './language/analyse.ts'

/** A task that takes longer is taken for lost, and the job tries again. */
const TASK_LIMIT_MS = 120_000
const TASK_POLL_MS = 15
/** Pages are sent in batches of about this many characters; the engine refuses a hundred million bytes. */
const BATCH_CHARACTERS = 20_000_000
/** Pages that a rebuild gives the engine at once: of a few hundred at a time it takes half as many a second. */
const REBUILT_AT_ONCE_PAGES = 8_000

/** The index's name in an engine that may be shared. */
export const indexUid = (engine: SearchEngine, name: IndexName): string => `${engine.prefix}${name}`

/** Makes missing indexes and gives all of them their settings. */
export const prepareIndexes = async (engine: SearchEngine): Promise<void> => {
  for (const name of INDEX_NAMES) await prepareIndex(engine, indexUid(engine, name), name)
  prepared.add(engine)
}

/** Whether the engine knows of so many publications, all by the present analysis. */
export const isUpToDate = async (engine: SearchEngine, publications: number): Promise<boolean> => {
  const index = engine.client.index(indexUid(engine, 'publications'))
  const { numberOfDocuments } = await index.getStats()
  if (numberOfDocuments !== publications) return false
  const { totalHits } = await index.search('', {
    filter: `analysis = ${ANALYSIS}`,
    page: 1,
    hitsPerPage: 0,
  })
  return totalHits === publications
}

/**
 * Takes in publications as they now are, and forgets those that are gone. Done when a search finds it so. Pages
 * of older versions go after the new ones have come, so that nothing is missing in between.
 */
export const syncPublications = async (
  engine: SearchEngine,
  { present, gone }: { present: readonly PublicPublication[]; gone: readonly string[] },
  analyser: Analyser,
): Promise<void> => {
  // A command may be the first to meet an engine.
  if (!prepared.has(engine)) await prepareIndexes(engine)
  const tasks = writing(engine, present, analyser, {
    publications: indexUid(engine, 'publications'),
    pages: indexUid(engine, 'pages'),
  })
  const stale = [
    ...gone.map((id) => `publication_id = "${id}"`),
    ...present.map(({ id, version }) => `(publication_id = "${id}" AND version != ${version})`),
  ]
  if (stale.length > 0)
    tasks.push(
      engine.client
        .index(indexUid(engine, 'pages'))
        .deleteDocuments({ filter: stale.join(' OR ') }),
    )
  if (gone.length > 0)
    tasks.push(engine.client.index(indexUid(engine, 'publications')).deleteDocuments([...gone]))
  await Promise.all(tasks.map((task) => settled(task)))
}

/** Builds both indexes anew beside the present ones, then swaps them: readers notice nothing. */
export const rebuildIndexes = async (
  engine: SearchEngine,
  batches: AsyncIterable<readonly PublicPublication[]>,
  analyser: Analyser,
): Promise<{ publications: number; pages: number }> => {
  const { client } = engine
  const fresh = (name: IndexName) => `${indexUid(engine, name)}_new`
  await prepareIndexes(engine)
  for (const name of INDEX_NAMES) {
    await dropIndex(engine, fresh(name))
    await prepareIndex(engine, fresh(name), name)
  }
  const count = { publications: 0, pages: 0 }
  const to = { publications: fresh('publications'), pages: fresh('pages') }
  // The engine works on one batch while the next is read and analysed.
  let before: Promise<unknown> = Promise.resolve()
  for await (const batch of gathered(batches)) {
    const tasks = writing(engine, batch, analyser, to)
    await before
    before = Promise.all(tasks.map((task) => settled(task)))
    // Whoever fails is heard when waited for, not before.
    before.catch(() => {})
    count.publications += batch.length
    count.pages += batch.reduce((sum, { pages }) => sum + pages.length, 0)
  }
  await before
  await settled(
    client.swapIndexes(
      INDEX_NAMES.map((name) => ({
        indexes: [indexUid(engine, name), fresh(name)],
        rename: false,
      })),
    ),
  )
  for (const name of INDEX_NAMES) await dropIndex(engine, fresh(name))
  return count
}

/** The same publications in larger batches, each of about so many pages as the engine takes in best. */
async function* gathered(
  batches: AsyncIterable<readonly PublicPublication[]>,
): AsyncGenerator<readonly PublicPublication[]> {
  let waiting: PublicPublication[] = []
  let pages = 0
  for await (const batch of batches) {
    waiting.push(...batch)
    pages += batch.reduce((sum, { pages: own }) => sum + own.length, 0)
    if (pages < REBUILT_AT_ONCE_PAGES && waiting.length < REBUILT_AT_ONCE_PAGES) continue
    yield waiting
    waiting = []
    pages = 0
  }
  if (waiting.length > 0) yield waiting
}

/** Removes the indexes altogether: for tests, and before a portal moves to another engine. */
export const dropIndexes = async (engine: SearchEngine): Promise<void> => {
  for (const name of INDEX_NAMES) await dropIndex(engine, indexUid(engine, name))
}

/** Engines whose indexes this process has seen to. */
const prepared = new WeakSet<SearchEngine>()

/** Sends documents; the tasks are still to be waited for. */
const writing = (
  engine: SearchEngine,
  publications: readonly PublicPublication[],
  analyser: Analyser,
  to: Record<IndexName, string>,
): EnqueuedTaskPromise[] => {
  if (publications.length === 0) return []
  return [
    ...batchesOf(publications.flatMap((one) => pageDocuments(one, analyser))).map((portion) =>
      engine.client.index(to.pages).addDocuments(portion),
    ),
    engine.client
      .index(to.publications)
      .addDocuments(publications.map((one) => publicationDocument(one, analyser))),
  ]
}

const batchesOf = (pages: readonly PageDocument[]): PageDocument[][] => {
  const batches: PageDocument[][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const page of pages) {
    if (characters > BATCH_CHARACTERS) {
      batches.push([])
      characters = 0
    }
    batches.at(-1)?.push(page)
    characters += page.text.length + page.folded.length + page.terms.length
  }
  return batches
}

const prepareIndex = async (engine: SearchEngine, uid: string, name: IndexName): Promise<void> => {
  await settled(engine.client.createIndex(uid, { primaryKey: 'id' }), ['index_already_exists'])
  await settled(engine.client.index(uid).updateSettings(INDEXES[name]))
}

const dropIndex = (engine: SearchEngine, uid: string): Promise<void> =>
  settled(engine.client.deleteIndex(uid), ['index_not_found'])

/** Waits for a task; throws where it failed for another reason than those that are as good as done. */
const settled = async (task: EnqueuedTaskPromise, fine: readonly string[] = []): Promise<void> => {
  const { status, error } = await task.waitTask({
    timeout: TASK_LIMIT_MS,
    interval: TASK_POLL_MS,
  })
  if (status === 'succeeded' || (error && fine.includes(error.code))) return
  throw new Error(`the search engine could not: ${error?.code ?? status} ${error?.message ?? ''}`)
}
