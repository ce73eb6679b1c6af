import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import {
  askForAlert,
  changeAlertSettings,
  confirmAlert,
  getAlerts,
  leaveAlert,
} from './operations.ts'
import { ASK_LIMIT, TOKEN_LIMIT } from './rate-limit.ts'
import {
  alertMailedView,
  alertView,
  askBody,
  leavingQuery,
  settingsBody,
  tokenParams,
} from './schema.ts'
import { tidySearch } from './search.ts'
import { toAlertView } from './views.ts'

const PLACE = `${API_PREFIX}/alerts`
const BY_TOKEN = `${PLACE}/:token`

/** The same as the pages: what opens an alert is the key in the links of its mails. */
export const alertsApi = async (app: App): Promise<void> => {
  const byToken = { access: 'public' as const, rateLimit: TOKEN_LIMIT, isSecret: true }

  app.post(
    PLACE,
    {
      config: { access: 'public', rateLimit: ASK_LIMIT },
      schema: {
        summary: 'Ask for news of a search by e-mail',
        description:
          'The address gets a mail whose link confirms; nothing is sent before. The answer is the same whatever is known of the address. `search` is the query of an address of the library, `q=water&country=KE`; empty for all that is new.',
        body: askBody,
        response: { 202: alertMailedView },
      },
    },
    async (request, reply) => {
      const { context, body } = request
      await askForAlert(context, { ...body, search: tidySearch(body.search) })
      return reply.code(202).send({})
    },
  )

  app.get(
    BY_TOKEN,
    {
      config: byToken,
      schema: {
        summary: 'One alert, by the key in the links of its mails',
        params: tokenParams,
        response: { 200: alertView },
      },
    },
    async ({ context, params }) =>
      toAlertView(await getAlerts(context, params.token), context.config),
  )

  app.post(
    `${BY_TOKEN}/confirmation`,
    {
      config: byToken,
      schema: {
        summary: 'Confirm an alert: mails begin',
        description: 'May be repeated.',
        params: tokenParams,
        response: { 200: alertView },
      },
    },
    async ({ context, params }) => {
      await confirmAlert(context, params.token)
      return toAlertView(await getAlerts(context, params.token), context.config)
    },
  )

  app.patch(
    BY_TOKEN,
    {
      config: byToken,
      schema: {
        summary: 'Change how often an alert writes, and in which language',
        params: tokenParams,
        body: settingsBody,
        response: { 200: alertView },
      },
    },
    async ({ context, params, body }) => {
      await changeAlertSettings(context, params.token, body)
      return toAlertView(await getAlerts(context, params.token), context.config)
    },
  )

  app.delete(
    BY_TOKEN,
    {
      config: byToken,
      schema: {
        summary: 'Leave: the alert is forgotten, address and all',
        description:
          'With `all=true` every alert of the same address. What is gone already is 204, too.',
        params: tokenParams,
        querystring: leavingQuery,
        response: { 204: z.null() },
      },
    },
    async ({ context, params, query }, reply) => {
      await leaveAlert(context, params.token, { all: query.all === 'true' })
      return reply.code(204).send(null)
    },
  )
}
