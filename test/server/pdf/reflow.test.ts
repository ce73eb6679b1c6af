import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import t from 'tap'
import { SAMPLE_REPORTS } from '../../../db/seed/content/reports.ts'
import { documentOf } from '../../../db/seed/reports.ts'
import { writePdf } from '../../../server/pdf/document.ts'
import { blocksOf, endsSentence, itemOf, textOf } from '../../../server/pdf/reflow/blocks.ts'
import {
  isPageNumber,
  REPEATS_MIN,
  withoutFurniture,
} from '../../../server/pdf/reflow/furniture.ts'
import { type Line, linesOf, type Piece } from '../../../server/pdf/reflow/lines.ts'
import { foldTitle, lookOf } from '../../../server/pdf/reflow/look.ts'
import { taggedBlocks } from '../../../server/pdf/reflow/tags.ts'
import { joined, promoted } from '../../../server/pdf/reflow/whole.ts'
import { reflowPdf } from '../../../server/pdf/reflow.ts'
import { type TextBlock, textOfBlock } from '../../../server/publications/rules/text-blocks.ts'
import {
  deepPageTree,
  doubleFlateBomb,
  encryptedPdf,
  manyKids,
  pageTreeCycle,
  simplePdf,
  truncated,
} from '../../helpers/pdfs.ts'

const HEIGHT = 800
const BODY = { size: 10, font: 'body', mark: null }

const line = (text: string, y: number, given: Partial<Line> = {}): Line => {
  const x = given.x ?? 60
  const right = given.right ?? 500
  return { text, x, right, y, ...BODY, cells: [{ text, x, right }], ...given }
}
const row = (y: number, ...texts: string[]): Line =>
  line(texts.join(' '), y, {
    cells: texts.map((text, at) => ({ text, x: 60 + at * 150, right: 100 + at * 150 })),
  })
const piece = (text: string, x: number, y: number, given: Partial<Piece> = {}): Piece => ({
  text,
  x,
  y,
  width: text.length * 5,
  endsLine: false,
  ...BODY,
  ...given,
})
/** Ten lines of body, so that there is something that headings differ from. */
const body = (from = 600): Line[] =>
  Array.from({ length: 10 }, (_, at) =>
    line('lines of an ordinary paragraph going on', from - at * 12),
  )
const blocks = (...lines: Line[]) => blocksOf(lines, lookOf([[...body(), ...lines]]), HEIGHT)

t.test('pieces become lines', async (t) => {
  const texts = (...pieces: Piece[]) => linesOf(pieces).map(({ text }) => text)
  t.same(texts(piece('One', 60, 700), piece('line', 78, 700)), ['One line'], 'a gap is a blank')
  t.same(texts(piece('On', 60, 700), piece('e', 70, 700)), ['One'], 'no gap is none')
  t.same(texts(piece('One', 60, 700), piece('two', 60, 688)), ['One', 'two'])
  t.same(texts(piece('One', 60, 700, { endsLine: true }), piece('two', 80, 700)), ['One', 'two'])
  t.same(
    texts(piece('council', 60, 700), piece('12', 95, 704, { size: 6, width: 6 })),
    ['council¹²'],
    'the number of a note is raised',
  )
  t.same(texts(piece('Tag', 60, 700, { mark: 'a' }), piece('ged', 75, 700, { mark: 'b' })), [
    'Tag',
    'ged',
  ])
  t.same(texts(piece(' ', 60, 700), piece('', 70, 690)), [])
  t.same(linesOf([piece('Votes', 60, 700), piece('12', 200, 700)])[0]?.cells.length, 2)
})

