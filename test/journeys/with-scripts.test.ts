import t from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import { sessions } from '../../db/schema/index.ts'
import { importOrganisations } from '../../server/organisations/operations.ts'
import { mailsTo, person, signedIn } from '../helpers/actors.ts'
import type { TestApp } from '../helpers/app.ts'
import { openBrowser, type Page } from '../helpers/browser.ts'
import { openCall } from '../helpers/factories.ts'
import { acceptedAssignment, eligibleApplications } from '../helpers/factories-reviews.ts'
import { simplePdf } from '../helpers/pdfs.ts'
import { imported, testLibrary } from '../server/publications/library.ts'

const EMAIL = 'amina@example.org'

t.setTimeout(180_000)

t.test('the journeys of people whose browser runs scripts', async (t) => {
  const test = await testLibrary(t)
  const browser = await openBrowser(t)
  const address = await test.listen()
  await openCall(test)
  await importOrganisations(test.contextOf(), makerere())
  const complaints: string[] = []
  const open = async (): Promise<Page> => listenTo(await browser.newPage(), complaints)

  await t.test('an applicant signs in, finds her university by keyboard, and writes', async (t) => {
    const page = await open()
    await page.goto(`${address}/en`)
    await page.getByRole('link', { name: 'Sign in', exact: true }).first().click()
    await page.getByLabel('E-mail address').fill(EMAIL)
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByLabel('Code').waitFor()
    await test.runJobs()
    const [mail] = await mailsTo(test, EMAIL)
    const code = /\b(\d{3}) ?(\d{3})\b/.exec(mail?.text ?? '')
    await page.getByLabel('Code').fill(code?.slice(1).join('') ?? '')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Calls', exact: true }).first().click()
    await page.getByRole('link', { name: 'Local democracy under pressure' }).first().click()
    await page.getByRole('button', { name: 'Start an application' }).click()
    await page.getByRole('link', { name: /^Go on with/ }).click()
    await page.getByLabel('Title').fill('Who answers when the river rises?')
    const picker = page.getByRole('combobox', { name: /rganisation/ })
    await picker.fill('makerere')
    await page.getByRole('option', { name: /Makerere/ }).waitFor()
    await picker.press('ArrowDown')
    await picker.press('Enter')
    t.match(await picker.inputValue(), /Makerere University/, 'chosen without a mouse')
    await page.getByLabel(/^Country/).selectOption('UG')
    await page.getByLabel(/^Length/).fill('12')
    await page.getByRole('button', { name: /^Save, go to/ }).click()

    const what = page.getByRole('textbox', { name: 'What do you want to find out?' })
    await saved(page, () => what.fill('Who is told first'))
    t.match(await page.locator('form[data-autosave]').textContent(), /4 of 100 words/)
    await page.reload()
    t.equal(await what.inputValue(), 'Who is told first', 'there after a reload, without a button')

    const second = listenTo(await page.context().newPage(), complaints)
    await second.goto(page.url())
    await saved(page, () => what.fill('Written in the first tab'))
    const there = second.getByRole('textbox', { name: 'What do you want to find out?' })
    await there.fill('Written in the second tab')
    await second.getByRole('alert').waitFor()
    t.match(await second.getByRole('alert').textContent(), 'Written in the first tab')
    t.equal(await there.inputValue(), 'Written in the second tab', 'both are shown, none is lost')
    await saved(second, () => second.getByRole('alert').getByRole('button').first().click())
    await second.close()
    await page.reload()
    t.equal(await what.inputValue(), 'Written in the second tab')

    await endSessions(test)
    await what.fill('Typed after the session ended')
    await page
      .getByText(/signed out|sign in/i)
      .first()
      .waitFor()
    t.equal(await what.inputValue(), 'Typed after the session ended', 'the text stays')
    await saved(page, () => signInAs(test, page, address))
    await page.reload()
    t.equal(await what.inputValue(), 'Typed after the session ended', 'and is saved after all')

    await page.getByRole('button', { name: /^Save, go to/ }).click()
    await page.locator('[name="b-0-0-what"]').fill('Main applicant')
    await page.locator('[name="b-0-0-y1"]').fill('350 000')
    await page.getByRole('button', { name: 'Save and go on' }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'letter.pdf',
      mimeType: 'application/pdf',
      buffer: simplePdf('A letter'),
    })
    await page.getByRole('button', { name: 'Attach' }).click()
    await page.getByRole('link', { name: 'letter.pdf' }).waitFor()
    await page.getByRole('link', { name: /^§.6/ }).click()
    await page.getByRole('button', { name: 'Send the application' }).click()
    await page.getByRole('heading', { name: 'We have your application' }).waitFor()
    t.strictSame(await checkInvariants(test.database.writing), [])
  })

  await t.test('a review is kept while it is written', async (t) => {
    const [application] = await eligibleApplications(test, { count: 1 })
    const assignment = await acceptedAssignment(test, { application })
    const page = await open()
    await signInAs(test, page, address, assignment.reviewer)
    await page.goto(`${address}/en/work`)
    await page.locator('main a[href*="/assignments/"]').first().click()
    await page.getByRole('link', { name: 'Write the review' }).click()
    const reasons = page.locator('textarea').first()
    await reasons.fill('The method answers the question.')
    await page
      .locator('.bar [role=status]')
      .getByText(/^Saved/)
      .waitFor()
    await page.reload()
    t.equal(await reasons.inputValue(), 'The method answers the question.')
    t.strictSame(await checkInvariants(test.database.writing), [])
  })

  await t.test('a practitioner finds a report while typing, by keyboard', async (t) => {
    await imported(test, [
      {
        external_id: 'minutes',
        title: 'Minutes on the wall',
        year: 2026,
        language: 'en',
        pages: ['The turbine inspector never came'],
      },
    ])
    const page = await open()
    await page.goto(`${address}/en`)
    const search = page.locator('input[data-suggest]').first()
    await search.pressSequentially('minut')
    const option = page.getByRole('option', { name: /Minutes on the wall/ })
    await option.waitFor()
    await search.press('ArrowDown')
    t.equal(await option.getAttribute('aria-selected'), 'true')
    await search.press('Enter')
    await page.getByRole('heading', { name: 'Minutes on the wall' }).waitFor()
    t.match(page.url(), /minutes-on-the-wall/)
  })

  await t.test('nothing was refused by the policy, and nothing went wrong in scripts', async (t) =>
    t.strictSame(complaints, []),
  )
})

