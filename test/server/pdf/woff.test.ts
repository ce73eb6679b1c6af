import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import { test } from 'tap'
import { sfntFromWoff } from '../../../server/pdf/woff.ts'

const file = createRequire(import.meta.url).resolve(
  '@fontsource/noto-serif/files/noto-serif-latin-400-normal.woff',
)
const TEXT = 'Rådslag och kvällsmöte, AVA To'

test('the plain font draws and measures as the packed one does', async (t) => {
  const packed = fontkit.create(readFileSync(file))
  const plain = fontkit.create(sfntFromWoff(readFileSync(file)))
  t.equal(plain.postscriptName, packed.postscriptName)
  t.equal(plain.numGlyphs, packed.numGlyphs)
  const [one, other] = [plain.layout(TEXT), packed.layout(TEXT)]
  t.same(
    one.glyphs.map(({ id, advanceWidth }) => [id, advanceWidth]),
    other.glyphs.map(({ id, advanceWidth }) => [id, advanceWidth]),
  )
  t.same(
    one.positions.map(({ xAdvance }) => xAdvance),
    other.positions.map(({ xAdvance }) => xAdvance),
  )
})

test('its tables begin at multiples of four, in the order of their tags', async (t) => {
  const sfnt = sfntFromWoff(readFileSync(file))
  const count = sfnt.readUInt16BE(4)
  const entries = Array.from({ length: count }, (_, index) => 12 + index * 16)
  const tags = entries.map((entry) => sfnt.toString('latin1', entry, entry + 4))
  t.same(tags, tags.toSorted())
  for (const entry of entries) {
    const start = sfnt.readUInt32BE(entry + 8)
    t.equal(start % 4, 0)
    t.ok(start + sfnt.readUInt32BE(entry + 12) <= sfnt.length)
  }
})

test('what is no WOFF 1.0 font is refused', async (t) => {
  t.throws(() => sfntFromWoff(Buffer.from('wOF2 and so on')), /not a WOFF/)
})
