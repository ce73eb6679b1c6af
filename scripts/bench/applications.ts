import { sessions } from '../../db/schema/index.ts'
import type { Person } from '../../server/actor.ts'
import type { Call } from '../../server/calls/rules.ts'
import { hashToken, newToken } from '../../server/tokens.ts'
import { person } from '../../test/helpers/actors.ts'
import type { TestApp } from '../../test/helpers/app.ts'
import { openCall } from '../../test/helpers/factories.ts'
import { type DraftMade, draftApplication } from '../../test/helpers/factories-applications.ts'

const AT_ONCE = 8
const DAY_MS = 86_400_000

/** An open call and complete drafts in it, each by a person of its own, made by the portal's own operations. */
export const draftsIn = async (
  filling: TestApp,
  count: number,
): Promise<{ call: Call; drafts: DraftMade[] }> => {
  const call = await openCall(filling)
  const drafts: DraftMade[] = []
  let begun = 0
  const worker = async () => {
    while (begun < count) {
      begun += 1
      drafts.push(await draftApplication(filling, { call, applicant: await person(filling) }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { call, drafts }
}

/** The cookie of a session of that person. */
export const cookieOf = async (filling: TestApp, { id }: Person): Promise<string> => {
  const token = newToken()
  await filling.database.writing.insert(sessions).values({
    personId: id,
    tokenHash: hashToken(token),
    expiresAt: new Date(filling.clock.now().getTime() + DAY_MS),
  })
  return `session=${token}`
}
