import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { clearConflict, setConflict } from './operations.ts'
import { clearanceBody, conflictBody, conflictView } from './schema.ts'

const params = z.object({ id: z.uuid() })

export const conflictsApi = async (app: App): Promise<void> => {
  const config = { access: 'officer' as const }

  app.post(
    `${API_PREFIX}/applications/:id/conflicts`,
    {
      config,
      schema: {
        summary: 'Set a conflict of interest for somebody',
        description: 'Closes the application to the person at once, whatever their roles.',
        params,
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
        params,
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
