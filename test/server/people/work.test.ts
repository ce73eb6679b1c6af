import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { openCall } from '../../helpers/factories.ts'
import { draftApplication } from '../../helpers/factories-applications.ts'
import { applicationAt, releasedRound } from '../../helpers/factories-decisions.ts'
import { acceptedAssignment, eligibleApplications } from '../../helpers/factories-reviews.ts'
import { readPage } from '../../helpers/html.ts'

t.test('my work', async (t) => {
  const test = await testApp(t)

  const call = await openCall(test)

  t.test('shows a draft with the way to it, its deadline and what it is called', async (t) => {
    const { id, reference, applicant } = await draftApplication(test, { call })
    const browser = await signedIn(test, applicant)
    for (const [language, word] of [
      ['en', 'Draft, not sent'],
      ['sv', 'Utkast, inte skickat'],
    ]) {
      const page = readPage((await browser.get(`/${language}/work`)).body)
      t.ok(page.links.some(({ href }) => href === `/${language}/applications/${id}`))
      t.match(page.text, word)
      t.ok(page.text.includes(reference))
    }
    const other = await signedIn(test, await person(test))
    t.notOk((await other.get('/en/work')).body.includes(reference), 'nobody else’s')
  })

  t.test('shows a reviewer what is taken on, and an applicant nothing of it', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const page = readPage((await (await signedIn(test, reviewer)).get('/en/work')).body)
    t.ok(page.links.some(({ href }) => href === `/en/assignments/${id}`))
    t.ok(page.text.includes('Accepted, not sent'))
    const theirs = await (await signedIn(test, application.applicant)).get('/en/work')
    t.notOk(theirs.body.includes('/assignments/'))
    t.ok(theirs.body.includes('Received, being assessed') || theirs.body.includes('Sent'))
  })

  t.test('takes the same queries for one application and for more', async (t) => {
    test.clock.moveTo(new Date())
    const applicant = await person(test)
    const browser = await signedIn(test, applicant)
    const queries = async () => {
      test.database.takeStatements()
      t.equal((await browser.get('/en/work')).statusCode, 200)
      return test.database.takeStatements().length
    }
    await queries()
    const none = await queries()
    await draftApplication(test, { call, applicant })
    await draftApplication(test, { call, applicant })
    t.equal(await queries(), none)
  })

  t.test('shows a grantee what was offered, and nobody else', async (t) => {
    const round = await releasedRound(test, { scores: [6, 3] })
    const [awarded, declined] = [applicationAt(round, 0), applicationAt(round, 1)]
    const page = readPage((await (await signedIn(test, awarded.applicant)).get('/en/work')).body)
    t.ok(page.links.some(({ href }) => href.startsWith('/en/my-grants/')))
    t.ok(page.text.includes('Offered to you'))
    const other = await (await signedIn(test, declined.applicant)).get('/en/work')
    t.notOk(other.body.includes('/my-grants/'))
  })

  t.test('the office sees counts of every register and the way to each', async (t) => {
    const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
    const page = readPage((await officer.get('/en/office')).body)
    for (const place of ['calls', 'publications', 'organisations', 'grants'])
      t.ok(
        page.links.some(({ href }) => href === `/en/office/${place}`),
        place,
      )
    for (const { href } of page.links.filter(({ href }) => href.startsWith('/en/office')))
      t.equal((await officer.get(href)).statusCode, 200, href)
    t.ok(page.text.includes('No job has failed.'))
  })
})
