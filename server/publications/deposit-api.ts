import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorId } from '../actor.ts'
import type { App } from '../app.ts'
import { Invalid } from '../errors.ts'
import { PDF } from '../files/operations.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { readUpload } from '../plugins/uploads.ts'
import { idParams } from '../schema.ts'
import type { StoredFile } from '../storage.ts'
import { etagOf, preconditioned, versionSeen, versionToChange } from '../versions.ts'
import { aboutOf } from './about.ts'
import { sendOwnFile } from './deposit-routes.ts'
import {
  depositPatch,
  depositView,
  ownDepositsView,
  proposalBody,
  toDeposit,
  toListedDeposit,
} from './deposit-schema.ts'
import {
  attachDepositFile,
  discardDeposit,
  listOwnDeposits,
  loadOwnDeposit,
  loadWritableDeposit,
  permitDepositFile,
  saveDeposit,
  submitDeposit,
} from './depositing.ts'
import { recordOf } from './draft.ts'
import { FILE_BYTES_MAX } from './files.ts'
import { draftIn, given } from './given.ts'
import { leaveProposal, takeProposal } from './proposing.ts'
import { texts } from './texts.ts'
import { toPublicationView } from './views.ts'

const LIST = `${API_PREFIX}/deposits`
const ITEM = `${LIST}/:id`
const PROPOSAL = `${ITEM}/proposals/:field`
const proposalParams = idParams.extend({ field: z.string().max(60) })
const noBody = z.strictObject({}).nullish()

/** What authors deposit from their grants, by program. */
export const depositApi = async (app: App): Promise<void> => {
  const config = { access: 'signedIn' as const }
  const response = { 200: depositView }

  app.get(
    LIST,
    {
      config,
      schema: {
        summary: 'Publications that you and your co-applicants deposited, the newest first',
        response: { 200: ownDepositsView },
      },
    },
    async ({ context }) => {
      const items = await listOwnDeposits(context.db, actorId(context.actor) ?? '')
      return { items: items.map(toListedDeposit), total: items.length, next: null }
    },
  )

  app.get(
    ITEM,
    {
      config,
      schema: {
        summary: 'A deposit: the publication, what it lacks, and what its PDF says',
        description: 'To those who take part in its grant.',
        params: idParams,
        response,
      },
    },
    async (request, reply) => answer(request, reply, request.params.id),
  )

  app.patch(
    ITEM,
    {
      config,
      schema: {
        summary: 'Change what is sent, leave the rest',
        description:
          '`If-Match` takes the `ETag` that was read: missing is 428, outdated 412. While it is with its authors.',
        params: idParams,
        body: depositPatch,
        response,
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const { publication } = await loadWritableDeposit(context, params.id)
      const version = versionToChange(request)
      const draft = draftIn(request, { ...recordOf(publication), ...given(body) })
      await preconditioned(() => saveDeposit(context, params.id, { draft, version }))
      return answer(request, reply, params.id)
    },
  )

  app.delete(
    ITEM,
    {
      config,
      schema: {
        summary: 'Throw it away, as long as the office has not had it',
        description: '`If-Match` is optional; another version is 412.',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { context, params } = request
      const version = await versionOf(request)
      await preconditioned(() => discardDeposit(context, params.id, { version }))
      return reply.code(204).send(null)
    },
  )

  app.get(
    `${ITEM}/file`,
    {
      config,
      schema: {
        summary: 'The PDF of a deposit',
        description: 'To those who take part in its grant.',
        params: idParams,
        response: { 200: fileAnswer(PDF, 'The file, as a download.') },
      },
    },
    async (request, reply) => {
      const { publication } = await loadOwnDeposit(request.context, request.params.id)
      return sendOwnFile(reply, publication)
    },
  )

  app.put(
    `${ITEM}/file`,
    {
      config,
      bodyLimit: FILE_BYTES_MAX,
      schema: {
        summary: 'Attach the PDF, as the body or as a multipart form',
        description:
          'At most 20 MB, beginning with `%PDF-`. A job reads it; what it says is then among `proposals`. `If-Match` is optional; another version is 412.',
        params: idParams,
        response,
      },
    },
    async (request, reply) => {
      const { context, params } = request
      await permitDepositFile(context, params.id)
      const stored = await storedIn(request)
      const version = await versionOf(request)
      await preconditioned(() => attachDepositFile(context, params.id, { stored, version }))
      return answer(request, reply, params.id)
    },
  )

  app.post(
    `${ITEM}/submission`,
    {
      config,
      schema: {
        summary: 'Hand it in to the office',
        description: '`If-Match` is optional for acts; another version is 412.',
        params: idParams,
        body: noBody,
        response,
      },
    },
    async (request, reply) => {
      const { context, params } = request
      const version = await versionOf(request)
      await preconditioned(() => submitDeposit(context, params.id, { version }))
      return answer(request, reply, params.id)
    },
  )

  app.post(
    `${PROPOSAL}/acceptance`,
    {
      config,
      schema: {
        summary: 'Take what the PDF says into its field',
        params: proposalParams,
        body: proposalBody.nullish(),
        response,
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const { id, field } = params
      const version = await versionOf(request)
      await preconditioned(() =>
        takeProposal(context, id, { as: 'author', field, values: body?.values, version }),
      )
      return answer(request, reply, id)
    },
  )

  app.post(
    `${PROPOSAL}/declination`,
    {
      config,
      schema: {
        summary: 'Leave it: it is not proposed again of this file',
        params: proposalParams,
        body: noBody,
        response,
      },
    },
    async (request, reply) => {
      const { id, field } = request.params
      await leaveProposal(request.context, id, { as: 'author', field })
      return answer(request, reply, id)
    },
  )
}

const answer = async (request: FastifyRequest, reply: FastifyReply, id: string) => {
  const { context, language } = request
  const { baseUrl } = context.config
  const own = await loadOwnDeposit(context, id)
  const about = await aboutOf(context, own.publication)
  const shown = toPublicationView(own.publication, about, { language, baseUrl })
  reply.header('etag', etagOf(own.publication.version))
  return toDeposit(own, shown, baseUrl)
}

/** The version that was stated, else the present one. */
const versionOf = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<number> =>
  versionSeen(request) ??
  (await loadOwnDeposit(request.context, request.params.id)).publication.version

const storedIn = async (request: FastifyRequest): Promise<StoredFile> => {
  const bytesMax = FILE_BYTES_MAX
  if (request.isMultipart()) {
    const { upload } = await readUpload(request, { bytesMax })
    if (upload) return upload.stored
  } else {
    const source = request.body as Readable | undefined
    if (source && typeof source.pipe === 'function')
      return request.context.storage.put(source, { bytesMax })
  }
  const message = texts[request.language].problems.nothing_chosen
  throw new Invalid([{ field: 'file', message }])
}
