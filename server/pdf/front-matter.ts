import type { FrontMatter } from '../publications/rules/front-matter.ts'
import { openText } from './reading.ts'
import { linesOf, roundSize } from './reflow/lines.ts'
import { reflowed } from './reflow/whole.ts'
import { bookmarksOf, sheetOf } from './reflowing.ts'
import { CannotRead, PAGES_MAX, reasonOf } from './results.ts'

export const FRONT_PAGES_MAX = 14
export const BACK_PAGES_MAX = 2
const FIRST_PAGE_LINES_MAX = 200
const METADATA_CHARACTERS_MAX = 1_000

/** Inside the cage: sends `{ front }`, then `{ ok }` or the reason why not. */
export async function readFrontMatter(
  { path }: { path: string },
  send: (line: unknown) => void,
): Promise<void> {
  try {
    const doc = await openText(path)
    if (doc.numPages > PAGES_MAX) throw new CannotRead('too_many_pages')
    const numbers = Array.from({ length: doc.numPages }, (_, index) => index + 1).filter(
      (number) => number <= FRONT_PAGES_MAX || number > doc.numPages - BACK_PAGES_MAX,
    )
    const sheets = []
    for (const number of numbers) sheets.push(await sheetOf(doc, number))
    const pages = reflowed(sheets, await bookmarksOf(doc))
    const front: FrontMatter = {
      pages: doc.numPages,
      metadata: await metadataOf(doc),
      // From the top: programs write a page in the order in which it was drawn.
      firstPage: linesOf(sheets[0]?.pieces ?? [])
        .sort((a, b) => b.y - a.y)
        .slice(0, FIRST_PAGE_LINES_MAX)
        .map(({ text, size }) => ({ text, size: roundSize(size) })),
      sheets: numbers.map((number, at) => ({ number, blocks: pages[at] ?? [] })),
    }
    send({ front })
    send({ ok: true })
  } catch (error) {
    send({ ok: false, reason: reasonOf(error) })
  }
}

type Document = Awaited<ReturnType<typeof openText>>

async function metadataOf(doc: Document): Promise<FrontMatter['metadata']> {
  const { info } = await doc.getMetadata()
  const facts = new Map(Object.entries(info))
  const said = (key: string) => {
    const value = facts.get(key)
    if (typeof value !== 'string') return null
    const text = value.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' ')
    return text.trim().slice(0, METADATA_CHARACTERS_MAX) || null
  }
  // `D:20261104…`, ISO 32000-1, 7.9.4.
  const year = /^D:((?:19|20)\d{2})/.exec(said('CreationDate') ?? '')?.[1]
  return {
    title: said('Title'),
    language: said('Language'),
    keywords: said('Keywords'),
    year: year === undefined ? null : Number(year),
  }
}
