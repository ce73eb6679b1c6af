import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import t from 'tap'
import { picturePage } from '../../../server/pdf/picture.ts'
import { HEIGHT_TIMES_WIDTH_MAX } from '../../../server/pdf/picturing.ts'
import {
  doubleFlateBomb,
  encryptedPdf,
  htmlInFront,
  pageTreeCycle,
  rawPdf,
  simplePdf,
  stream,
} from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

const folder = t.testdir()
const draw = async (
  bytes: Buffer,
  widths = [60],
  cage?: { timeoutMs: number; memoryMb: number },
) => {
  const path = join(folder, 'one.pdf')
  writeFileSync(path, bytes)
  return picturePage(path, { page: 1, widths }, cage)
}
const drawing = (content: string | Buffer, box = '0 0 300 200', entries = '') =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R ${entries} >>`,
    stream(Buffer.from(content)),
    '<< >>',
  ])
/** Red, green and blue at a place of a picture. */
const colourAt = async (bytes: Buffer, x: number, y: number) => {
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]
}
const one = async (bytes: Buffer) => {
  const drawn = await draw(bytes)
  const [picture] = drawn.ok ? drawn.pictures : []
  if (!picture) throw new Error('no picture')
  return picture
}

t.test('a page is drawn as it looks, in each width', async (t) => {
  const drawn = await draw(drawing('1 0 0 rg 0 0 150 200 re f'), [60, 144])
  if (!drawn.ok) throw new Error(drawn.reason)
  t.match(drawn.pictures, [
    { width: 60, height: 40 },
    { width: 144, height: 96 },
  ])
  for (const { bytes, width } of drawn.pictures) {
    t.match(bytes.toString('latin1', 0, 12), /^RIFF....WEBP$/s)
    const [red = 0, green = 0] = await colourAt(bytes, Math.round(width / 4), 20)
    t.ok(red > 230 && green < 25, 'red to the left')
    t.ok((await colourAt(bytes, Math.round((width * 3) / 4), 20)).every((part) => part > 230))
  }
  const letters = await one(simplePdf('MMMMMMMMMMMMMMMMMMMMMMMMM'))
  const blank = await one(simplePdf(' '))
  t.ok(letters.bytes.length > blank.bytes.length, 'letters of a font that is not in the file')
})

t.test('a page of odd size is cut or refused, never grown', async (t) => {
  t.match(await one(drawing('', '0 0 300 90000')), { height: 60 * HEIGHT_TIMES_WIDTH_MAX })
  t.match(await one(drawing('', '0 0 14400 14400')), { width: 60, height: 60 })
  t.match(await one(drawing('', '0 0 1e9 1e9')), { width: 60 })
  t.match(await one(drawing('', '0 0 90000 300')), { width: 60, height: 1 })
  t.match(await one(drawing('', '0 0 300 200', '/Rotate 90')), { width: 60, height: 90 })
  t.match(await draw(drawing('', '0 0 1 1')), { ok: false, reason: 'damaged' })
})

t.test('what asks for too much gets no picture, within its time and memory', async (t) => {
  t.match(await draw(htmlInFront()), { ok: false, reason: 'not_pdf' })
  t.match(await draw(await encryptedPdf()), { ok: false, reason: 'encrypted' })
  t.match(await draw(pageTreeCycle()), { ok: false })
  t.match(await draw(doubleFlateBomb()), { ok: false, reason: 'out_of_memory' })
  const endless = drawing('0 0 300 200 re f 0 0 m 300 200 l S\n'.repeat(400_000))
  const begun = performance.now()
  t.match(await draw(endless, [60], { timeoutMs: 2_500, memoryMb: 768 }), {
    ok: false,
    reason: 'timed_out',
  })
  t.ok(performance.now() - begun < 6_000)
})

t.test('only tasks that draw may load machine code', (t) => {
  const cage = readFileSync(new URL('../../../server/pdf/cage.ts', import.meta.url), 'utf8')
  t.match(cage, /DRAWING.*\['picture'\]/)
  t.end()
})
