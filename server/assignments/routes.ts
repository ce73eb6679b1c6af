import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { declareConflict } from '../conflicts/operations.ts'
import { Invalid, NotFound } from '../errors.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from '../form.ts'
import { reasonRoutes } from '../reason.ts'
import { idParams } from '../schema.ts'
import { loadAsOfficer, loadAssigning, loadCallAssignments, loadOwnAssignment } from './loading.ts'
import { assigningPage, callAssignmentsPage, cancellationPage } from './office-pages.ts'
import {
  acceptAssignment,
  assignReviewer,
  cancelAssignment,
  declineAssignment,
  workItems,
} from './operations.ts'
import { assignmentPage, declarationPage, reviewsPage } from './pages.ts'
import {
  assignmentBody,
  declarationBody,
  declinationForm,
  pageQuery,
  reasonBody,
  toldQuery,
} from './schema.ts'
import { texts } from './texts.ts'

export const assignmentsRoutes = async (app: App): Promise<void> => {
  for (const form of [assignmentBody, declarationBody, declinationForm]) checkForm(form)
  await app.register(ownRoutes)
  await app.register(officeRoutes)
}

/** What a reviewer does with an assignment. */
const ownRoutes = async (app: App): Promise<void> => {
  const config = { access: 'reviewer' as const }
  const byId = { config, schema: { params: idParams } }

  app.get('/reviews', { config, schema: { querystring: toldQuery } }, async (request, reply) => {
    const work = await workItems(request.context.db, request.actor)
    return reply.page(reviewsPage(request.view, work, request.query.told))
  })

  app.get('/assignments/:id', byId, async (request, reply) =>
    reply.page(await ownPage(request, request.params.id, emptyForm())),
  )

  app.post('/assignments/:id/acceptance', byId, async (request, reply) => {
    await acceptAssignment(request.context, request.params.id)
    return reply.seeOther(`/assignments/${request.params.id}`)
  })

  app.post('/assignments/:id/declination', byId, async (request, reply) => {
    const { context, language } = request
    const { id } = request.params
    const decoded = decodeForm(declinationForm, request.body, {
      language,
      texts: texts[language].problems,
    })
    if (!decoded.ok) return reply.page(await ownPage(request, id, decoded.form), 422)
    const { kind, statement = '', reason } = decoded.value
    if (kind) {
      await declareConflict(context, id, { kind, statement })
      return reply.seeOther('/reviews?told=conflict')
    }
    const needed = decodeForm(reasonBody, { reason }, { language, texts: texts[language].problems })
    if (!needed.ok) return reply.page(await ownPage(request, id, needed.form), 422)
    await declineAssignment(context, id, needed.value.reason)
    return reply.seeOther('/reviews?told=declined')
  })

  app.post('/assignments/:id/conflict', byId, async (request, reply) => {
    const { context, language } = request
    const { id } = request.params
    const decoded = decodeForm(declarationBody, request.body, {
      language,
      texts: texts[language].problems,
    })
    if (!decoded.ok) return reply.page(await ownPage(request, id, decoded.form), 422)
    await declareConflict(context, id, decoded.value)
    return reply.seeOther('/reviews?told=conflict')
  })
}

/** What the office does with those who review. */
const officeRoutes = async (app: App): Promise<void> => {
  const config = { access: 'staff' as const }
  const officer = { config: { access: 'officer' as const }, schema: { params: idParams } }

  app.get(
    '/office/calls/:id/assignments',
    { config, schema: { params: idParams, querystring: pageQuery } },
    async (request, reply) => {
      const { page } = request.query
      const loaded = await loadCallAssignments(request.context, request.params.id, page)
      return reply.page(callAssignmentsPage(request.view, loaded, page))
    },
  )

  app.get(
    '/office/applications/:id/assignments',
    { config, schema: { params: idParams } },
    async (request, reply) => {
      const loaded = await loadAssigning(request.context, request.params.id)
      return reply.page(assigningPage(request.view, emptyForm(), loaded))
    },
  )

  app.post('/office/applications/:id/assignments', officer, async (request, reply) => {
    const { context, language, view } = request
    const { id } = request.params
    const again = async (form: FormState) =>
      reply.page(assigningPage(view, form, await loadAssigning(context, id)), 422)
    const decoded = decodeForm(assignmentBody, request.body, {
      language,
      texts: texts[language].problems,
    })
    if (!decoded.ok) return again(decoded.form)
    try {
      await assignReviewer(context, id, decoded.value)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return again({ values: decoded.form.values, problems: [...error.problems] })
    }
    return reply.seeOther(`/office/applications/${id}/assignments`)
  })

  reasonRoutes(app, {
    path: '/office/assignments/:id/cancellation',
    form: reasonBody,
    problems: (language) => texts[language].problems,
    load: loadAsOfficer,
    page: cancellationPage,
    run: async (context, id, reason) =>
      `/office/applications/${await cancelAssignment(context, id, reason)}/assignments`,
  })
}

const ownPage = async (request: FastifyRequest, id: string, form: FormState) => {
  const own = await loadOwnAssignment(request.context, id)
  switch (own.assignment.status) {
    case 'invited':
      return declarationPage(request.view, form, own)
    case 'accepted':
    case 'completed':
      return assignmentPage(request.view, form, own)
    default:
      throw new NotFound('assignment')
  }
}
