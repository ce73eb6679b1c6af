import type { FastifyReply } from 'fastify'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import type { Html } from '../html.ts'
import { answerOai } from './oai.ts'
import type { OaiArguments } from './rules/oai.ts'

/** OAI-PMH 2.0: the same questions as an address or as a form, which changes nothing and may come from anywhere. */
export const oaiRoutes = async (app: App): Promise<void> => {
  const config = { access: 'public' as const, rateLimit: budgetOf('harvest', { status: 503 }) }

  app.get('/oai', { config }, async (request, reply) =>
    sendOai(reply, await answerOai(request.context, request.query as OaiArguments)),
  )
  app.post('/oai', { config: { ...config, onlyAsks: true } }, async (request, reply) =>
    sendOai(reply, await answerOai(request.context, (request.body ?? {}) as OaiArguments)),
  )
}

const sendOai = (reply: FastifyReply, answer: Html): FastifyReply =>
  reply
    .type('text/xml; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(answer.toString())
