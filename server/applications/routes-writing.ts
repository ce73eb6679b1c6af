import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorId } from '../actor.ts'
import type { App } from '../app.ts'
import { callOf } from '../calls/operations.ts'
import { NotFound, PreconditionFailed } from '../errors.ts'
import { decodeForm, type FormState } from '../form.ts'
import { answerProblemText, cleanText, decodeAnswer, encodeAnswer } from '../forms/answers.ts'
import { answerField } from '../forms/fields.ts'
import type { FormSection } from '../forms/rules.ts'
import type { Language } from '../language.ts'
import { findUsableOrganisation } from '../organisations/operations.ts'
import { type PickerResults, pickerOf, resolveOrganisationPicker } from '../organisations/picker.ts'
import { type AnswerChange, saveAnswers, saveBasics } from './drafting.ts'
import { type OwnApplication, readOwn } from './model.ts'
import { basicsPage, sectionPage, storedForm } from './pages/section.ts'
import { nextSectionPath, sectionPath } from './paths.ts'
import { basicsForm, keyParams } from './schema.ts'
import { texts } from './texts.ts'
import { pageTexts } from './texts-pages.ts'
import { organisationNamesOf, organisationsAnswered } from './whole.ts'

const sectionQuery = z.object({ missing: z.string().max(10).optional() })

/** The sections that are written: what every application has, and those of the call's form. */
export const writingRoutes = async (app: App): Promise<void> => {
  const route = { config: { access: 'signedIn' as const }, schema: { params: keyParams } }

  app.get(
    '/applications/:id/sections/:key',
    { ...route, schema: { ...route.schema, querystring: sectionQuery } },
    async (request, reply) => {
      const { context, params, view } = request
      const own = await readOwn(context.db, context.actor, params.id, view.now)
      const form = storedForm(view, own, params.key, request.query.missing !== undefined)
      if (params.key === 'basics') return reply.page(await storedBasics(request, own, form))
      const section = sectionOf(own, params.key)
      const page = await surroundingsOf(request, own, section)
      return reply.page(sectionPage(view, own, section, { ...page, form }))
    },
  )

  app.post('/applications/:id/sections/:key', route, async (request, reply) => {
    const { context, params, view } = request
    const own = await readOwn(context.db, context.actor, params.id, view.now)
    const goOn = () =>
      reply.seeOther(
        textIn(request.body, 'act') === 'stay'
          ? sectionPath(params.id, params.key)
          : nextSectionPath(params.id, own.standings, params.key),
      )
    if (params.key === 'basics') {
      const again = await postBasics(request, own)
      return again ? reply.page(again.page, again.status) : goOn()
    }
    const section = sectionOf(own, params.key)
    const posted = await readSection(request, section)
    const { changed } = await saveAnswers(context, params.id, posted.changes)
    if (changed.length === 0 && !posted.isAsking && posted.form.problems.length === 0) return goOn()
    const now = await readOwn(context.db, context.actor, params.id, view.now)
    const page = await surroundingsOf(request, now, section)
    const problems = changed.map(({ key }) => ({
      field: answerField(key),
      message: pageTexts[view.language].changedProblem(labelOf(section, key, view.language)),
    }))
    const form = { values: posted.form.values, problems: [...posted.form.problems, ...problems] }
    const status = changed.length > 0 ? 409 : posted.form.problems.length > 0 ? 422 : 200
    return reply.page(
      sectionPage(view, now, section, {
        ...page,
        pickers: { ...page.pickers, ...posted.pickers },
        form,
        changed,
      }),
      status,
    )
  })
}

type Again = { page: ReturnType<typeof basicsPage>; status: number }