async function* makerere() {
  yield JSON.stringify({
    ror: 'https://ror.org/01z7r7q48',
    name: 'Makerere University',
    names: [{ value: 'Makerere University', lang: 'en', types: ['ror_display'] }],
    country: 'UG',
    city: 'Kampala',
    types: ['education'],
    website: null,
    domains: [],
    established: 1922,
  })
}

type Reader = Awaited<ReturnType<typeof person>>

/** Notes whatever the browser complains of. An answer of 401 or 412 is one the scripts know what to do with. */
const listenTo = (page: Page, complaints: string[]): Page => {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    if (/status of (401|412)/.test(message.text())) return
    complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('dialog', (dialog) => void dialog.accept())
  return page
}

/** Does something that makes the page save by itself, and waits until it has. */
const saved = async (page: Page, act: () => Promise<void>): Promise<void> => {
  const kept = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.status() === 200,
  )
  await act()
  await kept
}

const endSessions = (test: TestApp) =>
  test.database.writing.update(sessions).set({ expiresAt: new Date(0) })

const signInAs = async (test: TestApp, page: Page, address: string, reader?: Reader) => {
  const who = reader ?? (await person(test, { email: EMAIL, name: 'Amina Okello' }))
  const session = (await signedIn(test, who)).cookies.get('session') ?? ''
  await page.context().addCookies([{ name: 'session', value: session, url: address }])
}
