import { z } from 'zod'
import type { Tx } from '../../db/client.ts'
import type { PublicPublication } from '../../search/documents.ts'
import { type Analyser, analyserWith } from '../../search/language/analyse.ts'
import { isSameState, stateOf, stateWanted } from '../../search/state.ts'
import { isUpToDate, prepareIndexes, rebuildIndexes, syncPublications } from '../../search/sync.ts'
import type { Context } from '../context.ts'
import { job } from '../queue.ts'
import { addWords, countWords, replaceWords, trustedLexicon, type WordCounts } from './lexicon.ts'
import { allPublic, publicOnes } from './public.ts'
import { countPublished, listChangedSince, listPublished } from './store.ts'

/** Publications that one job brings up to date. */
export const INDEXED_AT_ONCE = 200
const SYNC_ROUNDS_MAX = 5

/**
 * Brings the search engine up to the present rows: published ones are put in, all others taken out. Order and
 * repetition do not matter. Where there is no engine only the words are learnt.
 */
export const indexPublications = job({
  name: 'publications.index',
  payload: z.object({ publicationIds: z.array(z.uuid()).min(1).max(INDEXED_AT_ONCE) }),
  attempts: 10,
  timeoutSeconds: 300,
  run: (context, { publicationIds }) => syncWithEngine(context, publicationIds),
})

/** Builds the indexes anew: once asked for, and when the engine has lost what it knew. */
export const rebuildIndex = job({
  name: 'publications.rebuild-index',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 3_600,
  run: async (context) => {
    await reindex(context)
  },
})

/** Every night: what the engine holds is compared with the database and mended, and the words are counted anew. */
export const reconcileIndex = job({
  name: 'publications.reconcile-index',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 3_600,
  schedule: '40 2 * * *',
  run: async (context) => {
    const mended = await reconcile(context)
    if (mended > 0) context.log.warn({ publications: mended }, 'search.mended')
    await learnWords(context)
  },
})

/**
 * To be called when a process starts: makes indexes that are missing, gives them their settings, and has them
 * filled where the engine knows of another number of publications than there are, or knows them by an older analysis.
 * An engine that does not answer is logged, not waited for.
 */
export const prepareSearch = async (context: Context): Promise<void> => {
  const { search } = context
  if (!search) return
  try {
    await prepareIndexes(search)
    if (await isUpToDate(search, await countPublished(context.db))) return
    await context.db.transaction((tx) => context.enqueue(tx, rebuildIndex, {}))
  } catch (error) {
    context.log.error({ err: error }, 'search.not_prepared')
  }
}

/** Rebuilds both indexes from the database without a gap; what changes meanwhile is brought up to date after. */
export const reindex = async (
  context: Context,
): Promise<{ publications: number; pages: number } | null> => {
  const { search, db } = context
  if (!search) return null
  const begun = context.clock.now()
  const analyser = await presentAnalyser(context)
  const counts: WordCounts = new Map()
  const count = await rebuildIndexes(search, counted(allPublic(context), counts), analyser)
  await replaceWords(db, counts, analyser)
  const changed = await listChangedSince(db, new Date(begun.getTime() - CLOCKS_DIFFER_MS))
  for (let from = 0; from < changed.length; from += INDEXED_AT_ONCE)
    await syncWithEngine(context, changed.slice(from, from + INDEXED_AT_ONCE))
  return count
}

/** Counts the words of all that is published anew: those of what was withdrawn are forgotten. */
export const learnWords = async (context: Context): Promise<void> => {
  const counts: WordCounts = new Map()
  for await (const _ of counted(allPublic(context), counts));
  await replaceWords(context.db, counts, await presentAnalyser(context))
}

/**
 * Compares what the engine holds, to the letter, with the database, and brings up to date whatever differs. Gives the
 * number of publications mended.
 */
export const reconcile = async (context: Context): Promise<number> => {
  const { search } = context
  if (!search) return 0
  const held = await stateOf(search)
  const differing = new Set(held.keys())
  for await (const batch of allPublic(context))
    for (const publication of batch) {
      const { id } = publication
      if (isSameState(held.get(id), stateWanted(publication))) differing.delete(id)
      else differing.add(id)
    }
  const ids = [...differing]
  for (let from = 0; from < ids.length; from += INDEXED_AT_ONCE)
    await syncWithEngine(context, ids.slice(from, from + INDEXED_AT_ONCE))
  return ids.length
}

/** Has these publications indexed after the transaction; before all others if somebody waits for it. */
export const enqueueIndexing = async (
  context: Context,
  tx: Tx,
  ids: readonly string[],
  options: { isAwaited?: boolean } = {},
): Promise<void> => {
  for (let from = 0; from < ids.length; from += INDEXED_AT_ONCE)
    await context.enqueue(
      tx,
      indexPublications,
      { publicationIds: ids.slice(from, from + INDEXED_AT_ONCE) },
      options,
    )
}

const CLOCKS_DIFFER_MS = 60_000

async function* counted(
  batches: AsyncIterable<PublicPublication[]>,
  counts: WordCounts,
): AsyncGenerator<PublicPublication[]> {
  for await (const batch of batches) {
    for (const publication of batch) countWords(publication, counts)
    yield batch
  }
}

const presentAnalyser = async ({ db }: Context): Promise<Analyser> =>
  analyserWith(await trustedLexicon(db))

const syncWithEngine = async (context: Context, ids: readonly string[]): Promise<void> => {
  const { search, db } = context
  const analyser = await presentAnalyser(context)
  let waiting = [...ids]
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round === SYNC_ROUNDS_MAX)
      throw new Error('publications change faster than they are indexed')
    const present = await publicOnes(context, await listPublished(db, waiting))
    if (round === 0) await learnFrom(context, present, analyser)
    if (!search) return
    const kept = new Map(present.map(({ id, version }) => [id, version]))
    const gone = waiting.filter((id) => !kept.has(id))
    await syncPublications(search, { present, gone }, analyser)
    // Another process may have written an older row after us, or the row may have changed since.
    const now = new Map(
      (await listPublished(db, waiting)).map(({ id, updatedAt }) => [id, updatedAt.getTime()]),
    )
    waiting = waiting.filter((id) => now.get(id) !== kept.get(id))
  }
}

/** What is new is known at once; what is indexed again counts double until the night. */
const learnFrom = async (
  { db }: Context,
  present: readonly PublicPublication[],
  analyser: Analyser,
): Promise<void> => {
  const counts: WordCounts = new Map()
  for (const publication of present) countWords(publication, counts)
  await addWords(db, counts, analyser)
}
