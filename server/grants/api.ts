import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { Invalid } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { readUpload } from '../plugins/uploads.ts'
import { idParams } from '../schema.ts'
import { etagOf, preconditioned, versionOfAct, versionOfChange, versionSeen } from '../versions.ts'
import { ownGrantsApi } from './api-own.ts'
import { beginDeposit } from './depositing.ts'
import { loadAward, loadAwardsAfter, loadReports, permitUpload } from './loading.ts'
import { acceptGrant, dayOf } from './operations.ts'
import {
  acceptReport,
  openReport,
  publishReport,
  returnReport,
  saveReport,
  submitReport,
} from './reporting.ts'
import { REPORT_FILE_BYTES_MAX } from './rules.ts'
import {
  acceptanceBody,
  awardsApiQuery,
  awardsView,
  depositBody,
  grantView,
  PAGE_SIZE,
  PAGE_SIZE_MAX,
  publicationBody,
  publicationMade,
  publicGrantView,
  referenceParams,
  reportBody,
  reportsView,
  reportView,
  returnBody,
  versionBody,
} from './schema.ts'
import type { Report } from './store.ts'
import { texts } from './texts.ts'
import { toAward, toGrant, toReport } from './views.ts'

export const grantsApi = async (app: App): Promise<void> => {
  const open = { access: 'public' as const }
  const signedIn = { access: 'signedIn' as const }
  const officer = { access: 'officer' as const }

  await app.register(ownGrantsApi)

  app.get(
    `${API_PREFIX}/grants`,
    {
      config: open,
      schema: {
        summary: 'List what has been awarded',
        querystring: awardsApiQuery,
        response: { 200: awardsView },
      },
    },
    async (request) => {
      const { after, limit, ...filter } = request.query
      const size = Math.min(PAGE_SIZE_MAX, Math.max(1, Number(limit ?? PAGE_SIZE)))
      const found = await loadAwardsAfter(request.context, filter, { after, limit: size })
      return { ...found, items: found.items.map(toAward) }
    },
  )

  app.get(
    `${API_PREFIX}/grants/:reference`,
    {
      config: open,
      schema: {
        summary: 'Read what is public about a grant',
        params: referenceParams,
        response: { 200: publicGrantView },
      },
    },
    async (request) => {
      const { award, publications } = await loadAward(request.context, request.params.reference)
      return {
        ...toAward(award),
        mainApplicant: award.mainApplicant,
        summary: award.summary,
        publications: publications.map(({ slug, title, language, year }) => ({
          slug,
          title: title[request.language] ?? title[language] ?? slug,
          year,
        })),
      }
    },
  )

  app.post(
    `${API_PREFIX}/grants/:id/acceptance`,
    {
      config: signedIn,
      schema: {
        summary: 'Accept a grant and say when the project starts',
        params: idParams,
        body: acceptanceBody,
        response: { 200: grantView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionOfAct(request, body)
      const grant = await preconditioned(() =>
        acceptGrant(context, params.id, { ...body, version }),
      )
      return reply.header('etag', etagOf(grant.version)).send(toGrant(grant))
    },
  )

  app.post(
    `${API_PREFIX}/grants/:id/deposits`,
    {
      config: signedIn,
      schema: {
        summary: 'Begin a publication that you deposit from a grant',
        description:
          'What the portal knows of the grant stands in it already; with `report` also that report’s title, summary and file. The rest is under `/deposits/{id}`.',
        params: idParams,
        body: depositBody.nullish(),
        response: { 201: publicationMade },
      },
    },
    async ({ context, params, body }, reply) => {
      const made = await beginDeposit(context, params.id, { reportId: body?.report })
      return reply.code(201).header('location', `${API_PREFIX}/deposits/${made.id}`).send(made)
    },
  )

  app.get(
    `${API_PREFIX}/grants/:id/reports`,
    {
      config: signedIn,
      schema: {
        summary: 'List the reports of a grant',
        params: idParams,
        response: { 200: reportsView },
      },
    },
    async (request) => {
      const { reports, today } = await loadReports(request.context, request.params.id)
      return {
        items: reports.map((report) => toReport(report, today)),
        total: reports.length,
        next: null,
      }
    },
  )

  app.post(
    `${API_PREFIX}/reports/:id/opening`,
    {
      config: signedIn,
      schema: { summary: 'Begin a report', params: idParams, response: { 200: reportView } },
    },
    async (request, reply) =>
      answer(request, reply, await openReport(request.context, request.params.id)),
  )

  app.patch(
    `${API_PREFIX}/reports/:id`,
    {
      config: signedIn,
      schema: {
        summary: 'Write in a report',
        description:
          '`If-Match`, or `version` in the body, names the version that the change starts from: missing is 428, outdated 412.',
        params: idParams,
        body: reportBody,
        response: { 200: reportView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionOfChange(request, body)
      return answer(
        request,
        reply,
        await preconditioned(() => saveReport(context, params.id, { ...body, version })),
      )
    },
  )

  app.put(
    `${API_PREFIX}/reports/:id/file`,
    {
      config: signedIn,
      schema: {
        summary: 'Attach the PDF of a report',
        description:
          'As multipart/form-data with one file, at most 20 MB, that begins with `%PDF-`. Opens a scheduled report. `If-Match` is optional; another version is 412.',
        consumes: ['multipart/form-data'],
        params: idParams,
        response: { 200: reportView },
      },
    },
    async (request, reply) => {
      await permitUpload(request.context, request.params.id)
      const { upload } = await readUpload(request, { bytesMax: REPORT_FILE_BYTES_MAX })
      if (!upload)
        throw new Invalid([{ field: 'file', message: texts[request.language].report.lacks.file }])
      const version = versionSeen(request) ?? undefined
      return answer(
        request,
        reply,
        await preconditioned(() =>
          saveReport(request.context, request.params.id, { upload, version }),
        ),
      )
    },
  )

  app.post(
    `${API_PREFIX}/reports/:id/submission`,
    {
      config: signedIn,
      schema: {
        summary: 'Hand in a report',
        description: 'As it stands, or with the title and summary given.',
        params: idParams,
        body: reportBody.nullish(),
        response: { 200: reportView },
      },
    },
    async (request, reply) =>
      acted(request, reply, request.body, (version) =>
        submitReport(request.context, request.params.id, { ...request.body, version }),
      ),
  )

  app.post(
    `${API_PREFIX}/reports/:id/return`,
    {
      config: officer,
      schema: {
        summary: 'Return a report with a reason',
        params: idParams,
        body: returnBody,
        response: { 200: reportView },
      },
    },
    async (request, reply) =>
      acted(request, reply, request.body, (version) =>
        returnReport(request.context, request.params.id, { ...request.body, version }),
      ),
  )

  app.post(
    `${API_PREFIX}/reports/:id/acceptance`,
    {
      config: officer,
      schema: {
        summary: 'Accept a report',
        params: idParams,
        body: versionBody.nullish(),
        response: { 200: reportView },
      },
    },
    async (request, reply) =>
      acted(request, reply, request.body, (version) =>
        acceptReport(request.context, request.params.id, { ...request.body, version }),
      ),
  )

  app.post(
    `${API_PREFIX}/reports/:id/publication`,
    {
      config: officer,
      schema: {
        summary: 'Begin a publication from an accepted report',
        params: idParams,
        body: publicationBody.nullish(),
        response: { 201: publicationMade },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      return reply.code(201).send(await publishReport(context, params.id, body ?? {}))
    },
  )
}

/** An act on the version that the client stated, by `If-Match` or in the body. */
const acted = async (
  request: FastifyRequest,
  reply: FastifyReply,
  body: { version?: number | undefined } | null | undefined,
  act: (version: number | undefined) => Promise<Report>,
) => {
  const version = versionOfAct(request, body)
  return answer(request, reply, await preconditioned(() => act(version)))
}

const answer = ({ context }: FastifyRequest, reply: FastifyReply, report: Report) =>
  reply.header('etag', etagOf(report.version)).send(toReport(report, dayOf(context.clock.now())))
