import t from 'tap'
import { testApp } from '../../helpers/app.ts'
import { openBrowser } from '../../helpers/browser.ts'
import { openCall } from '../../helpers/factories.ts'

t.setTimeout(120_000)

t.test('a deadline is shown on the reader’s own clock, from the first page on', async (t) => {
  const test = await testApp(t)
  const call = await openCall(test)
  const address = await test.listen()
  const browser = await openBrowser(t)
  const page = await browser.newPage({ timeZone: 'Asia/Kathmandu' })
  const clocks = async () => {
    await page.goto(`${address}/en/calls/${call.slug}`)
    await page.waitForLoadState('networkidle')
    return page.locator('dl.zones dd').allTextContents()
  }
  t.same((await clocks()).at(-1), 'where you are', 'added by the script')
  t.same((await clocks()).at(-1), 'where you are', 'written by the server')
  t.equal((await clocks()).filter((where) => where === 'where you are').length, 1)

  const near = await browser.newPage({ timeZone: 'Europe/Stockholm' })
  await near.goto(`${address}/en/calls/${call.slug}`)
  await near.waitForLoadState('networkidle')
  t.notOk((await near.locator('dl.zones dd').allTextContents()).includes('where you are'))
})
