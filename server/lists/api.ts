import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import {
  addToList,
  beginList,
  listOfKey,
  openList,
  removeList,
  renewList,
  rewriteList,
  stepInList,
} from './operations.ts'
import { BEGIN_LIMIT, CHANGE_LIMIT } from './rate-limit.ts'
import {
  beginBody,
  itemBody,
  itemParams,
  keyParams,
  listView,
  newListView,
  rewriteBody,
} from './schema.ts'
import { toListView } from './views.ts'

const PLACE = `${API_PREFIX}/lists`
const BY_KEY = `${PLACE}/keys/:key`

/** The same as the pages: nobody's name is on a list; its key changes it, its id reads it. */
export const listsApi = async (app: App): Promise<void> => {
  const open = { access: 'public' as const, rateLimit: CHANGE_LIMIT }
  const byKey = { ...open, isSecret: true }

  app.post(
    PLACE,
    {
      config: { access: 'public', rateLimit: BEGIN_LIMIT, isSecret: true },
      schema: {
        summary: 'Begin a list of publications',
        description: 'The answer holds the key that changes the list. It is kept nowhere else.',
        body: beginBody,
        response: { 201: newListView },
      },
    },
    async (request, reply) => {
      const { context, body } = request
      const { id, key } = await beginList(context, body, [])
      const view = await viewOf(request, id)
      const keyUrl = `${context.config.baseUrl}/lists/keys/${key}`
      return reply
        .code(201)
        .header('location', `${PLACE}/${id}`)
        .send({ ...view, key, key_url: keyUrl })
    },
  )

  app.get(
    `${PLACE}/:id`,
    {
      config: open,
      schema: {
        summary: 'A list, by its address',
        description: 'Publications since withdrawn keep their place and say so.',
        params: idParams,
        response: { 200: listView },
      },
    },
    async (request) => viewOf(request, request.params.id),
  )

  app.get(
    BY_KEY,
    {
      config: byKey,
      schema: {
        summary: 'The list that a key changes',
        params: keyParams,
        response: { 200: listView },
      },
    },
    async (request) => viewOf(request, await idOf(request)),
  )

  app.patch(
    BY_KEY,
    {
      config: byKey,
      schema: {
        summary: 'Change name, note, or the publications and their order',
        params: keyParams,
        body: rewriteBody,
        response: { 200: listView },
      },
    },
    async (request) =>
      changed(request, (id, keys) => rewriteList(request.context, id, request.body, keys)),
  )

  app.delete(
    BY_KEY,
    {
      config: byKey,
      schema: { summary: 'Delete a list', params: keyParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await removeList(request.context, await idOf(request), [request.params.key])
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${BY_KEY}/items`,
    {
      config: byKey,
      schema: {
        summary: 'Put a publication at the end of a list',
        description: 'One that is on it already stays where it is.',
        params: keyParams,
        body: itemBody,
        response: { 200: listView },
      },
    },
    async (request) =>
      changed(request, (id, keys) =>
        addToList(request.context, id, request.body.publication, keys),
      ),
  )

  app.delete(
    `${BY_KEY}/items/:publication`,
    {
      config: byKey,
      schema: {
        summary: 'Take a publication off a list',
        description: 'One that is not on it changes nothing.',
        params: itemParams,
        response: { 200: listView },
      },
    },
    async (request) =>
      changed(request, (id, keys) =>
        stepInList(
          request.context,
          id,
          { publicationId: request.params.publication, step: 'remove' },
          keys,
        ),
      ),
  )

  app.post(
    `${BY_KEY}/renewal`,
    {
      config: byKey,
      schema: {
        summary: 'Keep a list for another year',
        params: keyParams,
        response: { 200: listView },
      },
    },
    async (request) => changed(request, (id, keys) => renewList(request.context, id, keys)),
  )
}

type WithKey = FastifyRequest & { params: { key: string } }

const changed = async (request: WithKey, change: (id: string, keys: string[]) => Promise<void>) => {
  const id = await idOf(request)
  await change(id, [request.params.key])
  return viewOf(request, id)
}

const idOf = async ({ context, params }: WithKey): Promise<string> =>
  (await listOfKey(context, params.key)).id

const viewOf = async ({ context, language }: FastifyRequest, id: string) =>
  toListView(await openList(context, id, []), language, context.config)
