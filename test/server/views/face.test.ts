import { createServer } from 'node:http'
import t from 'tap'
import { findAsset } from '../../../server/assets.ts'
import type { Html } from '../../../server/html.ts'
import { mailDocument } from '../../../server/views/mail.ts'
import {
  aboutPage,
  accessibilityPage,
  contactPage,
  personalDataPage,
} from '../../../server/views/pages.ts'
import { faultPage, notFoundPage } from '../../../server/views/refusals.ts'
import { checkAccessibility, openBrowser, type PageOptions } from '../../helpers/browser.ts'
import { confirmed, gallery, officer, start, viewOf } from './gallery.ts'

const LONG = 'Kommunalförbundsöverskridande medborgardialoger om skyfallsanpassning'
const office = { funder: 'The Funder', email: 'office@example.org' }
const sv = viewOf('sv', { person: officer, searchDown: true })
const en = viewOf('en')

const PAGES: Record<string, () => Html | string> = {
  '/gallery': () => gallery(en, 'Ward committees and flood decisions'),
  '/gallery-sv': () => gallery(sv, LONG),
  '/start': () => start(en, 'Local democracy under pressure'),
  '/start-sv': () => start(sv, LONG),
  '/confirmed': () => confirmed(en, 'We have your application'),
  '/about': () => aboutPage(viewOf('sv'), office),
  '/accessibility': () => accessibilityPage(en, office),
  '/personal-data': () => personalDataPage(viewOf('sv'), office),
  '/contact': () => contactPage(en, office, '/calls'),
  '/lost': () => notFoundPage(viewOf('sv')),
  '/fault': () => faultPage(en, 'req-1'),
  '/mail': () =>
    mailDocument({
      language: 'en',
      subject: 'Your code',
      blocks: [
        { kind: 'code', code: '482913' },
        { kind: 'facts', facts: [{ term: 'Valid', value: 'Ten minutes' }] },
        { kind: 'button', label: 'Open', url: 'https://example.org/' },
        { kind: 'quote', text: 'A word', by: 'Reader 1' },
        { kind: 'small', text: 'Was this not you?' },
      ],
      footer: 'Rådslag',
    }).html,
}

const READERS: Record<string, PageOptions> = {
  'at a desk': { width: 1280 },
  'at a desk, in the dark': { width: 1280, dark: true },
  'on a phone': { width: 390, javaScript: true },
  'on the narrowest phone, in the dark': { width: 320, dark: true },
}

/** What a screen reader stumbles on and axe leaves to us. */
const STUMBLES = `[
  ...[...document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls]')].flatMap((element) =>
    ['aria-describedby', 'aria-labelledby', 'aria-controls']
      .flatMap((name) => (element.getAttribute(name) ?? '').split(' ').filter(Boolean))
      .filter((id) => document.getElementById(id) === null)
      .map((id) => 'no element ' + id)),
  ...[...document.querySelectorAll('.summary a')]
    .filter((link) => !document.querySelector(link.getAttribute('href'))?.matches('input, select, textarea'))
    .map((link) => 'the summary leads nowhere: ' + link.getAttribute('href')),
  ...[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
    .filter((control) => control.labels.length === 0)
    .map((control) => 'no label: ' + control.name),
]`

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

t.test('every component is accessible at every width, in light and in dark', async (t) => {
  const origin = await serve(t)
  const browser = await openBrowser(t)
  for (const [reader, options] of Object.entries(READERS)) {
    const page = await browser.newPage(options)
    for (const path of Object.keys(PAGES)) {
      await page.goto(origin + path)
      t.same(await checkAccessibility(page), [], `${path} ${reader}`)
      t.same(
        await page.evaluate(STUMBLES),
        [],
        `${path} ${reader}: everything is tied to something`,
      )
      t.equal(await page.evaluate(OVERFLOW), 0, `${path} ${reader}: nothing runs over the edge`)
    }
    await page.context().close()
  }
})

t.test('a form that came back puts the reader at its summary', async (t) => {
  const origin = await serve(t)
  const browser = await openBrowser(t)
  const page = await browser.newPage({ width: 390 })
  await page.goto(`${origin}/gallery`)
  t.equal(await page.evaluate('document.activeElement.className'), 'summary')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  t.equal(await page.evaluate('document.activeElement.id'), 'budget-rows-0')
})

t.test('paper drops what cannot be used on it and keeps the words of state', async (t) => {
  const origin = await serve(t)
  const browser = await openBrowser(t)
  const page = await browser.newPage()
  await page.goto(`${origin}/gallery`)
  await page.emulateMedia({ media: 'print' })
  const isShown = (selector: string) =>
    page.evaluate(`document.querySelector('${selector}').getClientRects().length > 0`)
  for (const selector of ['.masthead nav', '.acts', '.filterbar', '.skip'])
    t.equal(await isShown(selector), false, selector)
  for (const selector of ['h1', '.docline', '.state', 'table', '.brand'])
    t.equal(await isShown(selector), true, selector)
})

async function serve(t: Tap): Promise<string> {
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    const asset = findAsset(url.split('/').at(-1) ?? '')
    const page = PAGES[url]
    response.setHeader('content-type', asset?.type ?? 'text/html; charset=utf-8')
    response.end(asset?.body ?? page?.().toString() ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return `http://127.0.0.1:${address.port}`
}

type Tap = { teardown(close: () => unknown): unknown }
