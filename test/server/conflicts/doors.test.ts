import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import { assignments, conflicts, reviews } from '../../../db/schema/index.ts'
import {
  clearConflict,
  declareConflict,
  setConflict,
} from '../../../server/conflicts/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { type Answer, type TestApp, testApp, testBrowser } from '../../helpers/app.ts'
import {
  acceptedAssignment,
  assignedReviewer,
  daysAhead,
  type Eligible,
  eligibleApplications,
  refusalOf,
  submittedReview,
  wholeReview,
} from '../../helpers/factories-reviews.ts'
import { readPage } from '../../helpers/html.ts'
import { isHeldWhileWaiting } from '../../helpers/locks.ts'

t.setTimeout(180_000)

const TITLE = 'Kanariefågeln vid dammen'
const ANSWER = 'A canary in the answer'

/** Every address through which a reviewer could come near an application. */
const reviewerDoors = (id: string) => ({
  pages: [
    `/en/assignments/${id}`,
    `/sv/assignments/${id}`,
    `/en/assignments/${id}/review`,
    `/en/assignments/${id}/review/check`,
    `/en/assignments/${id}/dossier`,
    `/en/assignments/${id}/dossier.pdf`,
    `/en/assignments/${id}/attachments/letter`,
    `/api/v1/assignments/${id}`,
    `/api/v1/assignments/${id}/review`,
  ],
  posts: [
    `/en/assignments/${id}/acceptance`,
    `/en/assignments/${id}/declination`,
    `/en/assignments/${id}/conflict`,
    `/en/assignments/${id}/review`,
    `/en/assignments/${id}/review/submission`,
  ],
})

const officeDoors = (applicationId: string) => [
  `/en/office/applications/${applicationId}/assignments`,
  `/sv/office/applications/${applicationId}/assignments`,
  `/en/office/applications/${applicationId}/reviews`,
  `/en/office/applications/${applicationId}/conflicts`,
  `/en/office/applications/${applicationId}/dossier`,
  `/en/office/applications/${applicationId}/dossier.pdf`,
  `/en/office/applications/${applicationId}/dossier/attachments/letter`,
  `/api/v1/applications/${applicationId}/reviews`,
]

const canaryApplications = (test: TestApp, count = 1) =>
  eligibleApplications(test, {
    count,
    application: { title: TITLE, answers: { what: ANSWER } },
  })

const isClean = (answer: Answer, application: Pick<Eligible, 'reference'>): boolean =>
  ![TITLE, ANSWER, application.reference].some((trace) => answer.body.includes(trace))

