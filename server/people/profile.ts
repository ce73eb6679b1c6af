import { createHash } from 'node:crypto'
import type { Tx } from '../../db/client.ts'
import type { Person } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, NotSignedIn, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import { findUsableOrganisation } from '../organisations/operations.ts'
import {
  findProfile,
  listSessions,
  type ProfileFields,
  type ProfileRow,
  revokeSessions,
  updateProfile,
} from './profile-store.ts'
import { browserName, profileIsComplete } from './rules.ts'
import { texts } from './texts.ts'

/** The signed-in person; throws for visitors and the portal itself. */
export const requirePerson = ({ actor }: Pick<Context, 'actor'>): Person => {
  if (actor.kind !== 'person') throw new NotSignedIn()
  return actor
}

export const getProfile = async (tx: Tx, id: string): Promise<ProfileRow> => {
  const profile = await findProfile(tx, id)
  if (!profile) throw new NotFound('person')
  return profile
}

/** As the API gives it. */
export const profileViewOf = (profile: ProfileRow) => ({
  id: profile.id,
  email: profile.email,
  name: profile.name,
  organisation:
    profile.organisationId === null
      ? null
      : {
          id: profile.organisationId,
          name: profile.organisationName ?? '',
          country: profile.organisationCountry ?? '',
          city: profile.organisationCity,
        },
  country: profile.country,
  languages: profile.languages,
  orcid: profile.orcid,
  keywords: profile.keywords,
  language: profile.language,
  mutedMails: profile.mutedMails,
  isComplete: profileIsComplete(profile),
  version: profile.version,
})

/**
 * Changes one's own profile; `version` is the one that the change was made from (`Stale` when another came
 * first). An organisation must be one that the person may use. The history says which fields were changed and
 * holds a digest of the profile, not the values.
 */
export const changeProfile = async (
  context: Context,
  version: number,
  changes: { [K in keyof ProfileFields]?: ProfileFields[K] | undefined },
): Promise<ProfileRow> => {
  const { id } = requirePerson(context)
  return context.db.transaction(async (tx) => {
    const before = await getProfile(tx, id)
    const fields = fieldsOf(before)
    for (const [key, value] of Object.entries(changes))
      if (value !== undefined) Object.assign(fields, { [key]: value })
    const changed = KEYS.filter(
      (key) => JSON.stringify(fields[key]) !== JSON.stringify(before[key]),
    )
    if (before.version !== version) throw new Stale()
    if (changed.length === 0) return before
    await requireOrganisation(tx, context, id, fields.organisationId, before.organisationId)
    if (!(await updateProfile(tx, id, version, fields))) throw new Stale()
    await record(tx, context, {
      entity: 'person',
      entityId: id,
      type: 'person.profile_changed',
      actedAs: 'person',
      data: { fields: changed, sha256: digest({ id, version: version + 1, ...fields }) },
    })
    return getProfile(tx, id)
  })
}

/** The person's own sessions, the present one marked. */
export const listOwnSessions = async (context: Context) => {
  const { id, sessionId } = requirePerson(context)
  const rows = await listSessions(context.db, id, context.clock.now())
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    browser: browserLabel(userAgent, texts[context.language].sessions),
    isCurrent: row.id === sessionId,
  }))
}

/** Ends every session of the person but the present one; gives how many. */
export const endOtherSessions = async (context: Context): Promise<number> => {
  const { id, sessionId } = requirePerson(context)
  return context.db.transaction(async (tx) => {
    const ended = await revokeSessions(tx, id, { except: sessionId, now: context.clock.now() })
    for (const one of ended)
      await record(tx, context, {
        entity: 'person',
        entityId: id,
        type: 'person.session_ended',
        actedAs: 'person',
        data: { sessionId: one },
      })
    return ended.length
  })
}

const KEYS = [
  'name',
  'organisationId',
  'country',
  'languages',
  'orcid',
  'keywords',
  'language',
  'mutedMails',
] as const satisfies readonly (keyof ProfileFields)[]

const fieldsOf = (profile: ProfileRow): ProfileFields => ({
  name: profile.name,
  organisationId: profile.organisationId,
  country: profile.country,
  languages: profile.languages,
  orcid: profile.orcid,
  keywords: profile.keywords,
  language: profile.language,
  mutedMails: profile.mutedMails,
})

/** One that is named already may stay, whatever has become of it. */
const requireOrganisation = async (
  tx: Tx,
  { language }: Context,
  personId: string,
  wanted: string | null,
  present: string | null,
): Promise<void> => {
  if (wanted === null || wanted === present) return
  if (await findUsableOrganisation(tx, wanted, personId)) return
  const message = texts[language].problems.organisation
  throw new Invalid([{ field: 'organisation', message }])
}

const browserLabel = (
  userAgent: string,
  words: { unknown: string; on: (browser: string, system: string) => string },
): string => {
  const known = browserName(userAgent)
  if (!known) return words.unknown
  return known.system === null ? known.browser : words.on(known.browser, known.system)
}

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex')
