import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFStream,
  PDFString,
} from 'pdf-lib'
import { fontsOf, picturePagesOf } from './inspection-fonts.ts'
import { openText } from './reading.ts'
import { CannotRead, type Inspected, PAGES_MAX, reasonOf, type Unreadable } from './results.ts'
import { countPages, openStructure } from './structure-reading.ts'

/** Inside the cage: what a file is, by two parsers, since each forgives what the other does not. */
export async function inspect({ path }: { path: string }): Promise<Inspected | Unreadable> {
  try {
    const structure = await structureOf(path)
    const text = await textOf(path)
    // What a reading program cannot open is damaged, even where the tolerant parser finds a page in it.
    if (!text) return { ok: false, reason: 'damaged' }
    return {
      ok: true,
      pages: structure?.pages ?? text.pages,
      encrypted: false,
      hasText: text.hasText,
      tagged: structure?.tagged ?? false,
      title: structure?.title ?? text.title ?? null,
      language: structure?.language ?? text.language ?? null,
      hasScripts: structure?.hasScripts ?? text.hasScripts ?? false,
      hasAttachments: structure?.hasAttachments ?? text.hasAttachments ?? false,
      mergeable: structure !== null,
      fonts: structure?.fonts ?? null,
      picturePages: structure?.picturePages ?? null,
    }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

const PAGES_TRIED_FOR_TEXT = 8
const ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'Rendition']
const TITLE_CHARACTERS_MAX = 500

type Structure = Omit<Inspected, 'ok' | 'encrypted' | 'hasText' | 'mergeable'>

/** Null when this parser cannot make sense of it. */
async function structureOf(path: string): Promise<Structure | null> {
  try {
    const doc = await openStructure(path)
    return {
      pages: countPages(doc),
      ...marksOf(doc),
      ...actorsOf(doc),
      fonts: fontsOf(doc),
      picturePages: picturePagesOf(doc),
    }
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'damaged') return null
    throw new CannotRead(reason)
  }
}

function marksOf({ catalog, context }: PDFDocument) {
  const marks = catalog.lookup(PDFName.of('MarkInfo'))
  const isMarked = marks instanceof PDFDict && marks.lookup(PDFName.of('Marked')) === PDFBool.True
  const info = context.lookup(context.trailerInfo.Info)
  return {
    tagged: isMarked && catalog.lookup(PDFName.of('StructTreeRoot')) instanceof PDFDict,
    title: info instanceof PDFDict ? textIn(info.lookup(PDFName.of('Title'))) : null,
    language: textIn(catalog.lookup(PDFName.of('Lang'))),
  }
}

function textIn(object: PDFObject | undefined): string | null {
  if (!(object instanceof PDFString || object instanceof PDFHexString)) return null
  return tidy(object.decodeText())
}

const tidy = (text: string | null | undefined): string | null =>
  text
    ?.toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, TITLE_CHARACTERS_MAX) || null

/** Looks into every object of the file, whether or not anything refers to it. */
function actorsOf({ context }: PDFDocument): { hasScripts: boolean; hasAttachments: boolean } {
  const found = { hasScripts: false, hasAttachments: false }
  const stack: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object)
  while (stack.length > 0) {
    const object = stack.pop()
    if (object instanceof PDFStream) stack.push(object.dict)
    if (object instanceof PDFArray) for (const entry of object.asArray()) stack.push(entry)
    if (!(object instanceof PDFDict)) continue
    for (const [, value] of object.entries()) stack.push(value)
    const action = object.get(PDFName.of('S'))
    const names = action instanceof PDFName && ACTIONS.includes(action.decodeText())
    found.hasScripts ||= names || object.has(PDFName.of('JS'))
    found.hasAttachments ||=
      object.has(PDFName.of('EF')) ||
      object.get(PDFName.of('Type')) === PDFName.of('EmbeddedFile') ||
      object.get(PDFName.of('Subtype')) === PDFName.of('FileAttachment')
  }
  return found
}

type TextFacts = Omit<
  Inspected,
  'ok' | 'encrypted' | 'tagged' | 'mergeable' | 'fonts' | 'picturePages'
>

async function textOf(path: string): Promise<TextFacts | null> {
  try {
    const doc = await openText(path)
    const pages = doc.numPages
    if (pages > PAGES_MAX) throw new CannotRead('too_many_pages')
    const { info } = await doc.getMetadata()
    const facts = new Map(Object.entries(info))
    if (facts.get('EncryptFilterName')) throw new CannotRead('encrypted')
    const asText = (key: string) => {
      const value = facts.get(key)
      return typeof value === 'string' ? tidy(value) : null
    }
    let hasText = false
    for (let page = 1; page <= Math.min(pages, PAGES_TRIED_FOR_TEXT) && !hasText; page += 1) {
      hasText = await pageHasText(await doc.getPage(page))
    }
    return {
      pages,
      hasText,
      title: asText('Title'),
      language: asText('Language'),
      hasScripts: (await doc.hasJSActions()) === true,
      hasAttachments: (await doc.getAttachments()) !== null,
    }
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'damaged') return null
    throw new CannotRead(reason)
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openText>>['getPage']>>

async function pageHasText(page: Page): Promise<boolean> {
  const reader = page.streamTextContent().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return false
    const items: readonly object[] = value.items
    if (items.some((item) => 'str' in item && /[\p{L}\p{N}]/u.test(String(item.str)))) {
      await reader.cancel(new Error('enough was read'))
      return true
    }
  }
}
