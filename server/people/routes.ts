import { z } from 'zod'
import type { App } from '../app.ts'
import { Refused } from '../errors.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { clearSessionCookie, setSessionCookie } from '../plugins/session.ts'
import { explain } from '../refusals.ts'
import { hashToken } from '../tokens.ts'
import { administrationRoutes } from './administration-routes.ts'
import { gatherOffice } from './office.ts'
import { FAILED_SHOWN_MAX, officePage } from './office-page.ts'
import { askForCode, endSession, signIn } from './operations.ts'
import { codePage, nothingAskedPage, signInPage } from './pages.ts'
import { profileRoutes } from './profile-routes.ts'
import { SIGN_IN_LIMIT } from './rate-limit.ts'
import { safeReturnPath } from './rules.ts'
import { askForm, codeForm } from './schema.ts'
import { findPendingCode } from './store.ts'
import { texts } from './texts.ts'
import { gatherWork } from './work.ts'
import { workPage } from './work-page.ts'

const askQuery = z.object({ return: z.string().max(500).optional() })
const codeQuery = z.object({ code: z.string().max(20).optional() })

export const peopleRoutes = async (app: App): Promise<void> => {
  checkForm(askForm)
  checkForm(codeForm)
  const open = { access: 'public' as const }
  const limited = { access: 'public' as const, rateLimit: SIGN_IN_LIMIT }

  app.get('/sign-in', { config: open, schema: { querystring: askQuery } }, async (request, reply) =>
    reply.page(signInPage(request.view, emptyForm(), safeReturnPath(request.query.return))),
  )

  app.post('/sign-in', { config: limited }, async (request, reply) => {
    const decoded = decodeForm(askForm, request.body, { language: request.language })
    const returnPath = safeReturnPath(decoded.form.values['return']?.toString())
    if (!decoded.ok) return reply.page(signInPage(request.view, decoded.form, returnPath), 422)
    await askForCode(request.context, {
      ip: request.ip,
      email: decoded.value.email,
      browserHash: hashToken(request.browserToken ?? ''),
      returnPath,
    })
    return reply.seeOther('/sign-in/code')
  })

  app.get(
    '/sign-in/code',
    { config: open, schema: { querystring: codeQuery } },
    async (request, reply) => {
      const { context, view } = request
      const pending = request.browserToken
        ? await findPendingCode(context.db, hashToken(request.browserToken), context.clock.now())
        : undefined
      if (!pending) return reply.page(nothingAskedPage(view))
      return reply.page(codePage(view, emptyForm({ code: request.query.code }), pending.email))
    },
  )

  app.post('/session', { config: limited }, async (request, reply) => {
    const decoded = decodeForm(codeForm, request.body, {
      language: request.language,
      texts: texts[request.language].problems,
    })
    const email = decoded.form.values['email']?.toString() ?? ''
    if (!decoded.ok) return reply.page(codePage(request.view, decoded.form, email), 422)
    try {
      const { token, expiresAt, returnPath } = await signIn(request.context, {
        ...decoded.value,
        browserHash: hashToken(request.browserToken ?? ''),
        isApi: false,
        userAgent: request.headers['user-agent'] ?? '',
      })
      setSessionCookie(reply, token, expiresAt)
      return reply.seeOther(returnPath)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const message = explain(error.refusal, request.language)
      const form = { values: decoded.form.values, problems: [{ field: 'code', message }] }
      return reply.page(codePage(request.view, form, email), 422)
    }
  })

  app.post('/sign-out', { config: { access: 'signedIn' } }, async (request, reply) => {
    const { actor } = request
    if (actor.kind === 'person') await endSession(request.context, actor.sessionId)
    clearSessionCookie(reply)
    reply.header('clear-site-data', '"cache", "storage"')
    return reply.seeOther('/')
  })

  app.get('/work', { config: { access: 'signedIn' } }, async (request, reply) =>
    reply.page(workPage(request.view, await gatherWork(request.context))),
  )

  app.get('/office', { config: { access: 'staff' } }, async (request, reply) => {
    const failed = await app.dependencies.queue.failed(FAILED_SHOWN_MAX)
    return reply.page(officePage(request.view, await gatherOffice(request.context, failed)))
  })

  await app.register(profileRoutes)
  await app.register(administrationRoutes)
}
