import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { Refused } from '../errors.ts'
import { checkForm, decodeForm, emptyForm, type FormState, type Problem } from '../form.ts'
import { idParams } from '../schema.ts'
import { findCountry } from '../vocabulary/countries.ts'
import { addIsbns } from './isbn-pool.ts'
import { bodyOf, problemOf } from './office-answers.ts'
import { officePartsTexts } from './pages/office-parts-texts.ts'
import { isbnsPage, placesPage } from './pages/office-pools.ts'
import { listIsbns } from './parts-store.ts'
import { endPeriod, openPeriod } from './places.ts'
import { listPeriods } from './places-store.ts'
import { isbnRange } from './rules/numbers.ts'
import { PARTNERSHIP_KINDS } from './rules/places.ts'

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

/** What the office holds for all publications: ISBNs, and when countries were partners. */
export const officePoolsRoutes = async (app: App): Promise<void> => {
  for (const form of [isbnForm, periodForm]) checkForm(form)
  const reads = { access: 'staff' as const }
  const writes = { access: 'officer' as const }
  const ofOne = { config: writes, schema: { params: idParams } }

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

const mayWrite = ({ actor }: FastifyRequest): boolean => hasRole(actor, 'officer')

const isbns = async (request: FastifyRequest, form: FormState) =>
  isbnsPage(request.view, form, await listIsbns(request.context.db), mayWrite(request))

const places = async (request: FastifyRequest, form: FormState) =>
  placesPage(request.view, form, await listPeriods(request.context.db, null), mayWrite(request))
