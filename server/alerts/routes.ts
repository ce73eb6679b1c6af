import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { lenientParameters, libraryQueryOf } from '../publications/library.ts'
import {
  askForAlert,
  changeAlertSettings,
  confirmAlert,
  getAlert,
  getAlerts,
  leaveAlert,
  openOther,
} from './operations.ts'
import { alertPage, askedPage, askPage, confirmPage, leavePage, leftPage } from './pages.ts'
import { ASK_LIMIT, TOKEN_LIMIT } from './rate-limit.ts'
import { askForm, otherBody, settingsForm, tokenParams } from './schema.ts'
import { searchOfQuery, tidySearch } from './search.ts'
import { texts } from './texts.ts'

const saidQuery = z.object({ said: z.enum(['confirmed', 'saved']).optional().catch(undefined) })
const leavingBody = z.object({ all: z.string().optional() }).nullish()

export const alertsRoutes = async (app: App): Promise<void> => {
  checkForm(askForm)
  checkForm(settingsForm)
  const limited = { access: 'public' as const, rateLimit: TOKEN_LIMIT }

  app.get(
    '/alerts/new',
    { config: { access: 'public' }, schema: { querystring: lenientParameters } },
    async (request, reply) =>
      reply.page(askPage(request.view, emptyForm(), searchOfQuery(libraryQueryOf(request.query)))),
  )

  app.post(
    '/alerts',
    { config: { access: 'public', rateLimit: ASK_LIMIT } },
    async (request, reply) => {
      const { context, language, view } = request
      const decoded = decodeForm(askForm, request.body, {
        language,
        texts: texts[language].problems,
      })
      if (!decoded.ok) {
        const typed = decoded.form.values['search']
        const search = tidySearch(typeof typed === 'string' ? typed : '')
        return reply.page(askPage(view, decoded.form, search), 422)
      }
      await askForAlert(context, { ...decoded.value, search: tidySearch(decoded.value.search) })
      return reply.seeOther('/alerts/asked')
    },
  )

  app.get('/alerts/asked', { config: { access: 'public' } }, async (request, reply) =>
    reply.page(askedPage(request.view)),
  )

  app.get(
    '/alerts/:token',
    { config: limited, schema: { params: tokenParams, querystring: saidQuery } },
    async (request, reply) => {
      const { token } = request.params
      const found = await getAlerts(request.context, token)
      const said = request.query.said ?? null
      return reply.page(alertPage(request.view, found, { token, form: emptyForm(), said }))
    },
  )

  app.get(
    '/alerts/:token/confirmation',
    { config: limited, schema: { params: tokenParams } },
    async (request, reply) => {
      const { token } = request.params
      const alert = await getAlert(request.context, token)
      return alert.confirmedAt === null
        ? reply.page(confirmPage(request.view, alert, token))
        : reply.seeOther(`/alerts/${token}`)
    },
  )

  app.post(
    '/alerts/:token/confirmation',
    { config: limited, schema: { params: tokenParams } },
    async (request, reply) => {
      const { token } = request.params
      await confirmAlert(request.context, token)
      return reply.seeOther(`/alerts/${token}?said=confirmed`)
    },
  )

  app.post(
    '/alerts/:token/settings',
    { config: limited, schema: { params: tokenParams } },
    async (request, reply) => {
      const { context, language, view } = request
      const { token } = request.params
      const decoded = decodeForm(settingsForm, request.body, {
        language,
        texts: texts[language].problems,
      })
      if (!decoded.ok) {
        const found = await getAlerts(context, token)
        return reply.page(alertPage(view, found, { token, form: decoded.form, said: null }), 422)
      }
      await changeAlertSettings(context, token, decoded.value)
      return reply.seeOther(`/alerts/${token}?said=saved`)
    },
  )

  app.post(
    '/alerts/:token/others',
    { config: limited, schema: { params: tokenParams } },
    async (request, reply) => {
      // A schema of the route would leave the token out of the body before it is looked for.
      const sent = otherBody.safeParse(request.body)
      if (!sent.success) throw new NotFound('alert')
      const { context, params } = request
      return reply.seeOther(`/alerts/${await openOther(context, params.token, sent.data.alert)}`)
    },
  )

  app.get(
    '/alerts/:token/leaving',
    { config: limited, schema: { params: tokenParams } },
    async (request, reply) => {
      try {
        const { token } = request.params
        return reply.page(leavePage(request.view, await getAlert(request.context, token), token))
      } catch (error) {
        // Whoever opens the link again has left already.
        if (error instanceof NotFound) return reply.page(leftPage(request.view))
        throw error
      }
    },
  )

  // RFC 8058: a mail program posts here for its reader, without a cookie, and must not be sent on.
  app.post(
    '/alerts/:token/leaving',
    {
      config: { ...limited, isOneClick: true },
      schema: { params: tokenParams, body: leavingBody },
    },
    async (request, reply) => {
      const all = request.body?.all === 'yes'
      await leaveAlert(request.context, request.params.token, { all })
      return reply.page(leftPage(request.view))
    },
  )
}
