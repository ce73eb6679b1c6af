import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, NotFound, Stale } from '../errors.ts'
import { checkForm, type FormState } from '../form.ts'
import { type PickerResults, pickerOf, resolveOrganisationPicker } from '../organisations/picker.ts'
import { idParams } from '../schema.ts'
import { gatherHeldData } from './held-data.ts'
import { endSession } from './operations.ts'
import {
  changeProfile,
  endOtherSessions,
  getProfile,
  listOwnSessions,
  requirePerson,
} from './profile.ts'
import { formOfProfile, readProfileForm, withProblem } from './profile-form.ts'
import { profilePage, sessionsPage } from './profile-pages.ts'
import type { ProfileRow } from './profile-store.ts'
import { COPY_LIMIT } from './rate-limit.ts'
import { profileIsComplete } from './rules.ts'
import { profileForm } from './schema.ts'
import { texts } from './texts.ts'

const savedQuery = z.object({ saved: z.string().max(1).optional() })
const endedQuery = z.object({ ended: z.enum(['one', 'others']).optional() })

export const profileRoutes = async (app: App): Promise<void> => {
  checkForm(profileForm)
  const signedIn = { access: 'signedIn' as const }

  app.get(
    '/profile',
    { config: signedIn, schema: { querystring: savedQuery } },
    async (request, reply) => {
      const profile = await getProfile(request.context.db, requirePerson(request.context).id)
      return reply.page(
        pageOf(request, profile, {
          form: formOfProfile(profile, request.language),
          results: pickerOf(organisationOf(profile)),
          isSaved: request.query.saved !== undefined,
        }),
      )
    },
  )

  app.post('/profile', { config: signedIn }, async (request, reply) => {
    const { context, language } = request
    const { id } = requirePerson(context)
    const t = texts[language]
    const read = readProfileForm(request.body, language)
    const picked = await resolveOrganisationPicker(context.db, request.body, 'organisation', id)
    const again = async (form: FormState, status: number) =>
      reply.page(
        pageOf(request, await getProfile(context.db, id), { form, results: picked.results }),
        status,
      )
    if (picked.kind === 'search' && picked.asked) return again({ ...read.form, problems: [] }, 200)
    if (picked.kind === 'search')
      return again(
        withProblem(read.form, {
          field: 'organisation',
          message:
            picked.results.candidates.length > 0
              ? t.problems.organisation
              : t.problems.organisation_unknown,
        }),
        422,
      )
    if (!read.ok) return again(read.form, 422)
    try {
      const saved = await changeProfile(context, read.version, {
        ...read.changes,
        organisationId: picked.kind === 'chosen' ? picked.organisation.id : null,
      })
      // In the language that was chosen just now.
      return reply.redirect(`/${saved.language}/profile?saved=1`, 303)
    } catch (error) {
      if (error instanceof Invalid)
        return again({ ...read.form, problems: [...error.problems] }, 422)
      if (error instanceof Stale)
        return again({ ...read.form, problems: [{ field: '', message: t.profile.changed }] }, 409)
      throw error
    }
  })

  const copying = { config: { ...signedIn, rateLimit: COPY_LIMIT } }
  app.get('/profile/data.json', copying, async (request, reply) => {
    const held = await gatherHeldData(request.context)
    return reply
      .header('content-disposition', 'attachment; filename="radslag-data.json"')
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(held, null, 2))
  })

  app.get(
    '/profile/sessions',
    { config: signedIn, schema: { querystring: endedQuery } },
    async (request, reply) =>
      reply.page(
        sessionsPage(request.view, {
          sessions: await listOwnSessions(request.context),
          said: request.query.ended,
        }),
      ),
  )

  app.post('/sessions/others/end', { config: signedIn }, async (request, reply) => {
    await endOtherSessions(request.context)
    return reply.seeOther('/profile/sessions?ended=others')
  })

  app.post(
    '/sessions/:id/end',
    { config: signedIn, schema: { params: idParams } },
    async (request, reply) => {
      const sessions = await listOwnSessions(request.context)
      if (!sessions.some(({ id }) => id === request.params.id)) throw new NotFound('session')
      await endSession(request.context, request.params.id)
      return reply.seeOther('/profile/sessions?ended=one')
    },
  )
}

const pageOf = (
  request: FastifyRequest,
  profile: ProfileRow,
  given: { form: FormState; results: PickerResults; isSaved?: boolean },
) =>
  profilePage(request.view, {
    isSaved: false,
    ...given,
    email: profile.email,
    version: profile.version,
    isComplete: profileIsComplete(profile),
  })

/** The stored affiliation, shown even where it could not be chosen anew. */
const organisationOf = (profile: ProfileRow) =>
  profile.organisationId === null || profile.organisationStatus === null
    ? null
    : {
        id: profile.organisationId,
        name: profile.organisationName ?? '',
        country: profile.organisationCountry ?? '',
        city: profile.organisationCity,
        status: profile.organisationStatus,
        foundBy: null,
      }
