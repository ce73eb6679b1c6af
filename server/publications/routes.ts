import { z } from 'zod'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import { describePublication } from '../harvest/operations.ts'
import { besideOf } from './beside.ts'
import { citedOf } from './cited.ts'
import { citingRoutes } from './citing-routes.ts'
import { depositRoutes } from './deposit-routes.ts'
import { sendNegotiated } from './described.ts'
import { atomFeed } from './feed.ts'
import { ORIGINAL_NAME } from './files.ts'
import { searchInside } from './inside.ts'
import { mapRoutes } from './map-routes.ts'
import { officeRoutes } from './office-routes.ts'
import { insidePage } from './pages/inside.ts'
import { publicationPage } from './pages/publication.ts'
import { searchPage, textHref } from './pages/search.ts'
import { suggestions } from './pages/suggestions.ts'
import { textPage } from './pages/text.ts'
import { findingOf, findingParameters, lenientParameters, libraryQueryOf } from './parameters.ts'
import {
  publicOne,
  readableOne,
  sendPublicFile,
  sendPublicOtherFile,
  sendPublicPicture,
  usedAs,
} from './public-one.ts'
import { searchPublications, suggestPublications, WORDS_MAX } from './search.ts'
import { pageToRead, readText } from './text-view.ts'

const SUGGESTIONS_SHOWN = 6

/** Where the reader is, for what is written of countries like it; nothing else is asked. */
const ownQuery = z.object({ own_country: z.string().max(2).optional().catch(undefined) })
const slugParams = z.object({ slug: z.string().max(200) })
const pageParams = slugParams.extend({ number: z.string().regex(/^[1-9]\d{0,3}$/) })
const fileParams = slugParams.extend({ file: z.string().regex(/^[^/]+\.pdf$/i) })
const fileQuery = z.object({ download: z.string().optional() })
const insideQuery = z.object({
  q: z.string().max(1_000).optional().catch(undefined),
  page: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional()
    .catch(undefined),
})
const suggestQuery = z.object({ q: z.string().max(1_000).optional() })

export const publicationsRoutes = async (app: App): Promise<void> => {
  const open = { access: 'public' as const }
  const limited = { ...open, rateLimit: budgetOf('search') }
  const reading = { ...open, rateLimit: budgetOf('text') }

  app.get(
    '/publications',
    { config: limited, schema: { querystring: lenientParameters.extend(findingParameters.shape) } },
    async (request, reply) => {
      const query = libraryQueryOf(request.query)
      const answer = await searchPublications(request.context, query, { rescue: 'all' })
      return reply.page(searchPage(request.view, { query, answer }, findingOf(request.query)))
    },
  )

  app.get(
    '/publications.atom',
    { config: limited, schema: { querystring: lenientParameters } },
    async (request, reply) => {
      const { context } = request
      const query = { ...libraryQueryOf(request.query), sort: 'newest' as const }
      const answer = await searchPublications(context, query)
      return reply
        .type('application/atom+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .header('vary', 'Accept-Language')
        .send(
          atomFeed(
            request.language,
            { query, answer },
            { ...context.config, now: context.clock.now() },
          ),
        )
    },
  )

  app.get(
    '/publications/suggest',
    { config: { ...open, rateLimit: budgetOf('suggest') }, schema: { querystring: suggestQuery } },
    async (request, reply) => {
      const words = (request.query.q ?? '').trim()
      const found = await suggestPublications(request.context, words, SUGGESTIONS_SHOWN)
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'private, max-age=60')
        .header('x-robots-tag', 'noindex')
        .send(words === '' ? '' : suggestions(request.view, words, found).toString())
    },
  )

  app.get(
    '/publications/:slug',
    { config: open, schema: { params: slugParams, querystring: ownQuery } },
    async (request, reply) => {
      const { context, view } = request
      const publication = await publicOne(context, request.params.slug)
      const cited = citedOf(publication, context.config)
      reply.header('vary', 'Accept')
      const described =
        publication.status === 'withdrawn'
          ? null
          : await describePublication(context, publication.slug)
      if (described !== null) {
        reply.header('link', described.links)
        const sent = sendNegotiated(request, reply, described, cited)
        if (sent) {
          request.use = usedAs('citation', publication)
          return sent
        }
      }
      request.use = usedAs('page', publication)
      return reply.page(
        publicationPage(view, publication, {
          ...(await besideOf(context, publication, request.query.own_country)),
          cited,
          described,
        }),
        publication.status === 'withdrawn' ? 410 : 200,
      )
    },
  )

  app.get(
    '/publications/:slug/search',
    { config: limited, schema: { params: slugParams, querystring: insideQuery } },
    async (request, reply) => {
      const { context, view } = request
      const publication = await readableOne(context, request.params.slug)
      const words = (request.query.q ?? '').replace(/\s+/g, ' ').trim().slice(0, WORDS_MAX)
      const page = Math.max(1, Number(request.query.page ?? 1))
      const answer = await searchInside(context, publication, { words, page })
      return reply.page(insidePage(view, publication, { words, page, answer }))
    },
  )

  app.get(
    '/publications/:slug/text',
    { config: reading, schema: { params: slugParams } },
    async (request, reply) => {
      const text = await readText(request, { address: request.params.slug, number: 1 })
      return reply.page(textPage(request.view, text))
    },
  )

  app.get(
    '/publications/:slug/text/:number',
    { config: reading, schema: { params: pageParams } },
    async (request, reply) => {
      const { slug, number } = request.params
      const text = await readText(request, { address: slug, number: Number(number) })
      return reply.page(textPage(request.view, text))
    },
  )

  // A single page, as search results and older links know it.
  app.get(
    '/publications/:slug/pages/:number',
    { config: reading, schema: { params: pageParams } },
    async (request, reply) => {
      const { slug, number } = request.params
      const publication = await pageToRead(request.context, slug, Number(number))
      return reply.redirect(textHref(request.view, publication, Number(number)), 302)
    },
  )

  app.get(
    `/publications/:slug/${ORIGINAL_NAME}`,
    { config: reading, schema: { params: slugParams, querystring: fileQuery } },
    async (request, reply) =>
      sendPublicFile(request, reply, {
        address: request.params.slug,
        isAttachment: request.query.download !== undefined,
        isOriginal: true,
      }),
  )

  app.get(
    '/publications/:slug/pictures/:name',
    { config: reading, schema: { params: slugParams.extend({ name: z.string().max(60) }) } },
    async (request, reply) => sendPublicPicture(request, reply, request.params),
  )

  app.get(
    '/publications/:slug/:file',
    { config: reading, schema: { params: fileParams, querystring: fileQuery } },
    async (request, reply) =>
      sendPublicFile(request, reply, {
        address: request.params.slug,
        isAttachment: request.query.download !== undefined,
      }),
  )

  app.get(
    '/publications/:slug/files/:id',
    { config: reading, schema: { params: slugParams.extend({ id: z.uuid() }) } },
    async (request, reply) =>
      sendPublicOtherFile(request, reply, {
        address: request.params.slug,
        id: request.params.id,
      }),
  )

  await app.register(citingRoutes)
  await app.register(mapRoutes)
  await app.register(depositRoutes)
  await app.register(officeRoutes)
}
