import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFString,
} from 'pdf-lib'
import type { Block } from './blocks.ts'
import { openFonts } from './fonts.ts'
import { layOut } from './layout.ts'
import { type Painted, paint } from './paint.ts'
import { textIn } from './reading.ts'
import { CannotRead, type Reason, reasonOf } from './results.ts'
import type { StructNode } from './sheet.ts'
import { appendStructure, firstFreeKey, structureOf } from './structure-append.ts'
import { structureIn } from './structure-reading.ts'

/** What is put behind the last page of a document, and what the document then says of itself. */
export type AddedPages = {
  title: string
  /** Of the added pages; of the whole where that does not say it. */
  language: string
  author: string
  subject: string
  /** At the foot of each added page. */
  footer: { start: string; end: string }
  /** The whole packet; the claims of the one that was there are not taken over. */
  xmp: string
  blocks: readonly Block[]
}

export type CopyReason = Reason | 'signed'
export type CopyLine =
  | {
      ok: true
      /** Base64. */
      tail: string
      /** Hex, of the file and the tail. */
      sha256: string
      pagesAdded: number
      isTagged: boolean
    }
  | { ok: false; reason: CopyReason }

/**
 * Inside the cage: sends in Base64 what makes, put after the bytes of the file, a document with these pages at its end.
 * As an incremental update (ISO 32000-1, 7.5.6) leaves every byte before it alone, so all that the file had stays:
 * pages, their numbers, tags, bookmarks, links.
 */
export async function copy(
  { path, added }: { path: string; added: AddedPages },
  send: (line: CopyLine) => void,
): Promise<void> {
  try {
    const bytes = readFileSync(path)
    const before = await look(bytes)
    const doc = await structureIn(bytes, { isAddedTo: true })
    if (isSigned(doc)) {
      send({ ok: false, reason: 'signed' })
      return
    }
    const { tail, pagesAdded, isTagged } = await tailOf(doc, bytes, added)
    const after = await look(Buffer.concat([bytes, tail]))
    const isWhole =
      after.pages === before.pages + pagesAdded &&
      after.hasTags === before.hasTags &&
      after.outline === before.outline &&
      after.isLastLegible
    if (!isWhole) throw new CannotRead('damaged')
    const sha256 = createHash('sha256').update(bytes).update(tail).digest('hex')
    const sent = Buffer.from(tail).toString('base64')
    send({ ok: true, tail: sent, sha256, pagesAdded, isTagged })
  } catch (error) {
    send({ ok: false, reason: reasonOf(error) })
  }
}

/** What a reading program makes of it. */
async function look(bytes: Uint8Array) {
  const doc = await textIn(new Uint8Array(bytes))
  const first = await doc.getPage(1)
  const last = await doc.getPage(doc.numPages)
  const { items } = await last.getTextContent()
  const outline = await doc.getOutline()
  const found = {
    pages: doc.numPages,
    hasTags: (await first.getStructTree()) !== null,
    outline: JSON.stringify((outline ?? []).map(({ title }) => title)),
    isLastLegible: items.some((item) => 'str' in item && item.str.trim() !== ''),
  }
  await doc.loadingTask.destroy()
  return found
}

async function tailOf(doc: PDFDocument, bytes: Buffer, added: AddedPages) {
  const { context, catalog } = doc
  const snapshot = doc.context.snapshot
  const { prevStartXRef } = context.pdfFileDetails
  if (snapshot === undefined || prevStartXRef === 0) throw new CannotRead('damaged')
  // Keeping watch over every change would look through the whole file for each; we know what we change.
  delete context.snapshot

  const tree = structureOf(doc)
  const fonts = await openFonts(context)
  const layout = layOut(fonts, '', added.blocks)
  const footers = layout.sheets.map(() => added.footer)
  const firstKey = tree === null ? 0 : firstFreeKey(tree)
  const painted = await paint({ doc, fonts, layout, footers, inserted: [], firstKey })
  const changed =
    tree === null
      ? dropKeys(painted)
      : appendStructure(tree, { root: sectionOf(layout.root, added), painted, firstKey })
  changed.push(...describe(doc, added))
  const pages = catalog.get(PDFName.of('Pages'))
  const kids = catalog.Pages().get(PDFName.of('Kids'))
  const info = context.trailerInfo.Info
  const isRef = (object: PDFObject | undefined): object is PDFRef => object instanceof PDFRef
  for (const ref of [context.trailerInfo.Root, pages, kids, info, ...changed].filter(isRef))
    snapshot.markRefForSave(ref)
  const tail = await doc.saveIncremental(snapshot, {
    // Readers want an update to be written as what it updates.
    useObjectStreams: !bytes.subarray(prevStartXRef, prevStartXRef + 4).equals(TABLE),
  })
  return { tail, pagesAdded: layout.sheets.length, isTagged: tree !== null }
}

const TABLE = Buffer.from('xref')

/** Our pages are a part of somebody else's document. */
const sectionOf = (root: StructNode, { language }: AddedPages): StructNode =>
  Object.assign(root, { type: 'Sect', language })

/** In an untagged document tags on our pages alone would hide all the others from screen readers. */
function dropKeys(painted: Painted): PDFRef[] {
  for (const page of painted.pages) {
    page.node.delete(PDFName.of('StructParents'))
    page.node.delete(PDFName.of('Tabs'))
    const annotations = page.node.lookup(PDFName.of('Annots'))
    if (!(annotations instanceof PDFArray)) continue
    for (const entry of annotations.asArray()) {
      const annotation = page.doc.context.lookup(entry)
      if (annotation instanceof PDFDict) annotation.delete(PDFName.of('StructParent'))
    }
  }
  return []
}

function describe(doc: PDFDocument, added: AddedPages): PDFRef[] {
  const { catalog, context } = doc
  doc.setTitle(added.title)
  doc.setAuthor(added.author)
  doc.setSubject(added.subject)
  const language = catalog.lookup(PDFName.of('Lang'))
  const isSaid = language instanceof PDFString || language instanceof PDFHexString
  if (!isSaid || language.decodeText().trim() === '') doc.setLanguage(added.language)
  const preferences = catalog.getOrCreateViewerPreferences()
  preferences.setDisplayDocTitle(true)
  const packet = context.stream(Buffer.from(added.xmp), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(PDFName.of('Metadata'), context.register(packet))
  const { ID } = context.trailerInfo
  const known = ID instanceof PDFArray ? ID.get(0) : undefined
  const own = PDFHexString.of(
    createHash('sha256').update(JSON.stringify(added)).digest('hex').slice(0, 32),
  )
  context.trailerInfo.ID = context.obj([known ?? own, own])
  const held = catalog.get(PDFName.of('ViewerPreferences'))
  return held instanceof PDFRef ? [held] : []
}

/** Whether somebody signed it, or signed that nothing may be added. */
function isSigned({ context, catalog }: PDFDocument): boolean {
  if (catalog.has(PDFName.of('Perms'))) return true
  return context
    .enumerateIndirectObjects()
    .some(([, object]) => object instanceof PDFDict && object.has(PDFName.of('ByteRange')))
}
