import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { type AddedPages, copyForReading } from '../pdf/copy.ts'
import { job } from '../queue.ts'
import { touchPublications } from './change-store.ts'
import { copyPageOf } from './copy-page.ts'
import { deleteCopy, findCopy, listMadeFrom, replaceCopy } from './copy-store.ts'
import { enqueueIndexing } from './indexing.ts'
import { getPublication, listPublished, lockPublication, type Publication } from './store.ts'

/** Raised when the same publication is to make another copy: the nightly job then makes all anew. */
export const COPY_VERSION = 1
/** A page or two with fonts and metadata; far more than these would take. */
const TAIL_BYTES_MAX = 4 * 1024 * 1024
const LOOKED_THROUGH_AT_ONCE = 200

/**
 * Makes the copy of a published PDF that readers get, unless it has the right one already: repetition does not matter.
 * What is published no longer has none.
 */
export const makeReadingCopy = job({
  name: 'publications.make-copy',
  payload: z.object({ publicationId: z.uuid() }),
  attempts: 3,
  timeoutSeconds: 180,
  run: (context, { publicationId }) => makeCopy(context, publicationId),
})

/** Every night, and by command: asks for the copies that are missing or outdated. */
export const makeMissingCopies = job({
  name: 'publications.make-missing-copies',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 600,
  schedule: '10 3 * * *',
  run: async (context) => {
    const asked = await requestMissingCopies(context)
    if (asked > 0) context.log.info({ publications: asked }, 'copies.requested')
  },
})

/** Has copies made after the transaction. */
export const enqueueCopies = async (
  context: Context,
  tx: Tx,
  publicationIds: readonly string[],
): Promise<void> => {
  for (const publicationId of publicationIds)
    await context.enqueue(tx, makeReadingCopy, { publicationId })
}

/** Asks for each copy that is missing or made from something else than there is now, once; gives how many. */
export const requestMissingCopies = async (context: Context): Promise<number> => {
  const { db } = context
  let asked = 0
  let last: string | null = null
  for (;;) {
    const rows = await listMadeFrom(db, last, LOOKED_THROUGH_AT_ONCE)
    const final = rows.at(-1)
    if (!final) return asked
    last = final.publicationId
    const made = new Map(rows.map(({ publicationId, madeFrom }) => [publicationId, madeFrom]))
    const outdated = (await listPublished(db, [...made.keys()])).filter(
      (one) => planOf(context, one)?.madeFrom !== (made.get(one.id) ?? undefined),
    )
    asked += outdated.length
    await db.transaction((tx) =>
      enqueueCopies(
        context,
        tx,
        outdated.map(({ id }) => id),
      ),
    )
  }
}

type Plan = { fileId: string; original: string; size: number; added: AddedPages; madeFrom: string }

/** What the copy is to be made from; null for what is to have none: what is not published, or was not read. */
const planOf = ({ config }: Context, publication: Publication): Plan | null => {
  const { status, file } = publication
  if (status !== 'published' || file?.state !== 'clean') return null
  const added = copyPageOf(publication, config)
  const given = JSON.stringify([COPY_VERSION, file.sha256, added])
  const madeFrom = createHash('sha256').update(given).digest('hex')
  return { fileId: file.id, original: file.sha256, size: file.size, added, madeFrom }
}

const makeCopy = async (context: Context, publicationId: string): Promise<void> => {
  const { db, storage } = context
  const plan = planOf(context, await getPublication(db, publicationId))
  if (plan === null) return forget(context, publicationId)
  if ((await findCopy(db, publicationId))?.madeFrom === plan.madeFrom) return
  const copied = await storage.withLocalFile(plan.original, (path) =>
    copyForReading(path, plan.added),
  )
  const tail = copied.ok
    ? await storage.put(Readable.from(copied.tail), { bytesMax: TAIL_BYTES_MAX })
    : null
  await db.transaction(async (tx) => {
    // Whatever changed it meanwhile has asked for another copy.
    const present = await lockPublication(tx, publicationId)
    if (planOf(context, present)?.madeFrom !== plan.madeFrom) return
    const now = context.clock.now()
    const before = (await findCopy(tx, publicationId))?.sha256 ?? null
    const sha256 = copied.ok ? copied.sha256 : null
    await replaceCopy(tx, {
      publicationId,
      originalFileId: plan.fileId,
      madeFrom: plan.madeFrom,
      sha256,
      size: tail === null ? null : plan.size + tail.size,
      tailSha256: tail?.sha256 ?? null,
      tailSize: tail?.size ?? null,
      reason: copied.ok ? null : copied.reason,
      madeAt: now,
    })
    if (sha256 !== before) await tell(context, tx, publicationId, now)
  })
}

const forget = ({ db }: Context, publicationId: string): Promise<void> =>
  db.transaction(async (tx) => {
    await deleteCopy(tx, publicationId)
  })

/** Size and digest of what is downloaded are public: harvesters learn of another one. */
const tell = async (context: Context, tx: Tx, id: string, now: Date): Promise<void> => {
  await touchPublications(tx, [id], now)
  await enqueueIndexing(context, tx, [id])
}
