import { z } from 'zod'
import type { Tx } from '../../db/client.ts'
import type { PublicPublication } from '../../search/documents.ts'
import {
  countIndexed,
  prepareIndexes,
  rebuildIndexes,
  syncPublications,
} from '../../search/sync.ts'
import type { Context } from '../context.ts'
import { job } from '../queue.ts'
import { isReadable } from './rules/embargo.ts'
import {
  countPublished,
  listChangedSince,
  listPages,
  listPublished,
  listPublishedAfter,
  type Publication,
} from './store.ts'
import { keywordsOf } from './words.ts'

/** Publications that one job brings up to date. */
export const INDEXED_AT_ONCE = 200
const REBUILT_AT_ONCE = 50
const SYNC_ROUNDS_MAX = 5
const DAY_MS = 86_400_000

/**
 * Brings the search engine up to the present rows: published ones are put in, all others taken out. Order and
 * repetition do not matter. Does nothing where there is no engine.
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

/**
 * To be called when a process starts: makes indexes that are missing, gives them their settings, and has them
 * filled where the engine knows of another number of publications than there are. An engine that does not answer
 * is logged, not waited for.
 */
export const prepareSearch = async (context: Context): Promise<void> => {
  const { search } = context
  if (!search) return
  try {
    await prepareIndexes(search)
    if ((await countIndexed(search)) === (await countPublished(context.db))) return
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
  const count = await rebuildIndexes(search, allPublic(context))
  const changed = await listChangedSince(db, new Date(begun.getTime() - CLOCKS_DIFFER_MS))
  for (let from = 0; from < changed.length; from += INDEXED_AT_ONCE)
    await syncWithEngine(context, changed.slice(from, from + INDEXED_AT_ONCE))
  return count
}

/** Has these publications indexed after the transaction. */
export const enqueueIndexing = async (
  context: Context,
  tx: Tx,
  ids: readonly string[],
): Promise<void> => {
  for (let from = 0; from < ids.length; from += INDEXED_AT_ONCE)
    await context.enqueue(tx, indexPublications, {
      publicationIds: ids.slice(from, from + INDEXED_AT_ONCE),
    })
}

const CLOCKS_DIFFER_MS = 60_000

const syncWithEngine = async (context: Context, ids: readonly string[]): Promise<void> => {
  const { search, db } = context
  if (!search) return
  let waiting = [...ids]
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round === SYNC_ROUNDS_MAX)
      throw new Error('publications change faster than they are indexed')
    const present = await publicOnes(context, await listPublished(db, waiting))
    const kept = new Map(present.map(({ id, version }) => [id, version]))
    await syncPublications(search, { present, gone: waiting.filter((id) => !kept.has(id)) })
    // Another process may have written an older row after us, or the row may have changed since.
    const now = new Map(
      (await listPublished(db, waiting)).map(({ id, updatedAt }) => [id, updatedAt.getTime()]),
    )
    waiting = waiting.filter((id) => now.get(id) !== kept.get(id))
  }
}

async function* allPublic(context: Context): AsyncGenerator<PublicPublication[]> {
  let last: string | null = null
  for (;;) {
    const rows: Publication[] = await listPublishedAfter(context.db, last, REBUILT_AT_ONCE)
    const final = rows.at(-1)
    if (!final) return
    last = final.id
    yield await publicOnes(context, rows)
  }
}

/** The text of what is under embargo does not go to the engine at all. */
const publicOnes = async (
  { db, clock }: Context,
  publications: readonly Publication[],
): Promise<PublicPublication[]> => {
  const now = clock.now()
  const pages = await listPages(
    db,
    publications.filter((publication) => isReadable(publication, now)).map(({ id }) => id),
  )
  const byId = Map.groupBy(pages, ({ publicationId }) => publicationId)
  return publications.map((publication) => ({
    id: publication.id,
    version: publication.updatedAt.getTime(),
    titles: Object.values(publication.title),
    authors: publication.contributors.map(({ name }) => name),
    keywords: keywordsOf(publication),
    keyMessages: Object.values(publication.keyMessages).flat(),
    abstracts: [...Object.values(publication.plainSummary), ...Object.values(publication.abstract)],
    sortTitle: publication.title[publication.language] ?? Object.values(publication.title)[0] ?? '',
    newest:
      (publication.year ?? 0) * 1_000_000 +
      Math.floor((publication.publishedAt?.getTime() ?? 0) / DAY_MS),
    facets: {
      country: publication.countries,
      theme: publication.themes,
      series: publication.series ? [publication.series] : [],
      type: [publication.type],
      language: publication.languages,
      year: publication.year === null ? [] : [publication.year],
      core_value: publication.coreValues,
      sdg: publication.sdgs,
      audience: publication.audiences,
      tier: publication.tiers,
      study_type: publication.studyTypes,
    },
    pages: (byId.get(publication.id) ?? []).map(({ number, text }) => ({ number, text })),
  }))
}
