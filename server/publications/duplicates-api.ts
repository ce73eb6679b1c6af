import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { dismissDuplicate, likelyDuplicates, restoreDuplicate, workOf } from './duplicates.ts'
import { listDismissed } from './duplicates-store.ts'
import { REASON_MAX } from './pages/duplicates.ts'
import { LIKENESS_KINDS } from './rules/duplicates.ts'
import { FAMILY_KINDS } from './rules/families.ts'
import { PUBLICATION_STATUSES } from './rules.ts'
import { getPublication } from './store.ts'

const DUPLICATES = `${API_PREFIX}/publications/:publication/duplicates`
const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})
const pairParams = params.extend({ other: z.uuid() })

const view = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        titles: z.record(z.string(), z.string()),
        language: z.string(),
        status: z.enum(PUBLICATION_STATUSES),
        year: z.number().nullable(),
        why: z.array(
          z.object({
            kind: z.enum(LIKENESS_KINDS),
            share: z
              .number()
              .nullable()
              .meta({ description: 'Of title or text, 0 to 1; null where it is the same.' }),
            pages_alike: z.number().nullable(),
            pages: z.number().nullable(),
          }),
        ),
        asks_for_confirmation: z
          .boolean()
          .meta({ description: 'Publishing must name it: the same file or DOI.' }),
        family: z
          .object({ main: z.uuid(), kind: z.enum(FAMILY_KINDS) })
          .nullable()
          .meta({ description: 'What it could be to it instead.' }),
      }),
    ),
    dismissed: z.array(
      z.object({
        id: z.uuid(),
        kinds: z.array(z.enum(LIKENESS_KINDS)),
        reason: z.string(),
        dismissed_at: z.string(),
      }),
    ),
  })
  .meta({ id: 'LikelyDuplicates' })

/** What may be the same as a publication, and what the office said of it. */
export const duplicatesApi = async (app: App): Promise<void> => {
  app.get(
    DUPLICATES,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'What may be the same publication: by file, DOI, ISBN, text or title',
        params,
        response: { 200: view },
      },
    },
    async (request) => duplicatesView(request, request.params.publication),
  )

  app.post(
    `${DUPLICATES}/:other/dismissal`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Say that it is not the same',
        description:
          'The reason is kept in the history of both; neither is told of the other again.',
        params: pairParams,
        body: z.strictObject({ reason: z.string().trim().min(1).max(REASON_MAX) }),
        response: { 200: view },
      },
    },
    async (request) => {
      const { publication, other } = request.params
      await dismissDuplicate(request.context, publication, { other, reason: request.body.reason })
      return duplicatesView(request, publication)
    },
  )

  app.delete(
    `${DUPLICATES}/:other/dismissal`,
    {
      config: { access: 'officer' },
      schema: { summary: 'Take that back', params: pairParams, response: { 200: view } },
    },
    async (request) => {
      const { publication, other } = request.params
      await restoreDuplicate(request.context, publication, other)
      return duplicatesView(request, publication)
    },
  )
}

const duplicatesView = async (
  { context }: FastifyRequest,
  address: string,
): Promise<z.input<typeof view>> => {
  const publication = await getPublication(context.db, address)
  const [found, dismissed] = [
    await likelyDuplicates(context, workOf(publication)),
    await listDismissed(context.db, publication.id),
  ]
  return {
    items: found.map(({ publication: other, why, asksForConfirmation, family }) => ({
      id: other.id,
      slug: other.slug,
      titles: other.title,
      language: other.language,
      status: other.status,
      year: other.year,
      why: why.map((one) => ({
        kind: one.kind,
        share: 'share' in one ? one.share : null,
        pages_alike: one.kind === 'text' ? one.alike : null,
        pages: one.kind === 'text' ? one.pages : null,
      })),
      asks_for_confirmation: asksForConfirmation,
      family: family && { main: family.mainId, kind: family.kind },
    })),
    dismissed: dismissed.map(({ otherId, kinds, reason, dismissedAt }) => ({
      id: otherId,
      kinds,
      reason,
      dismissed_at: dismissedAt.toISOString(),
    })),
  }
}
