import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { etagOf, versionSeen, versionToChange } from '../versions.ts'
import { loadOwnReview, loadReviews, type OwnReview } from './loading.ts'
import { returnReview, saveReview, submitReview } from './operations.ts'
import { scoresOf, weightedMean } from './rules.ts'
import { returnBody, reviewBody, reviewStatusView, reviewsView, reviewView } from './schema.ts'

/** `If-Match` is the version that was read, `"0"` where nothing was written before. */
const matchHeaders = z.object({ 'if-match': z.string().max(100).optional() })

export const reviewsApi = async (app: App): Promise<void> => {
  const config = { access: 'reviewer' as const }
  const path = `${API_PREFIX}/assignments/:id/review`

  app.get(
    path,
    {
      config,
      schema: { summary: 'Your review', params: idParams, response: { 200: reviewView } },
    },
    async (request, reply) => {
      const own = await loadOwnReview(request.context, request.params.id)
      reply.header('etag', etagOf(own.version))
      return viewOf(own)
    },
  )

  app.put(
    path,
    {
      config,
      schema: {
        summary: 'Save your review as a draft',
        description: 'Needs `If-Match`; 412 when it was saved elsewhere since, 428 without it.',
        params: idParams,
        headers: matchHeaders,
        body: reviewBody,
        response: { 200: reviewView },
      },
    },
    async (request, reply) => {
      const { context, body } = request
      const version = versionToChange(request)
      await saveReview(context, request.params.id, { version, content: body })
      const own = await loadOwnReview(context, request.params.id)
      reply.header('etag', etagOf(own.version))
      return viewOf(own)
    },
  )

  app.post(
    `${path}/submission`,
    {
      config,
      schema: {
        summary: 'Send your review',
        description: 'With `If-Match` only if nothing was saved elsewhere since.',
        params: idParams,
        headers: matchHeaders,
        response: { 200: reviewStatusView },
      },
    },
    async (request) => {
      const version = versionSeen(request)
      await submitReview(request.context, request.params.id, version ?? undefined)
      return { status: 'submitted' }
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/reviews`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'All reviews of an application that were sent',
        params: idParams,
        response: { 200: reviewsView },
      },
    },
    async (request) => {
      const { call, sent, summary } = await loadReviews(request.context, request.params.id)
      const items = sent.flatMap(({ id, reviewer, role, submittedAt, content }) =>
        id === null
          ? []
          : [
              {
                id,
                reviewer,
                role,
                submittedAt: submittedAt?.toISOString() ?? null,
                ...content,
                weightedMean: weightedMean(scoresOf(content), call.criteria),
              },
            ],
      )
      const { count, mean, spread, perCriterion } = summary
      return {
        items,
        total: items.length,
        next: null,
        summary: { count, mean, spread, perCriterion: [...perCriterion] },
      }
    },
  )

  app.post(
    `${API_PREFIX}/reviews/:id/return`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Return a review to its reviewer, with a reason',
        params: idParams,
        body: returnBody,
        response: { 200: reviewStatusView },
      },
    },
    async (request) => {
      await returnReview(request.context, request.params.id, request.body.reason)
      return { status: 'returned' }
    },
  )
}

const viewOf = ({ review, content, version, call }: OwnReview) => ({
  ...content,
  scores: { ...content.scores },
  status: review?.status ?? null,
  version,
  weightedMean: weightedMean(scoresOf(content), call.criteria),
  submittedAt: review?.submittedAt?.toISOString() ?? null,
  returnedReason: review?.returnedReason ?? null,
})
