import { z } from 'zod'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import { NotFound } from '../errors.ts'
import { oaiRoutes } from './oai-routes.ts'
import { openSearch } from './opensearch.ts'
import { getPublicRecord, metadataOf } from './operations.ts'
import { METADATA, preferred } from './rules/negotiation.ts'
import { robotsTxt } from './rules/robots.ts'
import {
  linkHeader,
  linksetJson,
  linksetOf,
  linksetText,
  metadataResourceLinks,
} from './rules/signposting.ts'
import { siteOf } from './site.ts'
import { MAP_PUBLICATIONS, PLAIN_PAGES, sitemap, sitemapIndex } from './sitemap.ts'
import { listMapPage, listMapPages, listPublicCalls } from './store.ts'

const slugParams = z.object({ slug: z.string().max(200) })
const mapParams = z.object({ page: z.string().regex(/^[1-9]\d{0,4}$/) })
const XML = 'application/xml; charset=utf-8'
const HOUR = 'public, max-age=3600'

/** What programs read of the library: records, descriptions, maps and rules. */
export const harvestRoutes = async (app: App): Promise<void> => {
  const open = { access: 'public' as const }
  const limited = { ...open, rateLimit: budgetOf('metadata') }
  await app.register(oaiRoutes)

  for (const { name, path, type } of METADATA)
    app.get(
      `/publications/:slug/${path}`,
      { config: limited, schema: { params: slugParams } },
      async (request, reply) => {
        const record = await getPublicRecord(request.context, request.params.slug)
        return reply
          .type(`${type}; charset=utf-8`)
          .header('link', linkHeader(metadataResourceLinks(record)))
          .header('cache-control', 'public, no-cache')
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('x-robots-tag', 'noindex')
          .send(metadataOf(request.context, record, name))
      },
    )

  for (const path of ['linkset', 'linkset.txt'] as const)
    app.get(
      `/publications/:slug/${path}`,
      { config: limited, schema: { params: slugParams } },
      async (request, reply) => {
        const record = await getPublicRecord(request.context, request.params.slug)
        const contexts = linksetOf(record, siteOf(request.context.config))
        const type =
          path === 'linkset'
            ? preferred(request.headers.accept, ['application/linkset+json', 'application/linkset'])
            : 'application/linkset'
        return reply
          .type(`${type}; charset=utf-8`)
          .header('vary', 'Accept')
          .header('cache-control', 'public, no-cache')
          .header('cross-origin-resource-policy', 'cross-origin')
          .send(
            type === 'application/linkset'
              ? linksetText(contexts)
              : JSON.stringify(linksetJson(contexts)),
          )
      },
    )

  app.get('/robots.txt', { config: open }, async (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', HOUR)
      .send(robotsTxt(request.context.config.baseUrl)),
  )

  app.get('/opensearch.xml', { config: open }, async (request, reply) =>
    reply
      .type('application/opensearchdescription+xml; charset=utf-8')
      .header('cache-control', HOUR)
      .header('vary', 'Accept-Language')
      .send(openSearch(request.language, request.context.config).toString()),
  )

  app.get('/sitemap.xml', { config: limited }, async (request, reply) => {
    const { config, db } = request.context
    const changes = await listMapPages(db, MAP_PUBLICATIONS)
    return reply.type(XML).send(sitemapIndex(config.baseUrl, changes).toString())
  })

  app.get('/sitemaps/pages.xml', { config: limited }, async (request, reply) => {
    const { config, db } = request.context
    const calls = await listPublicCalls(db)
    const entries = [
      ...PLAIN_PAGES.map((path) => ({ path, changedAt: null })),
      ...calls.map(({ slug }) => ({ path: `/calls/${slug}`, changedAt: null })),
    ]
    return reply.type(XML).send(sitemap(config.baseUrl, entries).toString())
  })

  app.get(
    '/sitemaps/publications-:page.xml',
    { config: limited, schema: { params: mapParams } },
    async (request, reply) => {
      const { config, db } = request.context
      const listed = await listMapPage(db, Number(request.params.page), MAP_PUBLICATIONS)
      if (listed.length === 0) throw new NotFound('sitemap')
      const entries = listed.map(({ slug, changedAt }) => ({
        path: `/publications/${slug}`,
        changedAt,
      }))
      return reply.type(XML).send(sitemap(config.baseUrl, entries).toString())
    },
  )
}
