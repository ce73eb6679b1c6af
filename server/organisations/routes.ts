import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorId } from '../actor.ts'
import type { App } from '../app.ts'
import { Invalid, NotFound, Refused } from '../errors.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from '../form.ts'
import { listHistory } from '../history/store.ts'
import { readUpload } from '../plugins/uploads.ts'
import { explain } from '../refusals.ts'
import { importedPage, importPage, officeListPage, officePage } from './office-pages.ts'
import {
  confirmOrganisation,
  declineOrganisation,
  editOrganisationNames,
  findUsableOrganisation,
  importOrganisations,
  linesOf,
  proposeOrganisation,
  searchOrganisations,
} from './operations.ts'
import { proposalPage, proposedPage } from './pages.ts'
import { type PickerResults, pickerOf, resolveOrganisationPicker } from './picker.ts'
import { SUGGEST_LIMIT } from './rate-limit.ts'
import { IMPORT_BYTES_MAX } from './rules.ts'
import {
  declinationForm,
  namesForm,
  officeQuery,
  organisationParams,
  proposalForm,
  suggestQuery,
} from './schema.ts'
import { countUses, findOrganisation, listForOffice, listNames } from './store.ts'
import { suggestionsOf } from './suggestions.ts'
import { texts } from './texts.ts'

const PER_PAGE = 50

const newQuery = z.object({ added: z.uuid().optional(), known: z.string().max(1).optional() })
const donePath = (id: string, isNew: boolean) =>
  `/organisations/new?added=${id}${isNew ? '' : '&known=1'}`
const savedQuery = z.object({
  saved: z.enum(['names', 'confirmed', 'declined']).optional(),
})

