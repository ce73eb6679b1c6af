import { eq } from 'drizzle-orm'
import { mails, people, roles, sessions } from '../../db/schema/index.ts'
import type { Person } from '../../server/actor.ts'
import { findOrMakePerson } from '../../server/people/operations.ts'
import type { Role } from '../../server/people/rules.ts'
import { hashToken, newToken } from '../../server/tokens.ts'
import { type Browser, type TestApp, testBrowser } from './app.ts'

let made = 0

export type PersonOptions = { email?: string; name?: string; roles?: readonly Role[] }

/** A person with roles, as an actor for operations. Addresses are new unless one is given. */
export const person = async (test: TestApp, options: PersonOptions = {}): Promise<Person> => {
  made += 1
  const email = options.email ?? `person${made}.${process.pid}@example.org`
  const found = await findOrMakePerson(test.contextOf(), email)
  const db = test.database.writing
  const name = options.name ?? `Person ${made}`
  await db.update(people).set({ name }).where(eq(people.id, found.id))
  for (const role of options.roles ?? [])
    await db
      .insert(roles)
      .values({ personId: found.id, role, reason: 'test' })
      .onConflictDoNothing()
  return {
    kind: 'person',
    id: found.id,
    sessionId: '00000000-0000-4000-8000-000000000000',
    email,
    name,
    roles: options.roles ?? [],
    language: 'en',
  }
}

/** A browser in which that person is signed in. */
export const signedIn = async (test: TestApp, actor: Person): Promise<Browser> => {
  const token = newToken()
  await test.database.writing.insert(sessions).values({
    personId: actor.id,
    tokenHash: hashToken(token),
    expiresAt: new Date(test.clock.now().getTime() + 86_400_000 * 3650),
  })
  const browser = testBrowser(test)
  browser.cookies.set('session', token)
  return browser
}

/** Mails to an address, newest first. */
export const mailsTo = async (test: TestApp, email: string) =>
  (await test.database.writing.select().from(mails).where(eq(mails.to, email))).sort((a, b) =>
    b.id.localeCompare(a.id),
  )
