import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ForeignRequest, PortalError } from '../errors.ts'
import { formToken, isSame } from '../tokens.ts'

/** Name of the hidden field that every form of ours sends. */
export const CSRF_FIELD = '_csrf'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads a form with a file by `readUpload`, which asks for the token before it takes the file. */
    takesFile?: boolean
    /** The route changes nothing by whatever method: anyone may ask it from anywhere. */
    onlyAsks?: boolean
    /** A bare POST is enough, by RFC 8058: the address itself holds the secret. */
    isOneClick?: boolean
  }
}

/**
 * An unsafe request must come from our own pages. `Sec-Fetch-Site` and `Origin` decide where the browser
 * sends them; forms carry a token besides, bound to the browser's cookie. A form with a file is checked while it is
 * read; any other route takes no such form. The API takes no body that a form of another site could send.
 */
export const csrf = fp(
  async (app) => {
    app.addHook('onRequest', async (request) => {
      if (!isUnsafe(request)) return
      const site = request.headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        throw new ForeignRequest()
      const { origin } = request.headers
      if (origin !== undefined && !isOwnOrigin(request, origin)) throw new ForeignRequest()
      if (isApi(request) && SENT_BY_FORMS.test(request.headers['content-type'] ?? ''))
        throw new PortalError('media_type', 415)
    })
    app.addHook('preHandler', async (request) => {
      if (!isUnsafe(request) || isApi(request) || request.is404) return
      if (request.routeOptions.config.isOneClick) return
      if (request.isMultipart() && request.routeOptions.config.takesFile) return
      const body = request.body
      const given =
        typeof body === 'object' && body !== null && CSRF_FIELD in body
          ? body[CSRF_FIELD]
          : undefined
      requireFormToken(request, given)
    })
  },
  { name: 'csrf', dependencies: ['session', 'multipart'] },
)

/** Files go by multipart to the API too; there `Origin` and the cookie's `SameSite` must do. */
const SENT_BY_FORMS = /^\s*(application\/x-www-form-urlencoded|text\/plain)\b/i

/** Throws unless the token is that of the page's own browser. */
export const requireFormToken = (request: FastifyRequest, given: unknown): void => {
  const token = request.browserToken
  if (token === null || typeof given !== 'string' || !isSame(given, formToken(token)))
    throw new ForeignRequest()
}

export const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/')

const isUnsafe = ({ method, routeOptions }: FastifyRequest): boolean =>
  method !== 'GET' &&
  method !== 'HEAD' &&
  method !== 'OPTIONS' &&
  routeOptions.config.onlyAsks !== true

/** By the configured address or, since the portal may be called by several names, by the asked one. */
const isOwnOrigin = (request: FastifyRequest, origin: string): boolean => {
  if (origin === new URL(request.server.dependencies.config.baseUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}
