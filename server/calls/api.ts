import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isStaff } from '../actor.ts'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { formDefinition } from '../forms/definition-schema.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { etagOf, preconditioned, versionSeen, versionToChange } from '../versions.ts'
import {
  actBody,
  callListView,
  callParams,
  callView,
  criteriaBody,
  gapsView,
  listQuery,
  toListedView,
  toView,
} from './api-schema.ts'
import { gapText } from './gap-texts.ts'
import { countCalls, findWithdrawal, listCalls } from './listing.ts'
import {
  archiveCall,
  type CallFields,
  changeCall,
  createCall,
  publishCall,
  setCriteria,
  setForm,
  withdrawCall,
} from './operations.ts'
import { decodePlace, encodePlace } from './place.ts'
import { type Call, type CallPhase, isPublic, publicationGaps } from './rules.ts'
import { callPatch, newCallBody, withdrawalBody } from './schema.ts'
import { findCall, findCallBySlug } from './store.ts'
import { texts } from './texts.ts'

const COLLECTION = `${API_PREFIX}/calls`
const ITEM = `${COLLECTION}/:id`
const PUBLIC_PHASES: readonly CallPhase[] = ['upcoming', 'open', 'closed', 'archived']
const STAFF_PHASES: readonly CallPhase[] = [...PUBLIC_PHASES, 'draft', 'withdrawn']