t.test('a conflict of interest closes every door', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing

  t.test('the doors are open before it', async (t) => {
    const [application] = await canaryApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const browser = await signedIn(test, reviewer)
    for (const path of reviewerDoors(id).pages)
      t.equal((await browser.get(path)).statusCode, 200, path)
    const officer = await signedIn(test, application.officer)
    for (const path of officeDoors(application.id))
      t.equal((await officer.get(path)).statusCode, 200, path)
  })

  t.test('to the reviewer who declares it, before reading and afterwards', async (t) => {
    const [first, second] = await canaryApplications(test, 2)
    if (!second) throw new Error('two applications were made')
    const before = await assignedReviewer(test, { application: first })
    const after = await submittedReview(test, {
      assignment: await acceptedAssignment(test, { application: second }),
    })
    for (const { id, reviewer, application } of [before, after]) {
      const browser = await signedIn(test, reviewer)
      const declared = await browser.post(`/en/assignments/${id}/conflict`, {
        kind: 'joint_work',
        statement: 'We wrote together',
      })
      t.equal(declared.headers.location, '/en/reviews?told=conflict')
      const { pages, posts } = reviewerDoors(id)
      for (const path of pages) {
        const answer = await browser.get(path)
        t.equal(answer.statusCode, 404, path)
        t.ok(isClean(answer, application), `${path} leaves no trace`)
      }
      for (const path of posts) {
        const answer = await browser.post(path, { kind: 'other', reason: 'x', version: '1' })
        t.equal(answer.statusCode, 404, path)
        t.ok(isClean(answer, application), `${path} leaves no trace`)
      }
      const saved = await browser.json(
        'PUT',
        `/api/v1/assignments/${id}/review`,
        wholeReview(['feasibility']),
        { 'if-match': '"1"' },
      )
      t.equal(saved.statusCode, 404)
      for (const path of ['/en/reviews', '/sv/reviews?told=conflict', '/api/v1/assignments']) {
        const answer = await browser.get(path)
        t.equal(answer.statusCode, 200)
        t.ok(isClean(answer, application), `${path} leaves no trace`)
      }
      t.match((await browser.get('/api/v1/assignments')).json(), { items: [], total: 0 })
    }
    t.ok(
      await db.$count(reviews, eq(reviews.assignmentId, after.id)),
      'what was written is kept for the record',
    )
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('a hidden assignment answers like one that never was', async (t) => {
    const [application] = await canaryApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    await declareConflict(test.contextOf(reviewer), id, { kind: 'family', statement: '' })
    const browser = await signedIn(test, reviewer)
    const never = '00000000-0000-4000-8000-000000000001'
    const plain = (answer: Answer) =>
      answer.body
        .replaceAll(id, 'ID')
        .replaceAll(never, 'ID')
        .replace(/name="_csrf" value="[^"]*"/g, '')
        .replace(/urn:request:[^"]*/g, '')
    for (const path of ['', '/review', '/dossier', '/dossier.pdf'])
      t.equal(
        plain(await browser.get(`/en/assignments/${id}${path}`)),
        plain(await browser.get(`/en/assignments/${never}${path}`)),
      )
    t.equal(
      plain(await browser.get(`/api/v1/assignments/${id}`)),
      plain(await browser.get(`/api/v1/assignments/${never}`)),
    )
  })

  t.test('to the reviewer for whom the office sets it', async (t) => {
    const [application] = await canaryApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    await setConflict(test.contextOf(application.officer), application.id, {
      personId: reviewer.id,
      kind: 'economic',
      statement: 'Owns the firm',
    })
    const [row] = await db.select().from(assignments).where(eq(assignments.id, id))
    t.equal(row?.status, 'declined')
    const browser = await signedIn(test, reviewer)
    for (const path of reviewerDoors(id).pages)
      t.equal((await browser.get(path)).statusCode, 404, path)
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('to the officer and the auditor who have one', async (t) => {
    const [application, other] = await canaryApplications(test, 2)
    const reviewer = await person(test, { roles: ['reviewer'], name: 'Sigrid Skickat' })
    await submittedReview(test, {
      assignment: await acceptedAssignment(test, { application, reviewer }),
    })
    const officer = await person(test, { roles: ['officer'] })
    const auditor = await person(test, { roles: ['auditor'] })
    for (const { id } of [officer, auditor])
      await setConflict(test.contextOf(application.officer), application.id, {
        personId: id,
        kind: 'family',
        statement: 'Siblings',
      })
    for (const actor of [officer, auditor]) {
      const browser = await signedIn(test, actor)
      for (const path of officeDoors(application.id)) {
        const answer = await browser.get(path)
        t.equal(answer.statusCode, 409, path)
        t.ok(isClean(answer, application), `${path} leaves no trace`)
      }
      const list = await browser.get(`/en/office/calls/${application.call.id}/assignments`)
      t.equal(list.statusCode, 200)
      t.notOk(list.body.includes(application.reference), 'not in the list')
      t.ok(list.body.includes(other?.reference ?? '–'), 'which shows the others')
      t.match(readPage(list.body).text, 'Sigrid Skickat 0 0 0 0', 'nor in its counts')
    }
    const browser = await signedIn(test, officer)
    const path = `/en/office/applications/${application.id}`
    const posted = await browser.post(`${path}/assignments`, {
      personId: officer.id,
      role: 'reader',
      dueOn: daysAhead(test, 9),
    })
    t.equal(posted.statusCode, 409)
    t.ok(isClean(posted, application))
  })

  t.test('nobody clears their own, another officer does', async (t) => {
    const [application] = await canaryApplications(test)
    const officer = await person(test, { roles: ['officer'] })
    const { id } = await setConflict(test.contextOf(officer), application.id, {
      personId: officer.id,
      kind: 'friendship_or_hostility',
      statement: 'We are friends',
    })
    t.strictSame(await refusalOf(clearConflict(test.contextOf(officer), id, 'Not so close')), {
      reason: 'conflict',
    })
    const browser = await signedIn(test, officer)
    t.equal((await browser.get(`/en/office/conflicts/${id}/clearance`)).statusCode, 409)
    const colleague = await signedIn(test, application.officer)
    const cleared = await colleague.post(`/en/office/conflicts/${id}/clearance`, {
      reason: 'They met once',
    })
    t.equal(cleared.statusCode, 303)
    const [row] = await db.select().from(conflicts).where(eq(conflicts.id, id))
    t.match(row, { status: 'cleared', clearedBy: application.officer.id })
    t.equal((await browser.get(officeDoors(application.id)[0] ?? '')).statusCode, 200)
    const again = await colleague.json('POST', `/api/v1/conflicts/${id}/clearance`, {
      reason: 'Once more',
    })
    t.match(again.json(), { refusal: { reason: 'conflict_cleared_already' } })
  })

  t.test('a conflict and an assignment made at once never both stand', async (t) => {
    const [application] = await canaryApplications(test)
    for (let i = 0; i < 4; i += 1) {
      const reviewer = await person(test, { roles: ['reviewer'] })
      await Promise.allSettled([
        assignedReviewer(test, { application, reviewer }),
        setConflict(test.contextOf(application.officer), application.id, {
          personId: reviewer.id,
          kind: 'other',
          statement: 'At the same time',
        }),
      ])
    }
    t.strictSame(await checkInvariants(db), [])
  })

  t.test('reviewer and office declare at once without waiting for one another', async (t) => {
    const [application] = await canaryApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const isHeld = await isHeldWhileWaiting(test, {
      applicationId: application.id,
      act: () =>
        declareConflict(test.contextOf(reviewer), id, { kind: 'family', statement: 'Cousins' }),
      row: sql`select 1 from assignments where id = ${id}`,
    })
    t.notOk(isHeld, 'the application is locked before its assignments')
  })

  t.test('strangers and other roles come nowhere', async (t) => {
    const [application] = await canaryApplications(test)
    const { id } = await acceptedAssignment(test, { application })
    const { pages } = reviewerDoors(id)
    const visitor = testBrowser(test)
    const anotherReviewer = await signedIn(test, await person(test, { roles: ['reviewer'] }))
    const applicant = await signedIn(test, application.applicant)
    const administrator = await signedIn(test, await person(test, { roles: ['administrator'] }))
    for (const path of [...pages, ...officeDoors(application.id)]) {
      const isApi = path.startsWith('/api')
      t.equal((await visitor.get(path)).statusCode, isApi ? 401 : 303, `visitor ${path}`)
      const isOwn = pages.includes(path)
      const answer = await anotherReviewer.get(path)
      t.equal(answer.statusCode, isOwn ? 404 : 403, `another reviewer ${path}`)
      t.ok(isClean(answer, application))
      for (const browser of [applicant, administrator]) {
        const refused = await browser.get(path)
        t.equal(refused.statusCode, 403, path)
        t.ok(isClean(refused, application))
      }
    }
  })

  t.test('an officer who takes part in the application is not staff to it', async (t) => {
    const applicant = await person(test, { roles: ['officer'] })
    const [application] = await eligibleApplications(test, { application: { applicant } })
    const browser = await signedIn(test, applicant)
    for (const path of officeDoors(application.id))
      t.equal((await browser.get(path)).statusCode, 404, path)
    const list = await browser.get(`/en/office/calls/${application.call.id}/assignments`)
    t.notOk(list.body.includes(application.reference))
  })
})
