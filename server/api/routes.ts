import { z } from 'zod'
import type { App } from '../app.ts'
import { apiPage, problemPage } from './pages.ts'

/** The API's contract for people, and the pages that the `type` of an error leads to. */
export const apiRoutes = async (app: App): Promise<void> => {
  const open = { access: 'public' as const }
  app.get('/api', { config: open }, async (request, reply) =>
    reply.page(apiPage(request.view, app.swagger())),
  )
  app.get(
    '/problems/:code',
    { config: open, schema: { params: z.object({ code: z.string().regex(/^[a-z0-9-]{1,60}$/) }) } },
    async (request, reply) => reply.page(problemPage(request.view, request.params.code)),
  )
}
