import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { loadConflicts } from './loading.ts'
import { clearConflict, setConflict } from './operations.ts'
import { clearanceBody, conflictBody, conflictsView, conflictView } from './schema.ts'

export const conflictsApi = async (app: App): Promise<void> => {
  const config = { access: 'officer' as const }

  app.get(
    `${API_PREFIX}/applications/:id/conflicts`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'All conflicts of interest ever known of for an application',
        description: 'Those that stand first; one that was cleared says why.',
        params: idParams,
        response: { 200: conflictsView },
      },
    },
    async ({ context, params }) => {
      const { conflicts } = await loadConflicts(context, params.id)
      const items = conflicts.map(({ personId, name, email, createdAt, ...conflict }) => ({
        ...conflict,
        person: { id: personId, name, email },
        createdAt: createdAt.toISOString(),
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/conflicts`,
    {
      config,
      schema: {
        summary: 'Set a conflict of interest for somebody',
        description: 'Closes the application to the person at once, whatever their roles.',
        params: idParams,
        body: conflictBody,
        response: { 201: conflictView },
      },
    },
    async (request, reply) => {
      const { id } = await setConflict(request.context, request.params.id, request.body)
      return reply.code(201).send({ id, status: 'standing' })
    },
  )

  app.post(
    `${API_PREFIX}/conflicts/:id/clearance`,
    {
      config,
      schema: {
        summary: 'Clear a conflict of interest, with a reason',
        params: idParams,
        body: clearanceBody,
        response: { 200: conflictView },
      },
    },
    async (request) => {
      await clearConflict(request.context, request.params.id, request.body.reason)
      return { id: request.params.id, status: 'cleared' }
    },
  )
}
