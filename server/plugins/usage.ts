import fp from 'fastify-plugin'
import { isStaff } from '../actor.ts'
import { type Recorder, usageRecorder } from '../usage/operations.ts'
import { accessTypeOf, isUse, type UseKind } from '../usage/rules.ts'
import { LICENCES } from '../vocabulary/licences.ts'

declare module 'fastify' {
  interface FastifyInstance {
    usage: Recorder
  }
  interface FastifyRequest {
    /** Said by a route that gives a reader something of a publication; counted once it was answered. */
    use: { publicationId: string; kind: UseKind; licence: string | null } | null
  }
}

/**
 * Counts use beside the requests: what was read is noted after the answer, and written by a connection of its own when
 * the recorder flushes. The office's own reading is left out.
 */
export const usage = fp(
  async (app) => {
    const { database, clock } = app.dependencies
    const recorder = usageRecorder({ db: database.writing, clock, log: app.log })
    app.decorate('usage', recorder)
    app.decorateRequest('use', null)
    app.addHook('onResponse', async (request, reply) => {
      const { use } = request
      if (use === null || isStaff(request.actor)) return
      const range = reply.getHeader('content-range')
      const answered = {
        method: request.method,
        status: reply.statusCode,
        contentRange: range === undefined ? undefined : String(range),
        headers: request.headers,
      }
      if (!isUse(answered)) return
      recorder.note({
        publicationId: use.publicationId,
        kind: use.kind,
        accessType: accessTypeOf(OPEN_LICENCES.has(use.licence ?? '')),
        address: request.ip,
        agent: request.headers['user-agent'] ?? '',
        at: clock.now(),
      })
    })
    app.addHook('onClose', () => recorder.stop())
  },
  { name: 'usage', dependencies: ['dependencies', 'session'] },
)

const OPEN_LICENCES = new Set(LICENCES.filter(({ url }) => url !== null).map(({ key }) => key))
