import { z } from 'zod'
import type { App } from '../app.ts'
import { idParams } from '../schema.ts'
import { callBySlug, startApplication } from './drafting.ts'
import { readOwn } from './model.ts'
import { overviewPage } from './pages/overview.ts'
import { officeRoutes } from './routes-office.ts'
import { partRoutes } from './routes-parts.ts'
import { submissionRoutes } from './routes-submission.ts'
import { writingRoutes } from './routes-writing.ts'

const slugParams = z.object({ slug: z.string().max(120) })

export const applicationsRoutes = async (app: App): Promise<void> => {
  const signedIn = { access: 'signedIn' as const }

  app.post(
    '/calls/:slug/applications',
    { config: signedIn, schema: { params: slugParams } },
    async (request, reply) => {
      const call = await callBySlug(request.context.db, request.params.slug)
      const { id } = await startApplication(request.context, call)
      return reply.seeOther(`/applications/${id}`)
    },
  )

  app.get(
    '/applications/:id',
    { config: signedIn, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params, view } = request
      const own = await readOwn(context.db, context.actor, params.id, view.now)
      return reply.page(overviewPage(view, own))
    },
  )

  await app.register(writingRoutes)
  await app.register(partRoutes)
  await app.register(submissionRoutes)
  await app.register(officeRoutes)
}
