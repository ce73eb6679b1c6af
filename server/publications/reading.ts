import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { files } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { record } from '../history/operations.ts'
import { readFront } from '../pdf/front.ts'
import { inspectPdf } from '../pdf/inspect.ts'
import { extractText } from '../pdf/text.ts'
import { job } from '../queue.ts'
import { replacePages, touchPublications } from './change-store.ts'
import { enqueueCopies } from './copies.ts'
import { replaceProposals } from './deposit-store.ts'
import { enqueueIndexing } from './indexing.ts'
import { picturePublicationFile } from './picturing.ts'
import { reflowPublicationFile } from './reflowing.ts'
import { pagesWithoutText } from './rules/pdf-report.ts'
import { proposalsOf } from './rules/proposed.ts'
import { findPublication, lockPublication } from './store.ts'

/** Reads a publication's PDF in the cage: what it is, then its text, page by page. */
export const readPublicationFile = job({
  name: 'publications.read-file',
  payload: z.object({ publicationId: z.uuid(), fileId: z.uuid() }),
  attempts: 4,
  timeoutSeconds: 300,
  run: (context, { publicationId, fileId }) => readFile(context, publicationId, fileId),
})

const readFile = async (context: Context, publicationId: string, fileId: string): Promise<void> => {
  const before = await findPublication(context.db, publicationId)
  if (before?.file?.id !== fileId) return
  // Of something public nothing is proposed: whoever brought it out has said what it is.
  const isProposed = before.publicChangedAt === null
  const { inspected, extracted, front } = await context.storage.withLocalFile(
    before.file.sha256,
    async (path) => {
      // Each starts a process of its own, and starting it is what takes the time: side by side.
      const [inspected, extracted, front] = await Promise.all([
        inspectPdf(path),
        extractText(path),
        isProposed ? readFront(path) : null,
      ])
      return { inspected, extracted: inspected.ok ? extracted : null, front }
    },
  )
  await context.db.transaction(async (tx) => {
    const now = context.clock.now()
    const publication = await lockPublication(tx, publicationId)
    if (publication.file?.id !== fileId) return
    await tx
      .update(files)
      .set({
        state: inspected.ok && extracted?.ok ? 'clean' : 'attention',
        pages: inspected.ok ? inspected.pages : null,
        findings:
          inspected.ok && extracted
            ? extracted.ok
              ? { ...inspected, silentPages: pagesWithoutText(extracted.pages) }
              : extracted
            : inspected,
        checkedAt: now,
      })
      .where(eq(files.id, fileId))
    await replacePages(
      tx,
      publicationId,
      extracted?.ok ? extracted.pages.map(readable) : [],
      publication.language,
    )
    await touchPublications(tx, [publicationId], now, {
      pageCount: inspected.ok ? inspected.pages : null,
    })
    if (front)
      await replaceProposals(tx, {
        publicationId,
        fileId,
        proposals: front.ok ? proposalsOf(front.front) : [],
        madeAt: now,
      })
    await record(tx, context, {
      entity: 'publication',
      entityId: publicationId,
      type: extracted?.ok ? 'publication.file_read' : 'publication.file_unreadable',
      data: extracted?.ok
        ? { fileId, pages: extracted.pages.length }
        : { fileId, reason: extracted?.reason ?? (inspected.ok ? null : inspected.reason) },
    })
    await enqueueIndexing(context, tx, [publicationId])
    if (!extracted?.ok) return
    await context.enqueue(tx, reflowPublicationFile, { publicationId, fileId })
    await context.enqueue(tx, picturePublicationFile, { publicationId, fileId })
    if (publication.status === 'published') await enqueueCopies(context, tx, [publicationId])
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\ufffe\uffff]/g
const PAGE_CHARACTERS_MAX = 300_000

/** Soft hyphens at line ends split words that are then never found. */
const readable = (page: string): string => page.replace(CONTROL, '').slice(0, PAGE_CHARACTERS_MAX)
