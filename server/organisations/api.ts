import type { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, NotFound } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import {
  confirmOrganisation,
  declineOrganisation,
  listOrganisations,
  proposeOrganisation,
} from './operations.ts'
import { SUGGEST_LIMIT } from './rate-limit.ts'
import {
  declinationBody,
  listQuery,
  organisationList,
  organisationParams,
  organisationView,
  proposalBody,
} from './schema.ts'
import { findOrganisation } from './store.ts'

const PLACE = `${API_PREFIX}/organisations`

export const organisationsApi = async (app: App): Promise<void> => {
  app.get(
    PLACE,
    {
      config: { access: 'public', rateLimit: SUGGEST_LIMIT },
      schema: {
        summary: 'Listed organisations',
        description:
          'In the order of their names; with `q`, best first. `q` is compared with every name, acronym and language, without accents and with a typo. `next` continues the list.',
        querystring: listQuery,
        response: { 200: organisationList },
      },
    },
    async (request) => {
      const list = await listOrganisations(request.context.db, request.query)
      if (!list) throw new Invalid([{ field: 'next', message: 'not a value that a list gave' }])
      return list
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
      const organisation = await findOrganisation(request.context.db, id)
      if (!organisation) throw new NotFound('organisation')
      return reply.code(isNew ? 201 : 200).send(organisation)
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
      return findOrFail(await findOrganisation(request.context.db, request.params.id))
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
      return findOrFail(await findOrganisation(request.context.db, request.params.id))
    },
  )
}

const findOrFail = (organisation: z.infer<typeof organisationView> | undefined) => {
  if (!organisation) throw new NotFound('organisation')
  return organisation
}
