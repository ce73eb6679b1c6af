import type { App } from '../app.ts'
import { Invalid, PreconditionFailed } from '../errors.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { reasonRoutes } from '../reason.ts'
import { idParams } from '../schema.ts'
import { loadOwnReview, loadReturning, loadReviews } from './loading.ts'
import { officeReviewsPage, returnPage } from './office-pages.ts'
import { returnReview, saveReview, submitReview } from './operations.ts'
import { checkPage, reviewPage, sentPage, valuesOf } from './pages.ts'
import { contentOf, returnBody, reviewForm, submissionForm } from './schema.ts'
import { texts } from './texts.ts'

export const reviewsRoutes = async (app: App): Promise<void> => {
  checkForm(reviewForm([]))
  checkForm(submissionForm)
  await app.register(ownRoutes)
  await app.register(officeRoutes)
}

const ownRoutes = async (app: App): Promise<void> => {
  const byId = { config: { access: 'reviewer' as const }, schema: { params: idParams } }

  app.get('/assignments/:id/review', byId, async (request, reply) => {
    const own = await loadOwnReview(request.context, request.params.id)
    if (own.review?.status === 'submitted') return reply.page(sentPage(request.view, own))
    return reply.page(reviewPage(request.view, emptyForm(valuesOf(own.content)), own))
  })

  app.post('/assignments/:id/review', byId, async (request, reply) => {
    const { context, language, view } = request
    const { id } = request.params
    const own = await loadOwnReview(context, id)
    const { criteria } = own.call
    const decoded = decodeForm(reviewForm(criteria), request.body, { language })
    const { values } = decoded.form
    if (!decoded.ok) return reply.page(reviewPage(view, decoded.form, own), 422)
    try {
      const content = contentOf(criteria, decoded.value)
      await saveReview(context, id, { version: Number(decoded.value['version']), content })
    } catch (error) {
      if (error instanceof Invalid)
        return reply.page(reviewPage(view, { values, problems: [...error.problems] }, own), 422)
      if (!(error instanceof PreconditionFailed)) throw error
      // What was typed comes back with the version that is saved, so that saving again is a choice.
      const problems = [{ field: '', message: texts[language].savedElsewhere }]
      return reply.page(
        reviewPage(view, { values, problems }, await loadOwnReview(context, id)),
        409,
      )
    }
    const isChecking = decoded.value['act'] === 'check'
    return reply.seeOther(`/assignments/${id}/review${isChecking ? '/check' : ''}`)
  })

  app.get('/assignments/:id/review/check', byId, async (request, reply) => {
    const own = await loadOwnReview(request.context, request.params.id)
    if (own.review?.status === 'submitted') return reply.page(sentPage(request.view, own))
    return reply.page(checkPage(request.view, own))
  })

  app.post('/assignments/:id/review/submission', byId, async (request, reply) => {
    const decoded = decodeForm(submissionForm, request.body, { language: request.language })
    const version = decoded.ok ? decoded.value.version : undefined
    await submitReview(request.context, request.params.id, version)
    return reply.seeOther(`/assignments/${request.params.id}/review`)
  })
}

const officeRoutes = async (app: App): Promise<void> => {
  app.get(
    '/office/applications/:id/reviews',
    { config: { access: 'staff' }, schema: { params: idParams } },
    async (request, reply) => {
      const loaded = await loadReviews(request.context, request.params.id)
      return reply.page(officeReviewsPage(request.view, loaded))
    },
  )

  reasonRoutes(app, {
    path: '/office/reviews/:id/return',
    form: returnBody,
    problems: (language) => texts[language].problems,
    load: loadReturning,
    page: returnPage,
    run: async (context, id, reason) =>
      `/office/applications/${await returnReview(context, id, reason)}/reviews`,
  })
}
