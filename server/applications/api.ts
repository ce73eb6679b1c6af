import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { callOf } from '../calls/operations.ts'
import { Invalid, NotFound, PreconditionFailed } from '../errors.ts'
import { answerProblemText, cleanText, isOfType, questionsOf } from '../forms/answers.ts'
import { findUsableOrganisation } from '../organisations/operations.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { refusalText } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { etagOf, versionToChange } from '../versions.ts'
import { documentsApi } from './api-documents.ts'
import { officeApi } from './api-office.ts'
import { partsApi } from './api-parts.ts'
import {
  answersView,
  answerView,
  applicationListView,
  applicationView,
  missingView,
  toAnswerView,
  toApplicationView,
  toListItem,
  toMissingView,
} from './api-views.ts'
import { AnswerChanged, saveAnswer, saveBasics, startApplication } from './drafting.ts'
import { readOwn } from './model.ts'
import { answerBody, basicsBody, keyParams } from './schema.ts'
import { workItems } from './work.ts'

export const applicationsApi = async (app: App): Promise<void> => {
  const config = { access: 'signedIn' as const }
  const own = (request: FastifyRequest, id: string) =>
    readOwn(request.context.db, request.context.actor, id, request.context.clock.now())

  app.post(
    `${API_PREFIX}/applications`,
    {
      config,
      schema: {
        summary: 'Begin an application in an open call',
        body: z.strictObject({ callId: z.uuid() }),
        response: { 201: applicationView },
      },
    },
    async (request, reply) => {
      const call = await callOf(request.context.db, request.body.callId)
      if (call.status === 'draft') throw new NotFound('call')
      const { id } = await startApplication(request.context, call)
      const found = await own(request, id)
      return reply
        .code(201)
        .header('location', `${API_PREFIX}/applications/${id}`)
        .header('etag', etagOf(found.application.version))
        .send(toApplicationView(found))
    },
  )

  app.get(
    `${API_PREFIX}/applications`,
    {
      config,
      schema: {
        summary: 'Own applications, newest first',
        querystring: z.object({
          after: z.string().max(20).optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
        response: { 200: applicationListView },
      },
    },
    async (request) => {
      const { context, query } = request
      const work = await workItems(context.db, context.actor, context.clock.now(), query)
      return { items: work.applications.map(toListItem), total: work.total, next: work.next }
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id`,
    {
      config,
      schema: {
        summary: 'One application',
        params: idParams,
        response: { 200: applicationView },
      },
    },
    async (request, reply) => {
      const found = await own(request, request.params.id)
      reply.header('etag', etagOf(found.application.version))
      return toApplicationView(found)
    },
  )

  app.patch(
    `${API_PREFIX}/applications/:id`,
    {
      config,
      schema: {
        summary: 'Change title, organisation, country or length',
        description: '`If-Match` names the version that the change starts from.',
        params: idParams,
        body: basicsBody,
        response: { 200: applicationView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const { title, organisationId, country, durationMonths } = body
      const personId = context.actor.kind === 'person' ? context.actor.id : null
      if (organisationId && !(await findUsableOrganisation(context.db, organisationId, personId)))
        throw new NotFound('organisation')
      await saveBasics(
        context,
        params.id,
        {
          ...(title === undefined ? {} : { title: cleanText(title) }),
          ...(organisationId === undefined ? {} : { organisationId }),
          ...(country === undefined ? {} : { country }),
          ...(durationMonths === undefined ? {} : { durationMonths }),
        },
        versionToChange(request),
      )
      const found = await own(request, params.id)
      reply.header('etag', etagOf(found.application.version))
      return toApplicationView(found)
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/answers`,
    {
      config,
      schema: {
        summary: 'Answers with their versions',
        params: idParams,
        response: { 200: answersView },
      },
    },
    async (request) => {
      const { application } = await own(request, request.params.id)
      const items = Object.entries(application.answers).map(([key, answer]) =>
        toAnswerView({ key, ...answer }),
      )
      return { items, total: items.length, next: null }
    },
  )

  app.put(
    `${API_PREFIX}/applications/:id/answers/:key`,
    {
      config,
      schema: {
        summary: 'Save one answer',
        description:
          '`If-Match` names the version that the writer saw, `"0"` for a field never saved. 412 holds what the field holds now.',
        params: keyParams,
        body: answerBody,
        response: { 200: answerView },
      },
    },
    async (request, reply) => {
      const { context, params, language } = request
      const version = versionToChange(request)
      const { application } = await own(request, params.id)
      const question = questionsOf(application.definition).find(({ key }) => key === params.key)
      if (!question) throw new NotFound('question')
      const given = request.body.value
      const clean = typeof given === 'string' ? cleanText(given) || null : given
      if (!isOfType(question, clean))
        throw new Invalid([
          {
            field: 'value',
            message: answerProblemText(question, { code: 'unreadable' }, language),
          },
        ])
      try {
        const saved = await saveAnswer(context, params.id, {
          key: params.key,
          value: clean,
          version,
        })
        reply.header('etag', etagOf(saved.version))
        return toAnswerView(saved)
      } catch (error) {
        if (!(error instanceof AnswerChanged)) throw error
        const { current } = error
        return sendChanged(reply, request, toAnswerView(current))
      }
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/missing`,
    {
      config,
      schema: {
        summary: 'All that is missing or to be corrected before submitting',
        params: idParams,
        response: { 200: missingView },
      },
    },
    async (request) => toMissingView(await own(request, request.params.id), request.language),
  )

  await app.register(partsApi)
  await app.register(documentsApi)
  await app.register(officeApi)
}

/** 412 with what the field holds now, so that both texts can be shown. */
const sendChanged = (
  reply: FastifyReply,
  request: FastifyRequest,
  current: z.input<typeof answerView>,
): FastifyReply => {
  const told = refusalText(new PreconditionFailed(), request.language)
  return reply
    .code(412)
    .header('etag', etagOf(current.version))
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${request.context.config.baseUrl}/problems/precondition-failed`,
        title: told.title,
        status: 412,
        detail: told.explanation,
        instance: `urn:request:${request.id}`,
        current,
      }),
    )
}
