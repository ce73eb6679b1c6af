import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { constraintReason, isUnfitValue } from '../../db/constraints.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, NotSignedIn, PortalError, Refused, TooMany } from '../errors.ts'
import { unfitValue } from '../problems.ts'
import { refusalText } from '../refusals.ts'
import { faultPage, notFoundPage, refusalPage } from '../views/refusals.ts'
import { isApi } from './csrf.ts'
import { apiProblemsOf } from './openapi.ts'

/**
 * One handler for all errors: an answer that helps, in HTML or as problem+json by the route. What is not there is
 * looked for among the addresses that things once had, before it is said to be gone.
 */
export const errors = fp<{ movedTo(context: Context, address: string): Promise<string | null> }>(
  async (app, { movedTo }) => {
    /** Answers 301 where the thing has moved; the language stays as it was in the address. */
    const sendOn = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const path = await movedTo(request.context, request.url)
      if (path === null || path === request.url.split('?')[0]) return false
      const [prefix = ''] = /^\/(?:sv|en)(?=\/)/.exec(request.originalUrl) ?? []
      reply.header('cache-control', 'public, max-age=3600').redirect(`${prefix}${path}`, 301)
      return true
    }
    app.setErrorHandler(async (error: FastifyError, request, reply) => {
      const known = recognise(error, request)
      if (known === null) {
        request.log.error({ err: error }, 'request.failed')
        return isApi(request)
          ? sendFault(request, reply)
          : reply.page(faultPage(request.view, request.id), 500)
      }
      if (known instanceof NotFound && !isApi(request) && (await sendOn(request, reply)))
        return reply
      if (known instanceof TooMany) reply.header('retry-after', String(known.retryAfterSeconds))
      return isApi(request) ? sendProblem(known, request, reply) : sendPage(known, request, reply)
    })
    app.setNotFoundHandler(async (request, reply) => {
      if (isApi(request)) return sendProblem(new NotFound(), request, reply)
      if (await sendOn(request, reply)) return reply
      return reply.page(notFoundPage(request.view), 404)
    })
  },
  { name: 'errors', dependencies: ['page', 'access'] },
)

/** What may be told of, from whatever was thrown; null for a fault. */
const recognise = (error: FastifyError, request: FastifyRequest): PortalError | null => {
  if (error instanceof PortalError) return error
  const reason = constraintReason(error)
  if (reason) return new Refused({ reason })
  if (isUnfitValue(error)) {
    // Told of all the same: a schema of ours may be too wide.
    request.log.warn({ err: error }, 'request.unfit_value')
    return new Invalid([unfitValue(request.language)])
  }
  if (error.validation) {
    if (error.validationContext === 'params') return new NotFound()
    return new Invalid(apiProblemsOf(error, request.language))
  }
  const { statusCode = 500, code } = error
  if (statusCode >= 400 && statusCode < 500) return new PortalError(code.toLowerCase(), statusCode)
  return null
}

const sendPage = (error: PortalError, request: FastifyRequest, reply: FastifyReply) => {
  const { view } = request
  if (error instanceof NotSignedIn && request.method === 'GET')
    return reply.seeOther(`/sign-in?return=${encodeURIComponent(request.url)}`)
  if (error instanceof NotFound) return reply.page(notFoundPage(view), 404)
  const told = refusalText(error, request.language, pageAbove(request))
  return reply.page(
    refusalPage(view, {
      title: told.title,
      explanation: told.explanation,
      wayOn: { label: told.wayOn.label, href: view.to(told.wayOn.path) },
    }),
    error.status,
  )
}

/** From an act that was refused back to the page of the thing it concerns: the nearest address above it. */
const pageAbove = (request: FastifyRequest): string | null => {
  const pattern = request.routeOptions.url
  if (request.method === 'GET' || !pattern) return null
  const parts = request.url.split('?')[0]?.split('/') ?? []
  const steps = pattern.split('/')
  for (let length = steps.length - 1; length > 2; length -= 1) {
    if (request.server.hasRoute({ method: 'GET', url: steps.slice(0, length).join('/') }))
      return parts.slice(0, length).join('/')
  }
  return null
}

const sendProblem = (error: PortalError, request: FastifyRequest, reply: FastifyReply) => {
  const told = refusalText(error, request.language)
  return reply
    .code(error.status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${request.server.dependencies.config.baseUrl}/problems/${error.code.replaceAll('_', '-')}`,
        title: told.title,
        status: error.status,
        detail: told.explanation,
        instance: `urn:request:${request.id}`,
        ...(error instanceof Refused ? { refusal: error.refusal } : {}),
        ...(error instanceof Invalid
          ? {
              errors: error.problems.map(({ field, message }) => ({
                pointer: `/${field.replaceAll('.', '/')}`,
                detail: message,
              })),
            }
          : {}),
      }),
    )
}

const sendFault = (request: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(500)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[500],
        status: 500,
        instance: `urn:request:${request.id}`,
      }),
    )