t.test('running heads and page numbers are no text', async (t) => {
  for (const text of [
    '47',
    '– 47 –',
    'xii',
    'Page 47 of 90',
    'Sida 47 (90)',
    '47 | 90',
    'Página 3',
  ])
    t.ok(isPageNumber(text), text)
  for (const text of ['47 councils', 'civil', 'Page', 'In 1998', '3.2 Method'])
    t.notOk(isPageNumber(text), text)
  const page = (number: number) => ({
    width: 600,
    height: HEIGHT,
    lines: [
      line(`Research Report 31, ${number}`, 780),
      line('Only here', 740, { x: 61 + number }),
      line('The text itself', 400),
      line(String(number), 20),
    ],
  })
  const left = (count: number) =>
    withoutFurniture(Array.from({ length: count }, (_, at) => page(at + 1)))[0]?.map(
      ({ text }) => text,
    )
  t.same(left(REPEATS_MIN - 1), ['Research Report 31, 1', 'Only here', 'The text itself'])
  t.same(left(REPEATS_MIN)?.includes('Research Report 31, 1'), false)
  const inside = { width: 600, height: HEIGHT, lines: [line('Same words', 400)] }
  t.same(withoutFurniture([inside, inside, inside]).flat().length, 3, 'not in the margins')
})

t.test('lines become paragraphs', async (t) => {
  t.same(
    blocks(
      line('The council met in the medborgar-', 500),
      line('hus and decided.', 488, { right: 200 }),
    ),
    [{ kind: 'paragraph', text: 'The council met in the medborgarhus and decided.' }],
  )
  const two = (second: Partial<Line>, end = 'It was late.') =>
    blocks(
      line('They met and they met again', 500),
      line(end, 488, second),
      line('Then they went home', second.y ? second.y - 12 : 476),
    )
  t.equal(two({ right: 150 }).length, 2, 'a short last line ends one')
  t.equal(two({ right: 490 }).length, 1, 'a full line does not')
  t.equal(two({ right: 150 }, 'and it was').length, 1, 'nor does half a sentence')
  t.equal(blocks(line('First.', 500), line('Second', 470)).length, 2, 'a gap ends one')
  t.equal(
    blocks(line('one', 500), line('two', 488), line('Three begins', 476, { x: 75 })).length,
    2,
    'an indented line begins one',
  )
  t.equal(
    blocks(
      line('ends at the foot of the column', 100),
      line('and goes on in the next', 700, { x: 310 }),
    ).length,
    1,
    'a sentence goes on in the next column',
  )
  t.equal(blocks(line('Ends here.', 100), line('Begins there', 700, { x: 310 })).length, 2)
  t.ok(endsSentence('so he said.”³'))
  t.notOk(endsSentence('so he said'))
  t.equal(textOf([{ text: 'a\u0000b' }, { text: 'c' }]), 'a b c')
})

t.test('headings are larger, or stand apart in another font', async (t) => {
  const big = { size: 16, right: 200 }
  t.match(blocks(line('What was tried', 500, big), ...body(470)), [
    { kind: 'heading', level: 2, text: 'What was tried' },
    { kind: 'paragraph' },
  ])
  t.match(blocks(line('3.2 From ledger to', 500, big), line('leaflet', 482, big)), [
    { kind: 'heading', level: 3, text: '3.2 From ledger to leaflet' },
  ])
  t.match(blocks(line('3.2.1 Deeper', 500, big)), [{ level: 4 }])
  const bold = { font: 'bold', right: 150 }
  t.match(blocks(...body(600), line('Limits', 470, bold), ...body(450)), [
    { kind: 'paragraph' },
    { kind: 'heading', text: 'Limits' },
    { kind: 'paragraph' },
  ])
  t.match(
    blocks(line('Note. This is said in bold.', 470, bold)),
    [{ kind: 'paragraph' }],
    'a sentence in bold is none',
  )
  t.match(blocks(line('— 12 —', 500, big)), [{ kind: 'list' }], 'without a word it is none')
  t.match(blocks(line('Method ........ 12', 500, big)), [{ kind: 'paragraph' }])
  const named = lookOf([body()], new Map([[foldTitle('5. Råd  till den'), 3]]))
  t.match(
    blocksOf([line('5 Råd till den', 500)], named, HEIGHT),
    [{ kind: 'heading', level: 3 }],
    'what the bookmarks name is one',
  )
  t.same(
    lookOf([
      [line('Title', 700, { size: 30 }), ...body()],
      [line('Chapter', 700, { size: 18 }), ...body()],
    ]).headingSizes,
    [18],
    'the title does not take the place of the chapters',
  )
})

