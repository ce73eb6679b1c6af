import type { Browser, TestApp } from './app.ts'
import { readPage } from './html.ts'

export type FoundPage = { path: string; pattern: string }

/** Pages followed for each kind of page: the first ones found stand for all. */
const PAGES_PER_PATTERN = 2
const PAGES_MAX = 400

/**
 * Follows links from the given pages as this reader, and gives one or two pages of every kind (route) that can be
 * reached so. Only GETs of HTML; files, feeds and signing out are left alone.
 */
export const crawl = async (
  test: TestApp,
  reader: Browser,
  from: readonly string[],
): Promise<FoundPage[]> => {
  const waiting = [...from]
  const seen = new Set<string>()
  const counts = new Map<string, number>()
  const found: FoundPage[] = []
  let fetched = 0
  while (waiting.length > 0 && fetched < PAGES_MAX) {
    const path = waiting.shift() ?? ''
    if (seen.has(path)) continue
    seen.add(path)
    const pattern = patternOf(test, path)
    if (!pattern || (counts.get(pattern) ?? 0) >= PAGES_PER_PATTERN) continue
    fetched += 1
    const answer = await reader.get(path)
    if (
      answer.statusCode !== 200 ||
      !String(answer.headers['content-type']).startsWith('text/html')
    )
      continue
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
    found.push({ path, pattern })
    for (const { href } of readPage(answer.body).links) {
      const target = href.split('#')[0] ?? ''
      if (/^\/(sv|en)?(\/|\?|$)/.test(target) && !target.startsWith('/api/')) waiting.push(target)
    }
  }
  return found
}

/** The declared route that a path belongs to: the one with the fewest parameters. */
export const patternOf = (test: TestApp, path: string): string | undefined => {
  const plain = (path.split('?')[0] ?? '').replace(/^\/(sv|en)(?=\/|$)/, '') || '/'
  return test.app.declaredRoutes
    .filter(({ method, url }) => method === 'GET' && matcherOf(url).test(plain))
    .map(({ url }) => url)
    .sort((a, b) => a.split(':').length - b.split(':').length)[0]
}

const matchers = new Map<string, RegExp>()

const matcherOf = (url: string): RegExp => {
  const known = matchers.get(url)
  if (known) return known
  const source = url
    .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
    .replace(/:\w+/g, '[^/]+')
    .replace('*', '.*')
  const made = new RegExp(`^${source}$`)
  matchers.set(url, made)
  return made
}
