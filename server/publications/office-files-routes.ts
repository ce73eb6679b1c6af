import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { PDF, sendFile } from '../files/operations.ts'
import { checkForm, decodeForm, type Problem } from '../form.ts'
import { readUpload } from '../plugins/uploads.ts'
import { idParams } from '../schema.ts'
import { LANGUAGE_CODES } from '../vocabulary/languages.ts'
import { LICENCES } from '../vocabulary/licences.ts'
import { FILE_BYTES_MAX, mediaTypeOf, otherFileName } from './files.ts'
import { again } from './office-answers.ts'
import { officePath } from './pages/office.ts'
import { addFile, removeFile } from './parts.ts'
import { FILE_KINDS } from './rules/parts.ts'
import { getPublication, type Publication } from './store.ts'
import { texts } from './texts.ts'

/** What is said of a file beside the main one, by page and API alike. */
export const fileForm = z.strictObject({
  version: z.int().optional(),
  file_kind: z.enum(FILE_KINDS).exclude(['main']),
  label: z.string().max(200).optional(),
  language: z.enum(LANGUAGE_CODES).optional(),
  licence: z.enum(LICENCES.map(({ key }) => key)).optional(),
})

/** The files beside the main one. */
export const officeFilesRoutes = async (app: App): Promise<void> => {
  checkForm(fileForm)
  const writes = { access: 'officer' as const }
  const fileParams = idParams.extend({ file: z.uuid() })

  app.get(
    '/office/publications/:id/files/:file',
    {
      config: { access: 'staff' },
      schema: { params: idParams.extend({ file: z.union([z.uuid(), z.literal('main')]) }) },
    },
    async (request, reply) => {
      const { id, file } = request.params
      const publication = await getPublication(request.context.db, id)
      const found = fileOf(publication, file)
      return sendFile(reply, found.file, { name: found.name })
    },
  )

  app.post(
    '/office/publications/:id/files',
    { config: { ...writes, takesFile: true }, schema: { params: idParams } },
    async (request, reply) => {
      const { fields, upload } = await readUpload(request, { bytesMax: FILE_BYTES_MAX })
      const { context, language, params } = request
      const decoded = decodeForm(fileForm, fields, { language })
      const words = texts[language].problems
      const mediaType = upload ? mediaTypeOf(upload.name, upload.stored) : null
      if (!decoded.ok || !upload || mediaType === null) {
        const message = upload ? words.file_kind_unknown : words.nothing_chosen
        const missing: Problem[] = mediaType === null ? [{ field: 'other_file', message }] : []
        const problems = [...decoded.form.problems, ...missing]
        return again(request, reply, { part: 'files', state: { ...decoded.form, problems } })
      }
      const { file_kind: kind, label, licence } = decoded.value
      await addFile(context, params.id, {
        stored: upload.stored,
        mediaType,
        kind,
        language: decoded.value.language ?? null,
        label: label ?? null,
        licence: licence ?? null,
      })
      return reply.seeOther(officePath(params))
    },
  )

  app.post(
    '/office/publications/:id/files/:file/removal',
    { config: writes, schema: { params: fileParams } },
    async (request, reply) => {
      const { id, file } = request.params
      await removeFile(request.context, id, file)
      return reply.seeOther(officePath({ id }))
    },
  )
}

/** Of any status, for those who check it before it is published. */
const fileOf = ({ slug, file: main, otherFiles }: Publication, id: string) => {
  if (id === 'main' && main !== null)
    return { file: { ...main, mediaType: PDF }, name: `${slug}.pdf` }
  const file = otherFiles.find((one) => one.id === id)
  if (!file) throw new NotFound('file')
  return { file, name: otherFileName(slug, file) }
}
