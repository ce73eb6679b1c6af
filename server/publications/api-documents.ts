import { z } from 'zod'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import { PDF } from '../files/operations.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { listDeposited } from './deposit-store.ts'
import {
  draftsQuery,
  draftsView,
  pageTextView,
  textPartView,
  textQuery,
} from './documents-schema.ts'
import { relatedView, toRelated, toTextPart } from './documents-views.ts'
import { publicOne, readPublicPage, sendPublicFile } from './public-one.ts'
import { relatedTo } from './related.ts'
import { countForOffice, listForOfficeAfter } from './store.ts'
import { readText } from './text-view.ts'
import { sendTombstone } from './tombstone.ts'

const ITEM = `${API_PREFIX}/publications/:publication`
const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})
const pageParams = params.extend({ number: z.string().regex(/^[1-9]\d{0,4}$/) })

/** What is read of a publication beside its record: its file and its pages; and the office's list of all. */
export const documentsApi = async (app: App): Promise<void> => {
  app.get(
    `${ITEM}/file`,
    {
      config: { access: 'public' },
      schema: {
        summary: 'The PDF of what is published',
        description: 'Takes `Range` and `If-None-Match`.',
        params,
        response: { 200: fileAnswer(PDF, 'The file.'), 206: fileAnswer(PDF, 'A part of it.') },
      },
    },
    async (request, reply) => {
      const { publication: address } = request.params
      const publication = await publicOne(request.context, address)
      if (publication.status === 'withdrawn') return sendTombstone(request, reply, publication)
      return sendPublicFile(request, reply, { address, isAttachment: true })
    },
  )

  app.get(
    `${ITEM}/text`,
    {
      config: { access: 'public', rateLimit: budgetOf('api') },
      schema: {
        summary: 'The text to read: contents, and a part of it as headings, paragraphs and lists',
        params,
        querystring: textQuery,
        response: { 200: textPartView },
      },
    },
    async (request, reply) => {
      const { publication: address } = request.params
      const publication = await publicOne(request.context, address)
      if (publication.status === 'withdrawn') return sendTombstone(request, reply, publication)
      return toTextPart(await readText(request, { address, number: Number(request.query.page) }))
    },
  )

  app.get(
    `${ITEM}/related`,
    {
      config: { access: 'public', rateLimit: budgetOf('api') },
      schema: {
        summary: 'What else to read: the nearest publications, none of the same family',
        params,
        response: { 200: relatedView },
      },
    },
    async (request, reply) => {
      const { context, language } = request
      const publication = await publicOne(context, request.params.publication)
      if (publication.status === 'withdrawn') return sendTombstone(request, reply, publication)
      const speaking = { language, baseUrl: context.config.baseUrl }
      return toRelated(await relatedTo(context, publication), speaking)
    },
  )

  app.get(
    `${ITEM}/pages/:number`,
    {
      config: { access: 'public' },
      schema: {
        summary: 'The text of one page, as it was read from the PDF',
        params: pageParams,
        response: { 200: pageTextView },
      },
    },
    async (request, reply) => {
      const { publication: address, number } = request.params
      const publication = await publicOne(request.context, address)
      if (publication.status === 'withdrawn') return sendTombstone(request, reply, publication)
      const { text, pages } = await readPublicPage(request, { address, number: Number(number) })
      return { number: Number(number), pages, text }
    },
  )

  app.get(
    `${API_PREFIX}/office/publications`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'All publications as the office handles them, the newest change first',
        description: 'Drafts and what was withdrawn too. `/publications/{id}` has each whole.',
        querystring: draftsQuery,
        response: { 200: draftsView },
      },
    },
    async ({ context, query }) => {
      const { limit, after } = query
      const filter = { status: query.status, words: query.q ?? '' }
      const [rows, total] = await Promise.all([
        listForOfficeAfter(context.db, filter, { after, limit: limit + 1 }),
        countForOffice(context.db, filter),
      ])
      const shown = rows.slice(0, limit)
      const deposited = await listDeposited(
        context.db,
        shown.map(({ id }) => id),
      )
      return {
        items: shown.map(({ id, slug, title, language, status, year, version, updatedAt }) => ({
          ...{ id, slug, titles: title, language, status, year, version },
          from_authors: deposited.has(id),
          updated_at: updatedAt.toISOString(),
        })),
        total,
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
  )
}