export const organisationsRoutes = async (app: App): Promise<void> => {
  for (const form of [proposalForm, namesForm, declinationForm]) checkForm(form)
  const signedIn = { access: 'signedIn' as const }
  const officer = { access: 'officer' as const }
  const staff = { access: 'staff' as const }

  app.get(
    '/organisations/suggest',
    { config: { ...signedIn, rateLimit: SUGGEST_LIMIT }, schema: { querystring: suggestQuery } },
    async (request, reply) => {
      const { q, country } = request.query
      const found = await searchOrganisations(request.context.db, q, {
        country,
        personId: actorId(request.actor),
      })
      reply.header('cache-control', 'private, max-age=60')
      return { items: suggestionsOf(request.view, found) }
    },
  )

  app.get(
    '/organisations/new',
    { config: signedIn, schema: { querystring: newQuery } },
    async (request, reply) => {
      const { added, known } = request.query
      if (!added) return reply.page(proposalPage(request.view, emptyForm()))
      const person = actorId(request.actor)
      const organisation = await findUsableOrganisation(request.context.db, added, person)
      if (!organisation) throw new NotFound('organisation')
      return reply.page(proposedPage(request.view, organisation, known === undefined))
    },
  )

  app.post('/organisations/new', { config: signedIn }, async (request, reply) => {
    const decoded = decodeForm(proposalForm, request.body, {
      language: request.language,
      texts: texts[request.language].problems,
    })
    if (!decoded.ok) return reply.page(proposalPage(request.view, decoded.form), 422)
    const { return: _return, ...proposal } = decoded.value
    try {
      const { id, isNew } = await proposeOrganisation(request.context, proposal)
      return reply.seeOther(donePath(id, isNew))
    } catch (error) {
      const form = refusedForm(error, decoded.form, request)
      return reply.page(proposalPage(request.view, form), 409)
    }
  })

  app.get(
    '/office/organisations',
    { config: staff, schema: { querystring: officeQuery } },
    async (request, reply) => {
      const { q, status, page } = request.query
      const { rows, total } = await listForOffice(request.context.db, {
        q,
        status,
        page: Number(page),
        perPage: PER_PAGE,
      })
      return reply.page(
        officeListPage(request.view, {
          rows,
          total,
          q,
          status,
          page: Number(page),
          pages: Math.ceil(total / PER_PAGE),
        }),
      )
    },
  )

  app.get('/office/organisations/import', { config: officer }, async (request, reply) =>
    reply.page(importPage(request.view, emptyForm())),
  )

  const taking = { config: { ...officer, takesFile: true } }
  app.post('/office/organisations/import', taking, async (request, reply) => {
    const { upload } = await readUpload(request, { bytesMax: IMPORT_BYTES_MAX })
    if (!upload) {
      const message = texts[request.language].importing.noFile
      const form = { values: {}, problems: [{ field: 'file', message }] }
      return reply.page(importPage(request.view, form), 422)
    }
    const lines = linesOf(request.context.storage.open(upload.stored.sha256))
    const report = await importOrganisations(request.context, lines)
    return reply.page(importedPage(request.view, report))
  })

  app.get(
    '/office/organisations/:id',
    { config: staff, schema: { params: organisationParams, querystring: savedQuery } },
    async (request, reply) =>
      reply.page(
        officePage(request.view, {
          ...(await loadOffice(request, request.params.id)),
          saved: request.query.saved,
        }),
      ),
  )

  app.post(
    '/office/organisations/:id/names',
    { config: officer, schema: { params: organisationParams } },
    async (request, reply) => {
      const { id } = request.params
      const { language } = request
      const decoded = decodeForm(namesForm, request.body, {
        language,
        texts: texts[language].problems,
      })
      const again = async (form: FormState) =>
        reply.page(
          officePage(request.view, { ...(await loadOffice(request, id)), namesForm: form }),
          422,
        )
      if (!decoded.ok) return again(decoded.form)
      const { name, names = '', version } = decoded.value
      try {
        await editOrganisationNames(request.context, id, {
          name,
          version,
          names: names
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        })
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        return again({ ...decoded.form, problems: [...error.problems] })
      }
      return reply.seeOther(`/office/organisations/${id}?saved=names`)
    },
  )

  app.post(
    '/office/organisations/:id/confirmation',
    { config: officer, schema: { params: organisationParams } },
    async (request, reply) => {
      await confirmOrganisation(request.context, request.params.id)
      return reply.seeOther(`/office/organisations/${request.params.id}?saved=confirmed`)
    },
  )

  app.post(
    '/office/organisations/:id/declination',
    { config: officer, schema: { params: organisationParams } },
    async (request, reply) => {
      const { id } = request.params
      const { language, context } = request
      const problemTexts = texts[language].problems
      const decoded = decodeForm(declinationForm, request.body, { language, texts: problemTexts })
      const picked = await resolveOrganisationPicker(context.db, request.body, 'replacement', null)
      const again = async (form: FormState, results: PickerResults, status: number) =>
        reply.page(
          officePage(request.view, {
            ...(await loadOffice(request, id)),
            declinationForm: form,
            replacement: results,
          }),
          status,
        )
      if (picked.kind === 'search' && picked.asked)
        return again({ ...decoded.form, problems: [] }, picked.results, 200)
      const problems = [
        ...decoded.form.problems,
        ...(picked.kind === 'search'
          ? [{ field: 'replacement', message: problemTexts.replacement }]
          : []),
      ]
      if (!decoded.ok || picked.kind === 'search')
        return again({ ...decoded.form, problems }, picked.results, 422)
      try {
        await declineOrganisation(context, id, {
          reason: decoded.value.reason,
          replacement: picked.kind === 'chosen' ? picked.organisation.id : undefined,
        })
      } catch (error) {
        return again(refusedForm(error, decoded.form, request), picked.results, 409)
      }
      return reply.seeOther(`/office/organisations/${id}?saved=declined`)
    },
  )
}

/** The form again, with the refusal's sentence over it; other errors go their way. */
const refusedForm = (error: unknown, form: FormState, request: FastifyRequest): FormState => {
  if (!(error instanceof Refused)) throw error
  return { ...form, problems: [{ field: '', message: explain(error.refusal, request.language) }] }
}

const loadOffice = async (request: FastifyRequest, id: string) => {
  const { db } = request.context
  const organisation = await findOrganisation(db, id)
  if (!organisation) throw new NotFound('organisation')
  const isWaiting = organisation.status === 'proposed'
  const [names, uses, entries, alike] = await Promise.all([
    listNames(db, id),
    countUses(db, id),
    listHistory(db, 'organisation', id),
    isWaiting ? searchOrganisations(db, organisation.name, { limit: ALIKE_MAX }) : [],
  ])
  return { organisation, names, uses, entries, alike, replacement: pickerOf(null) }
}

const ALIKE_MAX = 5
