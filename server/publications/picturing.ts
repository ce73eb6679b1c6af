import { Readable } from 'node:stream'
import { z } from 'zod'
import { publicationPictures } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { picturePage } from '../pdf/picture.ts'
import { job } from '../queue.ts'
import { replacePictures } from './copy-store.ts'
import { listOutdated } from './outdated-store.ts'
import { PICTURE_VERSION, PICTURE_WIDTHS, type StoredPicture } from './rules/pictures.ts'
import { findPublication, lockPublication } from './store.ts'

/** Larger than any picture of these widths that is not noise all over. */
export const PICTURE_BYTES_MAX = 256 * 1024
const ASKED_AT_ONCE = 500

/** Draws the first page of a publication's PDF, small and smaller. */
export const picturePublicationFile = job({
  name: 'publications.picture-file',
  payload: z.object({ publicationId: z.uuid(), fileId: z.uuid() }),
  attempts: 3,
  timeoutSeconds: 90,
  run: (context, { publicationId, fileId }) => drawFile(context, publicationId, fileId),
})

/** Every night: files that came in before there were pictures, and those that other rules drew. */
export const pictureUndrawn = job({
  name: 'publications.picture-undrawn',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 120,
  schedule: '20 3 * * *',
  run: async (context) => {
    await requestMissingPictures(context)
  },
})

/** Asks for all pictures that are missing; gives of how many publications. */
export const requestMissingPictures = async ({ db, enqueue }: Context): Promise<number> => {
  let asked = 0
  let last: string | null = null
  for (;;) {
    const undrawn = await listOutdated(db, publicationPictures, {
      rulesVersion: PICTURE_VERSION,
      after: last,
      limit: ASKED_AT_ONCE,
    })
    await db.transaction(async (tx) => {
      for (const one of undrawn) await enqueue(tx, picturePublicationFile, one)
    })
    asked += undrawn.length
    last = undrawn.at(-1)?.publicationId ?? null
    if (last === null) return asked
  }
}

const drawFile = async (context: Context, publicationId: string, fileId: string): Promise<void> => {
  const { db, storage } = context
  const before = await findPublication(db, publicationId)
  if (before?.file?.id !== fileId) return
  const drawn = await storage.withLocalFile(before.file.sha256, (path) =>
    picturePage(path, { page: 1, widths: Object.values(PICTURE_WIDTHS) }),
  )
  const pictures: StoredPicture[] = []
  for (const { width, height, bytes } of drawn.ok ? drawn.pictures : []) {
    if (bytes.length > PICTURE_BYTES_MAX) continue
    const { sha256, size } = await storage.put(Readable.from(bytes), {
      bytesMax: PICTURE_BYTES_MAX,
    })
    pictures.push({ width, height, sha256, size })
  }
  await db.transaction(async (tx) => {
    const publication = await lockPublication(tx, publicationId)
    if (publication.file?.id !== fileId) return
    // A page that cannot be drawn leaves an empty row: trying again every night would not help.
    const madeAt = context.clock.now()
    await replacePictures(tx, {
      publicationId,
      fileId,
      rulesVersion: PICTURE_VERSION,
      pictures: pictures.sort((a, b) => a.width - b.width),
      madeAt,
    })
  })
}
