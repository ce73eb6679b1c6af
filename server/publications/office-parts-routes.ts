import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { constraintReason } from '../../db/constraints.ts'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { Refused } from '../errors.ts'
import { checkForm, decodeForm, emptyForm, type FormState, type Problem } from '../form.ts'
import { readUpload } from '../plugins/uploads.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { findCountry } from '../vocabulary/countries.ts'
import { LANGUAGE_CODES } from '../vocabulary/languages.ts'
import { LICENCES } from '../vocabulary/licences.ts'
import { joinFamily, leaveFamily } from './family.ts'
import { FILE_BYTES_MAX, mediaTypeOf } from './files.ts'
import { addIsbns } from './isbn-pool.ts'
import type { OfficePartsForm } from './office-one.ts'
import { officePage } from './office-one.ts'
import { officePath } from './pages/office.ts'
import { officePartsTexts } from './pages/office-parts-texts.ts'
import { isbnsPage, placesPage } from './pages/office-pools.ts'
import {
  addFile,
  addNote,
  addOldAddresses,
  moveAddress,
  removeFile,
  removeOldAddress,
} from './parts.ts'
import { listIsbns } from './parts-store.ts'
import { endPeriod, openPeriod } from './places.ts'
import { listPeriods } from './places-store.ts'
import { FAMILY_KINDS } from './rules/families.ts'
import { isbnRange } from './rules/numbers.ts'
import { FILE_KINDS, NOTE_KINDS } from './rules/parts.ts'
import { PARTNERSHIP_KINDS } from './rules/places.ts'
import { NOTE_MAX } from './schema.ts'
import { findPublication, listForOffice } from './store.ts'
import { texts } from './texts.ts'

const MAINS_SHOWN = 10

const familyForm = z.strictObject({
  version: z.int(),
  family_main: z.string().max(300),
  family_kind: z.enum(FAMILY_KINDS),
})
const versionForm = z.strictObject({ version: z.int() })
const noteForm = z.strictObject({
  version: z.int(),
  note_kind: z.enum(NOTE_KINDS),
  text_sv: z.string().max(NOTE_MAX).optional(),
  text_en: z.string().max(NOTE_MAX).optional(),
})
const fileForm = z.strictObject({
  version: z.int().optional(),
  file_kind: z.enum(FILE_KINDS).exclude(['main']),
  label: z.string().max(200).optional(),
  language: z.enum(LANGUAGE_CODES).optional(),
  licence: z.enum(LICENCES.map(({ key }) => key)).optional(),
})
const addressForm = z.strictObject({ version: z.int(), old_address: z.string().max(2_000) })
const removalForm = z.strictObject({ path: z.string().max(500) })
const slugForm = z.strictObject({ version: z.int(), slug: z.string().max(300) })
const isbnForm = z.strictObject({
  prefix: z.string().max(20).optional(),
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
  single: z.string().max(20_000).optional(),
})
const periodForm = z.strictObject({
  country: z.string().max(100),
  kind: z.enum(PARTNERSHIP_KINDS),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})

