import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, NotFound } from '../errors.ts'
import { PDF, sendFile } from '../files/operations.ts'
import { checkForm, decodeForm, emptyForm, type FormState, type Problem } from '../form.ts'
import { listHistory } from '../history/store.ts'
import { readUpload } from '../plugins/uploads.ts'
import { idParams } from '../schema.ts'
import {
  attachDepositFile,
  discardDeposit,
  loadOwnDeposit,
  loadWritableDeposit,
  type OwnDeposit,
  permitDepositFile,
  saveDeposit,
  submitDeposit,
} from './depositing.ts'
import { likelyDuplicates, workOf } from './duplicates.ts'
import { FILE_BYTES_MAX } from './files.ts'
import { decodePublication, valuesOf } from './form.ts'
import { withProblem } from './form-problems.ts'
import { depositPage, depositPath, titleText } from './pages/deposit.ts'
import { depositFormPage } from './pages/deposit-form.ts'
import { officePath } from './pages/office-acts.ts'
import { type Answerer, leaveProposal, takeProposal } from './proposing.ts'
import { texts } from './texts.ts'

const versionForm = z.strictObject({ version: z.int() })
/** `values`: of themes those that were ticked. */
const takingForm = versionForm.extend({ values: z.array(z.string().max(120)).max(60).optional() })
const proposalParams = idParams.extend({ field: z.string().max(60) })

/** A publication in the hands of its authors, from their grant to the office. */
export const depositRoutes = async (app: App): Promise<void> => {
  for (const form of [versionForm, takingForm]) checkForm(form)
  const signedIn = { config: { access: 'signedIn' as const }, schema: { params: idParams } }

  app.get('/deposits/:id', signedIn, async (request, reply) =>
    reply.page(await pageOf(request, request.params.id)),
  )

  app.get('/deposits/:id/edit', signedIn, async (request, reply) => {
    const own = await loadWritableDeposit(request.context, request.params.id)
    const form = emptyForm(valuesOf(own.publication, request.language))
    return sendForm(request, reply, own, form)
  })

  app.post('/deposits/:id/edit', signedIn, async (request, reply) => {
    const { context, language, params } = request
    const own = await loadWritableDeposit(context, params.id)
    const decoded = decodePublication(request.body, language, own.publication)
    if (!decoded.ok)
      return sendForm(request, reply, own, decoded.form, { isAsked: decoded.isAsked })
    try {
      await saveDeposit(context, params.id, decoded)
      return reply.seeOther(depositPath(params))
    } catch (error) {
      return sendForm(request, reply, own, withProblem(error, decoded.form, language).form)
    }
  })

  app.post(
    '/deposits/:id/file',
    { ...signedIn, config: { ...signedIn.config, takesFile: true } },
    async (request, reply) => {
      const { context, params } = request
      await permitDepositFile(context, params.id)
      const { fields, upload } = await readUpload(request, { bytesMax: FILE_BYTES_MAX })
      const message = texts[request.language].problems.nothing_chosen
      let problems: readonly Problem[] = [{ field: 'file', message }]
      if (upload)
        try {
          const version = Number(fields['version'])
          await attachDepositFile(context, params.id, { stored: upload.stored, version })
          return reply.seeOther(`${depositPath(params)}#the-file`)
        } catch (error) {
          if (!(error instanceof Invalid)) throw error
          problems = error.problems
        }
      const file = { values: {}, problems: [...problems] }
      return reply.page(await pageOf(request, params.id, { file }), 422)
    },
  )

  app.get('/deposits/:id/file', signedIn, async (request, reply) => {
    const { publication } = await loadOwnDeposit(request.context, request.params.id)
    return sendOwnFile(reply, publication)
  })

  app.post('/deposits/:id/submission', signedIn, async (request, reply) => {
    await submitDeposit(request.context, request.params.id, versionIn(request))
    return reply.seeOther(depositPath(request.params))
  })

  app.post('/deposits/:id/removal', signedIn, async (request, reply) => {
    const { context, params } = request
    const { grantId } = await discardDeposit(context, params.id, versionIn(request))
    return reply.seeOther(`/my-grants/${grantId}`)
  })

  answerRoutes(app, 'author')
  answerRoutes(app, 'office')
}

/** The file of what authors have, or had, in hand: for them, as a download that nobody keeps. */
export const sendOwnFile = (
  reply: FastifyReply,
  { slug, file, status }: OwnDeposit['publication'],
): FastifyReply => {
  if (file === null || status === 'withdrawn') throw new NotFound('file')
  const { sha256, size } = file
  return sendFile(reply, { sha256, size, mediaType: PDF }, { name: `${slug}.pdf` })
}

/** Taking and leaving what the PDF says, for authors under their deposit, for the office under the publication. */
const answerRoutes = (app: App, as: Answerer): void => {
  const config = { access: as === 'author' ? ('signedIn' as const) : ('officer' as const) }
  const route = { config, schema: { params: proposalParams } }
  const path = as === 'author' ? '/deposits' : '/office/publications'
  const pageAt = as === 'author' ? depositPath : officePath

  app.post(`${path}/:id/proposals/:field/acceptance`, route, async (request, reply) => {
    const { context, language, params } = request
    const { id, field } = params
    const decoded = decodeForm(takingForm, request.body, { language })
    if (!decoded.ok) throw new Invalid(decoded.form.problems)
    await takeProposal(context, id, { as, field, ...decoded.value })
    return reply.seeOther(`${pageAt(params)}#proposals`)
  })

  app.post(`${path}/:id/proposals/:field/declination`, route, async (request, reply) => {
    const { context, params } = request
    await leaveProposal(context, params.id, { as, field: params.field })
    return reply.seeOther(`${pageAt(params)}#proposals`)
  })
}

const versionIn = (request: FastifyRequest): { version: number } => {
  const decoded = decodeForm(versionForm, request.body, { language: request.language })
  if (!decoded.ok) throw new Invalid(decoded.form.problems)
  return decoded.value
}

const pageOf = async (request: FastifyRequest, id: string, forms: { file?: FormState } = {}) => {
  const own = await loadOwnDeposit(request.context, id)
  const { context, view } = request
  const events = await listHistory(context.db, 'publication', id)
  const duplicates =
    own.publication.status === 'draft'
      ? await likelyDuplicates(context, workOf(own.publication))
      : []
  return depositPage(view, {
    ...own,
    events,
    // Whatever else they may see: what has a page of its own to look at.
    duplicates: duplicates.filter(({ publication }) => publication.status === 'published'),
    ...forms,
  })
}

const sendForm = (
  request: FastifyRequest,
  reply: FastifyReply,
  { publication, deposit }: OwnDeposit,
  form: FormState,
  { isAsked = false } = {},
) => {
  const asked = (request.body as Record<string, unknown> | undefined)?.['act']
  const page = depositFormPage(request.view, form, {
    id: publication.id,
    deposit,
    title: titleText(request.view, publication),
    asked: typeof asked === 'string' ? asked : null,
  })
  return reply.page(page, form.problems.length > 0 && !isAsked ? 422 : 200)
}
