import { truncateSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import { writePdf } from '../../../server/pdf/document.ts'
import { refuseFile } from '../../../server/pdf/file.ts'
import { inspectPdf } from '../../../server/pdf/inspect.ts'
import { FILE_BYTES_MAX, FONTS_TOLD_MAX, PAGES_MAX } from '../../../server/pdf/results.ts'
import { encryptedPdf, pagesPdf, rawPdf, simplePdf, stream } from '../../helpers/pdfs.ts'

const folder = t.testdir()
let count = 0
function kept(bytes: Uint8Array | string): string {
  count += 1
  const path = join(folder, `${count}.pdf`)
  writeFileSync(path, bytes)
  return path
}
const inspected = (bytes: Uint8Array | string) => inspectPdf(kept(bytes))

t.test('an ordinary file is described', async (t) => {
  const info = '/Info << /Title (Decentralisation in Uganda) >>'
  const catalog = '/Lang (en-GB) /MarkInfo << /Marked true >> /StructTreeRoot << >>'
  t.strictSame(await inspected(simplePdf('Words', { catalog, trailer: info })), {
    ok: true,
    pages: 1,
    encrypted: false,
    hasText: true,
    tagged: true,
    title: 'Decentralisation in Uganda',
    language: 'en-GB',
    hasScripts: false,
    hasAttachments: false,
    mergeable: true,
    fonts: { missing: ['Helvetica'], drawn: [] },
    picturePages: [],
  })
})

t.test('typefaces that are in the file are not missed', async (t) => {
  const { bytes } = await writePdf({
    title: 'Allt med',
    language: 'sv',
    reference: 'A',
    createdAt: new Date('2026-11-23T14:44:51Z'),
    blocks: [{ kind: 'paragraph', text: 'Å ä ö och ї.' }],
  })
  t.match(await inspected(bytes), { ok: true, fonts: { missing: [], drawn: [] } })
})

t.test('typefaces are told by their names, those of forms to fill in aside', async (t) => {
  const fonts = (list: string) => `/Resources << /Font << /F1 4 0 R ${list} >> >>`
  const type3 =
    '<< /Type /Font /Subtype /Type3 /Name /Pencil /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding << /Type /Encoding /Differences [] >> /FirstChar 0 /LastChar 0 /Widths [0] >>'
  const composite =
    '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Nunito-Bold /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Nunito-Bold /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>'
  const inForms = '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>'
  const bytes = simplePdf('Letters', {
    catalog: '/AcroForm << /Fields [] /DR << /Font << /ZaDb 8 0 R >> >> >>',
    onPage: fonts('/F2 6 0 R /F3 7 0 R'),
    objects: [type3, composite, inForms],
  })
  t.match(await inspected(bytes), {
    ok: true,
    fonts: { missing: ['Helvetica', 'Nunito-Bold'], drawn: ['Pencil'] },
  })
  const many = (count: number) =>
    simplePdf('Many', {
      onPage: fonts(
        Array.from(
          { length: count },
          (_, at) => `/G${at} << /Type /Font /Subtype /Type1 /BaseFont /Many${at} >>`,
        ).join(' '),
      ),
    })
  for (const count of [FONTS_TOLD_MAX - 2, FONTS_TOLD_MAX - 1, FONTS_TOLD_MAX]) {
    const found = await inspected(many(count))
    t.equal(found.ok && found.fonts?.missing.length, Math.min(count + 1, FONTS_TOLD_MAX))
  }
})

t.test('pages with pictures are known', async (t) => {
  const picture = stream(
    Buffer.from([0]),
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray',
  )
  const bytes = simplePdf('Seen', {
    onPage: '/Resources << /XObject << /I 6 0 R >> /Font << /F1 4 0 R >> >>',
    objects: [picture],
  })
  t.match(await inspected(bytes), { picturePages: [1] })
})

t.test('a page without letters has no text', async (t) => {
  t.match(await inspected(pagesPdf(2)), { ok: true, pages: 2, hasText: false, tagged: false })
})

t.test('scripts are found wherever they are', async (t) => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
  const places = [
    simplePdf('On opening', { catalog: `/OpenAction ${script}` }),
    simplePdf('On a page', { onPage: `/AA << /O ${script} >>` }),
    simplePdf('By name', { catalog: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` }),
    simplePdf('A program', { catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
    simplePdf('Not referred to', { objects: [script] }),
  ]
  for (const bytes of places) t.match(await inspected(bytes), { ok: true, hasScripts: true })
})

t.test('a file inside the file is found', async (t) => {
  const file = stream(Buffer.from('MZ'), '/Type /EmbeddedFile')
  t.match(await inspected(simplePdf('Carrier', { objects: [file] })), {
    ok: true,
    hasAttachments: true,
    hasScripts: false,
  })
})

t.test('what does not begin as a PDF is none', async (t) => {
  const refused = { ok: false, reason: 'not_pdf' }
  t.strictSame(await inspected(''), refused)
  t.strictSame(await inspected('%PDF'), refused)
  t.strictSame(await inspected('PK\u0003\u0004 a spreadsheet'), refused)
  t.strictSame(await inspected(Buffer.concat([Buffer.from(' '), simplePdf()])), refused)
})

t.test('a locked file is called encrypted', async (t) => {
  t.strictSame(await inspected(await encryptedPdf()), { ok: false, reason: 'encrypted' })
})

t.test('rubbish after the signature is called damaged', async (t) => {
  const refused = { ok: false, reason: 'damaged' }
  t.strictSame(await inspected('%PDF-1.7\nrubbish'), refused)
  t.strictSame(await inspected(rawPdf(['<< /Type /Catalog >>'])), refused)
})

t.test('as many pages as are allowed, and one more', async (t) => {
  t.match(await inspected(pagesPdf(PAGES_MAX - 1)), { ok: true, pages: PAGES_MAX - 1 })
  t.match(await inspected(pagesPdf(PAGES_MAX)), { ok: true, pages: PAGES_MAX })
  t.strictSame(await inspected(pagesPdf(PAGES_MAX + 1)), { ok: false, reason: 'too_many_pages' })
})

t.test('as many bytes as are allowed, and one more', async (t) => {
  const path = kept(simplePdf())
  truncateSync(path, FILE_BYTES_MAX - 1)
  t.equal(await refuseFile(path), null)
  truncateSync(path, FILE_BYTES_MAX)
  t.equal(await refuseFile(path), null)
  truncateSync(path, FILE_BYTES_MAX + 1)
  t.strictSame(await inspectPdf(path), { ok: false, reason: 'too_big' })
})

t.test('titles come as one clean line', async (t) => {
  const trailer = '/Info << /Title (A\\000B\\nC   D) >>'
  t.match(await inspected(simplePdf('Words', { trailer })), { ok: true, title: 'A B C D' })
})

t.test('a path may be given from where we stand', async (t) => {
  const path = relative(process.cwd(), kept(simplePdf('Near')))
  t.match(await inspectPdf(path), { ok: true, hasText: true })
})
