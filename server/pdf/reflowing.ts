import { openText } from './reading.ts'
import type { Piece } from './reflow/lines.ts'
import { foldTitle } from './reflow/look.ts'
import type { Tag } from './reflow/tags.ts'
import { reflowed, type TaggedSheet } from './reflow/whole.ts'
import { CannotRead, PAGE_CHARACTERS_MAX, PAGES_MAX, reasonOf } from './results.ts'

/** Inside the cage: sends `{ page, blocks }` for every page, then `{ ok }` or the reason why not. */
export async function reflow(
  { path }: { path: string },
  send: (line: unknown) => void,
): Promise<void> {
  try {
    const doc = await openText(path)
    if (doc.numPages > PAGES_MAX) throw new CannotRead('too_many_pages')
    const sheets: TaggedSheet[] = []
    for (let page = 1; page <= doc.numPages; page += 1) sheets.push(await sheetOf(doc, page))
    const pages = reflowed(sheets, await bookmarksOf(doc))
    for (const [at, blocks] of pages.entries()) send({ page: at + 1, blocks })
    send({ ok: true })
  } catch (error) {
    send({ ok: false, reason: reasonOf(error) })
  }
}

type Document = Awaited<ReturnType<typeof openText>>
const EMPTY: TaggedSheet = { width: 0, height: 0, pieces: [], tree: null }
const BOOKMARKS_MAX = 2_000
const BOOKMARK_DEPTH_MAX = 6

/** Empty for a page that cannot be read: the others are still worth reading. */
export async function sheetOf(doc: Document, number: number): Promise<TaggedSheet> {
  try {
    const page = await doc.getPage(number)
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    const tree = (await page.getStructTree()) as Tag | null
    const reader = page.streamTextContent({ includeMarkedContent: true }).getReader()
    const pieces: Piece[] = []
    const marks: (string | null)[] = []
    let letters = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (const item of value.items as readonly Item[]) {
        if (item.type?.startsWith('begin')) marks.push(item.id ?? marks.at(-1) ?? null)
        else if (item.type === 'endMarkedContent') marks.pop()
        const mark = tree === null ? null : (marks.at(-1) ?? null)
        const piece = pieceOf(item, { left, bottom }, mark)
        if (!piece) continue
        letters += piece.text.length
        pieces.push(piece)
      }
      if (letters > PAGE_CHARACTERS_MAX) {
        await reader.cancel(new Error('enough was read'))
        break
      }
    }
    page.cleanup()
    return { width: right - left, height: top - bottom, pieces, tree }
  } catch (error) {
    if (reasonOf(error) === 'out_of_memory') throw error
    return EMPTY
  }
}

type Item = {
  type?: string
  id?: string | null
  str?: string
  width?: number
  transform?: readonly number[]
  fontName?: string
  hasEOL?: boolean
}

function pieceOf(
  item: Item,
  origin: { left: number; bottom: number },
  mark: string | null,
): Piece | null {
  if (item.str === undefined) return null
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform ?? []
  // What stands on its side is a watermark, an axis or a name along the edge.
  const isTurned = Math.abs(b) > Math.abs(a)
  const size = Math.hypot(c, d)
  if (![size, x, y].every(Number.isFinite)) return null
  return {
    text: isTurned ? '' : item.str.toWellFormed(),
    x: x - origin.left,
    y: y - origin.bottom,
    width: Number.isFinite(item.width) ? (item.width ?? 0) : 0,
    size,
    font: item.fontName ?? '',
    endsLine: item.hasEOL === true,
    mark,
  }
}

type Bookmark = { title?: string; items?: readonly Bookmark[] }

/** Levels of headings by their folded titles: 2 for the outermost. */
export async function bookmarksOf(doc: Document): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const collect = (items: readonly Bookmark[], depth: number): void => {
    for (const { title, items: below } of items) {
      if (found.size >= BOOKMARKS_MAX) return
      const key = foldTitle(title ?? '')
      if (key !== '' && !found.has(key)) found.set(key, depth + 2)
      if (below && depth < BOOKMARK_DEPTH_MAX) collect(below, depth + 1)
    }
  }
  collect(((await doc.getOutline().catch(() => null)) ?? []) as readonly Bookmark[], 0)
  return found
}
