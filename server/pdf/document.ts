import { createHash } from 'node:crypto'
import { PDFDocument, PDFHexString, PDFName, type PDFPage } from 'pdf-lib'
import { isLanguage } from '../language.ts'
import type { Block, OutlineEntry } from './blocks.ts'
import { openFonts } from './fonts.ts'
import { type Layout, layOut } from './layout.ts'
import { type Footer, type Painted, paint } from './paint.ts'
import { addOutline, addStructure } from './structure.ts'
import { texts } from './texts.ts'

export type { Block, Column, Fact, OutlineEntry, Table } from './blocks.ts'

/** What a document of ours says of itself. `reference` stands on every page; `footer` replaces the title there. */
export type Heading = {
  title: string
  language: string
  reference: string
  createdAt: Date
  author?: string
  footer?: string
}

/** `uncovered`: characters no font could draw, shown as �. Pages count from 1. */
export type WrittenPdf = {
  bytes: Uint8Array
  pages: number
  outline: readonly OutlineEntry[]
  uncovered: readonly string[]
}

/**
 * Writes a tagged A4 document with bookmarks, page numbers and embedded fonts. The same input gives
 * the same bytes: nothing is taken from the clock or from chance.
 */
export const writePdf = (input: Heading & { blocks: readonly Block[] }): Promise<WrittenPdf> =>
  composePdf(input, async () => ({ blocks: input.blocks, inserted: [] }))

/** As `writePdf`, for documents that take in pages of others: blocks of kind `insert` point to `inserted[source]`. */
export async function composePdf(
  heading: Heading,
  gather: (doc: PDFDocument) => Promise<Gathered>,
): Promise<WrittenPdf> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  const { blocks, inserted } = await gather(doc)
  const fonts = await openFonts(doc.context)
  const layout = layOut(fonts, heading.reference, blocks)
  const footers = footersOf(heading, layout)
  const painted = await paint({ doc, fonts, layout, footers, inserted })
  addStructure(doc, layout.root, painted)
  addOutline(doc, layout.outline, painted)
  describe(doc, heading, painted)
  const bytes = await doc.save({
    updateFieldAppearances: false,
    addDefaultPage: false,
  })
  const outline = layout.outline.map(({ level, text, page }) => ({
    level,
    text,
    page,
  }))
  return {
    bytes,
    pages: layout.sheets.length,
    outline,
    uncovered: fonts.uncovered(),
  }
}

export type Gathered = {
  blocks: readonly Block[]
  inserted: readonly (readonly PDFPage[])[]
}

const PAGES_WITH_OPEN_BOOKMARKS = 4

function footersOf(heading: Heading, { sheets, outline }: Layout): Footer[] {
  const total = sheets.length
  return sheets.map((sheet, index) => {
    const page = index + 1
    const number = isLanguage(heading.language)
      ? texts[heading.language].pageOf(page, total)
      : `${page} / ${total}`
    const chapter = outline.findLast((entry) => entry.page <= page)
    const start = sheet.inserted && chapter ? chapter.text : (heading.footer ?? heading.title)
    return {
      start,
      end: heading.reference === '' ? number : `${heading.reference} · ${number}`,
    }
  })
}

function describe(doc: PDFDocument, heading: Heading, painted: Painted): void {
  const { catalog, context } = doc
  doc.setTitle(heading.title, { showInWindowTitleBar: true })
  doc.setLanguage(heading.language)
  doc.setAuthor(heading.author ?? 'Rådslag')
  doc.setSubject(heading.reference)
  doc.setCreator('Rådslag')
  doc.setProducer('Rådslag')
  doc.setCreationDate(heading.createdAt)
  doc.setModificationDate(heading.createdAt)
  if (painted.pages.length > PAGES_WITH_OPEN_BOOKMARKS) {
    catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
  }
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(xmp(heading), XMP)))
  const { title, reference, createdAt } = heading
  const facts = JSON.stringify([title, reference, createdAt.toISOString(), painted.pages.length])
  const id = PDFHexString.of(createHash('sha256').update(facts).digest('hex').slice(0, 32))
  context.trailerInfo.ID = context.obj([id, id])
}

const XMP = { Type: 'Metadata', Subtype: 'XML' }

function xmp(heading: Heading): Uint8Array {
  const at = `${heading.createdAt.toISOString().slice(0, 19)}Z`
  const author = escapeXml(heading.author ?? 'Rådslag')
  return new TextEncoder().encode(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(heading.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${escapeXml(heading.language)}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>${escapeXml(heading.reference)}</dc:identifier>
<xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate>
<xmp:CreatorTool>Rådslag</xmp:CreatorTool><pdf:Producer>Rådslag</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`)
}

const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
