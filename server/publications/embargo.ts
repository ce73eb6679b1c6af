import { z } from 'zod'
import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { record } from '../history/operations.ts'
import { job } from '../queue.ts'
import { touchPublications } from './change-store.ts'
import { enqueueIndexing } from './indexing.ts'
import { listLiftDue } from './parts-store.ts'
import { isLiftDue } from './rules/embargo.ts'
import { lockPublication, type Publication } from './store.ts'

/** The clocks of database and process may differ by this much; a lift that comes a second late is none too late. */
const CLOCKS_DIFFER_MS = 1_000
const LIFTED_AT_ONCE = 500

/** At the instant when an embargo ends: the engine is given the text and harvesters are told. */
export const liftEmbargo = job({
  name: 'publications.lift-embargo',
  payload: z.object({ publicationId: z.uuid() }),
  attempts: 10,
  timeoutSeconds: 60,
  run: (context, { publicationId }) => lift(context, publicationId),
})

/** Every night: whatever the hour's job missed. */
export const liftEmbargoes = job({
  name: 'publications.lift-embargoes',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 600,
  schedule: '20 1 * * *',
  run: async (context) => {
    for (const id of await listLiftDue(context.db, context.clock.now(), LIFTED_AT_ONCE))
      await lift(context, id)
  },
})

/** Has the embargo of something published lifted when its time has come. */
export const scheduleLift = async (
  context: Context,
  tx: Tx,
  { id, embargoUntil }: Pick<Publication, 'id' | 'embargoUntil'>,
): Promise<void> => {
  if (embargoUntil === null || embargoUntil.getTime() <= context.clock.now().getTime()) return
  const startAfter = new Date(embargoUntil.getTime() + CLOCKS_DIFFER_MS)
  await context.enqueue(tx, liftEmbargo, { publicationId: id }, { startAfter })
}

const lift = (context: Context, id: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, id)
    const now = context.clock.now()
    if (!isLiftDue(publication, now)) return
    await touchPublications(tx, [id], now)
    await record(tx, context, {
      entity: 'publication',
      entityId: id,
      type: 'publication.embargo_lifted',
      data: { embargoUntil: publication.embargoUntil?.toISOString() },
    })
    await enqueueIndexing(context, tx, [id])
  })
