import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFStream,
} from 'pdf-lib'
import { FONTS_TOLD_MAX, type Fonts } from './results.ts'

/** The typefaces that any page, drawing or note of the file may use; those of forms to fill in do not count. */
export function fontsOf({ catalog, context }: PDFDocument): Fonts {
  const form = catalog.lookup(PDFName.of('AcroForm'))
  const ofForms = form instanceof PDFDict ? form.lookup(PDFName.of('DR')) : undefined
  const seen = new Set<PDFObject>()
  const missing = new Set<string>()
  const drawn = new Set<string>()
  const stack: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object)
  while (stack.length > 0) {
    const object = stack.pop()
    if (object instanceof PDFStream) stack.push(object.dict)
    if (object instanceof PDFArray) for (const entry of object.asArray()) stack.push(entry)
    if (!(object instanceof PDFDict) || object === ofForms) continue
    for (const [, value] of object.entries()) stack.push(value)
    const listed = object.lookup(FONT)
    if (!(listed instanceof PDFDict)) continue
    for (const [, value] of listed.entries()) {
      const font = context.lookup(value)
      if (!(font instanceof PDFDict) || seen.has(font)) continue
      seen.add(font)
      if (nameIn(font, 'Subtype') === 'Type3') drawn.add(fontName(font))
      else if (!isEmbedded(font)) missing.add(fontName(font))
    }
  }
  const told = (names: Set<string>) => [...names].sort().slice(0, FONTS_TOLD_MAX)
  return { missing: told(missing), drawn: told(drawn) }
}

/** Pages with pictures or drawings of their own or of what they inherit. */
export function picturePagesOf(doc: PDFDocument): number[] {
  return doc.getPages().flatMap((page, index) => (hasPictures(page) ? [index + 1] : []))
}

const FONT = PDFName.of('Font')
const FONT_NAME_CHARACTERS_MAX = 100
const FILES = ['FontFile', 'FontFile2', 'FontFile3'].map((name) => PDFName.of(name))

/** A composite font is embedded where its descendant is. */
function isEmbedded(font: PDFDict): boolean {
  const descendants = font.lookup(PDFName.of('DescendantFonts'))
  const own = descendants instanceof PDFArray ? descendants.lookup(0) : font
  const descriptor = own instanceof PDFDict ? own.lookup(PDFName.of('FontDescriptor')) : undefined
  return descriptor instanceof PDFDict && FILES.some((name) => descriptor.has(name))
}

/** Without the tag of a subset, "ABCDEF+"; of a Type 3 font whatever name it may have. */
function fontName(font: PDFDict): string {
  const descriptor = font.lookup(PDFName.of('FontDescriptor'))
  const name =
    nameIn(font, 'BaseFont') ??
    (descriptor instanceof PDFDict ? nameIn(descriptor, 'FontName') : null) ??
    nameIn(font, 'Name') ??
    ''
  return name
    .toWellFormed()
    .replace(/^[A-Z]{6}\+/, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, FONT_NAME_CHARACTERS_MAX)
}

function nameIn(dict: PDFDict, key: string): string | null {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : null
}

function hasPictures({ node }: PDFPage): boolean {
  const resources = node.Resources()
  const drawings = resources?.lookup(PDFName.of('XObject'))
  return drawings instanceof PDFDict && drawings.keys().length > 0
}
