import cookie from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { type Actor, visitor } from '../actor.ts'
import type { Config } from '../config.ts'
import { findSessionActor } from '../people/store.ts'
import { hashToken, newToken } from '../tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** The raw token of the browser's cookie: of its session, or of the browser before signing in. */
    browserToken: string | null
    /** The token was made in this request, and its cookie is still to be sent. */
    isNewBrowser: boolean
  }
}

const SESSION = 'session'
const BROWSER = 'browser'
const BROWSER_DAYS = 30
const TOKEN = /^[\w-]{43}$/

/** Knows who asks: reads the session's cookie and loads the person with their roles. */
export const session = fp(
  async (app) => {
    await app.register(cookie)
    app.decorateRequest('actor')
    app.decorateRequest('browserToken', null)
    app.decorateRequest('isNewBrowser', false)
    app.addHook('onRequest', async (request) => {
      request.actor = visitor
      const { config, database, clock } = app.dependencies
      const token = tokenFrom(request, cookieName(config, SESSION))
      request.browserToken = token ?? tokenFrom(request, cookieName(config, BROWSER))
      if (!token) return
      const found = await findSessionActor(database.reading, hashToken(token), clock.now())
      if (found) request.actor = found
      else request.browserToken = tokenFrom(request, cookieName(config, BROWSER))
    })
    // What a person is answered stays in no cache, of a shared computer above all, unless the route says otherwise.
    app.addHook('onSend', async (request, reply) => {
      if (request.actor?.kind === 'person' && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store')
    })
  },
  { name: 'session', dependencies: ['dependencies'] },
)

/** Gives the browser its session: always a new token, so that one planted before signing in is worth nothing. */
export const setSessionCookie = (reply: FastifyReply, token: string, expires: Date): void => {
  const { config } = reply.server.dependencies
  reply.setCookie(cookieName(config, SESSION), token, { ...cookieOptions(config), expires })
  // The browser knows itself by this token after the session too: see `countCodesSince`.
  reply.setCookie(cookieName(config, BROWSER), token, {
    ...cookieOptions(config),
    expires: new Date(expires.getTime() + BROWSER_DAYS * 86_400_000),
  })
}

export const clearSessionCookie = (reply: FastifyReply): void => {
  const { config } = reply.server.dependencies
  reply.clearCookie(cookieName(config, SESSION), cookieOptions(config))
}

/** The browser's token, made now if it has none: what forms of visitors are bound to. */
export const ensureBrowserToken = (request: FastifyRequest): string => {
  if (request.browserToken) return request.browserToken
  request.browserToken = newToken()
  request.isNewBrowser = true
  return request.browserToken
}

/** Sends the token that `ensureBrowserToken` made, if it made one. */
export const giveNewBrowserCookie = (request: FastifyRequest, reply: FastifyReply): void => {
  if (!request.isNewBrowser || !request.browserToken) return
  const { config, clock } = reply.server.dependencies
  reply.setCookie(cookieName(config, BROWSER), request.browserToken, {
    ...cookieOptions(config),
    expires: new Date(clock.now().getTime() + BROWSER_DAYS * 86_400_000),
  })
}

/** `__Host-` where the browser accepts it: over https only. */
const cookieName = (config: Config, name: string): string =>
  config.isSecure ? `__Host-${name}` : name

const cookieOptions = (config: Config) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: config.isSecure,
})

const tokenFrom = (request: FastifyRequest, name: string): string | null => {
  const value = request.cookies[name]
  return value !== undefined && TOKEN.test(value) ? value : null
}
