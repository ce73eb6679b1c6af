import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasRole } from '../actor.ts'
import type { Html } from '../html.ts'
import { formToken } from '../tokens.ts'
import type { View } from '../view.ts'
import { ensureBrowserToken, giveNewBrowserCookie } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What pages know of their reader. */
    view: View
  }
  interface FastifyReply {
    /** Answers with a page. */
    page(page: Html, status?: number): FastifyReply
    /** 303: what every act ends in. The path is without language prefix. */
    seeOther(path: string): FastifyReply
  }
}

const ZONE_COOKIE = 'zone'

/** Pages: the reader's view, and the two ways to answer a browser. */
export const page = fp(
  async (app) => {
    app.decorateRequest('view', {
      getter() {
        return viewOf(this as FastifyRequest)
      },
    } as never)
    app.decorateReply('page', function (document, status = 200) {
      const { request } = this
      giveNewBrowserCookie(request, this)
      this.header('content-language', request.language)
      const further = this.getHeader('vary')
      this.header('vary', `Accept-Language, Cookie${further ? `, ${further}` : ''}`)
      this.header(
        'cache-control',
        request.actor.kind === 'person' ? 'no-store' : 'private, no-cache',
      )
      return this.code(status).type('text/html; charset=utf-8').send(document.toString())
    })
    app.decorateReply('seeOther', function (path) {
      return this.redirect(`/${this.request.language}${path === '/' ? '' : path}` || '/', 303)
    })
  },
  { name: 'page', dependencies: ['context'] },
)

const views = new WeakMap<FastifyRequest, View>()

const viewOf = (request: FastifyRequest): View => {
  const known = views.get(request)
  if (known) return known
  const { actor, language } = request
  const view: View = {
    language,
    path: request.url,
    baseUrl: request.server.dependencies.config.baseUrl,
    to: (path) => (path === '/' ? `/${language}` : `/${language}${path}`),
    person:
      actor.kind === 'person'
        ? {
            id: actor.id,
            name: actor.name,
            email: actor.email,
            isOfficer: hasRole(actor, 'officer'),
            isAdministrator: hasRole(actor, 'administrator'),
            isAuditor: hasRole(actor, 'auditor'),
            isReviewer: hasRole(actor, 'reviewer'),
          }
        : null,
    // Asked for by forms only, so that a visitor who just reads gets no cookie.
    get csrf() {
      return formToken(ensureBrowserToken(request))
    },
    now: request.server.dependencies.clock.now(),
    zone: zoneOf(request),
    searchDown: false,
  }
  views.set(request, view)
  return view
}

const zoneOf = (request: FastifyRequest): string | null => {
  const zone = request.cookies[ZONE_COOKIE]
  if (!zone || zone.length > 64) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
