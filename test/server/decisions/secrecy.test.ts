import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { assignments, conflicts, decisions, mails, people } from '../../../db/schema/index.ts'
import type { Person } from '../../../server/actor.ts'
import { loadOwnAssignment } from '../../../server/assignments/loading.ts'
import { cancelAssignment, declineAssignment } from '../../../server/assignments/operations.ts'
import { setConflict } from '../../../server/conflicts/operations.ts'
import { loadLetter } from '../../../server/decisions/loading.ts'
import { releaseDecisions } from '../../../server/decisions/operations.ts'
import { extractText } from '../../../server/pdf/text.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import {
  applicationAt,
  award,
  decline,
  recordedDecision,
  reviewedRound,
} from '../../helpers/factories-decisions.ts'
import { refusalOf } from '../../helpers/factories-reviews.ts'

t.setTimeout(240_000)

const CANARY = 'Zebrafinken'
const COMMENT = 'Say more about how the wards were chosen'

t.test('before the release nobody outside the office learns anything', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await reviewedRound(test, { scores: [6, 3] })
  const { call, officer, second } = round
  const first = applicationAt(round, 0)
  const last = applicationAt(round, 1)
  const awarded = {
    ...award(300_000_00),
    reasons: `${CANARY} ${award(1).reasons}`,
    conditions: `${CANARY} in March`,
  }
  const declined = { ...decline, reasons: `${CANARY} ${decline.reasons}` }
  const one = await recordedDecision(test, { round, applicationId: first.id, proposal: awarded })
  const other = await recordedDecision(test, { round, applicationId: last.id, proposal: declined })
  const reviewer = await person(test, { roles: ['reviewer'] })

  const paths = [
    '/en/grants',
    '/en/grants.csv',
    '/en/work',
    '/en/calls',
    `/en/calls/${call.slug}`,
    '/en/publications?q=Zebrafinken',
    '/api/v1/grants',
    '/api/v1/publications?q=Zebrafinken',
    ...[first, last].flatMap(({ id }) => [
      `/en/applications/${id}`,
      `/en/applications/${id}/decision`,
      `/en/applications/${id}/decision.pdf`,
      `/en/office/applications/${id}/decision`,
      `/api/v1/applications/${id}`,
      `/api/v1/applications/${id}/decision`,
    ]),
    '/api/v1/applications',
    `/en/office/calls/${call.id}/ranking`,
    `/en/office/calls/${call.id}/release`,
    `/api/v1/calls/${call.id}/ranking`,
  ]
  const readAs = async (someone: Person | null) => {
    const browser = someone ? await signedIn(test, someone) : testBrowser(test)
    const found: string[] = []
    for (const path of paths) {
      const { body } = await browser.get(path)
      if (/Zebrafinken (in|The)|"outcome"|application is (not )?awarded/.test(body))
        found.push(path)
      if (body.includes(COMMENT)) found.push(`${path} (comment)`)
    }
    return found
  }
  for (const someone of [null, first.applicant, last.applicant, reviewer, await person(test)])
    t.same(await readAs(someone), [], someone?.name ?? 'a visitor')
  await test.runJobs()
  t.notMatch(JSON.stringify(await db.select().from(mails)), CANARY)

  t.test('the letter is not there for its applicant', async (t) => {
    const browser = await signedIn(test, first.applicant)
    for (const path of [
      `/en/applications/${first.id}/decision`,
      `/en/applications/${first.id}/decision.pdf`,
      `/api/v1/applications/${first.id}/decision`,
    ])
      t.equal((await browser.get(path)).statusCode, 404, path)
  })

  t.test('the office reads a preview, but for those with a conflict of interest', async (t) => {
    const preview = await (await signedIn(test, officer)).get(
      `/en/applications/${first.id}/decision`,
    )
    t.match(preview.body, 'Preview')
    t.match(preview.body, CANARY)
    const partial = await person(test, { roles: ['officer'] })
    await db.insert(conflicts).values({
      applicationId: first.id,
      personId: partial.id,
      kind: 'friendship_or_hostility',
      source: 'declared',
    })
    const browser = await signedIn(test, partial)
    for (const path of [
      `/en/applications/${first.id}/decision`,
      `/en/applications/${first.id}/decision.pdf`,
      `/en/office/applications/${first.id}/decision`,
      `/api/v1/applications/${first.id}/decision`,
    ]) {
      const answer = await browser.get(path)
      t.equal(answer.statusCode, 409, path)
      t.notMatch(answer.body, CANARY)
    }
    const ranking = (await browser.get(`/en/office/calls/${call.id}/ranking`)).body
    t.match(ranking, 'One application is closed to you')
    t.notMatch(ranking, first.reference)
    t.match(ranking, last.reference)
    const data = (await browser.json('GET', `/api/v1/calls/${call.id}/ranking`)).json()
    t.match(data, { closedToYou: 1, items: [{ reference: last.reference }] })
    t.equal(data.items.length, 1)
    const check = (await browser.get(`/en/office/calls/${call.id}/release`)).body
    t.notMatch(check, first.reference)
    t.match(check, 'One application is closed to you')
  })

  t.test('after it each has the own letter, as page, data, PDF and mail', async (t) => {
    await releaseDecisions(test.contextOf(second), call.id)
    await test.runJobs()
    const browser = await signedIn(test, first.applicant)
    const page = await browser.get(`/en/applications/${first.id}/decision`)
    t.equal(page.statusCode, 200)
    for (const word of [CANARY, COMMENT, 'SEK\u00a0300,000', second.name]) t.match(page.body, word)
    t.notMatch(page.body, 'Rut Reviewer')
    const swedish = await browser.get(`/sv/applications/${first.id}/decision`)
    t.match(swedish.body, 'Din ansökan beviljas 300\u00a0000\u00a0kr')
    const data = await browser.json('GET', `/api/v1/applications/${first.id}/decision`)
    t.match(data.json(), { outcome: 'awarded', amountCents: 300_000_00, grantId: String })
    t.notMatch(data.body, 'proposedBy')
    t.equal((await browser.get(`/en/applications/${last.id}/decision`)).statusCode, 404)
    t.notMatch((await browser.get('/en/grants')).body, last.reference)

    const texts = []
    for (const language of ['sv', 'en']) {
      const path = `/${language}/applications/${first.id}/decision.pdf`
      const [pdf, again] = [await browser.get(path), await browser.get(path)]
      t.match(pdf.headers['content-type'], /^application\/pdf/)
      t.same(pdf.rawPayload, again.rawPayload, 'the same bytes each time')
      texts.push(await textOf(test, pdf.rawPayload))
    }
    t.match(texts[0], /Din ansökan beviljas 300\s000\skr/)
    t.match(texts[1], /Your application is awarded SEK\s300,000/)
    for (const text of texts) t.match(text, new RegExp(`${CANARY}[^]*wards were chosen`))
    const [mail] = await mailsTo(test, last.applicant.email)
    t.match(mail?.text, CANARY)
    t.match(mail?.text, /not awarded a grant this time/)
  })

  t.test('the letter stays as it was released, whatever becomes of its reviews', async (t) => {
    const before = await loadLetter(test.contextOf(first.applicant), first.id)
    t.equal(before.facts.comments.length, 1)
    const [assignment] = await db
      .select()
      .from(assignments)
      .where(eq(assignments.applicationId, first.id))
    if (!assignment) throw new Error('a reviewed application without an assignment')
    const [reader] = await db.select().from(people).where(eq(people.id, assignment.personId))
    const asReader = test.contextOf({ ...officer, id: reader?.id ?? '', roles: ['reviewer'] })
    t.match(await refusalOf(declineAssignment(asReader, assignment.id, 'Too late')), {
      reason: 'application_not_in_review',
    })
    t.match(await refusalOf(cancelAssignment(test.contextOf(officer), assignment.id, 'Too many')), {
      reason: 'application_not_in_review',
    })
    await setConflict(test.contextOf(officer), first.id, {
      personId: assignment.personId,
      kind: 'joint_work',
      statement: 'A paper that came out afterwards',
    })
    t.equal(await refusalOf(loadOwnAssignment(asReader, assignment.id)), 'not_found')
    t.same(await loadLetter(test.contextOf(first.applicant), first.id), before)
  })

  t.test('to the applicant a decision cannot be proposed, recorded or released', async (t) => {
    const browser = await signedIn(test, first.applicant)
    for (const path of [
      `/en/office/applications/${first.id}/decision`,
      `/en/office/decisions/${one.id}/recording`,
      `/en/office/decisions/${other.id}/return`,
      `/en/office/calls/${call.id}/release`,
    ])
      t.equal((await browser.post(path)).statusCode, 403, path)
  })
})

