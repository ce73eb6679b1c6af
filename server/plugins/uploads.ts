import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { PortalError, TooLarge } from '../errors.ts'
import type { StoredFile } from '../storage.ts'
import { CSRF_FIELD, isApi, requireFormToken } from './csrf.ts'

/** The greatest file that any slot may allow, bytes. A slot's own limit is lower. */
export const UPLOAD_BYTES_MAX = 20 * 1024 * 1024

const FIELDS_MAX = 30
const FIELD_BYTES_MAX = 100_000

export const uploads = fp(
  async (app) => {
    await app.register(multipart, {
      throwFileSizeLimit: true,
      limits: {
        fileSize: UPLOAD_BYTES_MAX,
        files: 1,
        fields: FIELDS_MAX,
        fieldSize: FIELD_BYTES_MAX,
        fieldNameSize: 100,
        headerPairs: 50,
        parts: FIELDS_MAX + 1,
      },
    })
  },
  { name: 'multipart', dependencies: ['dependencies'] },
)

export type Upload = { stored: StoredFile; name: string; mediaType: string }

/**
 * Reads a multipart form with at most one file, which streams to storage as it comes. The form's token must
 * stand before the file. An empty file field is no file.
 */
export const readUpload = async (
  request: FastifyRequest,
  { bytesMax }: { bytesMax: number },
): Promise<{ fields: Record<string, string>; upload: Upload | null }> => {
  if (!request.isMultipart()) throw new PortalError('media_type', 415)
  const fields: Record<string, string> = {}
  let upload: Upload | null = null
  let isTrusted = isApi(request)
  const trust = () => {
    if (!isTrusted) requireFormToken(request, fields[CSRF_FIELD])
    isTrusted = true
  }
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value ?? '')
      continue
    }
    trust()
    // The parser gives no name at all where the browser sent an empty one.
    if (!part.filename) {
      part.file.resume()
      continue
    }
    const stored = await request.context.storage.put(part.file, { bytesMax })
    if (part.file.truncated) throw new TooLarge()
    upload = { stored, name: plainFileName(part.filename), mediaType: part.mimetype }
  }
  trust()
  return { fields, upload: upload && upload.stored.size > 0 ? upload : null }
}

/** A form without its boundary, or that breaks off, is the sender's; the parser knows no codes for them. */
async function* partsOf(request: FastifyRequest) {
  try {
    yield* request.parts()
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    throw /^(Multipart: |Malformed |Unexpected end of (form|multipart))/.test(said)
      ? new PortalError('form_unreadable', 400)
      : error
  }
}

const NAME_MAX = 255

/** A name for showing: without directories, control and direction characters; never used as a path. */
export const plainFileName = (name: string): string => {
  const base = name.split(/[\\/]/).at(-1) ?? ''
  const plain = base.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return [...plain].slice(0, NAME_MAX).join('') || 'file'
}
