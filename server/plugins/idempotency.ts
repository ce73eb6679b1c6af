import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { idempotencyKeys } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import { PortalError } from '../errors.ts'
import { isApi } from './csrf.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Row of the key that this request claimed, to be given its answer. */
    idempotencyId: string | null
  }
  interface FastifyContextConfig {
    /** Address or answer hold a key that the database must not know: of both it keeps what only the client can read. */
    isSecret?: boolean
  }
}

const KEY_MAX = 200
/** After this a claim without an answer is from a process that died: the request may be made anew. */
const CLAIM_LIMIT_MS = 60_000
const REPLAYED_HEADERS = ['content-type', 'location', 'etag'] as const

/**
 * `Idempotency-Key` on every POST of the API: the first answer is kept and given again; the same key with
 * another body is 422, one still in flight 409. Faults (5xx) are not kept: they may be tried again.
 */
export const idempotency = fp(
  async (app) => {
    app.decorateRequest('idempotencyId', null)
    app.addHook('preHandler', async (request, reply) => {
      const key = request.headers['idempotency-key']
      if (request.method !== 'POST' || !isApi(request) || key === undefined) return
      if (typeof key !== 'string' || key.length < 1 || key.length > KEY_MAX)
        throw new PortalError('idempotency_key_invalid', 400)
      return claim(request, reply, key)
    })
    app.addHook('onSend', async (request, reply, payload) => {
      if (request.idempotencyId !== null) await keepAnswer(request, reply, payload)
      return payload
    })
  },
  { name: 'idempotency', dependencies: ['context'] },
)

const claim = async (request: FastifyRequest, reply: FastifyReply, given: string) => {
  const { database, clock } = request.server.dependencies
  const db = database.writing
  const scope = actorId(request.actor) ?? `visitor:${digest(request.ip)}`
  const { isSecret = false } = request.routeOptions.config
  const key = isSecret ? digest(`key:${given}`) : given
  const asked = {
    method: request.method,
    path: isSecret ? digest(request.url) : request.url,
    bodyHash: digest(JSON.stringify(comparable(request))),
  }
  const [claimed] = await db
    .insert(idempotencyKeys)
    .values({ scope, key, ...asked, createdAt: clock.now() })
    .onConflictDoNothing({ target: [idempotencyKeys.scope, idempotencyKeys.key] })
    .returning({ id: idempotencyKeys.id })
  if (claimed) {
    request.idempotencyId = claimed.id
    return
  }
  const [earlier] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key)))
  if (!earlier) throw new PortalError('idempotency_in_flight', 409)
  if (
    earlier.method !== asked.method ||
    earlier.path !== asked.path ||
    earlier.bodyHash !== asked.bodyHash
  )
    throw new PortalError('idempotency_key_reused', 422)
  if (earlier.status !== null)
    return reply
      .code(earlier.status)
      .headers({ ...(earlier.headers ?? {}), 'idempotency-replayed': 'true' })
      .send(isSecret && earlier.body !== null ? opened(earlier.body, given) : (earlier.body ?? ''))
  const [taken] = await db
    .update(idempotencyKeys)
    .set({ createdAt: clock.now() })
    .where(
      and(
        eq(idempotencyKeys.id, earlier.id),
        isNull(idempotencyKeys.status),
        lt(idempotencyKeys.createdAt, new Date(clock.now().getTime() - CLAIM_LIMIT_MS)),
      ),
    )
    .returning({ id: idempotencyKeys.id })
  if (!taken) throw new PortalError('idempotency_in_flight', 409)
  request.idempotencyId = taken.id
}

/** A file is still to be read when its key is claimed: it is known by its length alone. */
const comparable = ({ body, headers }: FastifyRequest): unknown =>
  body ?? { bytes: Number(headers['content-length'] ?? 0) }

const keepAnswer = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
  const id = request.idempotencyId
  request.idempotencyId = null
  if (id === null) return
  const { database, clock } = request.server.dependencies
  if (reply.statusCode >= 500) {
    await database.writing.delete(idempotencyKeys).where(eq(idempotencyKeys.id, id))
    return
  }
  const headers = Object.fromEntries(
    REPLAYED_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
  await database.writing
    .update(idempotencyKeys)
    .set({
      status: reply.statusCode,
      headers,
      body: typeof payload === 'string' ? kept(request, payload) : null,
      answeredAt: clock.now(),
    })
    .where(eq(idempotencyKeys.id, id))
}

const kept = ({ headers, routeOptions }: FastifyRequest, payload: string): string =>
  routeOptions.config.isSecret ? sealed(payload, String(headers['idempotency-key'])) : payload

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under the client's key, of which the database has a digest only. */
const sealed = (text: string, key: string): string => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce)
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64')
}

const opened = (sealedText: string, key: string): string => {
  const bytes = Buffer.from(sealedText, 'base64')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    sealingKey(key),
    bytes.subarray(0, NONCE_BYTES),
  ).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString()
}

const sealingKey = (key: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, 'radslag', 'idempotent answer', 32))

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
