import type { FastifyReply } from 'fastify'
import type { Tx } from '../../db/client.ts'
import { actorId, isStaff } from '../actor.ts'
import type { App } from '../app.ts'
import { Invalid, NotFound } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { readUpload } from '../plugins/uploads.ts'
import { etagOf, preconditioned, versionToChange } from '../versions.ts'
import {
  confirmOrganisation,
  declineOrganisation,
  editOrganisationNames,
  getOrganisation,
  importOrganisations,
  linesOf,
  listOrganisations,
  proposeOrganisation,
} from './operations.ts'
import { SUGGEST_LIMIT } from './rate-limit.ts'
import { IMPORT_BYTES_MAX, mayUse } from './rules.ts'
import {
  declinationBody,
  importReportView,
  listQuery,
  namesBody,
  organisationDetail,
  organisationList,
  organisationParams,
  organisationView,
  proposalBody,
} from './schema.ts'
import { listNames } from './store.ts'
import { texts } from './texts.ts'

const PLACE = `${API_PREFIX}/organisations`

export const organisationsApi = async (app: App): Promise<void> => {
  app.get(
    PLACE,
    {
      config: { access: 'public', rateLimit: SUGGEST_LIMIT },
      schema: {
        summary: 'Organisations',
        description:
          'Those that are listed; to the office, with `status`, those that were proposed or declined. In the order of their names; with `q`, best first. `q` is compared with every name, acronym and language, without accents and with a typo. `next` continues the list.',
        querystring: listQuery,
        response: { 200: organisationList },
      },
    },
    async (request) => {
      const { context, actor, query } = request
      if (query.status !== 'listed' && !isStaff(actor)) return { items: [], total: 0, next: null }
      const list = await listOrganisations(context.db, query)
      if (!list) throw new Invalid([{ field: 'next', message: 'not a value that a list gave' }])
      return list
    },
  )

  app.get(
    `${PLACE}/:id`,
    {
      config: { access: 'public' },
      schema: {
        summary: 'One organisation with all its names',
        description: 'One that is not listed only to its proposer and to the office.',
        params: organisationParams,
        response: { 200: organisationDetail },
      },
    },
    async ({ context, actor, params }, reply) => {
      const organisation = await getOrganisation(context.db, params.id)
      if (!mayUse(organisation, actorId(actor)) && !isStaff(actor))
        throw new NotFound('organisation')
      return answer(context.db, reply, organisation)
    },
  )

  app.put(
    `${PLACE}/:id/names`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Put these in place of the names of an organisation',
        description: '`If-Match` takes the `ETag` that was read: missing is 428, outdated 412.',
        params: organisationParams,
        body: namesBody,
        response: { 200: organisationDetail },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionToChange(request)
      await preconditioned(() => editOrganisationNames(context, params.id, { ...body, version }))
      return answer(context.db, reply, await getOrganisation(context.db, params.id))
    },
  )

  app.post(
    `${PLACE}/import`,
    {
      config: { access: 'officer' },
      bodyLimit: IMPORT_BYTES_MAX,
      schema: {
        summary: 'Take in organisations, one JSON object a line',
        description:
          'As multipart/form-data with one file. The same `ror` updates and never doubles; a line that is wrong is told with its number and reason, the others go in.',
        consumes: ['multipart/form-data'],
        response: { 200: importReportView },
      },
    },
    async (request) => {
      const { upload } = await readUpload(request, { bytesMax: IMPORT_BYTES_MAX })
      const message = texts[request.language].importing.noFile
      if (!upload) throw new Invalid([{ field: 'file', message }])
      const { context } = request
      return importOrganisations(context, linesOf(context.storage.open(upload.stored.sha256)))
    },
  )

  app.post(
    PLACE,
    {
      config: { access: 'signedIn' },
      schema: {
        summary: 'Propose an organisation that is not listed',
        description:
          'Its proposer may use it at once. One of the same name and country that is already there is given instead (200).',
        body: proposalBody,
        response: { 200: organisationView, 201: organisationView },
      },
    },
    async (request, reply) => {
      const { id, isNew } = await proposeOrganisation(request.context, request.body)
      return reply.code(isNew ? 201 : 200).send(await getOrganisation(request.context.db, id))
    },
  )

  app.post(
    `${PLACE}/:id/confirmation`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Take a proposed organisation into the register',
        params: organisationParams,
        response: { 200: organisationView },
      },
    },
    async (request) => {
      await confirmOrganisation(request.context, request.params.id)
      return getOrganisation(request.context.db, request.params.id)
    },
  )

  app.post(
    `${PLACE}/:id/declination`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Decline a proposed organisation',
        description:
          'A replacement must be listed; it is needed where the proposal is already named.',
        params: organisationParams,
        body: declinationBody,
        response: { 200: organisationView },
      },
    },
    async (request) => {
      await declineOrganisation(request.context, request.params.id, request.body)
      return getOrganisation(request.context.db, request.params.id)
    },
  )
}

type Organisation = Awaited<ReturnType<typeof getOrganisation>>

const answer = async (tx: Tx, reply: FastifyReply, organisation: Organisation) =>
  reply
    .header('etag', etagOf(organisation.version))
    .send({ ...organisation, names: await listNames(tx, organisation.id) })
