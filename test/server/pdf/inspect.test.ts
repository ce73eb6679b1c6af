import { truncateSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import { refuseFile } from '../../../server/pdf/file.ts'
import { inspectPdf } from '../../../server/pdf/inspect.ts'
import { FILE_BYTES_MAX, PAGES_MAX } from '../../../server/pdf/results.ts'
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
  })
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
