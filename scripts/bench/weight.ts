import { createHash } from 'node:crypto'
import { atMost, type Bench, type Figure } from './figure.ts'
import { withPortal } from './portal.ts'

const TARGET_KB = 60
const CRAWLED_MAX = 120

/**
 * What a first view of each page type costs over the wire, all its requests. Page types are found as a reader finds
 * them: by following links from the start page, one page for each kind of address.
 */
export const weight: Bench = () =>
  withPortal({ SEED: 'true' }, async ({ url }) => {
    const figures: Figure[] = []
    const seen = new Set<string>()
    const open = ['/en/', '/sv/']
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      const kind = kindOf(path)
      if (seen.has(kind) || seen.size >= CRAWLED_MAX) continue
      seen.add(kind)
      const page = await fetched(url, path)
      if (!page.type.startsWith('text/html') || page.status !== 200) continue
      const parts = [
        page,
        ...(await Promise.all(assetsOf(page.text).map((at) => fetched(url, at)))),
      ]
      const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
      figures.push(
        atMost(`weight ${kind}`, bytes / 1000, {
          target: TARGET_KB,
          unit: 'kB',
          detail: `${path}: ${parts.length} requests, HTML ${page.bytes} B`,
        }),
      )
      open.push(...linksOf(page.text, path))
    }
    return figures
  })

type Fetched = { status: number; type: string; text: string; bytes: number }

/** Bytes are those on the wire, as the portal compresses for a browser of today. */
const fetched = async (url: string, path: string): Promise<Fetched> => {
  const answer = await fetch(new URL(path, url), { headers: { 'accept-encoding': 'br, gzip' } })
  const text = await answer.text()
  const length = Number(answer.headers.get('content-length'))
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text,
    bytes: length || (await wireLength(new URL(path, url))),
  }
}

/** A compressed answer comes in pieces and says no length: they are counted. */
const wireLength = async (url: URL): Promise<number> => {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br, gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => resolve(bytes))
    }).on('error', reject)
  })
}

const assetsOf = (page: string): string[] => [
  ...new Set(
    [
      ...page.matchAll(/<link\b[^>]*rel="(?:stylesheet|icon|modulepreload)"[^>]*>/g),
      ...page.matchAll(/<(?:script|img)\b[^>]*\ssrc="[^"]*"[^>]*>/g),
    ].flatMap(([tag]) => /\s(?:href|src)="(\/[^"]*)"/.exec(tag)?.[1] ?? []),
  ),
]

const linksOf = (page: string, from: string): string[] =>
  [...page.matchAll(/<a\b[^>]*\shref="([^"#]*)/g)]
    .map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), `http://portal${from}`))
    .filter(({ host, search }) => host === 'portal' && search.length < 80)
    .map(({ pathname, search }) => pathname + search)

/** An address without what differs from thing to thing: `/en/calls/*`; with a query it is a state of its own. */
const kindOf = (path: string): string => {
  const [pathname = '', query] = path.split('?')
  const [, language, first, ...rest] = pathname.split('/')
  const tail = rest.map((part) => (/^[a-z]{1,14}$/.test(part) ? part : '*'))
  const kind = `/${[language, first, ...tail].filter(Boolean).join('/')}`
  if (kind.length > 60) return createHash('sha256').update(kind).digest('hex').slice(0, 8)
  return query === undefined ? kind : `${kind}?`
}
