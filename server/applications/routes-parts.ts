import { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, NotFound, PreconditionFailed, Refused, TooLarge } from '../errors.ts'
import { sendFile } from '../files/operations.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { readUpload } from '../plugins/uploads.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import type { View } from '../view.ts'
import { formatBytes } from '../views/format.ts'
import { attachFile, findAttachedFile, openSlot, removeAttachment } from './attaching.ts'
import { budgetFormOf, readBudget, reshapeBudget } from './budget-form.ts'
import { saveBudget } from './budgeting.ts'
import { inviteParticipant, removeParticipant } from './inviting.ts'
import { lackText } from './lack-texts.ts'
import type { OwnApplication } from './model.ts'
import { readOwn } from './model.ts'
import { attachmentsPage } from './pages/attachments.ts'
import { budgetPage } from './pages/budget.ts'
import { participantsPage } from './pages/participants.ts'
import { problemsIn } from './pages/section.ts'
import { nextSectionPath } from './paths.ts'
import { invitationForm, keyParams, partParams } from './schema.ts'
import { texts } from './texts.ts'

const missingQuery = z.object({ missing: z.string().max(10).optional() })

/** Budget, attachments and participants: what every application has beside its form. */
export const partRoutes = async (app: App): Promise<void> => {
  checkForm(invitationForm)
  const route = { config: { access: 'signedIn' as const }, schema: { params: idParams } }
  const withMissing = { ...route, schema: { ...route.schema, querystring: missingQuery } }

  app.get('/applications/:id/budget', withMissing, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    return reply.page(storedBudget(view, own, request.query.missing !== undefined))
  })

  app.post('/applications/:id/budget', route, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    const { definition } = own.application
    const posted = readBudget(request.body, definition.budget, view.language)
    const reshaped = reshapeBudget(posted)
    if (reshaped)
      return reply.page(
        budgetPage(view, own, { ...reshaped, version: posted.version, lines: posted.lines }),
      )
    try {
      const { version } = await saveBudget(context, params.id, posted.lines, posted.version)
      if (posted.form.problems.length > 0) {
        const now = await readOwn(context.db, context.actor, params.id, view.now)
        return reply.page(budgetPage(view, now, { ...posted, version }), 422)
      }
    } catch (error) {
      if (!(error instanceof PreconditionFailed)) throw error
      const now = await readOwn(context.db, context.actor, params.id, view.now)
      const { version } = now.application
      return reply.page(budgetPage(view, now, { ...posted, version, isChanged: true }), 409)
    }
    return reply.seeOther(
      posted.act === 'next'
        ? nextSectionPath(params.id, own.standings, 'budget')
        : `/applications/${params.id}/budget`,
    )
  })

  app.get('/applications/:id/attachments', withMissing, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    const problems =
      request.query.missing === undefined
        ? []
        : problemsIn(view, own, 'attachments', true).map(({ field, message }) => ({
            field: `file-${field}`,
            message,
          }))
    return reply.page(attachmentsPage(view, own, { values: {}, problems }))
  })

  app.post(
    '/applications/:id/attachments/:key',
    { config: { ...route.config, takesFile: true }, schema: { params: keyParams } },
    async (request, reply) => {
      const { context, params, view } = request
      const slot = await openSlot(context, params.id, params.key)
      try {
        const { upload } = await readUpload(request, { bytesMax: slot.bytesMax })
        await attachFile(context, params.id, slot, upload)
      } catch (error) {
        const t = texts[view.language].attachments
        const message =
          error instanceof TooLarge || isTooLarge(error)
            ? t.tooLarge(formatBytes(view.language, slot.bytesMax))
            : error instanceof Invalid
              ? error.problems.map((problem) => problem.message).join(' ')
              : null
        if (message === null) throw error
        const own = await readOwn(context.db, context.actor, params.id, view.now)
        const problems = [{ field: `file-${slot.key}`, message }]
        return reply.page(
          attachmentsPage(view, own, { values: {}, problems }),
          error instanceof Invalid ? 422 : 413,
        )
      }
      return reply.seeOther(`/applications/${params.id}/attachments`)
    },
  )

  app.get(
    '/applications/:id/attachments/:part',
    { ...route, schema: { params: partParams } },
    async (request, reply) => {
      const { context, params, view } = request
      await readOwn(context.db, context.actor, params.id, view.now)
      const file = await findAttachedFile(context.db, params.id, params.part)
      if (!file) throw new NotFound('attachment')
      return sendFile(reply, file, { name: file.name })
    },
  )

  app.post(
    '/applications/:id/attachments/:part/removal',
    { ...route, schema: { params: partParams } },
    async (request, reply) => {
      await removeAttachment(request.context, request.params.id, request.params.part)
      return reply.seeOther(`/applications/${request.params.id}/attachments`)
    },
  )

  app.get('/applications/:id/participants', route, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    return reply.page(participantsPage(view, own, emptyForm()))
  })

  app.post(
    '/applications/:id/participants',
    { ...route, config: { ...route.config, rateLimit: INVITATION_LIMIT } },
    async (request, reply) => {
      const { context, params, view } = request
      const own = await readOwn(context.db, context.actor, params.id, view.now)
      const decoded = decodeForm(invitationForm, request.body, { language: view.language })
      if (!decoded.ok) return reply.page(participantsPage(view, own, decoded.form), 422)
      const { name, email, role } = decoded.value
      try {
        await inviteParticipant(context, params.id, { email, role, name: name ?? '' })
      } catch (error) {
        if (!(error instanceof Refused) || error.refusal.reason !== 'already_participant')
          throw error
        const problems = [{ field: 'email', message: explain(error.refusal, view.language) }]
        return reply.page(
          participantsPage(view, own, { values: decoded.form.values, problems }),
          422,
        )
      }
      return reply.seeOther(`/applications/${params.id}/participants`)
    },
  )

  app.post(
    '/applications/:id/participants/:part/removal',
    { ...route, schema: { params: partParams } },
    async (request, reply) => {
      const { context, params } = request
      await removeParticipant(context, params.id, params.part)
      const isOwn = await readOwn(context.db, context.actor, params.id, request.view.now).catch(
        (error: unknown) => {
          if (error instanceof NotFound) return null
          throw error
        },
      )
      return reply.seeOther(isOwn ? `/applications/${params.id}/participants` : '/work')
    },
  )
}

const INVITATION_LIMIT = { max: 60, timeWindow: '1 minute' }

/** The budget as it is stored, with what is to be corrected beside the cells it is about. */
const storedBudget = (view: View, own: OwnApplication, withMissing: boolean) => {
  const { application } = own
  const { cells, ...form } = budgetFormOf(
    application.budget,
    application.definition.budget,
    application.durationMonths,
  )
  const surroundings = {
    definition: application.definition,
    currency: application.call.currency,
  }
  const problems =
    own.editing === null
      ? own.lacks
          .filter(({ section }) => section === 'budget')
          .filter(({ problem }) => withMissing || problem.code !== 'missing')
          .map((lack) => ({
            field: ('line' in lack.problem ? cells[lack.problem.line] : undefined) ?? 'b-0-0-y1',
            message: lackText(lack, surroundings, view.language),
          }))
      : []
  return budgetPage(view, own, {
    ...form,
    form: { values: form.form.values, problems },
    version: application.version,
    lines: application.budget,
  })
}

/** The upload plugin's own limit, beyond that of any slot. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
