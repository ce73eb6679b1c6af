import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRef,
  PDFString,
} from 'pdf-lib'

/** Height of the strip under a page of somebody else's document, where our footer stands; points. */
export const STRIP_HEIGHT = 28

/**
 * Copies all pages of `source` into `doc`, without what could act: scripts, launches, forms' logic,
 * files and media. What is drawn stays, filled-in fields included, and so do links to the web.
 */
export function copyQuietly(doc: PDFDocument, source: PDFDocument): Promise<PDFPage[]> {
  const pages = source.getPages()
  for (const page of pages) quieten(page)
  return doc.copyPages(
    source,
    pages.map((_, index) => index),
  )
}

/**
 * Adds a strip at the lower edge of the page as it is seen and draws `stamp(width)` there. The stamp comes
 * before the page's own content, which may leave the graphics state in any condition; that is clipped to its area.
 */
export function stampInserted(
  page: PDFPage,
  stamp: (width: number) => string,
  resources: PDFRef,
): void {
  const { context } = page.doc
  const box = visibleBox(page)
  const turn = ((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4
  const unit = page.node.lookupMaybe(PDFName.of('UserUnit'), PDFNumber)?.asNumber() ?? 1
  const { matrix, area } = stripAt(box, turn, STRIP_HEIGHT / unit)
  const width = (turn % 2 === 0 ? box.width : box.height) * unit
  page.setMediaBox(area.x, area.y, area.width, area.height)
  for (const name of ['CropBox', 'BleedBox', 'TrimBox', 'ArtBox'])
    page.node.delete(PDFName.of(name))

  const scaled = [...matrix.slice(0, 4).map((value) => value / unit), ...matrix.slice(4)]
  const form = context.flateStream(`1 g 0 0 ${width} ${STRIP_HEIGHT} re f\n${stamp(width)}`, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, STRIP_HEIGHT],
    Matrix: scaled,
  })
  form.dict.set(PDFName.of('Resources'), resources)
  addXObject(page, context.register(form))

  const artifact = '/Artifact <</Type /Pagination /Subtype /Footer>> BDC'
  const clip = `q ${box.x} ${box.y} ${box.width} ${box.height} re W n\n`
  const before = `q ${artifact} /${STAMP} Do EMC Q\n${clip}`
  const contents = [context.flateStream(before), context.flateStream('\nQ\n')]
  const [start, end] = contents.map((stream) => context.register(stream))
  if (start && end) {
    page.node.set(PDFName.of('Contents'), context.obj([start, ...contentRefs(page), end]))
  }
}

const STAMP = 'RadslagStamp'
const NO_BOX = { x: 0, y: 0, width: 595.28, height: 841.89 }
const ACTING_KEYS = [
  'AA',
  'B',
  'Dur',
  'Metadata',
  'PieceInfo',
  'StructParents',
  'Tabs',
  'Thumb',
  'Trans',
]
const ACTING_ANNOTATIONS = [
  'FileAttachment',
  'Movie',
  'Popup',
  'RichMedia',
  'Screen',
  'Sound',
  '3D',
  'TrapNet',
]
const ANNOTATION_LINKS = ['A', 'AA', 'Dest', 'IRT', 'MK', 'Parent', 'PA', 'Popup', 'StructParent']
const PRINTED_AND_LOCKED = 4 | 64 | 128

type Box = { x: number; y: number; width: number; height: number }

function quieten(page: PDFPage): void {
  for (const key of ACTING_KEYS) page.node.delete(PDFName.of(key))
  const annotations = page.node.lookup(PDFName.of('Annots'))
  page.node.delete(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) return
  const kept = PDFArray.withContext(page.doc.context)
  for (const entry of annotations.asArray()) {
    const annotation = page.doc.context.lookup(entry)
    if (annotation instanceof PDFDict && quietenAnnotation(annotation)) kept.push(entry)
  }
  if (kept.size() > 0) page.node.set(PDFName.of('Annots'), kept)
}

