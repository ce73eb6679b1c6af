import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid } from '../errors.ts'
import { sendFile } from '../files/operations.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from '../form.ts'
import { readUpload } from '../plugins/uploads.ts'
import { idParams } from '../schema.ts'
import { awardPage, awardsPage } from './award-pages.ts'
import { awardsCsv } from './csv.ts'
import { beginDeposit } from './depositing.ts'
import {
  loadAllAwards,
  loadAward,
  loadAwards,
  loadOwnGrant,
  loadOwnReport,
  loadReportFile,
  permitUpload,
} from './loading.ts'
import { officeRoutes } from './office-routes.ts'
import { acceptGrant } from './operations.ts'
import { ownGrantPage, ownReportPage, reportCheckPage } from './pages.ts'
import { openReport, saveReport, submitReport } from './reporting.ts'
import { REPORT_FILE_BYTES_MAX } from './rules.ts'
import {
  acceptanceForm,
  awardsQuery,
  depositBody,
  PAGE_SIZE,
  referenceParams,
  reportBody,
  reportOfGrantParams,
  versionBody,
} from './schema.ts'
import { texts } from './texts.ts'

export const grantsRoutes = async (app: App): Promise<void> => {
  for (const form of [acceptanceForm, depositBody, reportBody, versionBody]) checkForm(form)
  await app.register(officeRoutes)
  const open = { access: 'public' as const }
  const signedIn = { config: { access: 'signedIn' as const }, schema: { params: idParams } }
  const ofGrant = {
    config: { access: 'signedIn' as const },
    schema: { params: reportOfGrantParams },
  }

  app.get(
    '/grants',
    { config: open, schema: { querystring: awardsQuery } },
    async (request, reply) => {
      const { page, ...filter } = request.query
      const awards = await loadAwards(request.context, filter, {
        page: Math.max(1, Number(page ?? 1)),
        size: PAGE_SIZE,
      })
      return reply.page(awardsPage(request.view, awards))
    },
  )

  app.get(
    '/grants.csv',
    { config: open, schema: { querystring: awardsQuery } },
    async (request, reply) => {
      const { page: _page, ...filter } = request.query
      const awards = await loadAllAwards(request.context, filter)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="grants.csv"')
        .send(awardsCsv(awards, request.language))
    },
  )

  app.get(
    '/grants/:reference',
    { config: open, schema: { params: referenceParams } },
    async (request, reply) =>
      reply.page(
        awardPage(request.view, await loadAward(request.context, request.params.reference)),
      ),
  )

  app.get('/my-grants/:id', signedIn, async (request, reply) =>
    sendOwnGrant(request, reply, request.params.id),
  )

  app.post('/grants/:id/acceptance', signedIn, async (request, reply) => {
    const { id } = request.params
    const decoded = decode(request, acceptanceForm, request.body)
    if (!decoded.ok) return sendOwnGrant(request, reply, id, decoded.form)
    const { startsOn, version } = decoded.value
    try {
      await acceptGrant(request.context, id, { startsOn, version })
    } catch (error) {
      return sendOwnGrant(request, reply, id, formAgain(error, decoded.form))
    }
    return reply.seeOther(`/my-grants/${id}`)
  })

  app.post('/grants/:id/deposits', signedIn, async (request, reply) => {
    const decoded = decode(request, depositBody, request.body)
    const reportId = decoded.ok ? decoded.value.report : undefined
    const begun = await beginDeposit(request.context, request.params.id, { reportId })
    return reply.seeOther(`/deposits/${begun.id}`)
  })

  app.get('/my-grants/:id/reports/:reportId', ofGrant, async (request, reply) => {
    const { id, reportId } = request.params
    const own = await loadOwnReport(request.context, id, reportId)
    return reply.page(ownReportPage(request.view, own, emptyForm()))
  })

  app.get('/my-grants/:id/reports/:reportId/check', ofGrant, async (request, reply) => {
    const { id, reportId } = request.params
    const own = await loadOwnReport(request.context, id, reportId)
    return reply.page(reportCheckPage(request.view, own))
  })

  app.post('/reports/:id/opening', signedIn, async (request, reply) => {
    const { grantId, id } = await openReport(request.context, request.params.id)
    return reply.seeOther(`/my-grants/${grantId}/reports/${id}`)
  })

  const report = { ...signedIn, config: { ...signedIn.config, takesFile: true } }
  app.post('/reports/:id', report, async (request, reply) => {
    const { id } = request.params
    await permitUpload(request.context, id)
    const { fields, upload } = await readUpload(request, { bytesMax: REPORT_FILE_BYTES_MAX })
    const decoded = decode(request, reportBody, fields)
    if (!decoded.ok) return sendReport(request, reply, id, decoded.form)
    try {
      const { title = '', summary = '', version } = decoded.value
      const saved = await saveReport(request.context, id, { title, summary, version, upload })
      return reply.seeOther(`/my-grants/${saved.grantId}/reports/${id}/check`)
    } catch (error) {
      return sendReport(request, reply, id, formAgain(error, decoded.form))
    }
  })

  app.post('/reports/:id/submission', signedIn, async (request, reply) => {
    const { id } = request.params
    const decoded = decode(request, versionBody, request.body)
    const report = await submitReport(request.context, id, decoded.ok ? decoded.value : {})
    return reply.seeOther(`/my-grants/${report.grantId}/reports/${id}`)
  })

  app.get('/reports/:id/file', signedIn, async (request, reply) => {
    const { name, ...file } = await loadReportFile(request.context, request.params.id)
    return sendFile(reply, file, { name })
  })
}

const sendOwnGrant = async (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  form: FormState = emptyForm(),
) =>
  reply.page(
    ownGrantPage(request.view, await loadOwnGrant(request.context, id), form),
    form.problems.length > 0 ? 422 : 200,
  )

const sendReport = async (
  request: FastifyRequest,
  reply: FastifyReply,
  reportId: string,
  form: FormState,
) => {
  const own = await loadOwnReport(request.context, null, reportId)
  return reply.page(ownReportPage(request.view, own, form), 422)
}

/** The form as it was sent, with what is wrong; any other error goes on. */
const formAgain = (error: unknown, { values }: FormState): FormState => {
  if (!(error instanceof Invalid)) throw error
  return { values, problems: [...error.problems] }
}

const decode = <S extends z.ZodObject>(request: FastifyRequest, form: S, body: unknown) =>
  decodeForm(form, body, {
    language: request.language,
    texts: texts[request.language].problems,
  })
