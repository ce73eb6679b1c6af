import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import { type AddedPages, copyForReading } from '../../../server/pdf/copy.ts'
import { writePdf } from '../../../server/pdf/document.ts'
import { xmpPacket } from '../../../server/pdf/xmp.ts'
import { openBrowser } from '../../helpers/browser.ts'
import {
  deepPageTree,
  doubleFlateBomb,
  encryptedPdf,
  htmlInFront,
  manyKids,
  objectStreamBomb,
  pagesPdf,
  pageTreeCycle,
  rawPdf,
  simplePdf,
  stream,
  truncated,
  xrefLoop,
} from '../../helpers/pdfs.ts'
import { readXml } from '../../helpers/xml.ts'

t.setTimeout(180_000)

const folder = t.testdir()
const ADDRESS = 'https://example.org/publications/water?a=(1)&b=2'
const added: AddedPages = {
  title: 'Vatten på dagordningen',
  language: 'sv',
  author: 'Anna Ek, Bo Ek',
  subject: 'Rapport 7',
  footer: { start: 'Vatten på dagordningen', end: ADDRESS },
  xmp: xmpPacket({ 'dc:title': { byLanguage: [{ language: 'sv', text: 'Vatten' }] } }),
  blocks: [
    { kind: 'heading', level: 1, text: 'Vatten på dagordningen' },
    { kind: 'facts', items: [{ term: 'Adress', text: ADDRESS, href: ADDRESS }] },
    { kind: 'paragraph', text: 'Ek, A. (2026). Vatten på dagordningen.' },
  ],
}

const copyOf = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, `${name}.pdf`)
  writeFileSync(path, bytes)
  return copyForReading(path, added)
}
const madeOf = async (name: string, bytes: Uint8Array) => {
  const copied = await copyOf(name, bytes)
  if (!copied.ok) throw new Error(copied.reason)
  return { ...copied, bytes: Buffer.concat([bytes, copied.tail]) }
}
const open = (bytes: Uint8Array) =>
  getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  }).promise
const textOf = async (doc: Awaited<ReturnType<typeof open>>, page: number) =>
  (await (await doc.getPage(page)).getTextContent()).items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')

/** What screen readers follow of a page: types of elements and what they hold, without the marks' own names. */
const tagsOf = async (doc: Awaited<ReturnType<typeof open>>, page: number) =>
  JSON.stringify(await (await doc.getPage(page)).getStructTree(), (key, value) =>
    key === 'id' ? undefined : value,
  )

t.test('a document keeps all that it had, and ends with the page that was added', async (t) => {
  const original = (
    await writePdf({
      title: 'Of the writer',
      language: 'en',
      reference: 'R',
      createdAt: new Date(0),
      blocks: [
        { kind: 'heading', level: 1, text: 'Water' },
        { kind: 'paragraph', text: 'On the agenda.' },
        { kind: 'pageBreak' },
        { kind: 'heading', level: 2, text: 'Method' },
        { kind: 'list', items: ['One', 'Two'] },
      ],
    })
  ).bytes
  const made = await madeOf('own', original)
  t.match(made, { pagesAdded: 1, isTagged: true })
  t.equal(made.sha256, createHash('sha256').update(made.bytes).digest('hex'))
  t.ok(made.bytes.subarray(0, original.length).equals(original), 'byte for byte')
  const [before, after] = [await open(original), await open(made.bytes)]
  t.equal(after.numPages, before.numPages + 1)
  t.same(await after.getOutline(), await before.getOutline())
  for (let page = 1; page <= before.numPages; page += 1) {
    t.equal(await textOf(after, page), await textOf(before, page), `text of page ${page}`)
    t.equal(await tagsOf(after, page), await tagsOf(before, page), `tags of page ${page}`)
  }
  t.match(await textOf(after, after.numPages), /Vatten på dagordningen.*Adress.*example\.org/)
  const tags = await tagsOf(after, after.numPages)
  t.match(tags, /"role":"Document".*"role":"Sect"/, 'a section of the one document')
  t.match(tags, /"lang":"sv"/)
  t.match(tags, /"role":"Link"/)
  const [link] = await (await after.getPage(after.numPages)).getAnnotations()
  t.equal(link.url, ADDRESS)
  const { info, metadata } = await after.getMetadata()
  t.match(info, { Title: added.title, Author: added.author, Language: 'en' })
  t.match(metadata.get('dc:title'), 'Vatten')
  t.match(await after.getMarkInfo(), new Map([['Marked', true]]))

  const again = await madeOf('own', original)
  t.ok(again.bytes.equals(made.bytes), 'the same input gives the same bytes')
})

