import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { constraintReason } from '../../db/constraints.ts'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { Invalid, Refused } from '../errors.ts'
import { checkForm, decodeForm, emptyForm, type FormState, type Problem } from '../form.ts'
import { listHistory } from '../history/store.ts'
import type { Language } from '../language.ts'
import { readUpload } from '../plugins/uploads.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { draftOf, type PublicationDraft, recordOf } from './draft.ts'
import { FILE_BYTES_MAX } from './files.ts'
import { fieldOf, publicationForm, recordOfForm, valuesOf } from './form.ts'
import {
  actOnPublication,
  attachFile,
  createPublication,
  factsOf,
  updatePublication,
} from './operations.ts'
import { officeListPage, officePath, officePublicationPage } from './pages/office.ts'
import { publicationFormPage } from './pages/office-form.ts'
import type { NewNote } from './parts.ts'
import { isbnOf } from './rules/numbers.ts'
import { ACT_NOUNS, PUBLICATION_ACTS, PUBLICATION_STATUSES } from './rules.ts'
import { getPublication, listForOffice } from './store.ts'
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
      const publications = await listForOffice(request.context.db, asked)
      return reply.page(
        officeListPage(request.view, { ...asked, publications, mayWrite: mayWrite(request) }),
      )
    },
  )

  app.get('/office/publications/new', { config: writes }, async (request, reply) =>
    reply.page(publicationFormPage(request.view, emptyForm(), null)),
  )

  app.post('/office/publications', { config: writes }, async (request, reply) => {
    const decoded = decodePublication(request.body, request.language)
    if (!decoded.ok) return reply.page(publicationFormPage(request.view, decoded.form, null), 422)
    try {
      const { id } = await createPublication(request.context, decoded.draft)
      return reply.seeOther(officePath({ id }))
    } catch (error) {
      const problem = fieldProblem(error, request.language)
      if (!problem) throw error
      const again = { values: decoded.form.values, problems: [problem] }
      return reply.page(publicationFormPage(request.view, again, null), 422)
    }
  })

  app.get(
    '/office/publications/:id',
    { config: reads, schema: { params: idParams } },
    async (request, reply) => reply.page(await onePage(request, request.params.id)),
  )

  app.get(
    '/office/publications/:id/edit',
    { config: writes, schema: { params: idParams } },
    async (request, reply) => {
      const publication = await getPublication(request.context.db, request.params.id)
      const form = emptyForm(valuesOf(publication, request.language))
      return reply.page(publicationFormPage(request.view, form, publication))
    },
  )

  app.post(
    '/office/publications/:id/edit',
    { config: writes, schema: { params: idParams } },
    async (request, reply) => {
      const { context, params, view } = request
      const publication = await getPublication(context.db, params.id)
      const decoded = decodePublication(request.body, request.language, publication)
      if (!decoded.ok) return reply.page(publicationFormPage(view, decoded.form, publication), 422)
      const { form } = decoded
      try {
        await updatePublication(context, params.id, decoded)
        return reply.seeOther(officePath(params))
      } catch (error) {
        const problem = fieldProblem(error, request.language)
        if (!problem) throw error
        const again = { values: form.values, problems: [problem] }
        return reply.page(publicationFormPage(view, again, publication), 422)
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
        await onePage(request, params.id, { file: { values: { note: fields['note'] }, problems } }),
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
        try {
          await actOnPublication(context, params.id, { act, ...decoded.value })
          return reply.seeOther(officePath(params))
        } catch (error) {
          if (!(error instanceof Refused) || error.refusal.reason !== 'publication_reason_missing')
            throw error
          const message = explain(error.refusal, request.language)
          const withdrawal = {
            values: decoded.form.values,
            problems: [{ field: 'reason', message }],
          }
          return reply.page(await onePage(request, params.id, { withdrawal }), 422)
        }
      },
    )
}

const mayWrite = ({ actor }: FastifyRequest): boolean => hasRole(actor, 'officer')

const onePage = async (
  request: FastifyRequest,
  id: string,
  forms: { withdrawal?: FormState; file?: FormState } = {},
) => {
  const { db } = request.context
  const publication = await getPublication(db, id)
  const events = await listHistory(db, 'publication', publication.id)
  return officePublicationPage(request.view, publication, {
    facts: factsOf(publication),
    events,
    mayWrite: mayWrite(request),
    ...forms,
  })
}

/** Refusals that are about one field of the form. */
const FIELDS: Record<string, string> = {
  number_taken: 'number',
  isbn_taken: 'isbn',
  isbn_kept: 'isbn',
  isbn_none_left: 'isbn',
  funding_unknown: 'funding',
  publication_note_missing: 'note',
}

const fieldProblem = (error: unknown, language: Language): Problem | null => {
  const reason = error instanceof Refused ? error.refusal.reason : constraintReason(error)
  const field = reason === null ? undefined : FIELDS[reason]
  return reason === null || field === undefined
    ? null
    : { field, message: explain({ reason }, language) }
}

type DecodedPublication =
  | {
      ok: true
      draft: PublicationDraft
      version: number
      note: NewNote | undefined
      form: FormState
    }
  | { ok: false; form: FormState }

/** The form by its schema, then by the rules that imports and the API obey too. */
const decodePublication = (
  body: unknown,
  language: Language,
  before?: PublicationDraft,
): DecodedPublication => {
  const words = texts[language].problems
  const decoded = decodeForm(publicationForm, body, { language, texts: words })
  if (!decoded.ok) return decoded
  const { draft, problems } = draftOf({
    ...(before ? recordOf(before) : {}),
    ...recordOfForm(decoded.value),
  })
  const { version = 0, note, isbn } = decoded.value
  // Others' lists hold ISBNs that were printed wrong; what is typed here is a slip of the pen.
  const isSlip = isbn !== undefined && isbn !== before?.isbn && isbnOf(isbn) === null
  if (problems.length === 0 && !isSlip)
    return {
      ok: true,
      draft,
      version,
      note: note === undefined ? undefined : { kind: 'change', text: { [language]: note } },
      form: decoded.form,
    }
  return {
    ok: false,
    form: {
      values: decoded.form.values,
      problems: [
        ...problems.map((problem) => ({
          field: fieldOf(problem),
          message:
            problem.value === ''
              ? words[problem.code]
              : `${words[problem.code]} (${problem.value})`,
        })),
        ...(isSlip ? [{ field: 'isbn', message: words.isbn_wrong }] : []),
      ],
    },
  }
}
