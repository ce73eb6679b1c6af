import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDict, PDFDocument, PDFName, PDFRef } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import { writePdf } from '../../../server/pdf/document.ts'
import { assembleDossier, type DossierInput } from '../../../server/pdf/dossier.ts'
import { inspectPdf } from '../../../server/pdf/inspect.ts'
import { extractText } from '../../../server/pdf/text.ts'
import {
  encryptedPdf,
  objectStreamBomb,
  pagesPdf,
  simplePdf,
  stream,
  truncated,
} from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

const folder = t.testdir()
const at = (name: string) => join(folder, name)
const kept = (name: string, bytes: Uint8Array): { title: string; name: string; path: string } => {
  writeFileSync(at(name), bytes)
  return { title: name.replace('.pdf', ''), name, path: at(name) }
}
const dossier = (attachments: DossierInput['attachments'], language = 'en'): DossierInput => ({
  title: 'Application RL-2026-0042',
  language,
  reference: 'RL-2026-0042',
  createdAt: new Date('2026-11-23T14:44:51Z'),
  cover: [{ kind: 'heading', level: 1, text: 'Who decides on water?' }],
  body: [
    { kind: 'heading', level: 2, text: 'Summary' },
    { kind: 'paragraph', text: 'We ask who decides.' },
    { kind: 'heading', level: 2, text: 'Method' },
    { kind: 'paragraph', text: 'We walk along.' },
  ],
  attachments,
})
async function textOf(path: string): Promise<string[]> {
  const found = await extractText(path)
  return found.ok ? found.pages : []
}

t.test('cover, contents, body and attachments come in order, numbered through', async (t) => {
  const out = at('ordinary-dossier.pdf')
  const plan = kept('Plan.pdf', simplePdf('The plan'))
  const budget = kept('Budget.pdf', pagesPdf(2))
  const made = await assembleDossier(dossier([plan, budget]), out)
  t.strictSame(made.notMerged, [])
  t.equal(made.pages, 5)
  t.strictSame(made.outline, [
    { level: 1, text: 'Who decides on water?', page: 1 },
    { level: 2, text: 'Summary', page: 2 },
    { level: 2, text: 'Method', page: 2 },
    { level: 1, text: 'Attachment 1. Plan', page: 3 },
    { level: 1, text: 'Attachment 2. Budget', page: 4 },
  ])
  const pages = await textOf(out)
  for (const [index, text] of pages.entries()) {
    t.match(text, `RL-2026-0042 · page ${index + 1} of 5`)
  }
  t.match(pages[0], 'Contents Summary 2 Method 2 Attachment 1. Plan 3 Attachment 2. Budget 4')
  t.match(pages[2], 'The plan')
  t.match(pages[2], 'Attachment 1. Plan')
  t.match(await inspectPdf(out), {
    ok: true,
    pages: 5,
    tagged: true,
    title: 'Application RL-2026-0042',
    language: 'en',
    mergeable: true,
  })
})

t.test('contents and bookmarks lead to the right pages', async (t) => {
  const out = at('linked-dossier.pdf')
  await assembleDossier(dossier([kept('A.pdf', pagesPdf(3)), kept('B.pdf', pagesPdf(1))]), out)
  const doc = await getDocument({ data: new Uint8Array(readFileSync(out)), verbosity: 0 }).promise
  const indexOf = async (destination: unknown) =>
    Array.isArray(destination) ? (await doc.getPageIndex(destination[0])) + 1 : null
  const links = await (await doc.getPage(1)).getAnnotations()
  t.strictSame(await Promise.all(links.map((link) => indexOf(link.dest))), [2, 2, 3, 6])
  const marks = await doc.getOutline()
  t.strictSame(await Promise.all(marks.map((mark) => indexOf(mark.dest))), [1, 3, 6])
  t.match(marks[0], {
    title: 'Who decides on water?',
    items: [{ title: 'Summary' }, { title: 'Method' }],
  })
})

t.test('the same input gives the same bytes', async (t) => {
  const attachments = [
    kept('Same.pdf', simplePdf('Same')),
    kept('Locked.pdf', await encryptedPdf()),
  ]
  await assembleDossier(dossier(attachments), at('first.pdf'))
  await assembleDossier(dossier(attachments), at('second.pdf'))
  t.ok(readFileSync(at('first.pdf')).equals(readFileSync(at('second.pdf'))))
})

t.test('what cannot be merged becomes a page that says so, and the rest goes in', async (t) => {
  const out = at('mended-dossier.pdf')
  const attachments = [
    kept('Locked.pdf', await encryptedPdf()),
    kept('Whole.pdf', simplePdf('Whole')),
    kept('Torn.pdf', truncated((await writePdf({ ...dossier([]), blocks: [] })).bytes as Buffer)),
    kept('Sheet.pdf', Buffer.from('PK a spreadsheet')),
    kept('Last.pdf', simplePdf('Last')),
  ]
  const made = await assembleDossier(dossier(attachments, 'sv'), out)
  t.strictSame(made.notMerged, [
    { attachment: 0, reason: 'encrypted' },
    { attachment: 2, reason: 'damaged' },
    { attachment: 3, reason: 'not_pdf' },
  ])
  const pages = await textOf(out)
  t.equal(pages.length, 7)
  t.match(pages[2], 'Bilaga 1. Locked Bilagan kunde inte fogas in i dokumentet. Filen är krypterad')
  t.match(pages[2], 'Locked.pdf')
  t.match(pages[3], 'Whole')
  t.match(pages[4], 'Filen är skadad.')
  t.match(pages[5], 'Filen är inte en PDF.')
  t.match(pages[6], 'Last')
})