/** Saves what can be read; gives the page again where something could not, or where somebody was quicker. */
const postBasics = async (request: FastifyRequest, own: OwnApplication): Promise<Again | null> => {
  const { context, view } = request
  const { id } = own.application
  const picked = await resolveOrganisationPicker(
    context.db,
    request.body,
    'organisation',
    actorId(context.actor),
  )
  const { form } = decodeForm(basicsForm, request.body, { language: view.language })
  const unreadable = new Set(form.problems.map((problem) => problem.field))
  const kept = decodeForm(basicsForm, without(request.body, unreadable), {
    language: view.language,
  })
  const version = kept.ok ? kept.value.version : 0
  if (picked.kind === 'search' && !picked.asked)
    form.problems.push({ field: 'organisation', message: texts[view.language].lacks.organisation })
  const page = (at: number, isChanged: boolean) =>
    basicsPage(view, own, { form, picker: picked.results, version: at, isChanged })
  if (!kept.ok) return { page: page(version, false), status: 422 }
  const { title, country, durationMonths } = kept.value
  try {
    const saved = await saveBasics(
      context,
      id,
      {
        ...(unreadable.has('title') ? {} : { title: cleanText(title ?? '') }),
        ...(unreadable.has('country') ? {} : { country: country ?? null }),
        ...(unreadable.has('durationMonths') ? {} : { durationMonths: durationMonths ?? null }),
        ...(picked.kind === 'chosen' ? { organisationId: picked.organisation.id } : {}),
        ...(picked.kind === 'none' ? { organisationId: null } : {}),
      },
      version,
    )
    if (picked.kind !== 'search' && form.problems.length === 0) return null
    return { page: page(saved.version, false), status: form.problems.length > 0 ? 422 : 200 }
  } catch (error) {
    if (!(error instanceof PreconditionFailed)) throw error
    const now = await readOwn(context.db, context.actor, id, view.now)
    return { page: page(now.application.version, true), status: 409 }
  }
}

type PostedSection = {
  changes: AnswerChange[]
  form: FormState
  pickers: Record<string, PickerResults>
  /** A picker's search was asked for: the page is shown again. */
  isAsking: boolean
}

const readSection = async (
  request: FastifyRequest,
  section: FormSection,
): Promise<PostedSection> => {
  const { context, view, body } = request
  const posted: PostedSection = {
    changes: [],
    form: { values: {}, problems: [] },
    pickers: {},
    isAsking: false,
  }
  for (const question of section.questions) {
    const { key } = question
    const name = answerField(key)
    if (question.type === 'organisation') {
      const personId = actorId(context.actor)
      const picked = await resolveOrganisationPicker(context.db, body, name, personId)
      posted.pickers[key] = picked.results
      if (picked.kind === 'search') posted.isAsking = true
      else {
        const value = picked.kind === 'chosen' ? picked.organisation.id : null
        posted.changes.push({ key, value, ...versionOf(body, key) })
      }
      continue
    }
    const decoded = decodeAnswer(question, isRecord(body) ? body[name] : undefined)
    if ('unreadable' in decoded) {
      posted.form.values[name] = decoded.unreadable
      const message = answerProblemText(question, { code: 'unreadable' }, view.language)
      posted.form.problems.push({ field: name, message })
      continue
    }
    posted.form.values[name] = encodeAnswer(question, decoded.value)
    posted.changes.push({ key, value: decoded.value, ...versionOf(body, key) })
  }
  return posted
}

/** The hidden field beside a control: the version it was shown in, and a digest of what it then held. */
const versionOf = (body: unknown, key: string): { version: number; digest?: string } => {
  const [, version, digest] = /^(\d{1,9})\.([\w-]{12})$/.exec(textIn(body, `v-${key}`)) ?? []
  return digest === undefined ? { version: 0 } : { version: Number(version), digest }
}

const storedBasics = async (request: FastifyRequest, own: OwnApplication, form: FormState) => {
  const { organisation, version } = own.application
  const chosen =
    organisation &&
    (await findUsableOrganisation(request.context.db, organisation.id, actorId(request.actor)))
  return basicsPage(request.view, own, { form, picker: pickerOf(chosen), version })
}

/** What a section's page shows beside the answers: criteria, and the organisations that answers name. */
const surroundingsOf = async (
  request: FastifyRequest,
  own: OwnApplication,
  section: FormSection,
) => {
  const { db, actor } = request.context
  const { application } = own
  const [call, organisations] = await Promise.all([
    callOf(db, application.callId),
    organisationNamesOf(db, organisationsAnswered(application)),
  ])
  const pickers: Record<string, PickerResults> = {}
  for (const { key, type } of section.questions) {
    const value = application.answers[key]?.value
    if (type === 'organisation' && typeof value === 'string')
      pickers[key] = pickerOf(
        UUID.test(value) ? await findUsableOrganisation(db, value, actorId(actor)) : null,
      )
  }
  return { criteria: call.criteria, organisations, pickers }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const sectionOf = (own: OwnApplication, key: string): FormSection => {
  const section = own.application.definition.sections.find((one) => one.key === key)
  if (!section) throw new NotFound('section')
  return section
}

const labelOf = (section: FormSection, key: string, language: Language): string =>
  section.questions.find((question) => question.key === key)?.label[language] ?? key

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const textIn = (body: unknown, name: string): string => {
  const value = isRecord(body) ? body[name] : undefined
  return typeof value === 'string' ? value : ''
}

const without = (body: unknown, names: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(isRecord(body) ? body : {}).filter(([name]) => !names.has(name)),
  )
