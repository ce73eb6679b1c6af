import { eq } from 'drizzle-orm'
import t from 'tap'
import { mails, people, publications } from '../db/schema/index.ts'
import { seedDatabase } from '../db/seed.ts'
import type { Person } from '../server/actor.ts'
import { askForAlert, confirmAlert } from '../server/alerts/operations.ts'
import { planImport } from '../server/imports/operations.ts'
import { addToList, beginList } from '../server/lists/operations.ts'
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
  await planImport(test.contextOf(), {
    name: 'list.csv',
    bytes: Buffer.from('title_sv,year\nVatten på dagordningen,2026\n,2025\n'),
  })
  await test.runJobs()
  t.ok((await test.database.writing.$count(people)) > 10)
  const unlinked = await pagesOfMails()
  const list = await readingList()
  const address = await test.listen()
  const chromium = await openBrowser(t)
  const done = new Set<string>()

  for (const { name, email } of READERS) {
    const reader = email === null ? testBrowser(test) : await signedIn(test, await accountOf(email))
    if (email === null) reader.cookies.set('lists', list.key)
    const from = ['/en', '/en/work', '/en/office', '/en/administration', ...unlinked, ...list.paths]
    const pages = (await crawl(test, reader, from)).filter(({ pattern }) => {
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

  /** A list that the visitor’s browser keeps. */
  async function readingList() {
    const context = test.contextOf()
    const { id, key } = await beginList(context, { name: 'For the council', note: 'Read.' }, [])
    const some = await test.database.writing
      .select({ id: publications.id })
      .from(publications)
      .where(eq(publications.status, 'published'))
      .limit(3)
    for (const one of some) await addToList(context, id, one.id, [key])
    return { key, paths: [`/en/lists/${id}`, '/en/lists', `/en/lists/keys/${key}`] }
  }

  /** What only a mailed link leads to. */
  async function pagesOfMails(): Promise<string[]> {
    const context = test.contextOf()
    const asked = { email: 'reader@example.org', frequency: 'weekly', language: 'en' } as const
    for (const search of ['q=budget', 'country=UG', ''])
      await askForAlert(context, { ...asked, search })
    const written = await test.database.writing
      .select({ text: mails.text })
      .from(mails)
      .where(eq(mails.to, asked.email))
    const keys = written.map(({ text }) => /\/alerts\/([\w-]{43})/.exec(text)?.[1] ?? '')
    const [one = '', two = '', three] = keys
    for (const key of [one, two]) await confirmAlert(context, key)
    return [
      `/en/alerts/${one}`,
      `/en/alerts/${one}/leaving`,
      `/en/alerts/${three}/confirmation`,
      '/en/alerts/asked',
    ]
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
