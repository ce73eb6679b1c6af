import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isStaff } from '../actor.ts'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import { Invalid, NotFound, TooLarge } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { readUpload } from '../plugins/uploads.ts'
import { preconditioned, versionSeen, versionToChange } from '../versions.ts'
import { answered, answerSaved, speakingOf } from './api-answers.ts'
import { checksApi } from './api-checks.ts'
import { documentsApi } from './api-documents.ts'
import { filesApi } from './api-files.ts'
import { isbnsApi } from './api-isbns.ts'
import { partsApi } from './api-parts.ts'
import { EXPORT_LIMIT } from './citing-routes.ts'
import { depositApi } from './deposit-api.ts'
import { recordOf } from './draft.ts'
import { duplicatesApi } from './duplicates-api.ts'
import { EXPORT_MAX, EXPORT_NAMES, exportMediaType, exportStream } from './export.ts'
import { FILE_BYTES_MAX } from './files.ts'
import { draftIn, given } from './given.ts'
import { searchInside } from './inside.ts'
import { mapApi } from './map-routes.ts'
import {
  actOnPublication,
  attachFile,
  createPublication,
  storeFile,
  updatePublication,
} from './operations.ts'
import { libraryParameters, libraryQueryOf } from './parameters.ts'
import type { NewNote } from './parts.ts'
import { readableOne } from './public-one.ts'
import { RETURN_REASON_MAX } from './rules/deposits.ts'
import { DUPLICATES_MAX } from './rules/duplicates.ts'
import { NOTE_KINDS } from './rules/parts.ts'
import { ACT_NOUNS, PUBLICATION_ACTS, type PublicationAct } from './rules.ts'
import { NOTE_MAX, publicationRecord } from './schema.ts'
import { PER_PAGE, PER_PAGE_MAX, searchIds, searchPublications } from './search.ts'
import { findPublication, getPublication } from './store.ts'
import { texts } from './texts.ts'
import { sendTombstone } from './tombstone.ts'
import { foundListView, insideView, publicationView, toFoundList, toInside } from './views.ts'

const COLLECTION = `${API_PREFIX}/publications`
const ITEM = `${COLLECTION}/:publication`

const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})
const insideParameters = z.object({
  q: z.string().min(1).max(1_000),
  page: z
    .string()
    .regex(/^\d{0,4}$/)
    .optional(),
  per_page: z
    .string()
    .regex(/^\d{0,4}$/)
    .optional(),
})
const patch = publicationRecord
  .omit({ external_id: true })
  .partial()
  .extend({
    note: z
      .strictObject({
        kind: z.enum(NOTE_KINDS).optional(),
        text: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(NOTE_MAX)),
      })
      .optional()
      .meta({
        description:
          'What is changed, for readers, by language; a must where title, authors or file of something published change.',
      }),
  })
const withdrawalBody = z.strictObject({
  reason: z.string().trim().min(1).max(2_000),
  replaced_by: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Slug or id of what to read in its place.' }),
})
const publicationBody = z
  .strictObject({
    confirmed: z
      .array(z.uuid())
      .max(DUPLICATES_MAX)
      .optional()
      .meta({ description: 'Ids of those that have the same file or DOI, and rightly so.' }),
  })
  .nullish()
const fileQuery = z.object({ note: z.string().trim().min(1).max(NOTE_MAX).optional() })
const returnBody = z.strictObject({
  reason: z
    .string()
    .trim()
    .max(RETURN_REASON_MAX)
    .optional()
    .meta({ description: 'What is to be mended; a must where authors deposited it.' }),
})
const noBody = z.strictObject({}).nullish()
/** Of any of these bodies, once it was found right. */
const actFields = z.object({
  reason: z.string().optional(),
  replaced_by: z.string().optional(),
  confirmed: z.array(z.uuid()).optional(),
})
const BODIES: Partial<Record<PublicationAct, z.ZodType>> = {
  publish: publicationBody,
  withdraw: withdrawalBody,
  return: returnBody.nullish(),
}

