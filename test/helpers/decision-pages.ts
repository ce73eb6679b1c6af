import type { Test } from 'tap'
import type { Person } from '../../server/actor.ts'
import { signedIn } from './actors.ts'
import type { TestApp } from './app.ts'
import {
  checkAccessibility,
  openBrowser,
  type Page,
  type PageOptions,
  screenshot,
} from './browser.ts'
import { checkByHand, checkReflow } from './page-checks.ts'

const READERS: Record<string, PageOptions> = {
  desk: { width: 1280 },
  'dark-phone': { width: 390, dark: true },
  narrow: { width: 320 },
}

/** Where to keep pictures of the pages that are looked at, if anywhere. */
const PICTURES = process.env['TEST_PICTURES']

/** A reader's look at pages: in each width and colour nothing is in the way of anyone. */
export const lookAt = async (t: Test, test: TestApp) => {
  const browser = await openBrowser(t)
  const address = await test.listen()
  const open = async (reader: Person | null, options: PageOptions): Promise<Page> => {
    const page = await browser.newPage(options)
    if (reader) {
      const session = (await signedIn(test, reader)).cookies.get('session') ?? ''
      await page.context().addCookies([{ name: 'session', value: session, url: address }])
    }
    return page
  }
  return {
    address,
    open,
    /** `act`: what to do on the page before looking: sending a form that is wrong, say. */
    at: async (
      t: Test,
      name: string,
      reader: Person | null,
      path: string,
      act?: (page: Page) => Promise<void>,
    ) => {
      for (const [kind, options] of Object.entries(READERS)) {
        const page = await open(reader, options)
        await page.goto(`${address}${path}`)
        await act?.(page)
        t.same(await checkAccessibility(page), [], `${name}, ${kind}: axe`)
        t.same(await checkByHand(page), [], `${name}, ${kind}: by hand`)
        t.same(await checkReflow(page), [], `${name}, ${kind}: reflow`)
        if (PICTURES) await screenshot(page, `${PICTURES}/${name}-${kind}.png`)
        await page.context().close()
      }
    },
  }
}