t.test('lists, tables and footnotes', async (t) => {
  t.same(
    blocks(
      line('• One thing', 500),
      line('and more of it', 488, { x: 72 }),
      line('• Another', 476),
    ),
    [{ kind: 'list', start: null, items: ['One thing and more of it', 'Another'] }],
  )
  t.same(blocks(line('3. Third', 500, { right: 100 }), line('4. Fourth', 488)), [
    { kind: 'list', start: 3, items: ['Third', 'Fourth'] },
  ])
  t.match(blocks(line('7. Advice', 500)), [{ kind: 'paragraph', text: '7. Advice' }])
  t.same(itemOf('2. ¿Qué deciden?'), { start: 2, text: '¿Qué deciden?' })
  t.equal(itemOf('2024. A year'), null)
  t.same(blocks(row(500, 'Round', 'Readers'), row(488, 'First', '64'), row(476, 'Second', '71')), [
    {
      kind: 'table',
      head: null,
      rows: [
        ['Round', 'Readers'],
        ['First', '64'],
        ['Second', '71'],
      ],
    },
  ])
  t.notMatch(blocks(row(500, 'Round', 'Readers'), row(488, 'First', '64')), [{ kind: 'table' }])
  const small = { size: 8 }
  t.same(
    blocks(
      line('Body¹ and.', 300),
      line('1 See the by-law', 120, small),
      line('of 2019.', 110, small),
      line('2 Ibid.', 100, small),
    ).slice(1),
    [
      { kind: 'note', text: '1 See the by-law of 2019.' },
      { kind: 'note', text: '2 Ibid.' },
    ],
  )
  t.notMatch(
    blocks(line('1 Small', 120, small), line('Body after it', 100)).map(({ kind }) => kind),
    ['note'],
  )
})

t.test('tags are followed in their order, where they hold the page', async (t) => {
  const marked = (text: string, mark: string) => line(text, 500, { mark })
  const content = (id: string) => ({ type: 'content', id })
  const tree = {
    role: 'Root',
    children: [
      { role: 'H1', children: [content('b')] },
      {
        role: 'L',
        children: [{ role: 'LI', children: [{ role: 'LBody', children: [content('c')] }] }],
      },
      { role: 'P', children: [content('a')] },
      { role: 'Note', children: [content('d')] },
      {
        role: 'Table',
        children: [
          { role: 'TR', children: [{ role: 'TH', children: [content('e')] }] },
          { role: 'TR', children: [{ role: 'TD', children: [content('f')] }] },
        ],
      },
    ],
  }
  const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map((mark) => marked(`text ${mark}`, mark))
  t.same(taggedBlocks(tree, lines), [
    { kind: 'heading', level: 2, text: 'text b' },
    { kind: 'list', start: null, items: ['text c'] },
    { kind: 'paragraph', text: 'text a' },
    { kind: 'note', text: 'text d' },
    { kind: 'table', head: ['text e'], rows: [['text f']] },
  ])
  t.equal(taggedBlocks(null, lines), null)
  t.equal(
    taggedBlocks({ role: 'Root', children: [{ role: 'P', children: [content('a')] }] }, lines),
    null,
  )
  let deep: object = content('a')
  for (let at = 0; at < 10_000; at += 1) deep = { role: 'Sect', children: [deep] }
  t.equal(taggedBlocks(deep, lines), null, 'a bottomless tree is not followed')
})

