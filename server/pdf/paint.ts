import {
  type PDFContext,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  type PDFRef,
} from 'pdf-lib'
import { stampInserted } from './attachments.ts'
import type { Fonts } from './fonts.ts'
import type { Layout } from './layout.ts'
import { breakLines, textWidth } from './lines.ts'
import type { Anchor, Item, Sheet, StructNode, WebAddress } from './sheet.ts'
import {
  type Colour,
  FOOTER_Y,
  FULL_WIDTH,
  MARGIN,
  MARK,
  MARK_OPEN,
  MARK_RING,
  PAGE,
  TEXT,
} from './style.ts'

/** A piece of marked content, or an annotation, that belongs to an element of the structure. */
export type Mark =
  | { page: PDFRef; mcid: number }
  | { page: PDFRef; annotation: PDFRef; key: number }
export type Painted = {
  pages: readonly PDFPage[]
  marks: ReadonlyMap<StructNode, Mark[]>
  /** Per page (in the order of `StructParents`): the element of each marked content. */
  parents: readonly (readonly StructNode[])[]
}

/** What stands at the foot of a page: `end` is the reference and the number of the page. */
export type Footer = { start: string; end: string }

/**
 * Draws a layout into a document; `inserted[source][page]` are pages already copied into it. `firstKey`: the first free
 * key among the parents of the document's structure.
 */
export async function paint(job: {
  doc: PDFDocument
  fonts: Fonts
  layout: Layout
  footers: readonly Footer[]
  inserted: readonly (readonly PDFPage[])[]
  firstKey?: number
}): Promise<Painted> {
  const { doc, fonts, layout, firstKey = 0 } = job
  const { context } = doc
  const resources = context.nextRef()
  const pages = layout.sheets.map((sheet) => pageFor(job, sheet, resources))
  const marks = new Map<StructNode, Mark[]>()
  const parents: StructNode[][] = []

  for (const [index, sheet] of layout.sheets.entries()) {
    const page = pages[index]
    const footer = job.footers[index]
    if (!page || !footer) continue
    if (sheet.inserted) {
      const stamp = (width: number) =>
        footerOperators(fonts, footer, { x: 28, y: 10, width: width - 56 })
      stampInserted(page, stamp, resources)
      continue
    }
    const { content, nodes } = contentOf(fonts, sheet.items, page.ref, marks)
    const at = { x: MARGIN.left, y: PAGE.height - FOOTER_Y, width: FULL_WIDTH }
    const foot = `/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n${footerOperators(fonts, footer, at)}EMC\n`
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream(content + foot)))
    page.node.set(PDFName.of('StructParents'), context.obj(firstKey + parents.length))
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
    parents.push(nodes)
  }
  addLinks({ context, layout, pages, marks, firstKey: firstKey + parents.length })
  await assignFonts(context, fonts, resources)
  return { pages, marks, parents }
}

function pageFor(
  job: { doc: PDFDocument; inserted: readonly (readonly PDFPage[])[] },
  sheet: Sheet,
  resources: PDFRef,
): PDFPage {
  const { inserted } = sheet
  const copied = inserted ? job.inserted[inserted.source]?.[inserted.page] : undefined
  if (copied) return job.doc.addPage(copied)
  const page = job.doc.addPage([PAGE.width, PAGE.height])
  page.node.set(PDFName.of('Resources'), resources)
  return page
}

/** Neighbouring items of one element share a piece of marked content. */
function contentOf(
  fonts: Fonts,
  items: readonly Item[],
  page: PDFRef,
  marks: Map<StructNode, Mark[]>,
): { content: string; nodes: StructNode[] } {
  const nodes: StructNode[] = []
  let content = ''
  let open: StructNode | null | undefined
  const close = () => {
    if (open !== undefined) content += 'EMC\n'
    open = undefined
  }
  for (const item of items) {
    if (item.kind === 'link') continue
    const node = item.kind === 'text' ? item.node : null
    if (node !== open) {
      close()
      content += node ? `/${node.type} <</MCID ${nodes.length}>> BDC\n` : '/Artifact BMC\n'
      if (node) {
        marks.set(node, [...(marks.get(node) ?? []), { page, mcid: nodes.length }])
        nodes.push(node)
      }
      open = node
    }
    content += operatorsOf(fonts, item)
  }
  close()
  return { content, nodes }
}

