import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { files } from '../../db/schema/index.ts'
import { inspectPdf } from '../pdf/inspect.ts'
import { job } from '../queue.ts'

/** Looks into an uploaded PDF, in the cage, and keeps what was found. Nobody waits for it. */
export const inspectFile = job({
  name: 'files.inspect',
  payload: z.object({ fileId: z.uuid() }),
  attempts: 4,
  timeoutSeconds: 60,
  run: async (context, { fileId }) => {
    const [file] = await context.db.select().from(files).where(eq(files.id, fileId))
    if (file?.state !== 'received') return
    const found = await context.storage.withLocalFile(file.sha256, (path) => inspectPdf(path))
    const isClean =
      found.ok && found.mergeable && found.hasText && !found.hasScripts && !found.hasAttachments
    await context.db
      .update(files)
      .set({
        state: isClean ? 'clean' : 'attention',
        pages: found.ok ? found.pages : null,
        findings: found,
        checkedAt: context.clock.now(),
      })
      .where(eq(files.id, fileId))
  },
})
