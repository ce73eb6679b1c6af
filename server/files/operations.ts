import { eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Tx } from '../../db/client.ts'
import { files } from '../../db/schema/index.ts'
import type { StoredFile } from '../storage.ts'

export type FileRow = typeof files.$inferSelect

/**
 * The row of bytes that storage holds; the same bytes are one row. A PDF of state `received` wants the job
 * `inspectFile`, enqueued in the same transaction.
 */
export const storeFile = async (
  tx: Tx,
  stored: StoredFile,
  mediaType: string,
): Promise<FileRow> => {
  const [made] = await tx
    .insert(files)
    .values({ sha256: stored.sha256, size: stored.size, mediaType })
    .onConflictDoNothing({ target: files.sha256 })
    .returning()
  if (made) return made
  const [known] = await tx.select().from(files).where(eq(files.sha256, stored.sha256))
  if (!known) throw new Error('a file was neither kept nor found')
  return known
}

export const PDF = 'application/pdf'

/** Browsers look at the first bytes, so do we: anything before the signature makes it no PDF. */
export const isPdf = (stored: StoredFile): boolean =>
  stored.firstBytes.toString('latin1').startsWith('%PDF-')

/**
 * Sends a file as a download that no browser runs or shows in our name. `isInline`: a PDF that a reader is to
 * see at once; the sandbox stays.
 */
export const sendFile = (
  reply: FastifyReply,
  file: { sha256: string; size: number; mediaType: string },
  { name, isInline = false }: { name: string; isInline?: boolean },
): FastifyReply =>
  withDownloadHeaders(reply, { name, mediaType: file.mediaType, isInline })
    .header('content-length', String(file.size))
    .send(reply.request.context.storage.open(file.sha256))

/** The headers of any download: also of documents that are made on the way. */
export const withDownloadHeaders = (
  reply: FastifyReply,
  { name, mediaType, isInline = false }: { name: string; mediaType: string; isInline?: boolean },
): FastifyReply =>
  reply
    .type(mediaType)
    .header('content-disposition', contentDisposition(name, isInline))
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')

/** RFC 6266: a plain name for old programs, the whole one by RFC 8187. */
export const contentDisposition = (name: string, isInline = false): string => {
  const plain = name.replace(/[^\w .()-]+/g, '_').slice(0, 150) || 'file'
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${isInline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${whole}`
}