t.test('what runs over the end of a page is one paragraph', async (t) => {
  const p = (text: string): TextBlock => ({ kind: 'paragraph', text })
  t.same(joined([[p('It goes')], [p('on here.')]])[1], [{ ...p('on here.'), goesOn: true }])
  t.same(joined([[p('It ends.')], [p('and on')]])[1], [p('and on')])
  t.same(joined([[p('A name')], [p('Anna')]])[1], [p('Anna')])
  t.same(joined([[p('the medborgar-')], [p('dialog, then more')]]), [
    [p('the medborgardialog,')],
    [{ ...p('then more'), goesOn: true }],
  ])
  t.same(joined([[p('the medborgar-')], [p('dialog.')]])[1], [], 'nothing is left of it')
  t.same(
    joined([[p('It goes'), { kind: 'note', text: '1 Note.' }], [p('on.')]])[1],
    [{ ...p('on.'), goesOn: true }],
    'past the notes',
  )
  const h = (level: 2 | 3 | 4): TextBlock => ({ kind: 'heading', level, text: 'H' })
  t.same(promoted([[h(2), h(3)], [h(4)]]), [[h(2), h(2)], [h(3)]])
  t.same(promoted([[h(2)], [h(2), h(3)]]), [[h(2)], [h(2), h(3)]])
  t.same(promoted([[h(3)], [h(2)]]), [[h(3)], [h(2)]], 'only of a title on the first page')
})

t.test('the sample reports, with their tags and without', async (t) => {
  const folder = t.testdir()
  const chosen = ['sv', 'en', 'es'].flatMap(
    (language) => SAMPLE_REPORTS.find((report) => report.language === language) ?? [],
  )
  t.equal(chosen.length, 3)
  for (const report of chosen) {
    const today = '2027-01-15'
    const document = await documentOf({ today }, report)
    const { bytes, pages } = await writePdf(document)
    const bare = await PDFDocument.load(bytes)
    for (const key of ['StructTreeRoot', 'MarkInfo', 'Outlines'])
      bare.catalog.delete(PDFName.of(key))
    const headings = document.blocks.flatMap((block) =>
      block.kind === 'heading' ? block.text : [],
    )
    for (const [name, content] of [
      ['tagged', bytes],
      ['bare', await bare.save()],
    ] as const) {
      const path = join(folder, `${report.key}-${name}.pdf`)
      writeFileSync(path, content)
      const reflowed = await reflowPdf(path)
      if (!reflowed.ok) return t.fail(reflowed.reason)
      const all = reflowed.pages.flat()
      t.equal(reflowed.pages.length, pages)
      const found = new Set(
        all.flatMap((one) => (one.kind === 'heading' ? foldTitle(one.text) : [])),
      )
      t.same(
        headings.filter((text) => !found.has(foldTitle(text))),
        [],
        `${report.key}, ${name}`,
      )
      t.ok(all.some(({ kind }) => kind === 'list'))
      t.ok(all.some(({ kind }) => kind === 'table'))
      const long = all.filter((one) => one.kind === 'paragraph' && one.text.length > 300)
      t.ok(long.length > 5, 'paragraphs are whole')
      t.notOk(
        all.some((one) => isPageNumber(textOfBlock(one))),
        'no page number is left',
      )
    }
  }
})

t.test('a hostile file gives a reason or its pages, within its cage', async (t) => {
  const folder = t.testdir()
  const whole = simplePdf('A page with words')
  const files = {
    words: whole,
    half: truncated(whole),
    locked: await encryptedPdf(),
    cycle: pageTreeCycle(),
    kids: manyKids(),
    deep: deepPageTree(),
    bomb: doubleFlateBomb(),
    html: Buffer.from('<html>'),
  }
  const results: Record<string, unknown> = {}
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, `${name}.pdf`)
    writeFileSync(path, content)
    const result = await reflowPdf(path, { timeoutMs: 30_000, memoryMb: 512 })
    results[name] = result.ok ? result.pages.flat().length : result.reason
  }
  t.match(results, { words: 1, locked: 'encrypted', html: 'not_pdf', kids: 'too_many_pages' })
  t.ok(
    ['out_of_memory', 'timed_out', 0, 1].includes(results['bomb'] as string),
    String(results['bomb']),
  )
})
