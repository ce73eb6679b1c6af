import { constants, deflateRawSync, deflateSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from 'pdf-lib'

/**
 * PDFs made for tests. Each hostile one is small and asks a parser for much, or lies about itself;
 * they are drawn after what is met in the wild.
 */
const GIGABYTE = 1024 ** 3

/** A whole file of numbered objects with a classical table of references; object 1 is the catalog. */
export function rawPdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  const push = (part: string | Buffer) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    length += bytes.length
  }
  for (const [index, object] of objects.entries()) {
    offsets.push(length)
    push(`${index + 1} 0 obj\n`)
    push(object)
    push('\nendobj\n')
  }
  const start = length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`)
  push(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\n`)
  push(`startxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

export const stream = (bytes: Buffer, entries = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
const page = (entries = '') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 4 0 R >> >> ${entries} >>`
const shown = (text: string) => stream(Buffer.from(`BT /F1 12 Tf 20 100 Td (${text}) Tj ET`))

/** A small ordinary file that another program might have made; `entries` go into its catalog or page. */
export function simplePdf(
  text = 'A page with words',
  { catalog = '', onPage = '', objects = [] as readonly (string | Buffer)[], trailer = '' } = {},
): Buffer {
  return rawPdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      page(`/Contents 5 0 R ${onPage}`),
      FONT,
      shown(text),
      ...objects,
    ],
    trailer,
  )
}

/** An ordinary file of `count` pages under one node; `claimed` is what it says of itself. */
export function pagesPdf(count: number, claimed = count): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${5 + index} 0 R`).join(' ')
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${claimed} >>`,
    '<< >>',
    FONT,
    ...Array.from({ length: count }, () => page()),
  ])
}

/** So many pages, each with a few words of its own. */
export async function wordedPdf(count: number): Promise<Buffer> {
  const doc = await PDFDocument.create()
  for (let number = 1; number <= count; number += 1)
    doc.addPage([300, 200]).drawText(`Page ${number} has words`, { x: 20, y: 100, size: 12 })
  return Buffer.from(await doc.save())
}

export async function encryptedPdf(): Promise<Buffer> {
  const doc = await PDFDocument.create()
  doc.addPage([300, 200])
  doc.encrypt({ userPassword: 'locked', ownerPassword: 'owner' })
  return Buffer.from(await doc.save())
}

/** Object streams that inflate to a gigabyte before anything of the file can be read. */
export function objectStreamBomb(): Buffer {
  const bomb = inflatingTo(Buffer.from('7 0 <<>> '), GIGABYTE)
  const objects = [stream(bomb, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode')]
  return simplePdf('Bomb', { objects })
}

/** A page whose content inflates twice: two kilobytes become a gigabyte. */
export function doubleFlateBomb(): Buffer {
  const content = inflatingTo(Buffer.from('BT /F1 12 Tf (Boom) Tj ET '), GIGABYTE)
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    page('/Contents 5 0 R'),
    FONT,
    stream(deflateSync(content, { level: 9 }), '/Filter [/FlateDecode /FlateDecode]'),
  ])
}

export const boastingCount = (): Buffer => pagesPdf(1, 99_999_999)

/** Says one page and has more than a walk will count. */
export const modestCount = (count: number): Buffer => pagesPdf(count, 1)

export const pageTreeCycle = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>',
  ])

/** One page, named two hundred thousand times. */
export const manyKids = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${'3 0 R '.repeat(200_000)}] /Count 200000 >>`,
    page(),
    FONT,
  ])

export function deepPageTree(depth = 5000): Buffer {
  const nodes = Array.from(
    { length: depth },
    (_, index) => `<< /Type /Pages /Kids [${index + 3} 0 R] /Count 1 >>`,
  )
  return rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', ...nodes, page().replace('4 0 R', '1 0 R')])
}

export const deepArrays = (depth = 50_000): Buffer =>
  simplePdf('Deep', { objects: ['['.repeat(depth) + ']'.repeat(depth)] })

/** The table of references names itself as the one before it. */
export function xrefLoop(): Buffer {
  const file = simplePdf('Loop').toString('latin1')
  const start = file.lastIndexOf('xref\n0 ')
  return Buffer.from(file.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${start}`), 'latin1')
}

