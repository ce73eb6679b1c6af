import { and, eq, isNull, sql } from 'drizzle-orm'
import { sessions, signInCodes } from '../../db/schema/index.ts'
import type { Person } from '../actor.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { sendMail } from '../mail/operations.ts'
import { hashToken, isSame, newCode, newToken } from '../tokens.ts'
import { signInMail } from './mail.ts'
import {
  CODE_ATTEMPTS_MAX,
  CODE_MINUTES,
  mayMailCode,
  networkOf,
  refuseCode,
  SESSION_DAYS,
} from './rules.ts'
import { countCodesSince, ensurePerson, findSessionActor, lockAddress, lockCodes } from './store.ts'

export { getPerson, giveRole, setDisabled, takeRole } from './administration.ts'
export { changeProfile, getProfile } from './profile.ts'

const MINUTE_MS = 60_000

/**
 * Mails a sign-in code. Known and unknown addresses are treated alike: an account is made when the first code
 * is used. Past the hourly limits nothing is mailed and nothing is said, so that nobody learns of a limit
 * reached by another. `browserHash` is null for an API client without cookies.
 */
export const askForCode = async (
  context: Context,
  asked: { email: string; browserHash: string | null; ip: string; returnPath: string },
): Promise<void> => {
  await context.db.transaction(async (tx) => {
    await lockAddress(tx, asked.email)
    const now = context.clock.now()
    const network = networkOf(asked.ip)
    const since = new Date(now.getTime() - 60 * MINUTE_MS)
    if (!mayMailCode(await countCodesSince(tx, { ...asked, network }, since))) return
    const code = newCode()
    const [row] = await tx
      .insert(signInCodes)
      .values({
        email: asked.email,
        codeHash: hashToken(code),
        browserHash: asked.browserHash,
        network,
        returnPath: asked.returnPath,
        createdAt: now,
        expiresAt: new Date(now.getTime() + CODE_MINUTES * MINUTE_MS),
      })
      .returning({ id: signInCodes.id })
    if (!row) throw new Error('a code was not kept')
    const mail = signInMail({
      language: context.language,
      code,
      minutes: CODE_MINUTES,
      link: `${context.config.baseUrl}/${context.language}/sign-in/code?code=${code}`,
      funder: context.config.funder,
    })
    await sendMail(tx, context, { key: `sign-in:${row.id}`, to: asked.email, ...mail })
  })
}

export type SignedIn = {
  token: string
  expiresAt: Date
  person: Person
  returnPath: string
}

/**
 * Uses a code, once, and opens a session with a new token. A wrong code counts against the codes of the address;
 * after five wrong attempts they are all worthless. Codes that were asked for by another browser are
 * not looked at.
 */
export const signIn = async (
  context: Context,
  given: {
    email: string
    code: string
    browserHash: string | null
    isApi: boolean
    userAgent: string
  },
): Promise<SignedIn> => {
  const outcome = await context.db.transaction(async (tx) => {
    const now = context.clock.now()
    const codes = await lockCodes(tx, given.email, given, now)
    const usable = codes.filter((code) => code.attempts < CODE_ATTEMPTS_MAX)
    const match = usable.find((code) => isSame(code.codeHash, hashToken(given.code)))
    const refusal = refuseCode({
      asked: codes.length,
      usable: usable.length,
      matches: match !== undefined,
    })
    if (refusal || !match) {
      // Committed on purpose: a wrong attempt must count even though it is refused.
      for (const code of usable)
        await tx
          .update(signInCodes)
          .set({ attempts: sql`${signInCodes.attempts} + 1` })
          .where(eq(signInCodes.id, code.id))
      return { refusal: refusal ?? { reason: 'code_wrong' as const } }
    }
    await tx
      .update(signInCodes)
      .set({ usedAt: now })
      .where(and(eq(signInCodes.email, given.email), isNull(signInCodes.usedAt)))
    const { person, isNew } = await ensurePerson(tx, given.email, context.language)
    if (person.isDisabled) return { refusal: { reason: 'code_wrong' as const } }
    const token = newToken()
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * 24 * 60 * MINUTE_MS)
    const [session] = await tx
      .insert(sessions)
      .values({
        personId: person.id,
        tokenHash: hashToken(token),
        userAgent: given.userAgent.slice(0, USER_AGENT_MAX),
        createdAt: now,
        expiresAt,
      })
      .returning({ id: sessions.id })
    if (!session) throw new Error('a session was not kept')
    const actor = await findSessionActor(tx, hashToken(token), now)
    if (!actor) throw new Error('a new session is not there')
    const acting: Context = { ...context, actor }
    if (isNew)
      await record(tx, acting, { entity: 'person', entityId: person.id, type: 'person.joined' })
    await record(tx, acting, {
      entity: 'person',
      entityId: person.id,
      type: 'person.signed_in',
      data: { sessionId: session.id },
    })
    return {
      signedIn: {
        token,
        expiresAt,
        person: actor,
        returnPath: match.returnPath,
      },
    }
  })
  if ('refusal' in outcome) {
    refuse(outcome.refusal ?? null)
    throw new Error('unreachable')
  }
  return outcome.signedIn
}

/** Ends one of the actor's own sessions: the present one, or another from the list. */
export const endSession = async (context: Context, sessionId: string): Promise<void> => {
  const { actor } = context
  if (actor.kind !== 'person') return
  await context.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: context.clock.now() })
      .where(
        and(
          eq(sessions.id, sessionId),
          eq(sessions.personId, actor.id),
          isNull(sessions.revokedAt),
        ),
      )
      .returning({ id: sessions.id })
    if (!ended) throw new NotFound('session')
    await record(tx, context, {
      entity: 'person',
      entityId: actor.id,
      type: 'person.session_ended',
      data: { sessionId },
    })
  })
}

/** The address as a person's: the account the seed and tests start from. */
export const findOrMakePerson = async (context: Context, email: string) =>
  context.db.transaction(async (tx) => {
    const { person, isNew } = await ensurePerson(tx, email, context.language)
    if (isNew)
      await record(tx, context, { entity: 'person', entityId: person.id, type: 'person.joined' })
    return person
  })

const USER_AGENT_MAX = 300
