import type { App } from '../app.ts'
import { PDF, sendFile } from '../files/operations.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { etagOf } from '../versions.ts'
import {
  loadGrantOf,
  loadGrantsOf,
  loadReadableReport,
  loadReportFile,
  loadReportsToJudge,
} from './loading.ts'
import { dayOf } from './operations.ts'
import { grantView, ownGrantsView, reportQueueView, reportView } from './schema.ts'
import { toGrant, toReport } from './views.ts'

/** Grants and reports as those who hold them and the office read them. */
export const ownGrantsApi = async (app: App): Promise<void> => {
  const signedIn = { access: 'signedIn' as const }

  app.get(
    `${API_PREFIX}/my-grants`,
    {
      config: signedIn,
      schema: { summary: 'Grants that you take part in', response: { 200: ownGrantsView } },
    },
    async ({ context }) => {
      const items = (await loadGrantsOf(context)).map(toGrant)
      return { items, total: items.length, next: null }
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/grant`,
    {
      config: signedIn,
      schema: {
        summary: 'The grant that an application became',
        description: 'To those who take part in it and to the office.',
        params: idParams,
        response: { 200: grantView },
      },
    },
    async ({ context, params }, reply) => {
      const grant = await loadGrantOf(context, params.id)
      return reply.header('etag', etagOf(grant.version)).send(toGrant(grant))
    },
  )

  app.get(
    `${API_PREFIX}/reports`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Reports that were handed in and wait for the office, the oldest first',
        response: { 200: reportQueueView },
      },
    },
    async ({ context }) => {
      const items = (await loadReportsToJudge(context)).map(({ submittedAt, ...report }) => ({
        ...report,
        submittedAt: submittedAt?.toISOString() ?? null,
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.get(
    `${API_PREFIX}/reports/:id`,
    {
      config: signedIn,
      schema: {
        summary: 'A report',
        description: 'To those who take part in its grant; to the office what was handed in.',
        params: idParams,
        response: { 200: reportView },
      },
    },
    async ({ context, params }, reply) => {
      const report = await loadReadableReport(context, params.id)
      const today = dayOf(context.clock.now())
      return reply.header('etag', etagOf(report.version)).send(toReport(report, today))
    },
  )

  app.get(
    `${API_PREFIX}/reports/:id/file`,
    {
      config: signedIn,
      schema: {
        summary: 'The PDF of a report',
        description: 'To those who take part in its grant; to the office once it was handed in.',
        params: idParams,
        response: { 200: fileAnswer(PDF, 'The file, as a download.') },
      },
    },
    async ({ context, params }, reply) => {
      const { name, ...file } = await loadReportFile(context, params.id)
      return sendFile(reply, file, { name })
    },
  )
}
