import { openText } from './reading.ts'
import { CannotRead, PAGE_CHARACTERS_MAX, PAGES_MAX, reasonOf } from './results.ts'

/** Inside the cage: sends `{ page, text }` for every page, then `{ ok }` or the reason why not. */
export async function extract(
  { path }: { path: string },
  send: (line: unknown) => void,
): Promise<void> {
  try {
    const doc = await openText(path)
    if (doc.numPages > PAGES_MAX) throw new CannotRead('too_many_pages')
    for (let page = 1; page <= doc.numPages; page += 1) {
      send({ page, text: normalizeText(await textOfPage(doc, page)) })
    }
    send({ ok: true })
  } catch (error) {
    send({ ok: false, reason: reasonOf(error) })
  }
}

/**
 * Text as it is searched and stored: NFC, words divided at a line's end made whole, white space folded, no control
 * characters (PostgreSQL takes no NUL). A hyphen is kept where it belongs to the word ("EU-medel", "land- och").
 */
export function normalizeText(raw: string): string {
  const text = raw.toWellFormed().normalize('NFC')
  const known = new Set(text.match(/\p{L}+(?:-\p{L}+)*/gu))
  return text
    .replace(DIVIDED, (_, head: string, sign: string, tail: string) => {
      if (sign === '\u00AD') return head + tail
      if (JOINING_WORDS.has(tail)) return `${head}- ${tail}`
      const belongs = /^\p{Lu}+$/u.test(head) || [...head].length === 1
      const isKnown = known.has(`${head}-${tail}`) && !known.has(head + tail)
      return belongs || isKnown ? `${head}-${tail}` : head + tail
    })
    .replace(/\u00AD/g, '')
    .replace(/[\p{Cc}\s\u200B\uFEFF]+/gu, ' ')
    .trim()
    .slice(0, PAGE_CHARACTERS_MAX)
    .toWellFormed()
}

// Bounded and anchored: an unanchored run of letters would take time by the square of a page of rubbish.
const DIVIDED = /(?<!\p{L})(\p{L}{1,60})([-\u2010\u00AD])[ \t]*\r?\n\s*(\p{Ll}\p{L}*)/gu
const JOINING_WORDS = new Set(
  'och eller samt som och/eller and or to og und oder y e o u et ou i ili та або чи'.split(' '),
)

type Document = Awaited<ReturnType<typeof openText>>

/** Empty for a page that cannot be read: the other pages are still worth finding. */
async function textOfPage(doc: Document, number: number): Promise<string> {
  try {
    const page = await doc.getPage(number)
    const reader = page.streamTextContent().getReader()
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const items: readonly { str?: string; hasEOL?: boolean }[] = value.items
      for (const item of items) text += (item.str ?? '') + (item.hasEOL ? '\n' : '')
      if (text.length > PAGE_CHARACTERS_MAX * 2) {
        await reader.cancel(new Error('enough was read'))
        break
      }
    }
    page.cleanup()
    return text
  } catch (error) {
    if (reasonOf(error) === 'out_of_memory') throw error
    return ''
  }
}
