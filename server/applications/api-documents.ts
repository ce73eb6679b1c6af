import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { PDF, sendFile, withDownloadHeaders } from '../files/operations.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { idParams, languageQuery } from '../schema.ts'
import {
  attachmentsView,
  participantsView,
  receiptCheckView,
  receiptView,
  toReceiptView,
} from './api-views.ts'
import { findAttachedFile, getSubmittedFile } from './attaching.ts'
import { removeParticipant } from './inviting.ts'
import { readOwn } from './model.ts'
import { permitReadingRevision } from './reach.ts'
import { VERIFY_LIMIT } from './receipt-limit.ts'
import { receiptDocument } from './receipts.ts'
import { getRevision, isReceived } from './revision-store.ts'
import { keyParams, partParams, receiptForm } from './schema.ts'

/** What can be read of an application beside its form: files, people, receipts. */
export const documentsApi = async (app: App): Promise<void> => {
  const config = { access: 'signedIn' as const }
  const place = `${API_PREFIX}/applications/:id`
  const own = ({ context }: FastifyRequest, id: string) =>
    readOwn(context.db, context.actor, id, context.clock.now())

  app.get(
    `${place}/attachments`,
    {
      config,
      schema: {
        summary: 'Files attached to an application',
        params: idParams,
        response: { 200: attachmentsView },
      },
    },
    async (request) => {
      const { attachments } = (await own(request, request.params.id)).application
      return { items: attachments, total: attachments.length, next: null }
    },
  )

  app.get(
    `${place}/attachments/:part`,
    {
      config,
      schema: {
        summary: 'The file of an attachment',
        description: 'To those who take part in the application, a draft too.',
        params: partParams,
        response: { 200: fileAnswer(PDF, 'The file, as a download.') },
      },
    },
    async (request, reply) => {
      const { id, part } = request.params
      await own(request, id)
      const file = await findAttachedFile(request.context.db, id, part)
      if (!file) throw new NotFound('attachment')
      return sendFile(reply, file, { name: file.name })
    },
  )

  app.get(
    `${place}/revision/attachments/:key`,
    {
      config,
      schema: {
        summary: 'A file as it was submitted, by the key of its slot',
        description: 'To those who take part in the application and to the office.',
        params: keyParams,
        response: { 200: fileAnswer(PDF, 'The file, as a download.') },
      },
    },
    async ({ context, params }, reply) => {
      await permitReadingRevision(context, params.id)
      const file = await getSubmittedFile(context.db, params.id, params.key)
      return sendFile(reply, file, { name: file.name })
    },
  )

  app.get(
    `${place}/participants`,
    {
      config,
      schema: {
        summary: 'Those who take part in an application',
        params: idParams,
        response: { 200: participantsView },
      },
    },
    async (request) => {
      const { participants } = (await own(request, request.params.id)).application
      return { items: participants, total: participants.length, next: null }
    },
  )

  app.delete(
    `${place}/participants/:part`,
    {
      config,
      schema: {
        summary: 'Take someone off an application, an invitation back, or leave it oneself',
        params: partParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeParticipant(request.context, request.params.id, request.params.part)
      return reply.code(204).send(null)
    },
  )

  app.get(
    `${place}/receipt`,
    {
      config,
      schema: {
        summary: 'The receipt of what counts as submitted',
        params: idParams,
        response: { 200: receiptView },
      },
    },
    async (request) => {
      await own(request, request.params.id)
      return toReceiptView(await getRevision(request.context.db, request.params.id))
    },
  )

  app.get(
    `${place}/receipt.pdf`,
    {
      config,
      schema: {
        summary: 'The same receipt as a PDF to keep',
        params: idParams,
        querystring: languageQuery,
        response: { 200: fileAnswer(PDF, 'The receipt.') },
      },
    },
    async ({ context, params, query }, reply) => {
      const language = query.language ?? context.language
      const { bytes, ...file } = await receiptDocument({ ...context, language }, params.id)
      return withDownloadHeaders(reply, file).send(bytes)
    },
  )

  app.get(
    `${API_PREFIX}/receipts`,
    {
      config: { access: 'public', rateLimit: VERIFY_LIMIT },
      schema: {
        summary: 'Whether a receipt is ours',
        description: 'For anyone who was shown one: its reference and its SHA-256.',
        querystring: receiptForm,
        response: { 200: receiptCheckView },
      },
    },
    async ({ context, query }) => ({
      isReceived: await isReceived(context.db, query.reference, query.digest),
    }),
  )
}
