import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import { type Block, writePdf } from '../../../server/pdf/document.ts'

const heading = {
  title: 'Kvittens på ansökan',
  language: 'sv',
  reference: 'RL-2026-0042',
  createdAt: new Date('2026-11-23T14:44:51Z'),
}
const LONG =
  'Kommunernas samverkan med medborgarna har förändrats, och i fältarbetet följde vi hur beslut fattas. '
const write = (blocks: readonly Block[]) => writePdf({ ...heading, blocks })
const open = (bytes: Uint8Array) =>
  getDocument({ data: bytes.slice(), verbosity: 0, disableFontFace: true, useSystemFonts: false })
    .promise

async function linesOf(bytes: Uint8Array): Promise<string[][]> {
  const doc = await open(bytes)
  const pages: string[][] = []
  for (let number = 1; number <= doc.numPages; number += 1) {
    const { items } = await (await doc.getPage(number)).getTextContent()
    const text = items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('')
    pages.push(text.split('\n').map((line) => line.trim()))
  }
  return pages
}

const EVERYTHING: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'Kvittens' },
  { kind: 'paragraph', style: 'lede', text: 'Din ansökan har kommit in.' },
  { kind: 'facts', items: [{ term: 'Belopp', text: '2 450 000 kr' }] },
  { kind: 'heading', level: 2, text: 'Vad som händer nu' },
  { kind: 'list', ordered: true, items: ['Vi kontrollerar.', 'Granskare läser.'] },
  { kind: 'list', items: ['Ett', 'Två'] },
  { kind: 'quote', text: 'Deltagande är grunden.' },
  { kind: 'rule' },
  { kind: 'heading', level: 3, text: 'Budget' },
  {
    kind: 'table',
    caption: 'Kostnader',
    columns: [{ label: 'Post' }, { label: 'kr', align: 'end' }],
    rows: [['Resor', '10 000']],
    totals: ['Summa', '10 000'],
  },
  { kind: 'paragraph', style: 'mono', text: '9f86d081884c7d65'.repeat(8) },
  { kind: 'pageBreak' },
  { kind: 'paragraph', style: 'soft', text: 'Handlingen gäller utan underskrift.' },
]

t.test('the same input gives the same bytes', async (t) => {
  const [first, second] = [await write(EVERYTHING), await write(EVERYTHING)]
  t.ok(Buffer.from(first.bytes).equals(second.bytes))
  const later = await writePdf({ ...heading, createdAt: new Date(0), blocks: EVERYTHING })
  t.notOk(Buffer.from(first.bytes).equals(later.bytes))
})

t.test('the document says what it is', async (t) => {
  const { bytes, pages, uncovered } = await write(EVERYTHING)
  t.equal(pages, 2)
  t.strictSame(uncovered, [])
  const doc = await open(bytes)
  t.equal(doc.numPages, 2)
  const { info, metadata } = await doc.getMetadata()
  t.match(info, {
    Title: heading.title,
    Language: 'sv',
    Subject: 'RL-2026-0042',
    CreationDate: 'D:20261123144451Z',
    ModDate: 'D:20261123144451Z',
  })
  t.equal(metadata.get('dc:title'), heading.title)
  t.match(await doc.getMarkInfo(), new Map([['Marked', true]]))
  t.match(await doc.getViewerPreferences(), new Map([['DisplayDocTitle', true]]))
})

t.test('every page carries the reference and its number', async (t) => {
  const pages = await linesOf((await write(EVERYTHING)).bytes)
  t.equal(pages[0]?.at(-1), 'Kvittens på ansökan RL-2026-0042 · sida 1 av 2')
  t.equal(pages[1]?.at(-1), 'Kvittens på ansökan RL-2026-0042 · sida 2 av 2')
  const spanish = await writePdf({
    ...heading,
    language: 'es',
    blocks: EVERYTHING,
    footer: 'Informe',
  })
  const [first] = await linesOf(spanish.bytes)
  t.equal(first?.at(-1), 'Informe RL-2026-0042 · 1 / 2')
})

t.test('headings are bookmarks, nested, and returned with their pages', async (t) => {
  const { bytes, outline } = await write([
    { kind: 'heading', level: 1, text: 'Rapport' },
    { kind: 'heading', level: 2, text: 'Metod' },
    { kind: 'heading', level: 3, text: 'Fält' },
    { kind: 'pageBreak' },
    { kind: 'heading', level: 2, text: 'Resultat' },
  ])
  t.strictSame(outline, [
    { level: 1, text: 'Rapport', page: 1 },
    { level: 2, text: 'Metod', page: 1 },
    { level: 3, text: 'Fält', page: 1 },
    { level: 2, text: 'Resultat', page: 2 },
  ])
  const doc = await open(bytes)
  const marks = await doc.getOutline()
  t.match(marks, [
    {
      title: 'Rapport',
      items: [{ title: 'Metod', items: [{ title: 'Fält' }] }, { title: 'Resultat' }],
    },
  ])
  t.equal(marks.length, 1)
  const target = marks[0]?.items[1]?.dest
  t.ok(Array.isArray(target))
  if (Array.isArray(target)) t.equal(await doc.getPageIndex(target[0]), 1)
})

t.test('the structure that screen readers follow names every kind of block', async (t) => {
  const doc = await open((await write(EVERYTHING)).bytes)
  const tree = await (await doc.getPage(1)).getStructTree()
  t.strictSame(
    outlined(tree).split('\n'),
    [
      'Root(Document(P H1 P L(LI(Lbl LBody)) H2',
      'L(LI(Lbl LBody) LI(Lbl LBody)) L(LI(Lbl LBody) LI(Lbl LBody)) BlockQuote(P) H3',
      'Table(Caption TR(TH TH) TR(TD TD) TR(TD TD)) P))',
    ]
      .join(' ')
      .split('\n'),
  )
})