t.test('the office works with forms and no scripts', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await reviewedRound(test)
  const { call, officer, second } = round
  const { id } = applicationAt(round, 0)
  const proposing = await signedIn(test, officer)
  const path = `/en/office/applications/${id}/decision`
  const wrong = await proposing.post(path, { outcome: 'reserve', amount: '300 000', reasons: 'No' })
  t.equal(wrong.statusCode, 422)
  t.match(wrong.body, 'Say which place on the reserve list.')
  const form = {
    outcome: 'awarded',
    amount: '300 000',
    reserveRank: '2',
    reasons: award(1).reasons,
  }
  t.equal((await proposing.post(path, form)).statusCode, 303)
  const [row] = await db.select().from(decisions).where(eq(decisions.applicationId, id))
  t.match(row, { amountCents: 300_000_00, reserveRank: null })
  const same = await proposing.post(`/en/office/decisions/${row?.id}/recording`, { version: '1' })
  t.equal(same.statusCode, 409)
  t.match(same.body, 'Another officer must record it')
  const recording = await signedIn(test, second)
  t.equal(
    (await recording.post(`/en/office/decisions/${row?.id}/recording`, { version: '1' }))
      .statusCode,
    303,
  )
  const unread = await recording.post(`/en/office/calls/${call.id}/release`, {
    seen: 'a'.repeat(64),
    confirmed: 'yes',
  })
  t.equal(unread.statusCode, 409)
  const page = (await recording.get(`/en/office/calls/${call.id}/release`)).body
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? ''
  const unticked = await recording.post(`/en/office/calls/${call.id}/release`, { seen })
  t.equal(unticked.statusCode, 422)
  const released = await recording.post(`/en/office/calls/${call.id}/release`, {
    seen,
    confirmed: 'yes',
  })
  t.equal(released.statusCode, 303)
  t.match(
    (await recording.get(`/en/office/calls/${call.id}/release`)).body,
    'decisions are released',
  )
})

t.test('a ranking takes as many queries for many as for few', async (t) => {
  const test = await testApp(t)
  const countFor = async (scores: readonly number[]) => {
    const round = await reviewedRound(test, { scores })
    const browser = await signedIn(test, round.officer)
    test.database.takeStatements()
    t.equal((await browser.get(`/en/office/calls/${round.call.id}/ranking`)).statusCode, 200)
    return test.database.takeStatements().filter((sql) => /^select/i.test(sql)).length
  }
  const few = await countFor([5])
  t.equal(await countFor([6, 5, 4, 3]), few)
  t.ok(few <= 8, `${few} queries`)
})

const textOf = async (
  test: Awaited<ReturnType<typeof testApp>>,
  bytes: Buffer,
): Promise<string> => {
  const { storage } = test.dependencies
  const { sha256 } = await storage.put(Readable.from(bytes), { bytesMax: bytes.length })
  const found = await storage.withLocalFile(sha256, (path) => extractText(path))
  return found.ok ? found.pages.join('\n').replace(/\s+/g, ' ') : found.reason
}
