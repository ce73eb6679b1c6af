import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ACCESSES, type Access, mayEnter } from '../access.ts'
import { NotAllowed, NotFound, NotSignedIn } from '../errors.ts'

export type DeclaredRoute = { method: string; url: string; access: Access }

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with its access, as declared. */
    declaredRoutes: DeclaredRoute[]
  }
  interface FastifyContextConfig {
    access?: Access
  }
}

/**
 * Each route states its access, or the start-up fails. It is enforced in `onRequest`, before anything is
 * parsed: a stranger who posts rubbish learns nothing of our fields.
 */
export const access = fp(
  async (app) => {
    app.decorate('declaredRoutes', [])
    app.addHook('onRoute', (route) => {
      const declared = route.config?.access
      if (!declared || !ACCESSES.includes(declared))
        throw new Error(`${String(route.method)} ${route.url} does not declare its access`)
      for (const method of [route.method].flat())
        app.declaredRoutes.push({ method, url: route.url, access: declared })
    })
    app.addHook('onRequest', async (request) => {
      const declared = request.routeOptions.config.access
      if (!declared) return
      const answer = mayEnter(declared, {
        actor: request.actor,
        isReading: request.method === 'GET' || request.method === 'HEAD',
        isLoopback: isFromThisMachine(request),
      })
      if (answer === 'sign_in') throw new NotSignedIn()
      if (answer === 'no') throw new NotAllowed()
      if (answer === 'hidden') throw new NotFound()
    })
  },
  { name: 'access', dependencies: ['session'] },
)

/** A proxy on this machine is not its reader, nor is a page that was given one of our names. */
const isFromThisMachine = ({ socket, headers, hostname }: FastifyRequest): boolean =>
  /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') &&
  FORWARDING_HEADERS.every((name) => headers[name] === undefined) &&
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(headers.host ?? hostname)

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const
