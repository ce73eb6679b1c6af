import type { App } from '../app.ts'
import { declareConflict } from '../conflicts/operations.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { officeApi } from './api-office.ts'
import { loadOwnAssignment } from './loading.ts'
import { acceptAssignment, declineAssignment, type OwnWork, workItems } from './operations.ts'
import { assignmentList, assignmentView, declarationBody, declinationBody, done } from './schema.ts'

export const assignmentsApi = async (app: App): Promise<void> => {
  const reviewer = { access: 'reviewer' as const }
  const own = `${API_PREFIX}/assignments`

  app.get(
    own,
    {
      config: reviewer,
      schema: { summary: 'Your own reviews to do', response: { 200: assignmentList } },
    },
    async (request) => {
      const work = await workItems(request.context.db, request.actor)
      return { items: work.map(itemOf), total: work.length, next: null }
    },
  )

  app.get(
    `${own}/:id`,
    {
      config: reviewer,
      schema: {
        summary: 'One of your reviews',
        description:
          'Before you have declared to have no conflict of interest: what you need to know to say so.',
        params: idParams,
        response: { 200: assignmentView },
      },
    },
    async (request) => {
      const { assignment, call, review, ...known } = await loadOwnAssignment(
        request.context,
        request.params.id,
      )
      const { id, reference, role, status, dueAt, declaredAt } = assignment
      return {
        ...known,
        id,
        reference,
        role,
        status,
        call: { id: call.id, title: call.title },
        dueAt: dueAt?.toISOString() ?? null,
        declaredAt: declaredAt?.toISOString() ?? null,
        reviewStatus: review?.status ?? null,
        dossier: status === 'invited' ? null : `${own}/${id}/dossier.pdf`,
      }
    },
  )

  app.post(
    `${own}/:id/acceptance`,
    {
      config: reviewer,
      schema: {
        summary: 'Declare no conflict of interest and accept',
        params: idParams,
        response: { 200: done },
      },
    },
    async (request) => {
      await acceptAssignment(request.context, request.params.id)
      return { status: 'accepted' }
    },
  )

  app.post(
    `${own}/:id/declination`,
    {
      config: reviewer,
      schema: {
        summary: 'Decline, for a conflict of interest or another reason',
        params: idParams,
        body: declinationBody,
        response: { 200: done },
      },
    },
    async (request) => {
      const { context, body } = request
      if ('conflict' in body) await declareConflict(context, request.params.id, body.conflict)
      else await declineAssignment(context, request.params.id, body.reason)
      return { status: 'declined' }
    },
  )

  app.post(
    `${own}/:id/conflict`,
    {
      config: reviewer,
      schema: {
        summary: 'Report a conflict of interest, at any time',
        params: idParams,
        body: declarationBody,
        response: { 200: done },
      },
    },
    async (request) => {
      await declareConflict(request.context, request.params.id, request.body)
      return { status: 'declined' }
    },
  )

  await app.register(officeApi)
}

const itemOf = ({ callId, callTitle, dueAt, ...item }: OwnWork) => ({
  ...item,
  call: { id: callId, title: callTitle },
  dueAt: dueAt?.toISOString() ?? null,
})
