import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { Invalid, Refused } from '../errors.ts'
import { checkForm, decodeForm, emptyForm, type FormState, type Problem } from '../form.ts'
import type { Language } from '../language.ts'
import { readUpload } from '../plugins/uploads.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { listDeposited } from './deposit-store.ts'
import { likelyDuplicates } from './duplicates.ts'
import { duplicatesRoutes } from './duplicates-routes.ts'
import { FILE_BYTES_MAX } from './files.ts'
import { decodePublication, type PublicationFormAnswer, publicationForm, valuesOf } from './form.ts'
import { fieldProblem, withProblem } from './form-problems.ts'
import { workIn } from './form-work.ts'
import { officeFilesRoutes } from './office-files-routes.ts'
import { officePage } from './office-one.ts'
import { officePartsRoutes } from './office-parts-routes.ts'
import { officePoolsRoutes } from './office-pools-routes.ts'
import { actOnPublication, attachFile, createPublication, updatePublication } from './operations.ts'
import { officeListPage, officePath } from './pages/office.ts'
import { publicationFormPage } from './pages/office-form.ts'
import { countFreeIsbns, listNumbers } from './parts-store.ts'
import { RETURN_REASON_MAX } from './rules/deposits.ts'
import { nextNumber } from './rules/numbers.ts'
import { ACT_NOUNS, PUBLICATION_ACTS, PUBLICATION_STATUSES } from './rules.ts'
import { countForOffice, getPublication, listForOffice, type Publication } from './store.ts'
import { texts } from './texts.ts'

const listQuery = z.object({
  q: z.string().max(200).optional().catch(undefined),
  status: z.enum(PUBLICATION_STATUSES).optional().catch(undefined),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional()
    .catch(undefined),
})
const actForm = z.strictObject({
  version: z.int(),
  reason: z.string().max(2_000).optional(),
  /** For those who get a deposit back. */
  return_reason: z.string().max(RETURN_REASON_MAX).optional(),
  /** Slug of what to read in its place. */
  replaced_by: z.string().max(200).optional(),
  /** Ids with commas between: what has the same file or DOI, and rightly so. */
  confirmed: z.string().max(1_000).optional(),
})

