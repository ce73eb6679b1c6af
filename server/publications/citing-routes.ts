import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { emptyForm } from '../form.ts'
import { linkHeader, metadataResourceLinks } from '../harvest/rules/signposting.ts'
import { hasPage } from './citation.ts'
import { CITATION_FORMATS, type CitationFormatName, citationFile } from './citation-formats.ts'
import { citedOf } from './cited.ts'
import { EXPORT_MAX, EXPORT_NAMES, exportMediaType, exportStream } from './export.ts'
import { citationPage } from './pages/citation.ts'
import { lenientParameters, libraryQueryOf } from './parameters.ts'
import { publicOne, usedAs } from './public-one.ts'
import { searchIds } from './search.ts'
import { takingTexts } from './taking-texts.ts'

/** Exports a minute from one network address: each may read ten thousand rows. */
export const EXPORT_LIMIT = { max: 20, timeWindow: '1 minute' }

const slugParams = z.object({ slug: z.string().max(200) })
const typedPage = z.object({ page: z.string().max(20).optional() })
const pageQuery = z.object({
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional()
    .catch('0'),
})

/** References to one publication, and whole lists to take along. */
export const citingRoutes = async (app: App): Promise<void> => {
  app.get(
    '/publications/:slug/citation',
    { config: { access: 'public' }, schema: { params: slugParams, querystring: typedPage } },
    async (request, reply) => {
      const { context, view, params, query } = request
      const publication = await publicOne(context, params.slug)
      const typed = (query.page ?? '').trim()
      const problem = problemOf(typed, publication.pageCount, takingTexts[request.language])
      return reply.page(
        citationPage(view, publication, {
          cited: citedOf(publication, context.config),
          page: typed === '' || problem !== null ? null : Number(typed),
          form: {
            ...emptyForm({ page: typed }),
            problems: problem === null ? [] : [{ field: 'page', message: problem }],
          },
        }),
        problem === null ? 200 : 422,
      )
    },
  )

  // CSL-JSON is among the records that harvesting serves.
  for (const name of ['bib', 'ris', 'enw', 'xml'] as const satisfies CitationFormatName[])
    app.get(
      `/publications/:slug/citation.${name}`,
      { config: { access: 'public' }, schema: { params: slugParams, querystring: pageQuery } },
      async (request, reply) => {
        const { context, params, query } = request
        const publication = await publicOne(context, params.slug)
        const page = query.page === undefined ? null : Number(query.page)
        if (page !== null && !hasPage(publication, page)) throw new NotFound('page')
        request.use = usedAs('citation', publication)
        const cited = citedOf(publication, context.config)
        const file = `${publication.slug}${page === null ? '' : `-${page}`}.${name}`
        return reply
          .type(`${CITATION_FORMATS[name].mediaType}; charset=utf-8`)
          .header('link', linkHeader(metadataResourceLinks({ url: cited.url })))
          .header('content-disposition', `attachment; filename="${file}"`)
          .send(citationFile(name, cited, page))
      },
    )

  for (const name of EXPORT_NAMES)
    app.get(
      `/publications.${name}`,
      {
        config: { access: 'public', rateLimit: EXPORT_LIMIT },
        schema: { querystring: lenientParameters },
      },
      async (request, reply) => {
        const { context } = request
        const ids = await searchIds(context, libraryQueryOf(request.query), { limit: EXPORT_MAX })
        return reply
          .type(`${exportMediaType(name)}; charset=utf-8`)
          .header('content-disposition', `attachment; filename="publications.${name}"`)
          .header('x-robots-tag', 'noindex')
          .send(exportStream(context, ids, name))
      },
    )
}

const problemOf = (
  typed: string,
  pageCount: number | null,
  t: { notANumber: string; noSuchPage: (pages: number) => string },
): string | null => {
  if (typed === '') return null
  if (!/^[1-9]\d{0,3}$/.test(typed)) return t.notANumber
  return hasPage({ pageCount }, Number(typed)) ? null : t.noSuchPage(pageCount ?? 0)
}