function operatorsOf(fonts: Fonts, item: Exclude<Item, { kind: 'link' }>): string {
  switch (item.kind) {
    case 'text':
      return textOperators(fonts, item, PAGE.height - item.y)
    case 'area': {
      const y = PAGE.height - item.y - item.height
      return `${fill(item.colour)} ${n(item.x)} ${n(y)} ${n(item.width)} ${n(item.height)} re f\n`
    }
    case 'mark': {
      const scale = n(item.size / 32)
      const frame = `q ${scale} 0 0 -${scale} ${n(item.x)} ${n(PAGE.height - item.y)} cm`
      return `${frame} ${fill(MARK_RING)} ${MARK.ring} f ${fill(MARK_OPEN)} ${MARK.open} f Q\n`
    }
  }
}

function textOperators(fonts: Fonts, item: Extract<Item, { kind: 'text' }>, y: number): string {
  const { style } = item
  const space = fonts.shape(style.face, ' ')
  let shown = ''
  let operand = ''
  let font = ''
  const show = () => {
    if (operand !== '') shown += `[${operand}] TJ `
    operand = ''
  }
  for (const [index, word] of item.line.words.entries()) {
    for (const part of index === 0 ? word.parts : [...space.parts, ...word.parts]) {
      if (part.font !== font) {
        show()
        font = part.font
        shown += `/${font} ${n(style.size)} Tf `
      }
      operand += part.operand
    }
  }
  show()
  return `BT ${fill(style.colour)} 1 0 0 1 ${n(item.x)} ${n(y)} Tm ${shown}ET\n`
}

/** `y` from the bottom of the page. What stands at the start gives way to what stands at the end. */
function footerOperators(
  fonts: Fonts,
  footer: Footer,
  at: { x: number; y: number; width: number },
): string {
  const style = TEXT.footer
  const width = textWidth(fonts, style, footer.end)
  const [end] = breakLines(fonts, style, footer.end, Number.POSITIVE_INFINITY)
  const [start] = breakLines(fonts, style, footer.start, Math.max(40, at.width - width - 24))
  const text = { kind: 'text', style, node: null, y: 0 } as const
  const x = at.x + at.width - width
  const left = start ? textOperators(fonts, { ...text, line: start, x: at.x }, at.y) : ''
  return left + (end ? textOperators(fonts, { ...text, line: end, x }, at.y) : '')
}

function addLinks(job: {
  context: PDFContext
  layout: Layout
  pages: readonly PDFPage[]
  marks: Map<StructNode, Mark[]>
  firstKey: number
}): void {
  const { context, layout, pages, marks } = job
  let key = job.firstKey
  for (const [index, sheet] of layout.sheets.entries()) {
    const page = pages[index]
    const annotations: PDFRef[] = []
    for (const item of sheet.items) {
      if (item.kind !== 'link' || !page) continue
      const goal = goalOf(context, pages, item.to)
      if (goal === null) continue
      const bottom = PAGE.height - item.y - item.height
      const annotation = context.register(
        context.obj({
          Type: 'Annot',
          Subtype: 'Link',
          Rect: [item.x, bottom, item.x + item.width, bottom + item.height],
          Border: [0, 0, 0],
          F: 4,
          ...goal,
          StructParent: key,
        }),
      )
      annotations.push(annotation)
      const known = marks.get(item.node) ?? []
      marks.set(item.node, [...known, { page: page.ref, annotation, key }])
      key += 1
    }
    if (annotations.length > 0) page?.node.set(PDFName.of('Annots'), context.obj(annotations))
  }
}

/** What makes an annotation lead there; as hexadecimal, since a bracket in an address would end a literal string. */
const goalOf = (context: PDFContext, pages: readonly PDFPage[], to: Anchor | WebAddress) => {
  if ('url' in to) {
    const address = PDFHexString.of(Buffer.from(to.url).toString('hex'))
    const contents = PDFHexString.fromText(to.text)
    return { A: context.obj({ Type: 'Action', S: 'URI', URI: address }), Contents: contents }
  }
  const target = pages[to.page - 1]
  return target ? { Dest: destination(context, target, to.y) } : null
}

/** A place in the document, `y` from the top of a page of ours; pages of others are shown from their top. */
export const destination = (context: PDFContext, page: PDFPage, y: number) =>
  context.obj([page.ref, 'XYZ', null, y === 0 ? page.getHeight() : PAGE.height - y + 12, null])

async function assignFonts(context: PDFContext, fonts: Fonts, resources: PDFRef): Promise<void> {
  const dict = context.obj({})
  for (const [key, ref] of await fonts.embed()) dict.set(PDFName.of(key), ref)
  context.assign(resources, context.obj({ Font: dict, ProcSet: ['PDF', 'Text'] }))
}

const n = (value: number): string => String(Math.round(value * 100) / 100)
const fill = ([red, green, blue]: Colour): string => `${c(red)} ${c(green)} ${c(blue)} rg`
const c = (value: number): string => String(Math.round(value * 1000) / 1000)
