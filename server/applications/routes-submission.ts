import { z } from 'zod'
import type { App } from '../app.ts'
import { Refused } from '../errors.ts'
import { withDownloadHeaders } from '../files/operations.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { idParams } from '../schema.ts'
import { canonicalJson } from './canonical.ts'
import { answerInvitation, listInvitations } from './inviting.ts'
import { readOwn } from './model.ts'
import { checkPage, withdrawalPage } from './pages/check.ts'
import { invitationsPage } from './pages/participants.ts'
import { receiptPage, receiptsPage } from './pages/receipt.ts'
import { requirePerson } from './reach.ts'
import { VERIFY_LIMIT } from './receipt-limit.ts'
import { receiptDocument } from './receipts.ts'
import { getRevision, isReceived } from './revision-store.ts'
import { receiptForm, withdrawalForm } from './schema.ts'
import { submitApplication, takeBackApplication, withdrawApplication } from './submitting.ts'
import { pageTexts } from './texts-pages.ts'
import { receiptTexts } from './texts-receipt.ts'
import { contentOf, organisationNamesOf, organisationsAnswered } from './whole.ts'

const receiptQuery = z.object({
  reference: z.string().max(100).optional(),
  digest: z.string().max(400).optional(),
})

/** Checking, submitting, receipts, taking back, withdrawing, and answering invitations. */
export const submissionRoutes = async (app: App): Promise<void> => {
  checkForm(withdrawalForm)
  checkForm(receiptForm)
  const signedIn = { access: 'signedIn' as const }
  const route = { config: signedIn, schema: { params: idParams } }

  app.get('/applications/:id/check', route, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    const { application } = own
    const names = await organisationNamesOf(context.db, organisationsAnswered(application))
    return reply.page(checkPage(view, own, contentOf(application, names)))
  })

  app.post('/applications/:id/submission', route, async (request, reply) => {
    const { context, params } = request
    try {
      await submitApplication(context, params.id)
    } catch (error) {
      // What is missing is said where the button was.
      if (error instanceof Refused && error.refusal.reason === 'incomplete')
        return reply.seeOther(`/applications/${params.id}/check`)
      throw error
    }
    return reply.seeOther(`/applications/${params.id}/receipt`)
  })

  app.get('/applications/:id/receipt', route, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    return reply.page(receiptPage(view, own, await getRevision(context.db, params.id)))
  })

  app.get('/applications/:id/receipt.pdf', route, async (request, reply) => {
    const { bytes, ...file } = await receiptDocument(request.context, request.params.id)
    return withDownloadHeaders(reply, file).send(bytes)
  })

  app.get('/applications/:id/submitted.json', route, async (request, reply) => {
    const { context, params, view } = request
    await readOwn(context.db, context.actor, params.id, view.now)
    const receipt = await getRevision(context.db, params.id)
    const name = `${receipt.reference}-${receipt.number}.json`
    return withDownloadHeaders(reply, { name, mediaType: 'application/json' }).send(
      Buffer.from(canonicalJson(receipt.content)),
    )
  })

  app.post('/applications/:id/taking-back', route, async (request, reply) => {
    await takeBackApplication(request.context, request.params.id)
    return reply.seeOther(`/applications/${request.params.id}`)
  })

  app.get('/applications/:id/withdrawal', route, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    return reply.page(withdrawalPage(view, own, emptyForm()))
  })

  app.post('/applications/:id/withdrawal', route, async (request, reply) => {
    const { context, params, view } = request
    const decoded = decodeForm(withdrawalForm, request.body, {
      language: view.language,
      texts: { reason_missing: pageTexts[view.language].withdrawReason },
    })
    if (!decoded.ok) {
      const own = await readOwn(context.db, context.actor, params.id, view.now)
      return reply.page(withdrawalPage(view, own, decoded.form), 422)
    }
    await withdrawApplication(context, params.id, decoded.value.reason)
    return reply.seeOther(`/applications/${params.id}`)
  })

  app.get(
    '/receipts',
    {
      config: { access: 'public', rateLimit: VERIFY_LIMIT },
      schema: { querystring: receiptQuery },
    },
    async (request, reply) => {
      const { context, query, view } = request
      const t = receiptTexts[view.language]
      if (!query.reference && !query.digest)
        return reply.page(receiptsPage(view, emptyForm(), null))
      const decoded = decodeForm(receiptForm, query, {
        language: view.language,
        texts: { reference_form: t.referenceForm, digest_form: t.digestForm },
      })
      if (!decoded.ok) return reply.page(receiptsPage(view, decoded.form, null), 422)
      const { reference, digest } = decoded.value
      const isOurs = await isReceived(context.db, reference, digest)
      return reply.page(receiptsPage(view, decoded.form, isOurs ? 'matches' : 'differs'))
    },
  )

  app.get('/invitations', { config: signedIn }, async (request, reply) => {
    const { context, view } = request
    const invitations = await listInvitations(context.db, requirePerson(context).email)
    return reply.page(invitationsPage(view, invitations))
  })

  app.post('/invitations/:id/acceptance', route, async (request, reply) => {
    const { applicationId } = await answerInvitation(request.context, request.params.id, 'accept')
    return reply.seeOther(`/applications/${applicationId}`)
  })

  app.post('/invitations/:id/declination', route, async (request, reply) => {
    await answerInvitation(request.context, request.params.id, 'decline')
    return reply.seeOther('/invitations')
  })
}
