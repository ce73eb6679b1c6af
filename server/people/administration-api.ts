import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { getPerson, giveRole, setDisabled, takeRole } from './administration.ts'
import { countPeople, listPeopleAfter, listRoles } from './administration-store.ts'
import {
  administeredPersonView,
  listedPersonView,
  peopleList,
  peopleListQuery,
  reasonBody,
  roleBody,
  roleParams,
} from './schema.ts'

const PAGE = 100

export const administrationApi = async (app: App): Promise<void> => {
  const administrator = { access: 'administrator' as const }
  const reading = { access: 'administration' as const }

  app.get(
    `${API_PREFIX}/people`,
    {
      config: reading,
      schema: {
        summary: 'People and their roles',
        description: 'In the order of their accounts; `q` is compared with names and addresses.',
        querystring: peopleListQuery,
        response: { 200: peopleList },
      },
    },
    async (request) => {
      const { q, role = '' as const, next } = request.query
      const { db } = request.context
      const [rows, total] = await Promise.all([
        listPeopleAfter(db, { q, role, after: next, limit: PAGE + 1 }),
        countPeople(db, { q, role }),
      ])
      const items = rows.slice(0, PAGE)
      return { items, total, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
    },
  )

  app.get(
    `${API_PREFIX}/people/:id`,
    {
      config: reading,
      schema: {
        summary: 'A person with every role ever held',
        params: idParams,
        response: { 200: administeredPersonView },
      },
    },
    async ({ context, params }) => {
      const person = await getPerson(context.db, params.id)
      const held = await listRoles(context.db, params.id)
      return {
        ...person,
        held: held.map(({ givenAt, takenAt, ...role }) => ({
          ...role,
          givenAt: givenAt.toISOString(),
          takenAt: takenAt?.toISOString() ?? null,
        })),
      }
    },
  )

  for (const [noun, disables] of [
    ['closing', true],
    ['opening', false],
  ] as const)
    app.post(
      `${API_PREFIX}/people/:id/${noun}`,
      {
        config: administrator,
        schema: {
          summary: disables ? 'Close an account and end its sessions' : 'Open an account again',
          params: idParams,
          body: reasonBody,
          response: { 200: listedPersonView },
        },
      },
      async ({ context, params, body }) => {
        await setDisabled(context, params.id, { disables, reason: body.reason })
        return getPerson(context.db, params.id)
      },
    )

  app.post(
    `${API_PREFIX}/people/:id/roles`,
    {
      config: administrator,
      schema: {
        summary: 'Give a role',
        params: idParams,
        body: roleBody,
        response: { 201: listedPersonView },
      },
    },
    async (request, reply) => {
      await giveRole(request.context, request.params.id, request.body)
      return reply.code(201).send(await getPerson(request.context.db, request.params.id))
    },
  )

  app.delete(
    `${API_PREFIX}/people/:id/roles/:role`,
    {
      config: administrator,
      schema: {
        summary: 'Take a role',
        description: 'The last administrator’s role cannot be taken.',
        params: roleParams,
        body: reasonBody,
        response: { 200: listedPersonView },
      },
    },
    async (request) => {
      const { id, role } = request.params
      await takeRole(request.context, id, { role, reason: request.body.reason })
      return getPerson(request.context.db, id)
    },
  )
}