/** What hangs on a publication, and the office's pools of ISBNs and partner periods. */
export const officePartsRoutes = async (app: App): Promise<void> => {
  for (const form of [
    familyForm,
    versionForm,
    noteForm,
    fileForm,
    addressForm,
    removalForm,
    slugForm,
    isbnForm,
    periodForm,
  ])
    checkForm(form)
  const reads = { access: 'staff' as const }
  const writes = { access: 'officer' as const }
  const ofOne = { config: writes, schema: { params: idParams } }
  const fileParams = idParams.extend({ file: z.uuid() })

  app.post('/office/publications/:id/family', ofOne, async (request, reply) => {
    const decoded = decodeForm(familyForm, request.body, { language: request.language })
    if (!decoded.ok) return again(request, reply, { part: 'family', state: decoded.form })
    const { context, params } = request
    const { family_main: main, family_kind: kind, version } = decoded.value
    const found = await findPublication(context.db, main.split('/').at(-1) ?? main)
    const mains = found
      ? [found]
      : (await listForOffice(context.db, { words: main, page: 1 }))
          .filter(({ id }) => id !== params.id)
          .slice(0, MAINS_SHOWN)
    const [only] = mains
    if (!only || mains.length > 1) {
      const message = officePartsTexts[request.language][only ? 'mainWhich' : 'mainNone']
      const state = { ...decoded.form, problems: [{ field: 'family_main', message }] }
      return again(request, reply, { part: 'family', state, mains })
    }
    return saying(
      request,
      reply,
      { part: 'family', form: decoded.form, field: 'family_main' },
      () => joinFamily(context, params.id, { main: only.id, kind, version }),
    )
  })

  app.post('/office/publications/:id/family/removal', ofOne, async (request, reply) => {
    const { version } = versionForm.parse({ version: Number(bodyOf(request)['version']) })
    await leaveFamily(request.context, request.params.id, { version })
    return reply.seeOther(officePath(request.params))
  })

  app.post('/office/publications/:id/notes', ofOne, async (request, reply) => {
    const decoded = decodeForm(noteForm, request.body, { language: request.language })
    if (!decoded.ok) return again(request, reply, { part: 'notes', state: decoded.form })
    const { note_kind: kind, text_sv, text_en } = decoded.value
    const text = { ...(text_sv ? { sv: text_sv } : {}), ...(text_en ? { en: text_en } : {}) }
    if (Object.keys(text).length === 0) {
      const message = explain({ reason: 'publication_note_missing' }, request.language)
      const state = { ...decoded.form, problems: [{ field: 'text_sv', message }] }
      return again(request, reply, { part: 'notes', state })
    }
    await addNote(request.context, request.params.id, { kind, text })
    return reply.seeOther(officePath(request.params))
  })

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

  app.post('/office/publications/:id/addresses', ofOne, async (request, reply) => {
    const decoded = decodeForm(addressForm, request.body, { language: request.language })
    if (!decoded.ok) return again(request, reply, { part: 'addresses', state: decoded.form })
    const { old_address } = decoded.value
    return saying(
      request,
      reply,
      { part: 'addresses', form: decoded.form, field: 'old_address' },
      () => addOldAddresses(request.context, request.params.id, [old_address]),
    )
  })

  app.post('/office/publications/:id/addresses/removal', ofOne, async (request, reply) => {
    const decoded = decodeForm(removalForm, request.body, { language: request.language })
    if (decoded.ok) await removeOldAddress(request.context, request.params.id, decoded.value.path)
    return reply.seeOther(officePath(request.params))
  })

  app.post('/office/publications/:id/address', ofOne, async (request, reply) => {
    const decoded = decodeForm(slugForm, request.body, { language: request.language })
    if (!decoded.ok) return again(request, reply, { part: 'addresses', state: decoded.form })
    return saying(request, reply, { part: 'addresses', form: decoded.form, field: 'slug' }, () =>
      moveAddress(request.context, request.params.id, decoded.value),
    )
  })

  app.get('/office/isbns', { config: reads }, async (request, reply) =>
    reply.page(await isbns(request, emptyForm())),
  )

  app.post('/office/isbns', { config: writes }, async (request, reply) => {
    const decoded = decodeForm(isbnForm, request.body, { language: request.language })
    if (!decoded.ok) return reply.page(await isbns(request, decoded.form), 422)
    const t = officePartsTexts[request.language]
    const { prefix, from, to, single } = decoded.value
    const range = prefix === undefined ? [] : isbnRange(prefix, from ?? -1, to ?? from ?? -1)
    const list = (single ?? '').split('\n').filter((line) => line.trim() !== '')
    const problems: Problem[] = []
    if (range === null) problems.push({ field: 'prefix', message: t.isbnRangeWrong })
    if (problems.length === 0) {
      const { wrong } = await addIsbns(request.context, [...(range ?? []), ...list])
      if (wrong.length === 0) return reply.seeOther('/office/isbns')
      problems.push({ field: 'single', message: t.isbnsWrong(wrong.join(', ')) })
    }
    return reply.page(await isbns(request, { ...decoded.form, problems }), 422)
  })

  app.get('/office/places', { config: reads }, async (request, reply) =>
    reply.page(await places(request, emptyForm())),
  )

  app.post('/office/places/periods', { config: writes }, async (request, reply) => {
    const { context, language } = request
    const decoded = decodeForm(periodForm, request.body, { language })
    if (!decoded.ok) return reply.page(await places(request, decoded.form), 422)
    const { kind, from = null, to = null } = decoded.value
    const country = findCountry(decoded.value.country)
    try {
      if (country === null) throw new Refused({ reason: 'country_unknown' })
      await openPeriod(context, { country, kind, from, to })
      return reply.seeOther('/office/places')
    } catch (error) {
      const problems = [problemOf(error, country === null ? 'country' : 'from', request)]
      return reply.page(await places(request, { ...decoded.form, problems }), 422)
    }
  })

  app.post('/office/places/periods/:id/closing', ofOne, async (request, reply) => {
    const { id } = request.params
    const name = `last_day_${id}`
    const day = String(bodyOf(request)[name] ?? '')
    try {
      if (!z.iso.date().safeParse(day).success) throw new Refused({ reason: 'period_day_missing' })
      await endPeriod(request.context, id, day)
      return reply.seeOther('/office/places')
    } catch (error) {
      const problems = [problemOf(error, name, request)]
      return reply.page(await places(request, { values: { [name]: day }, problems }), 422)
    }
  })
}

const bodyOf = ({ body }: FastifyRequest): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : {}

type OfOne = FastifyRequest<{ Params: { id: string } }>

/** The publication's page with the form as it was sent and what is wrong with it. */
const again = async (request: FastifyRequest, reply: FastifyReply, form: OfficePartsForm) =>
  reply.page(await officePage(request, (request as OfOne).params.id, { parts: form }), 422)

/** Does it, or shows beside its field why it cannot be done. */
const saying = async (
  request: FastifyRequest,
  reply: FastifyReply,
  about: { part: OfficePartsForm['part']; form: FormState; field: string },
  act: () => Promise<unknown>,
) => {
  try {
    await act()
    return reply.seeOther(officePath((request as OfOne).params))
  } catch (error) {
    const problems = [problemOf(error, about.field, request)]
    return again(request, reply, { part: about.part, state: { ...about.form, problems } })
  }
}

/** What a rule or the database refused, as a sentence beside a field; anything else is thrown on. */
const problemOf = (error: unknown, field: string, { language }: FastifyRequest): Problem => {
  const reason = error instanceof Refused ? error.refusal.reason : constraintReason(error)
  if (reason === null) throw error
  return {
    field,
    message: explain({ ...(error instanceof Refused ? error.refusal : {}), reason }, language),
  }
}

const mayWrite = ({ actor }: FastifyRequest): boolean => hasRole(actor, 'officer')

const isbns = async (request: FastifyRequest, form: FormState) =>
  isbnsPage(request.view, form, await listIsbns(request.context.db), mayWrite(request))

const places = async (request: FastifyRequest, form: FormState) =>
  placesPage(request.view, form, await listPeriods(request.context.db, null), mayWrite(request))
