import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, NotFound } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { plainFileName, readUpload, UPLOAD_BYTES_MAX, type Upload } from '../plugins/uploads.ts'
import { idParams } from '../schema.ts'
import { etagOf, versionToChange } from '../versions.ts'
import {
  attachmentView,
  budgetView,
  invitationsView,
  participantView,
  receiptView,
  toBudgetView,
  toReceiptView,
} from './api-views.ts'
import { attachFile, openSlot, removeAttachment } from './attaching.ts'
import { saveBudget } from './budgeting.ts'
import { answerInvitation, inviteParticipant, listInvitations } from './inviting.ts'
import { readOwn } from './model.ts'
import { requirePerson } from './reach.ts'
import { budgetBody, invitationForm, partParams, withdrawalForm } from './schema.ts'
import { submitApplication, takeBackApplication, withdrawApplication } from './submitting.ts'
import { texts } from './texts.ts'

const attachmentQuery = z.object({
  slot: z.string().min(1).max(100),
  name: z.string().max(500).optional(),
})
const answered = z
  .object({ application: z.uuid(), status: z.enum(['accepted', 'declined']) })
  .meta({ id: 'InvitationAnswered' })
/** Budget, attachments, invitations and the acts on an application. */
export const partsApi = async (app: App): Promise<void> => {
  const config = { access: 'signedIn' as const }
  const own = (request: FastifyRequest, id: string) =>
    readOwn(request.context.db, request.context.actor, id, request.context.clock.now())
  // The body stays a stream: it goes to storage as it comes.
  app.addContentTypeParser('application/pdf', (_request, _payload, done) => done(null, null))

  app.put(
    `${API_PREFIX}/applications/:id/budget`,
    {
      config,
      schema: {
        summary: 'Put these lines in place of the budget',
        description: 'Amounts in hundredths. `If-Match` names the version of the application.',
        params: idParams,
        body: budgetBody,
        response: { 200: budgetView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const { application } = await own(request, params.id)
      const known = application.definition.budget.categories.map(({ key }) => key)
      const unknown = body.lines.findIndex(({ category }) => !known.includes(category))
      if (unknown !== -1)
        throw new Invalid([{ field: `lines.${unknown}.category`, message: known.join(', ') }])
      const saved = await saveBudget(context, params.id, body.lines, versionToChange(request))
      reply.header('etag', etagOf(saved.version))
      return toBudgetView(await own(request, params.id))
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/attachments`,
    {
      config,
      bodyLimit: UPLOAD_BYTES_MAX,
      schema: {
        summary: 'Attach a PDF to a slot, in place of what was there',
        description: 'Multipart with one file, or the PDF itself as the body with `name`.',
        params: idParams,
        querystring: attachmentQuery,
        response: { 201: attachmentView },
      },
    },
    async (request, reply) => {
      const { context, params, query } = request
      const slot = await openSlot(context, params.id, query.slot)
      const upload = request.isMultipart()
        ? (await readUpload(request, { bytesMax: slot.bytesMax })).upload
        : await readBody(request, slot.bytesMax, query.name ?? `${slot.key}.pdf`)
      const { id } = await attachFile(context, params.id, slot, upload)
      const { application } = await own(request, params.id)
      const made = application.attachments.find((one) => one.id === id)
      if (!made) throw new NotFound('attachment')
      return reply.code(201).send(made)
    },
  )

  app.delete(
    `${API_PREFIX}/applications/:id/attachments/:part`,
    {
      config,
      schema: {
        summary: 'Take a file out of its slot',
        params: partParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeAttachment(request.context, request.params.id, request.params.part)
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/invitations`,
    {
      config: { ...config, rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        summary: 'Invite someone by mail',
        params: idParams,
        body: invitationForm,
        response: { 201: participantView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const { id } = await inviteParticipant(context, params.id, { ...body, name: body.name ?? '' })
      const { application } = await own(request, params.id)
      const made = application.participants.find((one) => one.id === id)
      if (!made) throw new NotFound('participant')
      return reply.code(201).send(made)
    },
  )

  app.get(
    `${API_PREFIX}/invitations`,
    { config, schema: { summary: 'Invitations to answer', response: { 200: invitationsView } } },
    async ({ context }) => {
      const items = await listInvitations(context.db, requirePerson(context).email)
      return { items, total: items.length, next: null }
    },
  )

  for (const [noun, act] of [
    ['acceptance', 'accept'],
    ['declination', 'decline'],
  ] as const)
    app.post(
      `${API_PREFIX}/invitations/:id/${noun}`,
      {
        config,
        schema: {
          summary: `Answer an invitation: ${act}`,
          params: idParams,
          response: { 200: answered },
        },
      },
      async (request) => {
        const { applicationId } = await answerInvitation(request.context, request.params.id, act)
        return {
          application: applicationId,
          status: act === 'accept' ? ('accepted' as const) : ('declined' as const),
        }
      },
    )

  app.post(
    `${API_PREFIX}/applications/:id/submission`,
    {
      config,
      schema: {
        summary: 'Submit',
        description: 'Submitting again what is submitted gives the same receipt.',
        params: idParams,
        response: { 201: receiptView },
      },
    },
    async (request, reply) => {
      const receipt = await submitApplication(request.context, request.params.id)
      return reply.code(201).send(toReceiptView(receipt))
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/taking-back`,
    {
      config,
      schema: {
        summary: 'Make a draft of it again, until the call closes',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await takeBackApplication(request.context, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/withdrawal`,
    {
      config,
      schema: {
        summary: 'Withdraw for good',
        params: idParams,
        body: withdrawalForm,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await withdrawApplication(request.context, request.params.id, request.body.reason)
      return reply.code(204).send(null)
    },
  )
}

const readBody = async (
  request: FastifyRequest,
  bytesMax: number,
  name: string,
): Promise<Upload> => {
  if (!/^application\/pdf\b/.test(request.headers['content-type'] ?? ''))
    throw new Invalid([{ field: 'file', message: texts[request.language].attachments.notPdf }])
  const stored = await request.context.storage.put(request.raw, { bytesMax })
  return { stored, name: plainFileName(name), mediaType: 'application/pdf' }
}