/** The office's side of the library. */
export const officeRoutes = async (app: App): Promise<void> => {
  checkForm(publicationForm)
  checkForm(actForm)
  const reads = { access: 'staff' as const }
  const writes = { access: 'officer' as const }

  app.get(
    '/office/publications',
    { config: reads, schema: { querystring: listQuery } },
    async (request, reply) => {
      const { q, status, page } = request.query
      const asked = { words: q?.trim() ?? '', status, page: Number(page ?? 1) }
      const { db } = request.context
      const publications = await listForOffice(db, asked)
      return reply.page(
        officeListPage(request.view, {
          ...asked,
          publications,
          waiting: await countForOffice(db, { words: '', status: 'submitted' }),
          deposited: await listDeposited(
            db,
            publications.map(({ id }) => id),
          ),
          mayWrite: mayWrite(request),
        }),
      )
    },
  )

  app.get('/office/publications/new', { config: writes }, async (request, reply) =>
    reply.page(await formPage(request, emptyForm(), null)),
  )

  app.post('/office/publications', { config: writes }, async (request, reply) => {
    const { context, language } = request
    const decoded = decodePublication(request.body, language)
    if (!decoded.ok) return answerForm(request, reply, decoded, null)
    try {
      const { draft, takesIsbn } = decoded
      const { id } = await createPublication(context, draft, { takesIsbn })
      return reply.seeOther(officePath({ id }))
    } catch (error) {
      return answerForm(request, reply, withProblem(error, decoded.form, language), null)
    }
  })

  app.get(
    '/office/publications/:id',
    { config: reads, schema: { params: idParams } },
    async (request, reply) => reply.page(await officePage(request, request.params.id)),
  )

  app.get(
    '/office/publications/:id/edit',
    { config: writes, schema: { params: idParams } },
    async (request, reply) => {
      const publication = await getPublication(request.context.db, request.params.id)
      const form = emptyForm(valuesOf(publication, request.language))
      return reply.page(await formPage(request, form, publication))
    },
  )

  app.post(
    '/office/publications/:id/edit',
    { config: writes, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params, language } = request
      const publication = await getPublication(context.db, params.id)
      const decoded = decodePublication(request.body, language, publication)
      if (!decoded.ok) return answerForm(request, reply, decoded, publication)
      const { note, form, ...given } = decoded
      try {
        const kind = 'change' as const
        await updatePublication(context, params.id, {
          ...given,
          note: note === undefined ? undefined : { kind, text: { [language]: note } },
        })
        return reply.seeOther(officePath(params))
      } catch (error) {
        return answerForm(request, reply, withProblem(error, form, language), publication)
      }
    },
  )

  app.post(
    '/office/publications/:id/file',
    { config: { ...writes, takesFile: true }, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params } = request
      const { fields, upload } = await readUpload(request, { bytesMax: FILE_BYTES_MAX })
      const message = texts[request.language].problems.nothing_chosen
      const problems: Problem[] = upload ? [] : [{ field: 'file', message }]
      if (upload) {
        try {
          const version = Number(fields['version'])
          const said = fields['note']?.trim()
          await attachFile(context, params.id, {
            stored: upload.stored,
            version,
            note: said ? { kind: 'change', text: { [request.language]: said } } : undefined,
          })
          return reply.seeOther(officePath(params))
        } catch (error) {
          const problem = fieldProblem(error, request.language)
          if (problem) problems.push(problem)
          else if (error instanceof Invalid) problems.push(...error.problems)
          else throw error
        }
      }
      return reply.page(
        await officePage(request, params.id, {
          file: { values: { note: fields['note'] }, problems },
        }),
        422,
      )
    },
  )

  for (const act of PUBLICATION_ACTS)
    app.post(
      `/office/publications/:id/${ACT_NOUNS[act]}`,
      { config: writes, schema: { params: idParams } },
      async (request, reply) => {
        const { context, params } = request
        const decoded = decodeForm(actForm, request.body, { language: request.language })
        if (!decoded.ok) throw new Invalid(decoded.form.problems)
        const {
          replaced_by: replacedBy,
          return_reason: returnReason,
          confirmed,
          ...value
        } = decoded.value
        const reason = act === 'return' ? returnReason : value.reason
        try {
          await actOnPublication(context, params.id, {
            ...value,
            act,
            replacedBy,
            reason,
            confirmed: confirmed?.split(','),
          })
          return reply.seeOther(officePath(params))
        } catch (error) {
          const form = formOfAct(error, decoded.form, request.language)
          return reply.page(await officePage(request, params.id, form), 422)
        }
      },
    )

  await app.register(duplicatesRoutes)
  await app.register(officePartsRoutes)
  await app.register(officeFilesRoutes)
  await app.register(officePoolsRoutes)
}

/** The form of an act with what it lacked; throws what is about none of its fields. */
const formOfAct = (error: unknown, { values }: FormState, language: Language) => {
  const reason = error instanceof Refused ? error.refusal.reason : ''
  const form = (field: string) => ({
    values,
    problems: [{ field, message: explain({ reason }, language) }],
  })
  if (reason === 'publication_reason_missing') return { withdrawal: form('reason') }
  if (reason === 'deposit_reason_missing') return { returning: form('return_reason') }
  if (reason === 'publication_same_as_other') return { publishing: form('confirmed') }
  throw error
}

const mayWrite = ({ actor }: FastifyRequest): boolean => hasRole(actor, 'officer')

type Unfinished = Extract<PublicationFormAnswer, { ok: false }>

/** The form again: with what is wrong, or with what its button asked for. */
const answerForm = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { isAsked, form }: Unfinished,
  publication: Publication | null,
) => {
  const asked = (request.body as Record<string, unknown> | undefined)?.['act']
  const series = form.values['series']
  if (isAsked && asked === 'number' && typeof series === 'string') {
    const numbers = await nextNumbers(request)
    form.values['number'] = String(numbers.get(series) ?? 1)
  }
  return reply.page(await formPage(request, form, publication, asked), isAsked ? 200 : 422)
}

const nextNumbers = async ({ context }: FastifyRequest): Promise<Map<string, number>> =>
  new Map(
    (await listNumbers(context.db)).map(({ series, numbers }) => [series, nextNumber(numbers)]),
  )

const formPage = async (
  request: FastifyRequest,
  form: FormState,
  publication: Publication | null,
  asked?: unknown,
) =>
  publicationFormPage(request.view, form, publication, {
    asked: typeof asked === 'string' ? asked : null,
    freeIsbns: await countFreeIsbns(request.context.db),
    duplicates: await likelyDuplicates(request.context, workIn(form, publication)),
  })