/** False for what is better left out. */
function quietenAnnotation(annotation: PDFDict): boolean {
  const subtype = nameOf(annotation.lookup(PDFName.of('Subtype')))
  if (subtype === null || ACTING_ANNOTATIONS.includes(subtype)) return false
  const action = annotation.lookup(PDFName.of('A'))
  for (const key of ANNOTATION_LINKS) annotation.delete(PDFName.of(key))
  if (subtype === 'Link') {
    const url = webAddress(action)
    if (url === null) return false
    // As hexadecimal: a bracket in an address would end a literal string.
    const address = PDFHexString.of(Buffer.from(url).toString('hex'))
    const plain = annotation.context.obj({ Type: 'Action', S: 'URI', URI: address })
    annotation.set(PDFName.of('A'), plain)
  }
  // A field without its form is drawn by some readers only; as a stamp its picture is drawn by all.
  if (subtype === 'Widget') {
    if (!annotation.has(PDFName.of('AP'))) return false
    annotation.set(PDFName.of('Subtype'), PDFName.of('Stamp'))
    annotation.set(PDFName.of('F'), PDFNumber.of(PRINTED_AND_LOCKED))
  }
  annotation.delete(PDFName.of('P'))
  return true
}

function webAddress(action: PDFObject | undefined): string | null {
  if (!(action instanceof PDFDict) || nameOf(action.lookup(PDFName.of('S'))) !== 'URI') return null
  const uri = action.lookup(PDFName.of('URI'))
  if (!(uri instanceof PDFString || uri instanceof PDFHexString)) return null
  const url = URL.parse(uri.decodeText())
  return url && /^(https?|mailto):$/.test(url.protocol) ? url.href : null
}

const nameOf = (object: PDFObject | undefined): string | null =>
  object instanceof PDFName ? object.decodeText() : null

/** What is shown of the page: the crop box where it lies inside the sheet. */
function visibleBox(page: PDFPage): Box {
  const media = page.getMediaBox()
  const crop = page.getCropBox()
  const x = Math.max(media.x, crop.x)
  const y = Math.max(media.y, crop.y)
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y
  if (width > 1 && height > 1) return { x, y, width, height }
  return media.width > 1 && media.height > 1 ? media : NO_BOX
}

/** The strip lies where the lower edge is after the page was turned clockwise by `turn` quarters. */
function stripAt(box: Box, turn: number, strip: number): { matrix: number[]; area: Box } {
  const { x, y, width, height } = box
  switch (turn) {
    case 1:
      return {
        matrix: [0, 1, -1, 0, x + width + strip, y],
        area: { ...box, width: width + strip },
      }
    case 2:
      return {
        matrix: [-1, 0, 0, -1, x + width, y + height + strip],
        area: { ...box, height: height + strip },
      }
    case 3:
      return {
        matrix: [0, -1, 1, 0, x - strip, y + height],
        area: { ...box, x: x - strip, width: width + strip },
      }
    default:
      return {
        matrix: [1, 0, 0, 1, x, y - strip],
        area: { ...box, y: y - strip, height: height + strip },
      }
  }
}

/** Resources may be shared between pages, so this page gets its own copy of the two upper levels. */
function addXObject(page: PDFPage, form: PDFRef): void {
  const known = page.node.lookup(PDFName.of('Resources'))
  const resources = known instanceof PDFDict ? known.clone() : page.doc.context.obj({})
  const before = resources.lookup(PDFName.of('XObject'))
  const objects = before instanceof PDFDict ? before.clone() : page.doc.context.obj({})
  objects.set(PDFName.of(STAMP), form)
  resources.set(PDFName.of('XObject'), objects)
  page.node.set(PDFName.of('Resources'), resources)
}

function contentRefs(page: PDFPage): PDFObject[] {
  const raw = page.node.get(PDFName.of('Contents'))
  const contents = page.node.lookup(PDFName.of('Contents'))
  if (contents instanceof PDFArray)
    return contents.asArray().filter((entry) => entry instanceof PDFRef)
  return raw instanceof PDFRef && contents ? [raw] : []
}
