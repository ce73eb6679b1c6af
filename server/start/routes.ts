import { z } from 'zod'
import type { App } from '../app.ts'
import { countQuickChoices } from '../publications/operations.ts'
import {
  aboutPage,
  accessibilityPage,
  contactPage,
  type Office,
  personalDataPage,
} from '../views/pages.ts'
import { startPage } from '../views/start.ts'
import { startModel } from './model.ts'
import { countByCountry, countByTheme, countPublished, listNewest, listOpenCalls } from './store.ts'

const contactQuery = z.object({ page: z.string().max(500).optional() })

/** The start page, and the pages that stand by themselves. */
export const startRoutes = async (app: App): Promise<void> => {
  const open = { config: { access: 'public' as const } }
  const { funder, contactEmail: email } = app.dependencies.config
  const office: Office = { funder, email }

  app.get('/', open, async (request, reply) => {
    const { context, view } = request
    const [publicationCount, byCountry, byTheme, quick, openCalls, newest] = await Promise.all([
      countPublished(context.db),
      countByCountry(context.db),
      countByTheme(context.db),
      countQuickChoices(context.db),
      listOpenCalls(context.db, context.clock.now()),
      listNewest(context.db),
    ])
    return reply.page(
      startPage(
        view,
        startModel(view, { publicationCount, byCountry, byTheme, quick, openCalls, newest }),
      ),
    )
  })
  app.get('/about', open, async (request, reply) => reply.page(aboutPage(request.view, office)))
  app.get('/accessibility', open, async (request, reply) =>
    reply.page(accessibilityPage(request.view, office)),
  )
  app.get('/personal-data', open, async (request, reply) =>
    reply.page(personalDataPage(request.view, office)),
  )
  app.get('/contact', { ...open, schema: { querystring: contactQuery } }, async (request, reply) =>
    reply.page(contactPage(request.view, office, request.query.page)),
  )
}