t.test('every piece of text belongs to the structure or is marked as not to be read', async (t) => {
  const { bytes } = await write(EVERYTHING)
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  t.equal(
    doc.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).has(PDFName.of('ParentTree')),
    true,
  )
  const pages = await open(bytes)
  for (let number = 1; number <= 2; number += 1) {
    const page = await pages.getPage(number)
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    let depth = 0
    for (const item of items) {
      if ('str' in item) t.ok(depth > 0 || item.str.trim() === '', item.str)
      else depth += item.type === 'endMarkedContent' ? -1 : 1
    }
    t.equal(depth, 0)
  }
})

t.test('a table over two pages has its head on both, and is read out once', async (t) => {
  const rows = Array.from({ length: 45 }, (_, index) => [`Post ${index + 1}`, `${index} 000`])
  const columns = [{ label: 'Kostnadsslag' }, { label: 'Belopp', align: 'end' as const }]
  const { bytes, pages } = await write([{ kind: 'table', columns, rows }])
  t.equal(pages, 2)
  const lines = await linesOf(bytes)
  for (const page of lines) t.ok(page.some((line) => line.includes('Kostnadsslag')))
  t.equal(lines.flat().filter((line) => /^Post \d+\b/.test(line)).length, 45)
  const tree = outlined(await (await (await open(bytes)).getPage(1)).getStructTree())
  t.equal(tree.split('TR(').length - 1, 46)
  t.equal(tree.split('TH').length - 1, 2)
})

t.test('a row taller than a page goes on over the next', async (t) => {
  const cell = Array.from({ length: 150 }, (_, index) => `rad ${index + 1}`).join('\n')
  const columns = [{ label: 'A' }, { label: 'B' }]
  const { bytes, pages } = await write([{ kind: 'table', columns, rows: [[cell, 'kort']] }])
  t.ok(pages >= 3)
  const found = (await linesOf(bytes)).flat().filter((line) => /^rad \d+/.test(line))
  t.equal(found.length, 150)
})

t.test('characters that no font has are shown as missing and named', async (t) => {
  const { bytes, uncovered } = await write([{ kind: 'paragraph', text: 'Bra 字 ب Ελλάδα Ðặng' }])
  t.strictSame(uncovered, ['字', 'ب'])
  t.ok((await linesOf(bytes)).flat().includes('Bra � � Ελλάδα Ðặng'))
})

t.test(
  'lines break at soft hyphens and inside words that are too long, and lose no letter',
  async (t) => {
    const compound = 'kommunal\u00ADförbunds\u00ADsamman\u00ADträdes\u00ADprotokoll '
      .repeat(12)
      .trim()
    const endless = 'å'.repeat(400)
    const { bytes } = await write([
      { kind: 'paragraph', text: compound },
      { kind: 'paragraph', text: endless },
    ])
    const text = (await linesOf(bytes)).flat()
    t.ok(text.some((line) => line.endsWith('-')))
    const joined = text.join('').replaceAll('-', '').replaceAll(' ', '')
    t.match(joined, endless)
    t.match(joined, 'kommunalförbundssammanträdesprotokoll')
  },
)

t.test('nothing is drawn outside the margins', async (t) => {
  const wide = { label: 'En mycket lång kolumnrubrik', align: 'end' as const }
  const { bytes } = await write([
    ...EVERYTHING,
    {
      kind: 'table',
      columns: Array.from({ length: 9 }, () => wide),
      rows: [Array(9).fill('123 456 789')],
    },
    { kind: 'paragraph', text: LONG.repeat(40) },
  ])
  const doc = await open(bytes)
  for (let number = 1; number <= doc.numPages; number += 1) {
    const { items } = await (await doc.getPage(number)).getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const x = Number(item.transform[4])
      t.ok(x >= 61.9 && x + item.width <= 533.6, `${item.str} ${x} ${item.width}`)
    }
  }
})

t.test('what is empty can be written', async (t) => {
  const { bytes, pages } = await write([
    { kind: 'paragraph', text: '' },
    { kind: 'list', items: [] },
    { kind: 'facts', items: [] },
    { kind: 'table', columns: [{ label: '' }], rows: [['']] },
    { kind: 'heading', level: 2, text: '' },
  ])
  t.equal(pages, 1)
  t.equal((await open(bytes)).numPages, 1)
  t.equal((await write([])).pages, 1)
})

t.test('a document carries its own fonts, cut to what it uses', async (t) => {
  const { bytes } = await write(EVERYTHING)
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  const fonts = doc.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict && object.has(PDFName.of('FontFile2')) ? [object] : [],
    )
  t.ok(fonts.length >= 2)
  for (const font of fonts) {
    t.match(String(font.get(PDFName.of('FontName'))), /^\/RDSL[A-Z]{2}\+/)
    const file = font.lookup(PDFName.of('FontFile2'))
    t.ok(file instanceof PDFRawStream && file.getContentsSize() < 30_000)
  }
  t.ok(bytes.length < 60_000)
  const id = doc.context.lookup(doc.context.trailerInfo.ID)
  t.ok(id instanceof PDFArray && id.get(0) instanceof PDFHexString)
})

type Tree = { role?: string; children?: readonly (Tree | { type: string })[] }

const outlined = (node: Tree): string => {
  const kids = (node.children ?? []).flatMap((kid) => ('role' in kid ? [outlined(kid)] : []))
  return `${node.role}${kids.length > 0 ? `(${kids.join(' ')})` : ''}`
}