export const publicationsApi = async (app: App): Promise<void> => {
  await app.register(documentsApi)
  await app.register(duplicatesApi)
  await app.register(partsApi)
  await app.register(filesApi)
  await app.register(isbnsApi)
  await app.register(mapApi)
  // The PDF itself as the body; it streams to storage.
  app.addContentTypeParser('application/pdf', ({ headers }, payload, done) =>
    // Said before it is read: a stream that is broken off takes the answer with it.
    Number(headers['content-length'] ?? 0) > FILE_BYTES_MAX
      ? done(new TooLarge())
      : done(null, payload),
  )
  await app.register(depositApi)
  await app.register(checksApi)

  app.get(
    COLLECTION,
    {
      config: { access: 'public', rateLimit: budgetOf('api') },
      schema: {
        summary: 'Search the library, down to the page',
        description:
          'A repeated parameter widens its facet; different facets narrow together. A facet’s counts leave its own choice out of account.',
        querystring: libraryParameters,
        response: { 200: foundListView },
      },
    },
    async (request) => {
      const answer = await searchPublications(request.context, libraryQueryOf(request.query), {
        rescue: 'words',
      })
      return toFoundList(answer, speakingOf(request))
    },
  )

  app.get(
    `${COLLECTION}/export`,
    {
      config: { access: 'public', rateLimit: EXPORT_LIMIT },
      schema: {
        summary: 'All that a search finds, as one file',
        description: `Up to ${EXPORT_MAX} publications, streamed in the order of the search; takes the parameters of the search, \`page\` and \`per_page\` aside.`,
        querystring: libraryParameters.omit({ page: true, per_page: true }).extend({
          format: z.enum(EXPORT_NAMES).meta({
            description: 'BibTeX, RIS, CSL-JSON, EndNote tagged, EndNote XML, CSV, JSON lines.',
          }),
        }),
        produces: EXPORT_NAMES.map(exportMediaType),
      },
    },
    async (request, reply) => {
      const { context, query } = request
      const ids = await searchIds(context, libraryQueryOf(query), { limit: EXPORT_MAX })
      return reply
        .type(`${exportMediaType(query.format)}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="publications.${query.format}"`)
        .send(exportStream(context, ids, query.format))
    },
  )

  app.get(
    ITEM,
    {
      config: { access: 'public' },
      schema: {
        summary: 'A publication, by its slug or its id',
        description: 'A withdrawn one answers 410 with its citation and the reason.',
        params,
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const publication = await findPublication(request.context.db, request.params.publication)
      if (publication?.status === 'withdrawn' && !isStaff(request.actor))
        return sendTombstone(request, reply, publication)
      if (!publication || (publication.status !== 'published' && !isStaff(request.actor)))
        throw new NotFound('publication')
      return answered(request, reply, publication)
    },
  )

  app.get(
    `${ITEM}/search`,
    {
      config: { access: 'public', rateLimit: budgetOf('api') },
      schema: {
        summary: 'Search inside one publication: every page that has the words',
        params,
        querystring: insideParameters,
        response: { 200: insideView },
      },
    },
    async (request) => {
      const { context, query } = request
      const publication = await readableOne(context, request.params.publication)
      const perPage = Math.min(PER_PAGE_MAX, Math.max(1, Number(query.per_page ?? PER_PAGE)))
      const answer = await searchInside(context, publication, {
        words: query.q,
        page: Math.max(1, Number(query.page ?? 1)),
        perPage,
      })
      return toInside(answer)
    },
  )

  app.post(
    COLLECTION,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Begin a publication, as a draft',
        description: 'The body is as a line of an import: names are taken where keys are meant.',
        body: publicationRecord,
        response: { 201: publicationView },
      },
    },
    async (request, reply) => {
      const saved = await createPublication(request.context, draftIn(request, request.body))
      reply.code(201).header('location', `${COLLECTION}/${saved.slug}`)
      return answerSaved(request, reply, saved)
    },
  )

  app.patch(
    ITEM,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Change what is sent, leave the rest',
        description: '`If-Match` takes the `ETag` that was read: missing is 428, outdated 412.',
        params,
        body: patch,
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const { context } = request
      const { note, ...body } = request.body
      const publication = await getPublication(context.db, request.params.publication)
      const version = versionToChange(request)
      const draft = draftIn(request, { ...recordOf(publication), ...given(body) })
      const saved = await preconditioned(() =>
        updatePublication(context, publication.id, {
          draft,
          version,
          note: note && { kind: note.kind ?? 'change', text: note.text },
        }),
      )
      return answerSaved(request, reply, saved)
    },
  )

  app.put(
    `${ITEM}/file`,
    {
      config: { access: 'officer' },
      bodyLimit: FILE_BYTES_MAX,
      schema: {
        summary: 'Attach the PDF, as the body or as a multipart form',
        description:
          'A job reads its text; the file that was there stays on record. `If-Match` is optional. `note` says what is changed and is a must where something published gets another file.',
        params,
        querystring: fileQuery,
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const { context } = request
      const publication = await getPublication(context.db, request.params.publication)
      const version = versionSeen(request) ?? publication.version
      const said = request.query.note
      const note: NewNote | undefined =
        said === undefined ? undefined : { kind: 'change', text: { [request.language]: said } }
      if (!request.isMultipart()) {
        const source = request.body as Readable | undefined
        if (!source || typeof source.pipe !== 'function') throw fileMissing(request)
        const saved = await preconditioned(() =>
          storeFile(context, publication.id, { source, version, note }),
        )
        return answerSaved(request, reply, saved)
      }
      const { upload } = await readUpload(request, { bytesMax: FILE_BYTES_MAX })
      if (!upload) throw fileMissing(request)
      const { stored } = upload
      const saved = await preconditioned(() =>
        attachFile(context, publication.id, { stored, version, note }),
      )
      return answerSaved(request, reply, saved)
    },
  )

  for (const act of PUBLICATION_ACTS)
    app.post(
      `${ITEM}/${ACT_NOUNS[act]}`,
      {
        config: { access: 'officer' },
        schema: {
          summary: SUMMARIES[act],
          description: `\`If-Match\` is optional for acts; another version is 412.${act === 'publish' ? ' Where another publication has the same file or DOI it must be named in `confirmed`, else 409.' : ''}`,
          params,
          body: BODIES[act] ?? noBody,
          response: { 200: publicationView },
        },
      },
      async (request, reply) => {
        const { context } = request
        const publication = await getPublication(context.db, request.params.publication)
        const version = versionSeen(request) ?? publication.version
        const { reason, replaced_by, confirmed } = actFields.parse(request.body ?? {})
        const saved = await preconditioned(() =>
          actOnPublication(context, publication.id, {
            act,
            version,
            reason,
            replacedBy: replaced_by,
            confirmed,
          }),
        )
        return answerSaved(request, reply, saved)
      },
    )
}

const SUMMARIES = {
  submit: 'Hand a draft in for approval',
  return: 'Return it to draft',
  approve: 'Approve it',
  publish: 'Publish it: it can be found within two seconds',
  withdraw: 'Withdraw it, with a reason; its citation stays',
  reinstate: 'Reinstate what was withdrawn',
} as const

const fileMissing = (request: FastifyRequest) =>
  new Invalid([{ field: 'file', message: texts[request.language].problems.nothing_chosen }])
