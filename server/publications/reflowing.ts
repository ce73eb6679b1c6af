import { z } from 'zod'
import { publicationReadings } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { reflowPdf } from '../pdf/reflow.ts'
import { job } from '../queue.ts'
import { listOutdated } from './outdated-store.ts'
import { textOfBlock } from './rules/text-blocks.ts'
import { languageOfText } from './rules/text-language.ts'
import { HEADINGS_MAX, headingsOf } from './rules/text-parts.ts'
import { findPublication, lockPublication } from './store.ts'
import { replaceReading } from './text-store.ts'

/** Raised when the rules make something else of the same file: the nightly job then reads all files again. */
export const READING_VERSION = 1
const CAUGHT_UP_AT_ONCE = 500

/** Makes headings, paragraphs, lists and notes of a publication's PDF, for those who read it here. */
export const reflowPublicationFile = job({
  name: 'publications.reflow-file',
  payload: z.object({ publicationId: z.uuid(), fileId: z.uuid() }),
  attempts: 3,
  timeoutSeconds: 300,
  run: (context, { publicationId, fileId }) => reflowFile(context, publicationId, fileId),
})

/** Every night: files that came in before there was a reading, and those that other rules read. */
export const reflowUnread = job({
  name: 'publications.reflow-unread',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 120,
  schedule: '40 2 * * *',
  run: async (context) => {
    const unread = await listOutdated(context.db, publicationReadings, {
      rulesVersion: READING_VERSION,
      after: null,
      limit: CAUGHT_UP_AT_ONCE,
    })
    await context.db.transaction(async (tx) => {
      for (const one of unread) await context.enqueue(tx, reflowPublicationFile, one)
    })
  },
})

const reflowFile = async (
  context: Context,
  publicationId: string,
  fileId: string,
): Promise<void> => {
  const before = await findPublication(context.db, publicationId)
  if (before?.file?.id !== fileId) return
  const reflowed = await context.storage.withLocalFile(before.file.sha256, (path) =>
    reflowPdf(path),
  )
  const pages = (reflowed.ok ? reflowed.pages : []).flatMap((blocks, index) => {
    const text = blocks.map(textOfBlock).join(' ')
    if (text.trim() === '') return []
    const language = languageOfText(text, before.language)
    return [{ number: index + 1, blocks, language, characters: text.length }]
  })
  await context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, publicationId)
    if (publication.file?.id !== fileId) return
    // A file of which nothing could be made leaves an empty reading: trying again every night would not help.
    await replaceReading(
      tx,
      {
        publicationId,
        fileId,
        rulesVersion: READING_VERSION,
        headings: pages
          .flatMap(({ number, blocks }) => headingsOf(number, blocks))
          .slice(0, HEADINGS_MAX),
        madeAt: context.clock.now(),
      },
      pages,
    )
  })
}
