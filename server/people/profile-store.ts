import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { organisations, people, sessions } from '../../db/schema/index.ts'

export type ProfileRow = NonNullable<Awaited<ReturnType<typeof findProfile>>>

/** A person's own profile, with the organisation's name. */
export const findProfile = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: people.id,
      email: people.email,
      name: people.name,
      organisationId: people.organisationId,
      organisationName: organisations.name,
      organisationCity: organisations.city,
      organisationCountry: organisations.country,
      organisationStatus: organisations.status,
      country: people.country,
      languages: people.languages,
      orcid: people.orcid,
      keywords: people.keywords,
      language: people.language,
      mutedMails: people.mutedMails,
      version: people.version,
    })
    .from(people)
    .leftJoin(organisations, eq(organisations.id, people.organisationId))
    .where(eq(people.id, id))
  return row
}

export type ProfileFields = {
  name: string
  organisationId: string | null
  country: string | null
  languages: string[]
  orcid: string | null
  keywords: string[]
  language: string
  mutedMails: string[]
}

/** False where the profile has been changed since that version. */
export const updateProfile = async (
  tx: Tx,
  id: string,
  version: number,
  fields: ProfileFields,
): Promise<boolean> => {
  const [changed] = await tx
    .update(people)
    .set({ ...fields, version: sql`${people.version} + 1` })
    .where(and(eq(people.id, id), eq(people.version, version)))
    .returning({ id: people.id })
  return changed !== undefined
}

const SESSIONS_MAX = 100

/** A person's sessions that can still be used, newest first. */
export const listSessions = (tx: Tx, personId: string, now: Date) =>
  tx
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(usable(personId, now))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(SESSIONS_MAX)

/** Ends a person's sessions but one; null ends them all. Gives the ids of those ended. */
export const revokeSessions = async (
  tx: Tx,
  personId: string,
  { except, now }: { except: string | null; now: Date },
): Promise<string[]> => {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(usable(personId, now), except === null ? undefined : sql`${sessions.id} <> ${except}`),
    )
    .returning({ id: sessions.id })
  return ended.map(({ id }) => id)
}

const usable = (personId: string, now: Date) =>
  and(eq(sessions.personId, personId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now))
