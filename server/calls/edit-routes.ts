import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { constraintReason } from '../../db/constraints.ts'
import type { App } from '../app.ts'
import { NotFound, Refused, refuse, Stale } from '../errors.ts'
import { checkForm, decodeForm, type FormState } from '../form.ts'
import { moved, without } from '../forms/definition.ts'
import { key } from '../forms/definition-schema.ts'
import type { Html } from '../html.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { scopeEditor, textsEditor } from './content-editors.ts'
import { criterionEditor } from './criterion-editor.ts'
import { attachmentsPage, criteriaPage, editPage, formPage } from './edit-pages.ts'
import type { Editor } from './editor.ts'
import { budgetEditor, questionEditor, sectionEditor, slotEditor } from './form-editors.ts'
import { CALL_LISTS, type CallList, changeList, type ListChange } from './lists.ts'
import { officePath } from './office-pages.ts'
import { actForm, callParams, wantedCall } from './office-routes.ts'
import { findNames } from './office-store.ts'
import { type Call, refuseChange } from './rules.ts'
import { moneyEditor, timetableEditor } from './terms-editors.ts'

const positionForm = actForm.extend({ to: z.enum(['up', 'down']) })
const itemParams = callParams.extend({ key })
const newItemQuery = z.object({ section: z.string().max(100).optional().catch(undefined) })

const PARTS: Record<string, Editor> = {
  texts: textsEditor,
  scope: scopeEditor,
  money: moneyEditor,
  timetable: timetableEditor,
  budget: budgetEditor,
}

/** Pages of single things, by the folder they stand in. */
const ITEMS: Record<string, Editor> = {
  criteria: criterionEditor,
  'form/sections': sectionEditor,
  'form/questions': questionEditor,
  attachments: slotEditor,
}

const LIST_PAGES: Record<string, (view: View, call: Call) => Html> = {
  criteria: criteriaPage,
  form: formPage,
  attachments: attachmentsPage,
}

const BACK: Record<CallList, string> = {
  criteria: '/criteria',
  sections: '/form',
  questions: '/form',
  attachments: '/attachments',
}

/** Where the parts of a draft are written, each change guarded by the version its writer has seen. */
export const editRoutes = async (app: App): Promise<void> => {
  checkForm(positionForm)
  const officer = { access: 'officer' as const }

  for (const [part, editor] of Object.entries(PARTS)) {
    const path = `/office/calls/:id/${part}`
    const options = { config: officer, schema: { params: callParams } }
    app.get(path, options, (request, reply) => show(request, reply, editor, null))
    app.post(path, options, (request, reply) => save(request, reply, editor, null))
  }

  for (const [folder, editor] of Object.entries(ITEMS)) {
    const path = `/office/calls/:id/${folder}`
    const ofNew = { config: officer, schema: { params: callParams, querystring: newItemQuery } }
    const ofItem = { config: officer, schema: { params: itemParams } }
    app.get(`${path}/new`, ofNew, (request, reply) =>
      show(request, reply, editor, null, request.query),
    )
    app.post(`${path}/new`, ofNew, (request, reply) => save(request, reply, editor, null))
    app.get(`${path}/:key`, ofItem, (request, reply) =>
      show(request, reply, editor, request.params.key),
    )
    app.post(`${path}/:key`, ofItem, (request, reply) =>
      save(request, reply, editor, request.params.key),
    )
  }

  for (const [part, page] of Object.entries(LIST_PAGES))
    app.get(
      `/office/calls/:id/${part}`,
      { config: officer, schema: { params: callParams } },
      async (request, reply) => reply.page(page(request.view, await draft(request))),
    )

  for (const list of CALL_LISTS) {
    const path = `/office/calls/:id/${list}/:key`
    const options = { config: officer, schema: { params: itemParams } }
    app.post(`${path}/position`, options, async (request, reply) => {
      const decoded = decodeForm(positionForm, request.body, { language: request.language })
      if (!decoded.ok) throw new Stale()
      const { to, version } = decoded.value
      const by = to === 'up' ? -1 : 1
      return changed(request, reply, { list, version }, (items) =>
        moved(items, request.params.key, by),
      )
    })
    app.post(`${path}/removal`, options, async (request, reply) => {
      const decoded = decodeForm(actForm, request.body, { language: request.language })
      if (!decoded.ok) throw new Stale()
      return changed(request, reply, { list, version: decoded.value.version }, (items) =>
        without(items, request.params.key),
      )
    })
  }
}

const draft = async (request: FastifyRequest): Promise<Call> => {
  const call = await wantedCall(request)
  refuse(refuseChange(call))
  return call
}

const changed = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { list, version }: { list: CallList; version: number },
  change: ListChange,
) => {
  const call = await draft(request)
  const { key: itemKey } = request.params as z.output<typeof itemParams>
  const given = { call, version: { id: call.id, version }, list, key: itemKey }
  await changeList(request.context, given, change)
  return reply.seeOther(officePath(call, BACK[list]))
}

const show = async (
  request: FastifyRequest,
  reply: FastifyReply,
  editor: Editor,
  itemKey: string | null,
  given: FormState['values'] = {},
) => {
  const call = await draft(request)
  const kept = editor.values(call, itemKey, request.language)
  if (kept === null) throw new NotFound('part of the call')
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return reply.page(
    editPage(request.view, editor, {
      call,
      form: { values: { ...kept, ...asked }, problems: [] },
      action: pathOf(request),
      isNew: itemKey === null,
    }),
  )
}

/** What was typed is shown again whatever went wrong: problems, a taken address, someone else's change. */
const save = async (
  request: FastifyRequest,
  reply: FastifyReply,
  editor: Editor,
  itemKey: string | null,
) => {
  const { context, view, body } = request
  const call = await draft(request)
  if (editor.values(call, itemKey, request.language) === null)
    throw new NotFound('part of the call')
  const typed = typedIn(body)
  const version = Number(typed['version'])
  const again = (form: FormState, status: number, staleBy?: string | null) =>
    reply.page(
      editPage(view, editor, {
        call,
        form,
        action: pathOf(request),
        isNew: itemKey === null,
        ...(staleBy === undefined ? {} : { staleBy }),
      }),
      status,
    )
  try {
    const form = await editor.submit(context, { call, version, key: itemKey, body })
    return form ? again(form, 422) : reply.seeOther(officePath(call, editor.back || '?done=saved'))
  } catch (error) {
    if (error instanceof Stale) {
      const names = await findNames(context.db, [call.preparedBy])
      return again({ values: typed, problems: [] }, 409, names.get(call.preparedBy) ?? null)
    }
    const reason = error instanceof Refused ? error.refusal.reason : constraintReason(error)
    if (reason !== 'slug_taken') throw error
    const message = explain({ reason }, view.language)
    return again({ values: typed, problems: [{ field: 'slug', message }] }, 422)
  }
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

const typedIn = (body: unknown): FormState['values'] =>
  typeof body === 'object' && body !== null ? { ...(body as FormState['values']) } : {}
