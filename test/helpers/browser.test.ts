import { createServer } from 'node:http'
import t, { type Test } from 'tap'
import { checkAccessibility, openBrowser } from './browser.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'"

t.test('accessibility is checked under a strict policy, with and without JavaScript', async (t) => {
  const url = await serve(t, {
    '/sound':
      '<!doctype html><html lang="sv"><title>Rådslag</title><main><h1>Utlysningar</h1></main></html>',
    '/faulty':
      '<!doctype html><html><title>Rådslag</title><main><h1>Calls</h1><img src="/x"></main></html>',
  })
  const browser = await openBrowser(t)
  for (const javaScript of [true, false]) {
    const page = await browser.newPage({ javaScript })
    await page.goto(`${url}/sound`)
    t.same(await checkAccessibility(page), [])
    await page.goto(`${url}/faulty`)
    const rules = (await checkAccessibility(page)).map(({ rule }) => rule)
    t.ok(rules.includes('html-has-lang'))
    t.ok(rules.includes('image-alt'))
  }
})

t.test('a page has the reader it is opened for', async (t) => {
  const url = await serve(t, {
    '/': '<!doctype html><title>none</title><script src="/s"></script>',
  })
  const browser = await openBrowser(t)
  const page = await browser.newPage({ width: 360, height: 640, dark: true, locale: 'sv-SE' })
  await page.goto(url)
  t.same(
    await page.evaluate(
      '[innerWidth, navigator.language, matchMedia("(prefers-color-scheme: dark)").matches]',
    ),
    [360, 'sv-SE', true],
  )
})

async function serve(t: Test, pages: Record<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', POLICY)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pages[request.url ?? ''] ?? '')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.teardown(() => server.close())
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')
  return `http://127.0.0.1:${address.port}`
}
