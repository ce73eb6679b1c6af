import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { AxeResults, RunOptions } from 'axe-core'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { claimDataDirectory, DataDirectoryTaken } from '../../server/embedded/data-directory.ts'

export type { Page } from 'playwright-core'

export type PageOptions = {
  /** In CSS pixels; 1280 × 900 unless told. */
  width?: number
  height?: number
  dark?: boolean
  javaScript?: boolean
  /** A language tag, `en-GB` unless told. */
  locale?: string
  /** The reader's zone, `Europe/Stockholm` unless told. */
  timeZone?: string
}

export type Browser = {
  /** A page of a reader of its own: no cookie or cache is shared with another. */
  newPage(options?: PageOptions): Promise<Page>
}

export type Violation = {
  /** axe's rule, e.g. `color-contrast`. */
  rule: string
  impact: string
  help: string
  elements: { selector: string; html: string; problem: string }[]
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const TIMEOUT_MS = 15_000
const UNPACK_LIMIT_MS = 120_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The readers without JavaScript, and the colours they prefer. */
const scriptless = new WeakMap<BrowserContext, 'dark' | 'light'>()

const require = createRequire(import.meta.url)

/** A real Chromium, closed when the test `t` ends. */
export async function openBrowser(t: Test): Promise<Browser> {
  const home = await unpackedChromium()
  const browser = await chromium.launch({
    executablePath: join(home, 'chromium'),
    args: FLAGS,
    env: {
      ...process.env,
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  })
  t.teardown(() => browser.close())
  return {
    async newPage(options = {}) {
      const { width = 1280, height = 900, dark = false, javaScript = true } = options
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: javaScript,
        locale: options.locale ?? 'en-GB',
        timezoneId: options.timeZone ?? 'Europe/Stockholm',
      })
      context.setDefaultTimeout(TIMEOUT_MS)
      if (!javaScript) scriptless.set(context, dark ? 'dark' : 'light')
      return context.newPage()
    },
  }
}

/** What axe finds wrong with the page as it is now shown, by WCAG 2.2 AA and good practice. */
export async function checkAccessibility(page: Page): Promise<Violation[]> {
  if (!scriptless.has(page.context())) return runAxe(page)
  const copy = await copyWithTimers(page)
  return runAxe(copy).finally(() => copy.context().close())
}

/** The whole page, however long, as a PNG at this path; folders are made. */
export async function screenshot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
}

async function runAxe(page: Page): Promise<Violation[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
  const options: RunOptions = {
    runOnly: { type: 'tag', values: RULES },
    resultTypes: ['violations'],
  }
  const call = `axe.run(document, ${JSON.stringify(options)})`
  const { violations } = await page.evaluate<AxeResults>(call)
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    help,
    elements: nodes.map(({ target, html, failureSummary = '' }) => ({
      selector: target.join(' '),
      html,
      problem: failureSummary,
    })),
  }))
}

/**
 * axe waits for timers, which a page without JavaScript does not have: the same markup at the same
 * address where there are some, still without the page's own scripts.
 */
async function copyWithTimers(page: Page): Promise<Page> {
  const markup = await page.content()
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser any more.')
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
    colorScheme: scriptless.get(page.context()) ?? 'light',
  })
  const copy = await context.newPage()
  await copy.route('**/*', (route) => {
    const request = route.request()
    if (request.resourceType() === 'script') return route.abort()
    if (!request.isNavigationRequest()) return route.continue()
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup })
  })
  await copy.goto(page.url())
  return copy
}

/**
 * The folder with Chromium unpacked: done once per user and version (about 3 s), by one process while
 * others wait.
 */
async function unpackedChromium(): Promise<string> {
  const home = join(tmpdir(), `radslag-chromium-${process.getuid?.() ?? 0}-${packageVersion()}`)
  const deadline = performance.now() + UNPACK_LIMIT_MS
  while (!existsSync(home)) {
    const claim = claimUnlessTaken(`${home}.claim`)
    if (claim) {
      if (!existsSync(home)) await unpack(home)
      claim.release()
    } else if (performance.now() > deadline) throw new Error(`${home} is not there after waiting`)
    else await pause(50)
  }
  if (process.getuid && statSync(home).uid !== process.getuid())
    throw new Error(`${home} belongs to somebody else.`)
  return home
}

function claimUnlessTaken(directory: string) {
  try {
    return claimDataDirectory(directory)
  } catch (error) {
    if (error instanceof DataDirectoryTaken) return undefined
    throw error
  }
}

/** Unpacked aside and renamed when complete, so that an interrupted attempt is never used. */
async function unpack(home: string) {
  const unfinished = mkdtempSync(`${home}.`)
  const script = fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [script], {
    env: { PATH: process.env.PATH, TMPDIR: unfinished },
  })
  await writeFile(join(unfinished, 'fonts.conf'), fontConfiguration(home))
  renameSync(unfinished, home)
}

/** The package does not export its package.json, which lies beside the folder of its entry. */
function packageVersion(): string {
  const root = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** The package's fonts, for machines that have none of their own, beside those of the system. */
const fontConfiguration = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${join(home, 'fonts', 'fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`
