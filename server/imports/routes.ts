import { buffer } from 'node:stream/consumers'
import type { FastifyRequest } from 'fastify'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { Invalid, Refused } from '../errors.ts'
import { emptyForm, type FormState, type Problem } from '../form.ts'
import { readUpload } from '../plugins/uploads.ts'
import { IMPORTED_AS } from '../publications/rules/duplicates.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { CSV_COLUMNS } from './columns.ts'
import { doImport, planImport, type Source } from './operations.ts'
import { IMPORTS_PATH, importPage, importPath, importsPage } from './pages.ts'
import { IMPORT_BYTES_MAX } from './rules.ts'
import { getImport, listImports } from './store.ts'
import { texts } from './texts.ts'

const SET_MAX = 200
const URL_MAX = 2_000

/** The office's imports: plan, show, do. */
export const importsRoutes = async (app: App): Promise<void> => {
  app.get(IMPORTS_PATH, { config: { access: 'staff' } }, async (request, reply) =>
    reply.page(await startPage(request, emptyForm())),
  )

  app.post(
    IMPORTS_PATH,
    { config: { access: 'officer', takesFile: true } },
    async (request, reply) => {
      const { fields, upload } = await readUpload(request, { bytesMax: IMPORT_BYTES_MAX })
      const url = fields['url']?.trim().slice(0, URL_MAX) ?? ''
      const set = fields['set']?.trim().slice(0, SET_MAX) || undefined
      const words = texts[request.language].problems
      const as = IMPORTED_AS.find((one) => one === fields['imported_as']) ?? 'draft'
      try {
        if (upload && url !== '') throw invalid('file', words.both_chosen)
        if (!upload && url === '') throw invalid('url', words.nothing_chosen)
        const { storage } = request.context
        const source: Source = upload
          ? {
              name: upload.name,
              bytes: await buffer(storage.open(upload.stored.sha256)),
              sha256: upload.stored.sha256,
            }
          : { url, set }
        return reply.seeOther(importPath({ id: await planImport(request.context, source, as) }))
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        const form = {
          values: { url, set, imported_as: as },
          problems: error.problems as Problem[],
        }
        return reply.page(await startPage(request, form), 422)
      }
    },
  )

  app.get(
    `${IMPORTS_PATH}/:id`,
    { config: { access: 'staff' }, schema: { params: idParams } },
    async (request, reply) => reply.page(await onePage(request, request.params.id)),
  )

  app.post(
    `${IMPORTS_PATH}/:id/acceptance`,
    { config: { access: 'officer' }, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params } = request
      try {
        await doImport(context, params.id)
        return reply.seeOther(importPath(params))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        const refusal = explain(error.refusal, request.language)
        return reply.page(await onePage(request, params.id, refusal), error.status)
      }
    },
  )
}

const invalid = (field: string, message: string) => new Invalid([{ field, message }])

const mayWrite = ({ actor }: FastifyRequest): boolean => hasRole(actor, 'officer')

const startPage = async (request: FastifyRequest, form: FormState) =>
  importsPage(request.view, {
    form,
    earlier: await listImports(request.context.db),
    columns: CSV_COLUMNS,
    mayWrite: mayWrite(request),
  })

const onePage = async (request: FastifyRequest, id: string, refusal?: string) =>
  importPage(request.view, {
    one: await getImport(request.context.db, id),
    mayWrite: mayWrite(request),
    refusal,
  })
