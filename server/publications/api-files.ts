import { z } from 'zod'
import { isStaff } from '../actor.ts'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import { Invalid, NotFound } from '../errors.ts'
import { sendFile } from '../files/operations.ts'
import { decodeForm } from '../form.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { readUpload } from '../plugins/uploads.ts'
import { answerSaved } from './api-answers.ts'
import { FILE_BYTES_MAX, mediaTypeOf, otherFileName } from './files.ts'
import { fileForm } from './office-files-routes.ts'
import { addFile, removeFile } from './parts.ts'
import { sendPublicOtherFile } from './public-one.ts'
import { isReadable } from './rules/embargo.ts'
import { FILE_KINDS } from './rules/parts.ts'
import { findPublication, getPublication } from './store.ts'
import { texts } from './texts.ts'
import { sendTombstone } from './tombstone.ts'
import { publicationView } from './views.ts'

const FILES = `${API_PREFIX}/publications/:publication/files`
const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})
const fileParams = params.extend({ file: z.uuid() })

/** The files beside the main one. */
export const filesApi = async (app: App): Promise<void> => {
  const writes = { access: 'officer' as const }

  app.get(
    `${FILES}/:file`,
    {
      config: { access: 'public', rateLimit: budgetOf('api') },
      schema: {
        summary: 'A file beside the main one, as a download',
        description: 'Takes `Range` and `If-None-Match`. Staff get those of drafts too.',
        params: fileParams,
        response: {
          200: fileAnswer('application/octet-stream', 'The file, of whatever type it is.'),
          206: fileAnswer('application/octet-stream', 'A part of it.'),
        },
      },
    },
    async (request, reply) => {
      const { context, params } = request
      const publication = await findPublication(context.db, params.publication)
      const isOpen = publication !== undefined && isReadable(publication, context.clock.now())
      if (publication && !isOpen && isStaff(request.actor)) {
        const file = publication.otherFiles.find(({ id }) => id === params.file)
        if (!file) throw new NotFound('file')
        return sendFile(reply, file, { name: otherFileName(publication.slug, file) })
      }
      if (publication?.status === 'withdrawn') return sendTombstone(request, reply, publication)
      return sendPublicOtherFile(request, reply, { address: params.publication, id: params.file })
    },
  )

  app.post(
    FILES,
    {
      config: writes,
      schema: {
        summary: 'Add a file beside the main one: an annex, slides, data, a cover',
        description: `As multipart/form-data: \`kind\` (${FILE_KINDS.filter((kind) => kind !== 'main').join(', ')}), and where they are others than the publication’s \`label\`, \`language\` and \`licence\`, before the one file. The same file of the same kind is added once.`,
        consumes: ['multipart/form-data'],
        params,
        response: { 201: publicationView },
      },
    },
    async (request, reply) => {
      const { context, language } = request
      const publication = await getPublication(context.db, request.params.publication)
      const { fields, upload } = await readUpload(request, { bytesMax: FILE_BYTES_MAX })
      const { kind, ...others } = fields
      const decoded = decodeForm(fileForm, { ...others, file_kind: kind }, { language })
      const words = texts[language].problems
      const mediaType = upload ? mediaTypeOf(upload.name, upload.stored) : null
      if (!decoded.ok || !upload || mediaType === null) {
        const message = upload ? words.file_kind_unknown : words.nothing_chosen
        const problems = decoded.form.problems.map(({ field, message }) => ({
          field: field === 'file_kind' ? 'kind' : field,
          message,
        }))
        throw new Invalid([
          ...problems,
          ...(mediaType === null ? [{ field: 'file', message }] : []),
        ])
      }
      const { value } = decoded
      const saved = await addFile(context, publication.id, {
        stored: upload.stored,
        mediaType,
        kind: value.file_kind,
        language: value.language ?? null,
        label: value.label ?? null,
        licence: value.licence ?? null,
      })
      reply.code(201)
      return answerSaved(request, reply, saved)
    },
  )

  app.delete(
    `${FILES}/:file`,
    {
      config: writes,
      schema: {
        summary: 'Take a file beside the main one away; it stays on record',
        params: fileParams,
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const { publication, file } = request.params
      return answerSaved(request, reply, await removeFile(request.context, publication, file))
    },
  )
}
