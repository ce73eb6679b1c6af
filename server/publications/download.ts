import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Storage } from '../storage.ts'
import { originalFile, otherFileName, type SentFile } from './files.ts'
import type { StoredPicture } from './rules/pictures.ts'
import { byteRangeOf } from './rules.ts'
import type { OtherFile } from './store.ts'

/**
 * Sends a published PDF, whole or in part. It is shown in the browser, so that a link to a page opens there, and
 * may do nothing else: no script, no request. Browsers refuse to show PDFs in a sandbox, so there is none.
 */
const SHOWN_ONLY =
  "default-src 'none'; script-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

export const sendPdf = (
  request: FastifyRequest,
  reply: FastifyReply,
  { file, name, isAttachment }: { file: SentFile; name: string; isAttachment: boolean },
): FastifyReply => {
  const type = 'application/pdf'
  return sendFile(request, reply, { file, name, type, isAttachment })
}

/** Sends a file beside the main one, to be kept and never shown in the browser. */
export const sendOtherFile = (
  request: FastifyRequest,
  reply: FastifyReply,
  slug: string,
  file: OtherFile,
): FastifyReply => {
  const name = otherFileName(slug, file)
  const sent = { file: originalFile(file), name, type: file.mediaType, isAttachment: true }
  return sendFile(request, reply, sent)
}

/** Seconds that a reader's own browser keeps a picture; its address changes when it does. */
const PICTURE_KEPT_SECONDS = 7 * 86_400

export const sendPicture = (
  request: FastifyRequest,
  reply: FastifyReply,
  { sha256, size }: StoredPicture,
): FastifyReply => {
  const etag = `"${sha256}"`
  reply
    .type('image/webp')
    .header('etag', etag)
    .header('cache-control', `private, max-age=${PICTURE_KEPT_SECONDS}, immutable`)
    .header('x-content-type-options', 'nosniff')
    .header('x-robots-tag', 'noindex')
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply
    .header('content-length', String(size))
    .send(request.method === 'HEAD' ? Readable.from([]) : request.context.storage.open(sha256))
}

const sendFile = (
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    file: SentFile
    name: string
    type: string
    isAttachment: boolean
  },
): FastifyReply => {
  const { file, name, type, isAttachment } = given
  const etag = `"${file.sha256}"`
  reply
    .type(type)
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'public, no-cache')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', isAttachment ? `${SHOWN_ONLY}; sandbox` : SHOWN_ONLY)
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('content-disposition', `${isAttachment ? 'attachment' : 'inline'}; filename="${name}"`)
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const ifRange = request.headers['if-range']
  const range =
    ifRange === undefined || ifRange === etag ? byteRangeOf(request.headers.range, file.size) : null
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${file.size}`).send()
  const { storage } = request.context
  const length = range === null ? file.size : range.end - range.start + 1
  reply.header('content-length', String(length))
  if (range !== null)
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
  // A stream, if an empty one: else the length would be set to that of no body.
  if (request.method === 'HEAD') return reply.send(Readable.from([]))
  return reply.send(partsOf(storage, file, range ?? { start: 0, end: file.size - 1 }))
}

/** The bytes from one to another, both included, of parts that lie in storage one by one. */
const partsOf = (
  storage: Storage,
  { parts }: SentFile,
  { start, end }: { start: number; end: number },
): Readable => {
  let from = 0
  const wanted = parts.flatMap(({ sha256, size }) => {
    const [first, last] = [Math.max(start - from, 0), Math.min(end - from, size - 1)]
    from += size
    return first <= last ? [{ sha256, start: first, end: last }] : []
  })
  const [only] = wanted
  if (only && wanted.length === 1) return storage.open(only.sha256, only)
  return Readable.from(inTurn(storage, wanted), { objectMode: false })
}

async function* inTurn(
  storage: Storage,
  wanted: readonly { sha256: string; start: number; end: number }[],
): AsyncGenerator<Buffer> {
  for (const { sha256, start, end } of wanted) yield* storage.open(sha256, { start, end })
}

const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '')
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one.replace(/^W\//, '') === etag)