export const truncated = (whole: Buffer): Buffer => whole.subarray(0, Math.floor(whole.length / 2))

export const openingScript = (): Buffer =>
  simplePdf('Script', { catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' })

export const htmlInFront = (): Buffer =>
  Buffer.concat([Buffer.from('<html><script>alert(1)</script></html>\n'), simplePdf('Page')])

/** Zlib data that inflates to `prefix` and then `bytes` zeros, put together without inflating anything. */
function inflatingTo(prefix: Buffer, bytes: number): Buffer {
  const piece = 16 * 1024 * 1024
  const flush = { level: 9, finishFlush: constants.Z_FULL_FLUSH }
  const zeros = deflateRawSync(Buffer.alloc(piece), flush)
  let a = 1
  let b = 0
  for (const byte of prefix) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  b = (b + a * (bytes % 65521)) % 65521
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(b * 65536 + a)
  return Buffer.concat([
    Buffer.from([0x78, 0xda]),
    deflateRawSync(prefix, flush),
    ...Array.from({ length: bytes / piece }, () => zeros),
    Buffer.from([3, 0]),
    checksum,
  ])
}

/** A page for each text, its words in short lines. */
export async function textPdf(pages: readonly string[]): Promise<Buffer> {
  const doc = await PDFDocument.create()
  for (const text of pages) {
    const page = doc.addPage([595, 842])
    const words = text.split(' ')
    for (let line = 0; line * 6 < words.length; line += 1)
      page.drawText(words.slice(line * 6, line * 6 + 6).join(' '), {
        x: 40,
        y: 790 - line * 18,
        size: 11,
      })
  }
  return Buffer.from(await doc.save())
}

/**
 * Pages of lines set one under the other, each in its own size, as a program without tags makes them. `title`,
 * `keywords` and `madeIn` are what the file says of itself.
 */
export async function setPdf(
  pages: readonly (readonly [size: number, text: string][])[],
  said: { title?: string; keywords?: string; language?: string; madeIn?: number } = {},
): Promise<Buffer> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  const font = await doc.embedFont(StandardFonts.Helvetica)
  for (const lines of pages) {
    const page = doc.addPage([595, 842])
    let y = 780
    for (const [size, text] of lines)
      for (const line of brokenAt(text, Math.floor(900 / size))) {
        page.drawText(line, { x: 60, y, size, font })
        y -= size * 1.4
      }
  }
  if (said.title) doc.setTitle(said.title)
  if (said.keywords) doc.setKeywords([said.keywords])
  if (said.language) doc.setLanguage(said.language)
  if (said.madeIn) doc.setCreationDate(new Date(Date.UTC(said.madeIn, 5, 1)))
  return Buffer.from(await doc.save())
}

const brokenAt = (text: string, letters: number): string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < letters)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

export const REPORT_SUMMARY =
  'Wards that keep their minutes on a wall are asked fewer questions twice. We followed six of them through a year of floods, sat in on forty meetings of their councils, and say what a clerk can do on Monday with the means that are there.'

/** A report as authors send it: title only in large type, a summary, keywords and an imprint; no tags, no properties. */
export const authorsPdf = (): Promise<Buffer> =>
  setPdf([
    [
      [11, 'Research Report 7'],
      [26, 'Minutes on the wall: how wards remember'],
      [12, 'Amina Applicant and Cora Co'],
      [12, 'Kampala, 2026'],
    ],
    [
      [10, 'Published 2026 by the authors.'],
      [10, 'ISBN 978-91-86725-05-1 (pdf)'],
      [10, 'https://doi.org/10.5555/minutes.2026'],
    ],
    [
      [18, 'Summary'],
      [11, REPORT_SUMMARY],
      [11, 'Keywords: participatory budgeting; climate change; minutes'],
      [18, '1. Why walls'],
      [
        11,
        'A wall is read by those who pass it, and by those who wait at it for the bus of the turbine inspector.',
      ],
    ],
  ])
