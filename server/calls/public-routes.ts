import { z } from 'zod'
import { isStaff } from '../actor.ts'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { deadlineCalendar } from './calendar.ts'
import { callsFeed, FEED_ENTRIES_MAX } from './feed.ts'
import { callsPage } from './list-page.ts'
import { findWithdrawal, listCalls, listCurrentCalls } from './listing.ts'
import { callPage } from './page.ts'
import { decodePlace, encodePlace } from './place.ts'
import { isOpen, isPublic } from './rules.ts'
import { country, instrument, theme } from './schema.ts'
import { findCallBySlug } from './store.ts'
import { withdrawnPage } from './withdrawn-page.ts'

const CLOSED_PAGE_SIZE = 20

/** An empty choice is no choice; a word that is not on the list chooses nothing rather than failing. */
const listQuery = z.object({
  theme: theme.optional().catch(undefined),
  country: country.optional().catch(undefined),
  instrument: instrument.optional().catch(undefined),
  after: z.string().max(200).optional().catch(undefined),
})
const slugParams = z.object({ slug: z.string().max(120) })

/** What everyone sees of calls. */
export const publicRoutes = async (app: App): Promise<void> => {
  const open = { access: 'public' as const }

  app.get(
    '/calls',
    { config: open, schema: { querystring: listQuery } },
    async (request, reply) => {
      const { context, query, view } = request
      const { after: key, ...chosen } = query
      const after = decodePlace(key)
      const current = after ? [] : await listCurrentCalls(context.db, chosen, view.now)
      const closed = await listCalls(
        context.db,
        { ...chosen, phases: ['closed', 'archived'] },
        { now: view.now, after, size: CLOSED_PAGE_SIZE },
      )
      return reply.page(
        callsPage(view, {
          open: current.filter((call) => isOpen(call, view.now)),
          upcoming: current.filter((call) => !isOpen(call, view.now)),
          closed: closed.items,
          chosen,
          nextQuery: closed.next && queryOf({ ...chosen, after: encodePlace(closed.next) }),
          isFirst: after === null,
        }),
      )
    },
  )

  app.get('/calls.atom', { config: open }, async (request, reply) => {
    const { context, language } = request
    const { config, clock, db } = context
    const { items } = await listCalls(
      db,
      { phases: ['upcoming', 'open', 'closed', 'archived'] },
      { now: clock.now(), after: null, size: FEED_ENTRIES_MAX },
    )
    const feed = callsFeed(items, {
      baseUrl: config.baseUrl,
      funder: config.funder,
      language,
      since: FEED_BEGAN,
    })
    return reply
      .header('content-language', language)
      .header('vary', 'Accept-Language')
      .header('cache-control', 'public, max-age=300')
      .type('application/atom+xml; charset=utf-8')
      .send(feed.toString())
  })

  app.get(
    '/calls/:slug',
    { config: open, schema: { params: slugParams } },
    async (request, reply) => {
      const { context, params, view, actor } = request
      const call = await findCallBySlug(context.db, params.slug)
      if (!call || !(isPublic(call) || isStaff(actor))) throw new NotFound('call')
      if (call.status === 'withdrawn')
        return reply.page(withdrawnPage(view, call, await findWithdrawal(context.db, call.id)), 410)
      return reply.page(callPage(view, call))
    },
  )

  app.get(
    '/calls/:slug/deadline.ics',
    { config: open, schema: { params: slugParams } },
    async (request, reply) => {
      const { context, params, language, actor } = request
      const call = await findCallBySlug(context.db, params.slug)
      if (!call || !(isPublic(call) || isStaff(actor)) || call.status === 'withdrawn')
        throw new NotFound('call')
      return reply
        .header('content-disposition', `attachment; filename="${call.slug}.ics"`)
        .type('text/calendar; charset=utf-8')
        .send(deadlineCalendar(call, { baseUrl: context.config.baseUrl, language }))
    },
  )
}

/** When there is no entry yet, a feed still says when it was last changed. */
const FEED_BEGAN = new Date('2026-01-01T00:00:00Z')

const queryOf = (values: Record<string, string | undefined>): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString()
