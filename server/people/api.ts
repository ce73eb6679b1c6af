import { z } from 'zod'
import type { App } from '../app.ts'
import { NotSignedIn } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { clearSessionCookie, setSessionCookie } from '../plugins/session.ts'
import { hashToken } from '../tokens.ts'
import { administrationApi } from './administration-api.ts'
import { FAILED_SHOWN_MAX } from './office-page.ts'
import { countForOffice } from './office-store.ts'
import { askForCode, endSession, signIn } from './operations.ts'
import { profileApi } from './profile-api.ts'
import { SIGN_IN_LIMIT } from './rate-limit.ts'
import { askBody, officeView, personView, sessionBody } from './schema.ts'

export const peopleApi = async (app: App): Promise<void> => {
  const limited = { access: 'public' as const, rateLimit: SIGN_IN_LIMIT }

  app.post(
    `${API_PREFIX}/sign-in`,
    {
      config: limited,
      schema: {
        summary: 'Mail a sign-in code',
        description: 'Answers alike whoever asks.',
        body: askBody,
        response: { 202: z.object({}).meta({ id: 'CodeMailed' }) },
      },
    },
    async (request, reply) => {
      await askForCode(request.context, {
        ip: request.ip,
        email: request.body.email,
        browserHash: request.browserToken ? hashToken(request.browserToken) : null,
        returnPath: '/work',
      })
      return reply.code(202).send({})
    },
  )

  app.post(
    `${API_PREFIX}/session`,
    {
      config: limited,
      schema: {
        summary: 'Sign in with a mailed code',
        body: sessionBody,
        response: { 201: personView },
      },
    },
    async (request, reply) => {
      const { token, expiresAt, person } = await signIn(request.context, {
        ...request.body,
        browserHash: request.browserToken ? hashToken(request.browserToken) : null,
        isApi: true,
        userAgent: request.headers['user-agent'] ?? '',
      })
      setSessionCookie(reply, token, expiresAt)
      return reply.code(201).send({ ...person, roles: [...person.roles] })
    },
  )

  app.get(
    `${API_PREFIX}/session`,
    {
      config: { access: 'signedIn' },
      schema: { summary: 'Who is signed in', response: { 200: personView } },
    },
    async (request) => {
      const { actor } = request
      if (actor.kind !== 'person') throw new NotSignedIn()
      return { ...actor, roles: [...actor.roles] }
    },
  )

  app.delete(
    `${API_PREFIX}/session`,
    {
      config: { access: 'signedIn' },
      schema: { summary: 'Sign out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { actor } = request
      if (actor.kind === 'person') await endSession(request.context, actor.sessionId)
      clearSessionCookie(reply)
      return reply.code(204).send(null)
    },
  )

  app.get(
    `${API_PREFIX}/office`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'What the registers hold and what waits in them; jobs that failed',
        response: { 200: officeView },
      },
    },
    async ({ context }) => {
      const [counts, { total, newest }] = await Promise.all([
        countForOffice(context.db, context.clock.now()),
        app.dependencies.queue.failed(FAILED_SHOWN_MAX),
      ])
      return {
        ...counts,
        failedJobs: {
          total,
          newest: newest.map(({ id, name, failedAt }) => ({
            id,
            name,
            failedAt: failedAt?.toISOString() ?? null,
          })),
        },
      }
    },
  )

  await app.register(profileApi)
  await app.register(administrationApi)
}
