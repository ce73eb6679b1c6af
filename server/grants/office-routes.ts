import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from '../form.ts'
import { idParams } from '../schema.ts'
import { loadAwards, loadOfficeGrant, loadOfficeReport } from './loading.ts'
import { officeGrantPage, officeGrantsPage, officeReportPage } from './office-pages.ts'
import { acceptReport, publishReport, returnReport } from './reporting.ts'
import { officeQuery, PAGE_SIZE, publicationBody, returnBody, versionBody } from './schema.ts'
import { texts } from './texts.ts'

/** Grants and reports as the office handles them. */
export const officeRoutes = async (app: App): Promise<void> => {
  for (const form of [returnBody, publicationBody, versionBody]) checkForm(form)
  const schema = { params: idParams }
  const staff = { config: { access: 'staff' as const }, schema }
  const officer = { config: { access: 'officer' as const }, schema }

  app.get(
    '/office/grants',
    { config: { access: 'staff' }, schema: { querystring: officeQuery } },
    async (request, reply) => {
      const { page, ...filter } = request.query
      const awards = await loadAwards(request.context, filter, {
        page: Math.max(1, Number(page ?? 1)),
        size: PAGE_SIZE,
      })
      return reply.page(officeGrantsPage(request.view, awards))
    },
  )

  app.get('/office/grants/:id', staff, async (request, reply) =>
    reply.page(
      officeGrantPage(request.view, await loadOfficeGrant(request.context, request.params.id)),
    ),
  )

  app.get('/office/reports/:id', staff, async (request, reply) =>
    sendReport(request, reply, request.params.id, {}),
  )

  app.post('/office/reports/:id/acceptance', officer, async (request, reply) => {
    const { id } = request.params
    const decoded = decodeForm(versionBody, request.body, { language: request.language })
    await acceptReport(request.context, id, decoded.ok ? decoded.value : {})
    return reply.seeOther(`/office/reports/${id}`)
  })

  app.post('/office/reports/:id/return', officer, async (request, reply) => {
    const { id } = request.params
    const decoded = decodeForm(returnBody, request.body, {
      language: request.language,
      texts: texts[request.language].problems,
    })
    if (!decoded.ok) return sendReport(request, reply, id, { return: decoded.form })
    await returnReport(request.context, id, decoded.value)
    return reply.seeOther(`/office/reports/${id}`)
  })

  app.post('/office/reports/:id/publication', officer, async (request, reply) => {
    const { id } = request.params
    const decoded = decodeForm(publicationBody, request.body, { language: request.language })
    if (!decoded.ok) return sendReport(request, reply, id, { publication: decoded.form })
    const made = await publishReport(request.context, id, decoded.value)
    return reply.seeOther(`/office/publications/${made.id}`)
  })
}

const sendReport = async (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  forms: { return?: FormState; publication?: FormState },
) => {
  const loaded = await loadOfficeReport(request.context, id)
  return reply.page(
    officeReportPage(request.view, loaded, {
      return: forms.return ?? emptyForm(),
      publication: forms.publication ?? emptyForm(),
    }),
    forms.return || forms.publication ? 422 : 200,
  )
}
