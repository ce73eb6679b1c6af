import { eq } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import {
  applications,
  assignments,
  conflicts,
  history,
  participants,
  roles,
} from '../../../db/schema/index.ts'
import { withdrawApplication } from '../../../server/applications/operations.ts'
import { loadAssigning, loadCallAssignments } from '../../../server/assignments/loading.ts'
import {
  acceptAssignment,
  assignReviewer,
  cancelAssignment,
  declineAssignment,
  workItems,
} from '../../../server/assignments/operations.ts'
import { clearConflict, declareConflict } from '../../../server/conflicts/operations.ts'
import { mailsTo, person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import {
  acceptedAssignment,
  assignedReviewer,
  daysAhead,
  eligibleApplications,
  refusalOf,
} from '../../helpers/factories-reviews.ts'

t.setTimeout(120_000)

t.test('assigning reviewers', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const statusOf = async (id: string) =>
    (await db.select().from(assignments).where(eq(assignments.id, id)))[0]?.status
  const reviewer = () => person(test, { roles: ['reviewer'] })
  const given = async (personId: string, role: 'reader' | 'rapporteur' = 'reader') => ({
    personId,
    role,
    dueOn: daysAhead(test, 14),
  })

  t.test('the first one starts the review of the application and asks by mail', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await assignedReviewer(test, { application })
    const [row] = await db.select().from(applications).where(eq(applications.id, application.id))
    t.equal(row?.status, 'in_review')
    const [mail] = await mailsTo(test, reviewer.email)
    t.match(mail?.text, `/en/assignments/${id}`)
    for (const part of [mail?.subject, mail?.text, mail?.html]) {
      t.notMatch(part, row?.title, 'the mail does not name the application')
      t.notMatch(part, application.applicant.name, 'nor who applies')
    }
    const entries = await db.select().from(history).where(eq(history.entityId, id))
    t.match(entries, [{ type: 'assignment.invited', fromStatus: null, toStatus: 'invited' }])
    t.strictSame(await checkInvariants(db), [])
  })

  t.test(
    'a person without the role, a participant and a conflicted reviewer are refused',
    async (t) => {
      const [application] = await eligibleApplications(test)
      const officer = test.contextOf(application.officer)
      const ask = async (personId: string) =>
        refusalOf(assignReviewer(officer, application.id, await given(personId)))
      const stranger = await person(test)
      t.strictSame(await ask(stranger.id), { reason: 'not_a_reviewer' })
      const { applicant } = application
      await db.insert(roles).values({ personId: applicant.id, role: 'reviewer', reason: 'test' })
      t.strictSame(await ask(applicant.id), { reason: 'takes_part' })
      const { reviewer, id } = await assignedReviewer(test, { application })
      await declareConflict(test.contextOf(reviewer), id, { kind: 'family', statement: '' })
      t.strictSame(await ask(reviewer.id), { reason: 'has_conflict', kinds: ['family'] })
    },
  )

  t.test('nobody is asked twice, and a day that is past is not taken', async (t) => {
    const [application] = await eligibleApplications(test)
    const officer = test.contextOf(application.officer)
    const assigned = await assignedReviewer(test, { application })
    t.match(
      await refusalOf(assignReviewer(officer, application.id, await given(assigned.reviewer.id))),
      { reason: 'already_assigned', status: 'invited' },
    )
    const other = await reviewer()
    const late = { ...(await given(other.id)), dueOn: daysAhead(test, -1) }
    t.match(await refusalOf(assignReviewer(officer, application.id, late)), [{ field: 'dueOn' }])
    const today = { ...(await given(other.id)), dueOn: daysAhead(test, 0) }
    await t.resolves(assignReviewer(officer, application.id, today), 'today is still in time')
  })

  t.test('of two rapporteurs chosen at once one is refused', async (t) => {
    const [application] = await eligibleApplications(test)
    const officer = test.contextOf(application.officer)
    const [first, second] = [await reviewer(), await reviewer()]
    const outcomes = await Promise.allSettled([
      assignReviewer(officer, application.id, await given(first.id, 'rapporteur')),
      assignReviewer(officer, application.id, await given(second.id, 'rapporteur')),
    ])
    t.strictSame(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    t.match(refused, { reason: { refusal: { reason: 'rapporteur_taken' } } })
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('accepting and cancelling at once leaves one of them done', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await assignedReviewer(test, { application })
    const [accepted, cancelled] = await Promise.allSettled([
      acceptAssignment(test.contextOf(reviewer), id),
      cancelAssignment(test.contextOf(application.officer), id, 'Too many readers'),
    ])
    t.equal(cancelled.status, 'fulfilled', 'what is accepted can be cancelled as well')
    if (accepted.status === 'rejected') t.match(accepted.reason, { code: 'not_found' })
    t.equal(await statusOf(id), 'cancelled')
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('who declined is asked again with the same assignment', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await assignedReviewer(test, { application })
    await declineAssignment(test.contextOf(reviewer), id, 'No time in May')
    t.strictSame(await workItems(db, reviewer), [])
    t.equal(await refusalOf(acceptAssignment(test.contextOf(reviewer), id)), 'not_found')
    const again = await assignReviewer(
      test.contextOf(application.officer),
      application.id,
      await given(reviewer.id),
    )
    t.equal(again, id)
    t.equal((await mailsTo(test, reviewer.email)).length, 2, 'a second mail')
    await acceptAssignment(test.contextOf(reviewer), id)
    t.equal(await statusOf(id), 'accepted')
    const [mail] = await mailsTo(test, application.officer.email)
    t.match(mail?.subject, 'declined', 'the office is told')
  })

  t.test('after a conflict is cleared the reviewer can be asked again', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await assignedReviewer(test, { application })
    await declareConflict(test.contextOf(reviewer), id, { kind: 'other', statement: 'A namesake' })
    const [conflict] = await db
      .select()
      .from(conflicts)
      .where(eq(conflicts.applicationId, application.id))
    const officer = test.contextOf(application.officer)
    await clearConflict(officer, conflict?.id ?? '', 'Another person of the same name')
    t.equal(await assignReviewer(officer, application.id, await given(reviewer.id)), id)
    t.equal((await workItems(db, reviewer)).length, 1)
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('a withdrawn application is gone from its reviewers', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    await withdrawApplication(test.contextOf(application.applicant), application.id, 'We moved')
    t.strictSame(await workItems(db, reviewer), [])
    t.equal(await refusalOf(declineAssignment(test.contextOf(reviewer), id, 'x')), 'not_found')
  })

  t.test('the list of a call takes the same number of queries however long it is', async (t) => {
    const few = await eligibleApplications(test, { count: 1 })
    const many = await eligibleApplications(test, { count: 6 })
    for (const application of many) await assignedReviewer(test, { application })
    const count = async ([first]: typeof few) => {
      test.database.takeStatements()
      const loaded = await loadCallAssignments(
        { ...test.contextOf(first.officer), db: test.database.reading },
        first.call.id,
        1,
      )
      return { total: loaded.total, queries: test.database.takeStatements().length }
    }
    await count(few)
    const short = await count(few)
    const long = await count(many)
    t.equal(short.total, 1)
    t.equal(long.total, 6)
    t.equal(long.queries, short.queries)
    t.ok(long.queries <= 9, `${long.queries} queries`)
  })
})

t.test('an officer who applies does not learn who reads the own application', async (t) => {
  const test = await testApp(t)
  const own = await person(test, { roles: ['officer'] })
  const [first, second] = await eligibleApplications(test, { count: 2 })
  if (!second) throw new Error('two applications were made')
  await test.database.writing.insert(participants).values({
    applicationId: first.id,
    personId: own.id,
    email: own.email,
    role: 'co_applicant',
    status: 'accepted',
  })
  const { reviewer } = await assignedReviewer(test, { application: first })
  const { candidates } = await loadAssigning(test.contextOf(own), second.id)
  t.match(
    candidates.find(({ personId }) => personId === reviewer.id),
    { load: 0 },
  )
  const handled = await loadAssigning(test.contextOf(second.officer), second.id)
  t.match(
    handled.candidates.find(({ personId }) => personId === reviewer.id),
    { load: 1 },
  )
})