t.test('an attachment that takes the whole cage is found and left out', async (t) => {
  const out = at('bombed-dossier.pdf')
  const attachments = [
    kept('Good.pdf', simplePdf('Good')),
    kept('Bomb.pdf', objectStreamBomb()),
    kept('After.pdf', simplePdf('After')),
  ]
  const cage = { timeoutMs: 30_000, memoryMb: 400 }
  const made = await assembleDossier(dossier(attachments), out, cage)
  t.strictSame(made.notMerged, [{ attachment: 1, reason: 'out_of_memory' }])
  const pages = await textOf(out)
  t.match(pages[2], 'Good')
  t.match(pages[3], 'Reading the file took more memory than is allowed.')
  t.match(pages[4], 'After')
  t.notOk(existsSync(`${out}.unfinished`))
})

t.test('scripts, files and inner links of an attachment do not come along', async (t) => {
  const out = at('quiet-dossier.pdf')
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
  const box = '/Rect [10 10 90 30]'
  const annotations = [
    `<< /Subtype /Link ${box} /A << /S /URI /URI (https://example.org/a\\)b) >> >>`,
    `<< /Subtype /Link ${box} /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>`,
    `<< /Subtype /Link ${box} /A ${script} >>`,
    `<< /Subtype /FileAttachment ${box} /FS << /EF << /F 6 0 R >> >> >>`,
    `<< /Subtype /Widget ${box} /AA << /K ${script} >> /Parent 7 0 R /AP << /N 8 0 R >> >>`,
    `<< /Subtype /Highlight ${box} /Popup 7 0 R >>`,
  ]
  const loud = simplePdf('Loud', {
    catalog: `/OpenAction ${script}`,
    onPage: `/AA << /O ${script} >> /Annots [${annotations.join(' ')}]`,
    objects: [
      stream(Buffer.from('MZ'), '/Type /EmbeddedFile'),
      `<< /FT /Tx /AA << /F ${script} >> >>`,
      stream(Buffer.from('0 0 9 9 re f'), '/Type /XObject /Subtype /Form /BBox [0 0 80 20]'),
    ],
  })
  const path = kept('Loud.pdf', loud)
  t.match(await inspectPdf(path.path), { hasScripts: true, hasAttachments: true })
  t.strictSame((await assembleDossier(dossier([path]), out)).notMerged, [])
  t.match(await inspectPdf(out), { ok: true, hasScripts: false, hasAttachments: false })
  const doc = await PDFDocument.load(readFileSync(out))
  const kinds = doc
    .getPage(2)
    .node.Annots()
    ?.asArray()
    .map((entry) => {
      const annotation = doc.context.lookup(entry, PDFDict)
      return String(annotation.get(PDFName.of('Subtype')))
    })
  t.strictSame(kinds, ['/Link', '/Stamp', '/Highlight'])
})

t.test(
  'the strip with the number lies at the lower edge, however the page is turned',
  async (t) => {
    const out = at('turned-dossier.pdf')
    const turned = [0, 90, 180, 270].map((turn) =>
      kept(`Turned ${turn}.pdf`, simplePdf('Turned', { onPage: `/Rotate ${turn}` })),
    )
    await assembleDossier(dossier(turned), out)
    const doc = await getDocument({ data: new Uint8Array(readFileSync(out)), verbosity: 0 }).promise
    for (let number = 3; number <= 6; number += 1) {
      const page = await doc.getPage(number)
      const viewport = page.getViewport({ scale: 1 })
      const turn = (number - 3) * 90
      t.strictSame([viewport.width, viewport.height], turn % 180 === 0 ? [300, 228] : [200, 328])
      const { items } = await page.getTextContent()
      const stamp = items.find((item) => 'str' in item && item.str.includes(`page ${number} of 6`))
      t.ok(stamp)
      if (!stamp || !('transform' in stamp)) continue
      const [x = 0, y = 0] = viewport.convertToViewportPoint(stamp.transform[4], stamp.transform[5])
      t.ok(y > viewport.height - 28 && y < viewport.height, `turned ${turn}: ${x}, ${y}`)
      t.ok(x > 0 && x < viewport.width)
    }
  },
)

t.test('resources shared by pages are not mixed up between their numbers', async (t) => {
  const out = at('shared-dossier.pdf')
  const shared = pagesPdf(3)
  await assembleDossier(dossier([kept('Shared.pdf', shared)]), out)
  const doc = await PDFDocument.load(readFileSync(out))
  const stamps = [2, 3, 4].map((index) => {
    const objects = doc.getPage(index).node.Resources()?.lookup(PDFName.of('XObject'), PDFDict)
    return objects?.get(PDFName.of('RadslagStamp'))
  })
  t.ok(stamps.every((stamp) => stamp instanceof PDFRef))
  t.equal(new Set(stamps).size, 3)
})

t.test('a dossier without attachments is cover, contents and body', async (t) => {
  const made = await assembleDossier(dossier([]), at('bare-dossier.pdf'))
  t.match(made, { pages: 2, notMerged: [] })
})

t.test('when the dossier itself cannot be made nothing is left behind', async (t) => {
  const out = at('never.pdf')
  await t.rejects(assembleDossier(dossier([]), out, { timeoutMs: 1, memoryMb: 400 }), /timed_out/)
  t.notOk(existsSync(out))
  t.notOk(existsSync(`${out}.unfinished`))
})
