import type { App } from '../app.ts'
import { sendFile } from '../files/operations.ts'
import { idParams } from '../schema.ts'
import { attachmentOf, readAsReviewer, readAsStaff } from './operations.ts'
import { dossierPage } from './pages.ts'
import { slotParams } from './schema.ts'
import { sendDossier } from './sending.ts'
import { texts } from './texts.ts'

/** The application as one document, for its reviewers and for the office: the same right opens page, PDF and files. */
export const dossierRoutes = async (app: App): Promise<void> => {
  const reviewer = { config: { access: 'reviewer' as const } }
  const staff = { config: { access: 'staff' as const } }
  const byId = { schema: { params: idParams } }
  const bySlot = { schema: { params: slotParams } }

  app.get('/assignments/:id/dossier', { ...reviewer, ...byId }, async (request, reply) => {
    const { context, view } = request
    const { id } = request.params
    const content = await readAsReviewer(context, id)
    const path = view.to(`/assignments/${id}`)
    return reply.page(
      dossierPage(view, {
        content,
        crumbs: [{ label: texts[view.language].back, href: path }],
        pdfPath: `${path}/dossier.pdf`,
        attachmentPath: (slot) => `${path}/attachments/${encodeURIComponent(slot)}`,
        current: 'work',
      }),
    )
  })

  app.get('/assignments/:id/dossier.pdf', { ...reviewer, ...byId }, async (request, reply) => {
    const content = await readAsReviewer(request.context, request.params.id)
    return sendDossier(reply, content)
  })

  app.get(
    '/assignments/:id/attachments/:slot',
    { ...reviewer, ...bySlot },
    async (request, reply) => {
      const content = await readAsReviewer(request.context, request.params.id)
      const file = attachmentOf(content, request.params.slot)
      return sendFile(reply, file, { name: file.name })
    },
  )

  app.get('/office/applications/:id/dossier', { ...staff, ...byId }, async (request, reply) => {
    const { context, view } = request
    const { id } = request.params
    const content = await readAsStaff(context, id)
    const path = view.to(`/office/applications/${id}`)
    return reply.page(
      dossierPage(view, {
        content,
        crumbs: [{ label: texts[view.language].office, href: `${path}/assignments` }],
        pdfPath: `${path}/dossier.pdf`,
        attachmentPath: (slot) => `${path}/dossier/attachments/${encodeURIComponent(slot)}`,
        current: 'office',
      }),
    )
  })

  app.get('/office/applications/:id/dossier.pdf', { ...staff, ...byId }, async (request, reply) => {
    const content = await readAsStaff(request.context, request.params.id)
    return sendDossier(reply, content)
  })

  app.get(
    '/office/applications/:id/dossier/attachments/:slot',
    { ...staff, ...bySlot },
    async (request, reply) => {
      const content = await readAsStaff(request.context, request.params.id)
      const file = attachmentOf(content, request.params.slot)
      return sendFile(reply, file, { name: file.name })
    },
  )
}
