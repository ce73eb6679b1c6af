import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import { etagOf, preconditioned, versionToChange } from '../versions.ts'
import { gatherHeldData } from './held-data.ts'
import { endSession } from './operations.ts'
import {
  changeProfile,
  endOtherSessions,
  getProfile,
  listOwnSessions,
  profileViewOf,
  requirePerson,
} from './profile.ts'
import { COPY_LIMIT } from './rate-limit.ts'
import { readOrcid } from './rules.ts'
import { heldDataView, profileBody, profileView, sessionList } from './schema.ts'

export const profileApi = async (app: App): Promise<void> => {
  const signedIn = { access: 'signedIn' as const }

  app.get(
    `${API_PREFIX}/profile`,
    {
      config: signedIn,
      schema: {
        summary: 'One’s own profile',
        description: 'Its `ETag` is wanted by PATCH.',
        response: { 200: profileView },
      },
    },
    async (request, reply) => {
      const profile = await getProfile(request.context.db, requirePerson(request.context).id)
      reply.header('etag', etagOf(profile.version))
      return profileViewOf(profile)
    },
  )

  app.patch(
    `${API_PREFIX}/profile`,
    {
      config: signedIn,
      schema: {
        summary: 'Change one’s own profile',
        description:
          'Only what is sent changes; null empties. `If-Match` with the `ETag` of the profile: missing is 428, outdated 412.',
        headers: z.object({ 'if-match': z.string().max(100).optional() }),
        body: profileBody,
        response: { 200: profileView },
      },
    },
    async (request, reply) => {
      const { organisation, orcid, ...changes } = request.body
      const version = versionToChange(request)
      const profile = await preconditioned(() =>
        changeProfile(request.context, version, {
          ...changes,
          organisationId: organisation,
          orcid: typeof orcid === 'string' ? readOrcid(orcid) : orcid,
        }),
      )
      reply.header('etag', etagOf(profile.version))
      return profileViewOf(profile)
    },
  )

  app.get(
    `${API_PREFIX}/profile/data`,
    {
      config: { ...signedIn, rateLimit: COPY_LIMIT },
      schema: { summary: 'All that is held about oneself', response: { 200: heldDataView } },
    },
    async (request) => gatherHeldData(request.context),
  )

  app.get(
    `${API_PREFIX}/sessions`,
    {
      config: signedIn,
      schema: { summary: 'One’s own sessions', response: { 200: sessionList } },
    },
    async (request) => {
      const items = (await listOwnSessions(request.context)).map((session) => ({
        ...session,
        createdAt: session.createdAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.delete(
    `${API_PREFIX}/sessions`,
    {
      config: signedIn,
      schema: {
        summary: 'End all sessions but the present one',
        response: { 200: z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' }) },
      },
    },
    async (request) => ({ ended: await endOtherSessions(request.context) }),
  )

  app.delete(
    `${API_PREFIX}/sessions/:id`,
    {
      config: signedIn,
      schema: { summary: 'End a session', params: idParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const own = await listOwnSessions(request.context)
      if (!own.some(({ id }) => id === request.params.id)) throw new NotFound('session')
      await endSession(request.context, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
