import t from 'tap'
import { people } from '../db/schema/index.ts'
import { seedDatabase } from '../db/seed.ts'
import type { Person } from '../server/actor.ts'
import { findPersonByEmail } from '../server/people/store.ts'
import { signedIn } from './helpers/actors.ts'
import { type Browser, testApp, testBrowser } from './helpers/app.ts'
import { checkAccessibility, openBrowser, type Page } from './helpers/browser.ts'
import { crawl, type FoundPage } from './helpers/crawl.ts'
import { checkByHand, checkFocus, checkReflow } from './helpers/page-checks.ts'

/** Whole first view with style and scripts, over the wire, compressed. */
const FIRST_VIEW_BYTES_MAX = 60 * 1024

const READERS = [
  { name: 'a visitor', email: null },
  { name: 'an applicant', email: 'applicant@example.org' },
  { name: 'a reviewer', email: 'reviewer1@example.org' },
  { name: 'an officer', email: 'officer@example.org' },
  { name: 'an administrator', email: 'admin@example.org' },
]

t.setTimeout(900_000)

t.test('every kind of page, with the sample data', async (t) => {
  const test = await testApp(t)
  await seedDatabase(test.contextOf())
  await test.runJobs()
  t.ok((await test.database.writing.$count(people)) > 10)
  const address = await test.listen()
  const chromium = await openBrowser(t)
  const done = new Set<string>()

  for (const { name, email } of READERS) {
    const reader = email === null ? testBrowser(test) : await signedIn(test, await accountOf(email))
    const pages = (
      await crawl(test, reader, ['/en', '/en/work', '/en/office', '/en/administration'])
    ).filter(({ pattern }) => {
      const isNew = !done.has(pattern)
      done.add(pattern)
      return isNew
    })
    t.ok(pages.length > 0, `${name} finds pages`)
    for (const page of pages)
      t.test(`${name}: ${page.pattern}`, async (t) => {
        const open = await openAs(reader)
        const bytes = weigh(open)
        await open.goto(`${address}${page.path}`)
        t.ok((await bytes()) <= FIRST_VIEW_BYTES_MAX, `first view weighs ${await bytes()} bytes`)
        t.same(await checkAccessibility(open), [], 'axe, wide and light')
        t.same(await checkByHand(open), [])
        await open.context().close()

        const small = await openAs(reader, { width: 320, height: 640, dark: true })
        await small.goto(`${address}${swedish(page)}`)
        t.equal(await small.locator('html').getAttribute('lang'), 'sv')
        t.same(await checkAccessibility(small), [], 'axe, narrow, dark and Swedish')
        t.same(await checkReflow(small), [])
        t.same(await checkFocus(small), [])
        await small.context().close()
      })
  }

  async function accountOf(email: string): Promise<Person> {
    const found = await findPersonByEmail(test.database.writing, email)
    if (!found) throw new Error(`no ${email}`)
    return {
      kind: 'person',
      id: found.id,
      sessionId: '',
      email,
      name: found.name,
      roles: [],
      language: 'en',
    }
  }

  async function openAs(reader: Browser, options = {}): Promise<Page> {
    const page = await chromium.newPage(options)
    await page
      .context()
      .addCookies([...reader.cookies].map(([name, value]) => ({ name, value, url: address })))
    return page
  }
})

const swedish = ({ path }: FoundPage) => path.replace(/^\/en(?=\/|\?|$)/, '/sv')

/** Bytes over the wire of all that the page asks for. */
function weigh(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    sizes.push(
      request
        .sizes()
        .then(
          ({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize,
        ),
    )
  })
  return async () => {
    await page.waitForLoadState('networkidle')
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  }
}