export const callsApi = async (app: App): Promise<void> => {
  app.get(
    COLLECTION,
    {
      config: { access: 'public' },
      schema: {
        summary: 'List calls, the latest closing first',
        description:
          'Drafts and withdrawn calls are listed for staff only. A country also finds calls that are for anywhere.',
        querystring: listQuery,
        response: { 200: callListView },
      },
    },
    async (request) => {
      const { context, query, actor } = request
      const reach = isStaff(actor) ? STAFF_PHASES : PUBLIC_PHASES
      const phases = query.state ? reach.filter((phase) => phase === query.state) : reach
      const given = seenAt(request)
      if (phases.length === 0) return { items: [], total: 0, next: null }
      const filter = { phases, theme: query.theme, country: query.country }
      const page = await listCalls(context.db, filter, {
        now: given.now,
        after: decodePlace(query.after),
        size: query.per_page,
      })
      return {
        items: page.items.map((call) => toListedView(call, given)),
        total: await countCalls(context.db, filter, given.now),
        next: page.next && encodePlace(page.next),
      }
    },
  )

  app.get(
    ITEM,
    {
      config: { access: 'public' },
      schema: {
        summary: 'A call, by id or by the name in its address',
        description: 'A withdrawn call answers 410 with the reason.',
        params: callParams,
        response: { 200: callView },
      },
    },
    async (request, reply) => {
      const call = await reachedCall(request, request.params.id)
      if (call.status === 'withdrawn' && !isStaff(request.actor)) return gone(request, reply, call)
      return answer(request, reply, call)
    },
  )

  app.get(
    `${ITEM}/missing`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'All that is missing or to be corrected before a draft is published',
        params: callParams,
        response: { 200: gapsView },
      },
    },
    async (request) => {
      const call = await reachedCall(request, request.params.id)
      const gaps = publicationGaps(call, request.context.clock.now())
      const items = gaps.map((gap) => ({
        part: gap.part,
        code: gap.code,
        detail: gapText(gap, request.language),
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.post(
    COLLECTION,
    {
      config: { access: 'officer' },
      schema: { summary: 'Begin a draft', body: newCallBody, response: { 201: callView } },
    },
    async (request, reply) => {
      const { criteria, form, ...fields } = request.body
      const call = await createCall(request.context, {
        ...fieldsOf(fields),
        title: request.body.title,
        ...(criteria ? { criteria } : {}),
        ...(form ? { form } : {}),
      })
      reply.header('location', `${COLLECTION}/${call.id}`)
      return answer(request, reply, call, 201)
    },
  )

  app.patch(ITEM, guarded('Change a draft', callPatch), async (request, reply) => {
    const version = await changed(request, request.params.id)
    const call = await preconditioned(() =>
      changeCall(request.context, version, fieldsOf(request.body)),
    )
    return answer(request, reply, call)
  })

  app.put(
    `${ITEM}/criteria`,
    guarded('Put the criteria of a draft, in order', criteriaBody),
    async (request, reply) => {
      const version = await changed(request, request.params.id)
      const { criteria } = request.body
      const call = await preconditioned(() => setCriteria(request.context, version, criteria))
      return answer(request, reply, call)
    },
  )

  app.put(
    `${ITEM}/form`,
    guarded('Put the form of a draft', formDefinition),
    async (request, reply) => {
      const version = await changed(request, request.params.id)
      const call = await preconditioned(() => setForm(request.context, version, request.body))
      return answer(request, reply, call)
    },
  )

  app.post(
    `${ITEM}/publication`,
    guarded('Publish a draft that another officer prepared', actBody),
    async (request, reply) => {
      const { id, version } = await actedOn(request, request.params.id)
      const call = await preconditioned(() => publishCall(request.context, id, version))
      return answer(request, reply, call)
    },
  )

  app.post(
    `${ITEM}/withdrawal`,
    guarded('Withdraw a published call', withdrawalBody),
    async (request, reply) => {
      const version = await actedOn(request, request.params.id)
      const { reason } = request.body
      const call = await preconditioned(() => withdrawCall(request.context, version, reason))
      return answer(request, reply, call)
    },
  )

  app.post(
    `${ITEM}/archiving`,
    guarded('Put a closed call away', actBody),
    async (request, reply) => {
      const version = await actedOn(request, request.params.id)
      const call = await preconditioned(() => archiveCall(request.context, version))
      return answer(request, reply, call)
    },
  )
}

const guarded = <Body extends z.ZodType>(summary: string, body: Body) => ({
  config: { access: 'officer' as const },
  schema: {
    summary,
    description:
      '`If-Match` takes the `ETag` of the version that was read: required for changes (428), optional for acts; another version is 412.',
    params: callParams,
    body,
    response: { 200: callView },
  },
})

const seenAt = (request: FastifyRequest) => ({
  baseUrl: request.context.config.baseUrl,
  now: request.context.clock.now(),
})

const answer = (request: FastifyRequest, reply: FastifyReply, call: Call, status = 200) =>
  reply
    .code(status)
    .header('etag', etagOf(call.version))
    .send(toView(call, seenAt(request)))

const gone = async (request: FastifyRequest, reply: FastifyReply, call: Call) => {
  const { context, language } = request
  const withdrawal = await findWithdrawal(context.db, call.id)
  return reply
    .code(410)
    .type('application/problem+json; charset=utf-8')
    .serializer((problem: unknown) => JSON.stringify(problem))
    .send({
      type: `${context.config.baseUrl}/problems/call-withdrawn`,
      title: texts[language].withdrawnTitle(call.title[language]),
      status: 410,
      detail: withdrawal?.reason[language] ?? texts[language].withdrawnLede,
      instance: `urn:request:${request.id}`,
    } as never)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Drafts exist for staff only. */
const reachedCall = async (request: FastifyRequest, name: string): Promise<Call> => {
  const { context, actor } = request
  const call = UUID.test(name)
    ? await findCall(context.db, name)
    : await findCallBySlug(context.db, name)
  if (!call || !(isPublic(call) || isStaff(actor))) throw new NotFound('call')
  return call
}

const changed = async (request: FastifyRequest, name: string) => ({
  version: versionToChange(request),
  id: (await reachedCall(request, name)).id,
})

/** For acts: the version the client has seen, or the present one where it names none. */
const actedOn = async (request: FastifyRequest, name: string) => {
  const { id, version } = await reachedCall(request, name)
  return { id, version: versionSeen(request) ?? version }
}

/** JSON has no `undefined`: what the schema calls optional is absent. */
const fieldsOf = ({ opensAt, closesAt, ...rest }: z.output<typeof callPatch>) =>
  ({
    ...rest,
    ...(opensAt === undefined ? {} : { opensAt: new Date(opensAt) }),
    ...(closesAt === undefined ? {} : { closesAt: new Date(closesAt) }),
  }) as Partial<CallFields>
