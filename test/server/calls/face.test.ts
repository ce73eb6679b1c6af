import t from 'tap'
import { withdrawCall } from '../../../server/calls/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { checkAccessibility, openBrowser, type Page } from '../../helpers/browser.ts'
import { draftCall, openCall } from '../../helpers/factories.ts'

const LONG = 'Kommunsammanslagningsbeslutsunderlagsforskningsprogram'
const NARROWEST = 320
const BROWSER_MS = 240_000

t.setTimeout(BROWSER_MS)

t.test('pages of calls in a real browser', { timeout: BROWSER_MS }, async (t) => {
  const test = await testApp(t)
  const address = await test.listen()
  const officer = await person(test, { roles: ['officer'], name: LONG })
  const second = await person(test, { roles: ['officer'] })
  const open = await openCall(test, { preparer: officer, title: { sv: LONG, en: LONG } })
  const gone = await openCall(test, { preparer: officer, publisher: second })
  await withdrawCall(test.contextOf(officer), gone, { sv: 'Skäl', en: 'Reason' })
  const later = new Date(test.clock.now().getTime() + 86_400_000)
  const upcoming = await openCall(test, { opensAt: later })
  const draft = await draftCall(test, { preparer: second, title: { sv: LONG, en: LONG } })
  const unready = await draftCall(test, { preparer: officer, criteria: [] })
  const browser = await openBrowser(t)
  const session = (await signedIn(test, officer)).cookies.get('session') ?? ''
  const signInTo = (page: Page) =>
    page.context().addCookies([{ name: 'session', value: session, url: address }])

  const check = async (page: Page, name: string) => {
    t.strictSame(await checkAccessibility(page), [], `${name}: nothing for axe`)
    await page.setViewportSize({ width: NARROWEST, height: 800 })
    const spill = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    t.equal(spill, 0, `${name}: flows at ${NARROWEST} pixels`)
    t.equal(await page.locator('h1').count(), 1, `${name}: one title`)
  }

  const PUBLIC = [
    '/calls',
    '/calls?instrument=pre-study',
    `/calls/${open.slug}`,
    `/calls/${upcoming.slug}`,
    `/calls/${gone.slug}`,
  ]
  const at = (id: string, rest = '') => `/office/calls/${id}${rest}`
  const OFFICE = [
    '/office/calls',
    '/office/calls/new',
    at(open.id),
    at(open.id, '/withdrawal'),
    at(unready.id),
    at(unready.id, '/publication'),
    at(draft.id, '/publication'),
    at(draft.id, '/preview'),
    at(draft.id, '/preview/form'),
    ...['texts', 'scope', 'money', 'timetable', 'criteria', 'form', 'attachments', 'budget'].map(
      (part) => at(draft.id, `/${part}`),
    ),
    at(draft.id, '/criteria/use-in-practice'),
    at(draft.id, '/form/sections/plan'),
    at(draft.id, '/form/questions/method'),
    at(draft.id, '/attachments/new'),
    at(unready.id, '/criteria'),
  ]
  const visitor = await browser.newPage()
  const worker = await browser.newPage({ dark: true })
  await signInTo(worker)
  for (const [i, path] of [...PUBLIC, ...OFFICE].entries()) {
    const page = path.startsWith('/office') ? worker : visitor
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`${address}/${i % 2 === 0 ? 'sv' : 'en'}${path}`)
    await check(page, path)
  }

  t.test('a form that came back leads from its summary to the field', async (t) => {
    const page = await browser.newPage()
    await signInTo(page)
    await page.goto(`${address}/en${at(draft.id, '/criteria/use-in-practice')}`)
    await page.getByLabel('Weight, per cent').fill('101')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByRole('link', { name: 'The greatest value is 100.' }).press('Enter')
    t.equal(await page.evaluate('document.activeElement.name'), 'weight')
    t.strictSame(await checkAccessibility(page), [])
    await page.context().close()
  })

  t.test('criteria are moved with the keyboard alone', async (t) => {
    const page = await browser.newPage({ javaScript: false })
    await signInTo(page)
    await page.goto(`${address}/en${at(draft.id, '/criteria')}`)
    await page.getByRole('button', { name: 'Move up : Feasibility' }).press('Enter')
    await page.waitForURL(/criteria$/)
    const titles = await page.locator('.title').allTextContents()
    t.strictSame(titles, ['Feasibility', 'Use in practice'])
    await page.context().close()
  })
})