t.test('tags that another program made survive, and ours are found behind them', async (t) => {
  const page = await (await openBrowser(t)).newPage()
  await page.setContent(
    '<html lang="en"><title>Wells</title><h1>Wells</h1><p>Who decides?</p><h2 style="break-before:page">Method</h2><ul><li>Asking</ul><table><tr><th scope=col>Place<tr><td>Kisumu</table>',
  )
  const original = await page.pdf({ tagged: true, outline: true })
  const made = await madeOf('chromium', original)
  t.equal(made.isTagged, true)
  const [before, after] = [await open(original), await open(made.bytes)]
  t.equal(after.numPages, 3)
  t.same(await after.getOutline(), await before.getOutline())
  for (const number of [1, 2]) {
    t.match(await tagsOf(before, number), /"role":"H/)
    t.equal(await tagsOf(after, number), await tagsOf(before, number))
  }
  t.match(await tagsOf(after, 3), /"role":"H1".*"role":"Link"/)
})

/** Tagged by hand, with a tree of parents in leaves and more than one element at the top. */
const inLeaves = (): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /StructParents 4 /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    stream(Buffer.from('/P <</MCID 0>> BDC BT /F1 12 Tf 20 100 Td (Wells) Tj ET EMC')),
    '<< /Type /StructTreeRoot /K [7 0 R 8 0 R] /ParentTree 9 0 R /ParentTreeNextKey 1 >>',
    '<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>',
    '<< /Type /StructElem /S /P /P 6 0 R >>',
    '<< /Kids [10 0 R] >>',
    '<< /Limits [4 4] /Nums [4 [7 0 R]] >>',
  ])

t.test('keys that are taken are taken by nobody else, whatever a file says is next', async (t) => {
  const original = inLeaves()
  const made = await madeOf('leaves', original)
  const [before, after] = [await open(original), await open(made.bytes)]
  t.equal(await tagsOf(after, 1), await tagsOf(before, 1))
  t.match(await tagsOf(after, 2), /"role":"Sect".*"role":"H1"/)
})

t.test('a document without tags gets none: ours alone would hide its pages', async (t) => {
  for (const [name, original] of Object.entries({
    simple: simplePdf('Wells'),
    claimed: simplePdf('Wells', { catalog: '/MarkInfo << /Marked true >>' }),
    unsaid: Buffer.from(
      inLeaves().toString('latin1').replace('/Marked true ', '/Marked false'),
      'latin1',
    ),
    many: pagesPdf(7),
  })) {
    const made = await madeOf(name, original)
    t.equal(made.isTagged, false, name)
    const after = await open(made.bytes)
    const last = await after.getPage(after.numPages)
    t.same((await last.getStructTree())?.children ?? [], [])
    t.match(await textOf(after, after.numPages), /Vatten/)
  }
})

t.test('the document says its language where the original does not', async (t) => {
  const said = await open((await madeOf('said', simplePdf('A', { catalog: '/Lang (es)' }))).bytes)
  t.match((await said.getMetadata()).info, { Language: 'es' })
  const silent = await open((await madeOf('silent', simplePdf('A'))).bytes)
  t.match((await silent.getMetadata()).info, { Language: 'sv' })
})

t.test('claims of conformance are not taken over', async (t) => {
  const packet =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>'
  const original = simplePdf('A', {
    catalog: '/Metadata 6 0 R',
    objects: [stream(Buffer.from(packet), '/Type /Metadata /Subtype /XML')],
  })
  const { metadata } = await (await open((await madeOf('claims', original)).bytes)).getMetadata()
  t.notMatch(metadata.getRaw(), /pdfuaid/)
})

t.test('what cannot be copied safely is not, and it is said why', async (t) => {
  const signature = '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>'
  const whole = simplePdf('A')
  const noStart = Buffer.from(whole.toString('latin1').replace('startxref', 'startxerf'), 'latin1')
  const cases: [string, Buffer, string][] = [
    ['no PDF', htmlInFront(), 'not_pdf'],
    ['encrypted', await encryptedPdf(), 'encrypted'],
    ['signed', simplePdf('A', { objects: [signature] }), 'signed'],
    ['certified', simplePdf('A', { catalog: '/Perms << >>' }), 'signed'],
    ['without a start', noStart, 'damaged'],
    ['torn', truncated(whole), 'damaged'],
    ['a tree that bites its tail', pageTreeCycle(), 'damaged'],
    ['a bomb of objects', objectStreamBomb(), 'out_of_memory'],
    ['two hundred thousand kids', manyKids(), 'too_many_pages'],
  ]
  for (const [name, bytes, reason] of cases)
    t.same(await copyOf(name.replaceAll(' ', '-'), bytes), { ok: false, reason }, name)
  for (const bytes of [xrefLoop(), deepPageTree(), doubleFlateBomb()]) {
    const copied = await copyOf('odd', bytes)
    if (copied.ok) t.ok((await open(Buffer.concat([bytes, copied.tail]))).numPages > 1)
    else t.ok(copied.reason)
  }
})

t.test('a packet of metadata is what ISO 16684-1 says', async (t) => {
  const packet = xmpPacket({
    'dc:title': {
      byLanguage: [
        { language: 'sv', text: 'Vatten & <makt>\u0001' },
        { language: 'en', text: 'Water' },
      ],
    },
    'dc:creator': { sequence: ['Ek', 'Åberg'] },
    'dc:subject': { bag: [] },
    'dc:identifier': 'https://doi.org/10.1/2',
    'prism:isbn': null,
  })
  const xml = readXml(packet)
  t.match(packet, /^<\?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"\?>/)
  t.ok(xml)
  t.match(packet, /<rdf:li xml:lang="x-default">Vatten &amp; &lt;makt&gt;<\/rdf:li>/)
  t.match(packet, /<rdf:li xml:lang="en">Water<\/rdf:li>/)
  t.match(packet, /<rdf:Seq>\s*<rdf:li>Ek<\/rdf:li>\s*<rdf:li>Åberg<\/rdf:li>/)
  t.notMatch(packet, /dc:subject|prism:isbn/)
})
