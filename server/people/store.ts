import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { people, roles, sessions, signInCodes } from '../../db/schema/index.ts'
import { builtOnce } from '../../db/statements.ts'
import type { Person } from '../actor.ts'
import { isLanguage } from '../language.ts'
import { type CodesAsked, ROLES } from './rules.ts'

const bySession = builtOnce((tx) =>
  tx
    .select({
      id: people.id,
      sessionId: sessions.id,
      email: people.email,
      name: people.name,
      language: people.language,
      roles: sql<
        string[]
      >`array(select ${roles.role} from ${roles} where ${roles.personId} = ${people.id} and ${roles.takenAt} is null)`,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder('tokenHash')),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql.placeholder('now')),
        eq(people.isDisabled, false),
      ),
    ),
)

/** The person behind a session's token, with the roles held now. One query: it runs on every request. */
export const findSessionActor = async (
  tx: Tx,
  tokenHash: string,
  now: Date,
): Promise<Person | undefined> => {
  const [row] = await bySession(tx, { tokenHash, now: now.toISOString() })
  if (!row) return undefined
  return {
    kind: 'person',
    ...row,
    roles: ROLES.filter((role) => row.roles.includes(role)),
    language: isLanguage(row.language) ? row.language : 'en',
  }
}

export const findPersonByEmail = async (tx: Tx, email: string) => {
  const [row] = await tx.select().from(people).where(eq(people.email, email))
  return row
}

/** Finds the person of an address, or makes one: an address that receives our code is an account. */
export const ensurePerson = async (tx: Tx, email: string, language: string) => {
  const [made] = await tx
    .insert(people)
    .values({ email, language })
    .onConflictDoNothing({ target: people.email })
    .returning()
  if (made) return { person: made, isNew: true }
  const existing = await findPersonByEmail(tx, email)
  if (!existing) throw new Error('a person neither made nor found')
  return { person: existing, isNew: false }
}

/** Lets one request at a time ask for codes to an address, until the transaction ends: so that none is miscounted. */
export const lockAddress = async (tx: Tx, email: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${email}`}, 0))`)
}

/**
 * How many codes were mailed to an address since an instant, and whether the browser has been signed in at it: it
 * keeps the token of its last session.
 */
export const countCodesSince = async (
  tx: Tx,
  asked: { email: string; browserHash: string | null; network: string },
  since: Date,
): Promise<CodesAsked> => {
  const by = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)
  const [row] = await tx
    .select({
      isKnownBrowser: sql<boolean>`exists (select 1 from ${sessions} s join ${people} p on p.id = s.person_id
        where s.token_hash = ${asked.browserHash} and p.email = ${asked.email})`,
      byBrowser: by(sql`${signInCodes.browserHash} = ${asked.browserHash}`),
      byNetwork: by(sql`${signInCodes.network} = ${asked.network}`),
      byAll: sql<number>`count(*)`.mapWith(Number),
    })
    .from(signInCodes)
    .where(and(eq(signInCodes.email, asked.email), gt(signInCodes.createdAt, since)))
  if (!row) throw new Error('a count gave no row')
  return row
}

/** The newest code that a browser asked for and has not used. */
export const findPendingCode = async (tx: Tx, browserHash: string, now: Date) => {
  const [row] = await tx
    .select()
    .from(signInCodes)
    .where(
      and(
        eq(signInCodes.browserHash, browserHash),
        isNull(signInCodes.usedAt),
        gt(signInCodes.expiresAt, now),
      ),
    )
    .orderBy(desc(signInCodes.id))
    .limit(1)
  return row
}

/**
 * Locks the codes of an address that can still be used by this asker, newest first. Codes that another browser asked
 * for are none of theirs, and must not push theirs out. A code asked for without a cookie is for the API.
 */
export const lockCodes = (
  tx: Tx,
  email: string,
  asker: { browserHash: string | null; isApi: boolean },
  now: Date,
) =>
  tx
    .select()
    .from(signInCodes)
    .where(
      and(
        eq(signInCodes.email, email),
        isNull(signInCodes.usedAt),
        gt(signInCodes.expiresAt, now),
        or(
          asker.browserHash === null ? undefined : eq(signInCodes.browserHash, asker.browserHash),
          asker.isApi ? isNull(signInCodes.browserHash) : undefined,
        ),
      ),
    )
    .orderBy(desc(signInCodes.id))
    .limit(CODES_TRIED_MAX)
    .for('update')

const CODES_TRIED_MAX = 5
