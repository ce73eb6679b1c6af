import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { loadAssigning, loadAssignmentsOfCall, loadLoads } from './loading.ts'
import { assignReviewer, cancelAssignment } from './operations.ts'
import { refuseAssignment } from './rules.ts'
import {
  assignmentBody,
  assignmentMade,
  assignmentsOfApplication,
  callAssignments,
  callAssignmentsQuery,
  candidatesView,
  done,
  loadsView,
  reasonBody,
} from './schema.ts'

/** What the office does with those who review. */
export const officeApi = async (app: App): Promise<void> => {
  const staff = { access: 'staff' as const }
  const officer = { access: 'officer' as const }

  app.get(
    `${API_PREFIX}/calls/:id/assignments`,
    {
      config: staff,
      schema: {
        summary: 'List the assignments of a call',
        description: 'But for those to applications that are closed to you.',
        params: idParams,
        querystring: callAssignmentsQuery,
        response: { 200: callAssignments },
      },
    },
    async ({ context, params, query }) => {
      const { rows, total, next } = await loadAssignmentsOfCall(context, params.id, {
        after: query.after,
        limit: query.limit,
      })
      return { items: rows.map(officeItemOf), total, next }
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/assignments`,
    {
      config: officer,
      schema: {
        summary: 'Ask a reviewer to review an application',
        params: idParams,
        body: assignmentBody,
        response: { 201: assignmentMade },
      },
    },
    async (request, reply) => {
      const id = await assignReviewer(request.context, request.params.id, request.body)
      return reply.code(201).header('location', `${API_PREFIX}/assignments/${id}`).send({ id })
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/assignments`,
    {
      config: staff,
      schema: {
        summary: 'Who was asked to review an application',
        params: idParams,
        response: { 200: assignmentsOfApplication },
      },
    },
    async ({ context, params }) => {
      const { readers } = await loadAssigning(context, params.id)
      const items = readers.map(({ id, role, status, dueAt, personId, name, email }) => ({
        id,
        role,
        status,
        reviewer: { id: personId, name, email },
        dueAt: dueAt?.toISOString() ?? null,
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/candidates`,
    {
      config: staff,
      schema: {
        summary: 'Who could be asked to review an application, and what stands against it',
        params: idParams,
        response: { 200: candidatesView },
      },
    },
    async ({ context, params }) => {
      const { application, candidates, hasRapporteur } = await loadAssigning(context, params.id)
      const items = candidates.map((candidate) => ({
        ...candidate,
        refusal:
          refuseAssignment({ ...application, hasRapporteur }, candidate, 'reader')?.reason ?? null,
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.get(
    `${API_PREFIX}/calls/:id/reviewers`,
    {
      config: staff,
      schema: {
        summary: 'All reviewers with what they have taken on in a call',
        description: 'But for what is closed to you.',
        params: idParams,
        response: { 200: loadsView },
      },
    },
    async ({ context, params }) => {
      const items = await loadLoads(context, params.id)
      return { items, total: items.length, next: null }
    },
  )

  app.post(
    `${API_PREFIX}/assignments/:id/cancellation`,
    {
      config: officer,
      schema: {
        summary: 'Cancel an assignment, with a reason',
        params: idParams,
        body: reasonBody,
        response: { 200: done },
      },
    },
    async (request) => {
      await cancelAssignment(request.context, request.params.id, request.body.reason)
      return { status: 'cancelled' }
    },
  )
}

const officeItemOf = (row: Awaited<ReturnType<typeof loadAssignmentsOfCall>>['rows'][number]) => ({
  id: row.id,
  application: { id: row.applicationId, reference: row.reference, title: row.title },
  reviewer: { id: row.personId, name: row.name, email: row.email },
  role: row.role,
  status: row.status,
  dueAt: row.dueAt?.toISOString() ?? null,
})
