import t from 'tap'
import { sessions } from '../../../db/schema/index.ts'
import type { Person } from '../../../server/actor.ts'
import { inviteParticipant, saveAnswers } from '../../../server/applications/operations.ts'
import { hashToken, newToken } from '../../../server/tokens.ts'
import { person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { checkAccessibility, openBrowser, type PageOptions } from '../../helpers/browser.ts'
import { openCall } from '../../helpers/factories.ts'
import { draftApplication, submittedApplication } from '../../helpers/factories-applications.ts'

const LIMIT_MS = 300_000
t.setTimeout(LIMIT_MS)

t.test('every page and state can be used by everyone', { timeout: LIMIT_MS }, async (t) => {
  const test = await testApp(t)
  const base = await test.listen()
  const browser = await openBrowser(t)
  const call = await openCall(test)
  const applicant = await person(test, { name: 'Karin Exempelius' })
  const officer = await person(test, { roles: ['officer'] })
  const ready = await draftApplication(test, { call, applicant })
  const sent = await submittedApplication(test, { call, applicant })
  const wrong = await draftApplication(test, { call, applicant, isEmpty: true })
  await saveAnswers(test.contextOf(applicant), wrong.id, [
    { key: 'what', value: 'word '.repeat(120).trim(), version: 0 },
  ])
  await inviteParticipant(test.contextOf(applicant), ready.id, {
    email: 'partner@example.org',
    name: 'Amina Okello',
    role: 'municipality_partner',
  })
  await test.runJobs()

  const look = async (actor: Person, path: string, options: PageOptions) => {
    const page = await browser.newPage(options)
    const token = newToken()
    await test.database.writing.insert(sessions).values({
      personId: actor.id,
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + 86_400_000),
    })
    await page.context().addCookies([{ name: 'session', value: token, url: base }])
    const answer = await page.goto(base + path)
    t.equal(answer?.status(), 200, path)
    t.same(await checkAccessibility(page), [], `${path} passes axe`)
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    t.ok(Number(overflow) <= 0, `${path} does not scroll sideways`)
    await page.context().close()
  }

  const phone: PageOptions = { width: 320, height: 720 }
  const own = (id: string, path = '') => `/applications/${id}${path}`
  const pages: [Person, string, PageOptions][] = [
    [applicant, `/en${own(ready.id)}`, {}],
    [applicant, `/sv${own(wrong.id)}`, phone],
    [applicant, `/en${own(sent.id)}`, { dark: true }],
    [applicant, `/sv${own(wrong.id, '/sections/plan?missing=1')}`, {}],
    [applicant, `/en${own(ready.id, '/sections/basics')}`, phone],
    [applicant, `/en${own(wrong.id, '/sections/basics?missing=1')}`, { dark: true }],
    [applicant, `/en${own(sent.id, '/sections/plan')}`, {}],
    [applicant, `/sv${own(ready.id, '/budget')}`, phone],
    [applicant, `/en${own(wrong.id, '/budget?missing=1')}`, {}],
    [applicant, `/sv${own(ready.id, '/attachments')}`, phone],
    [applicant, `/en${own(wrong.id, '/attachments?missing=1')}`, {}],
    [applicant, `/en${own(ready.id, '/participants')}`, phone],
    [applicant, `/sv${own(ready.id, '/check')}`, {}],
    [applicant, `/en${own(wrong.id, '/check')}`, phone],
    [applicant, `/en${own(sent.id, '/receipt')}`, phone],
    [applicant, `/sv${own(sent.id, '/withdrawal')}`, {}],
    [applicant, '/en/invitations', {}],
    [applicant, `/sv/receipts?reference=${sent.reference}&digest=${sent.receipt.sha256}`, phone],
    [officer, `/en/office/calls/${call.id}/applications`, {}],
    [officer, `/sv/office/calls/${call.id}/applications`, phone],
    [officer, `/en/office/applications/${sent.id}`, { dark: true }],
  ]
  for (const [actor, path, options] of pages) await look(actor, path, options)
})
