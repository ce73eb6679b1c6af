import { z } from 'zod'
import type { App } from '../app.ts'
import { checkForm, decodeForm } from '../form.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { joinFamily, leaveFamily } from './family.ts'
import { again, bodyOf, saying } from './office-answers.ts'
import { officePath } from './pages/office.ts'
import { officePartsTexts } from './pages/office-parts-texts.ts'
import { addNote, addOldAddresses, moveAddress, removeOldAddress } from './parts.ts'
import { FAMILY_KINDS } from './rules/families.ts'
import { NOTE_KINDS } from './rules/parts.ts'
import { NOTE_MAX } from './schema.ts'
import { findPublication, listForOffice } from './store.ts'

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
const addressForm = z.strictObject({ version: z.int(), old_address: z.string().max(2_000) })
const removalForm = z.strictObject({ path: z.string().max(500) })
const slugForm = z.strictObject({ version: z.int(), slug: z.string().max(300) })

/** What hangs on a publication: its family, notes and addresses. */
export const officePartsRoutes = async (app: App): Promise<void> => {
  for (const form of [familyForm, versionForm, noteForm, addressForm, removalForm, slugForm])
    checkForm(form)
  const writes = { access: 'officer' as const }
  const ofOne = { config: writes, schema: { params: idParams } }

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
}
