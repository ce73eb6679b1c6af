import { eq } from 'drizzle-orm'
import t from 'tap'
import { participants } from '../../../db/schema/index.ts'
import {
  INVITATIONS_PER_DAY_MAX,
  inviteParticipant,
  listInvitations,
} from '../../../server/applications/inviting.ts'
import {
  answerInvitation,
  withdrawApplication,
  workItems,
} from '../../../server/applications/operations.ts'
import { person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { openCall } from '../../helpers/factories.ts'
import { draftApplication } from '../../helpers/factories-applications.ts'
import { refusalOf } from '../../helpers/factories-reviews.ts'

t.setTimeout(120_000)

const guest = (email: string) => ({ email, name: '', role: 'co_applicant' as const })

t.test('invitations', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const call = await openCall(test)

  t.test('what was withdrawn waits for no answer and takes none', async (t) => {
    const { id, applicant } = await draftApplication(test, { call })
    const invited = await person(test)
    const { id: invitation } = await inviteParticipant(
      test.contextOf(applicant),
      id,
      guest(invited.email),
    )
    const waiting = async () => {
      const work = await workItems(db, invited, test.clock.now())
      return [work.invitations, (await listInvitations(db, invited.email)).length]
    }
    t.same(await waiting(), [1, 1])
    await withdrawApplication(test.contextOf(applicant), id, 'Another funder was first')
    t.same(await waiting(), [0, 0])
    t.equal(
      await refusalOf(answerInvitation(test.contextOf(invited), invitation, 'accept')),
      'not_found',
    )
  })

  t.test('a day has as many as the limit says, also after the first day', async (t) => {
    const { id, applicant } = await draftApplication(test, { call })
    await db
      .update(participants)
      .set({ createdAt: new Date(test.clock.now().getTime() - 2 * 86_400_000) })
      .where(eq(participants.applicationId, id))
    await db.insert(participants).values(
      Array.from({ length: INVITATIONS_PER_DAY_MAX - 1 }, (_, i) => ({
        ...guest(`guest${i}@example.org`),
        applicationId: id,
        status: 'invited' as const,
        invitedBy: applicant.id,
        createdAt: test.clock.now(),
      })),
    )
    const invite = (email: string) =>
      refusalOf(inviteParticipant(test.contextOf(applicant), id, guest(email)))
    t.equal(await invite('last@example.org'), null)
    t.match(await invite('over@example.org'), { reason: 'too_many_invitations' })
  })
})
