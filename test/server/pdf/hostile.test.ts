import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { inspectPdf } from '../../../server/pdf/inspect.ts'
import { PAGES_MAX } from '../../../server/pdf/results.ts'
import { extractText } from '../../../server/pdf/text.ts'
import {
  boastingCount,
  deepArrays,
  deepPageTree,
  doubleFlateBomb,
  htmlInFront,
  manyKids,
  modestCount,
  objectStreamBomb,
  openingScript,
  pageTreeCycle,
  simplePdf,
  truncated,
  xrefLoop,
} from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

const folder = t.testdir()

const hostile: readonly { name: string; bytes: Buffer; inspect: object; text: object }[] = [
  {
    name: 'object streams that inflate to a gigabyte',
    bytes: objectStreamBomb(),
    inspect: { ok: false, reason: 'out_of_memory' },
    text: { ok: true, pages: ['Bomb'] },
  },
  {
    name: 'a page that inflates twice to a gigabyte',
    bytes: doubleFlateBomb(),
    inspect: { ok: false, reason: 'out_of_memory' },
    text: { ok: false, reason: 'out_of_memory' },
  },
  {
    name: 'a count of 99,999,999 pages',
    bytes: boastingCount(),
    inspect: { ok: true, pages: 1 },
    text: { ok: true, pages: [''] },
  },
  {
    name: 'more pages than are allowed that claim to be one',
    bytes: modestCount(PAGES_MAX + 1),
    inspect: { ok: false, reason: 'too_many_pages' },
    text: { ok: true, pages: [''] },
  },
  {
    name: 'a tree of pages that bites its tail',
    bytes: pageTreeCycle(),
    inspect: { ok: false, reason: 'damaged' },
    text: { ok: true, pages: [''] },
  },
  {
    name: 'two hundred thousand kids',
    bytes: manyKids(),
    inspect: { ok: false, reason: 'too_many_pages' },
    text: { ok: false, reason: 'too_many_pages' },
  },
  {
    name: 'a tree of pages five thousand deep',
    bytes: deepPageTree(),
    inspect: { ok: true, pages: 1 },
    text: { ok: true, pages: [''] },
  },
  {
    name: 'arrays fifty thousand deep',
    bytes: deepArrays(),
    inspect: { ok: true, pages: 1 },
    text: { ok: true, pages: ['Deep'] },
  },
  {
    name: 'references that go round',
    bytes: xrefLoop(),
    inspect: { ok: true, pages: 1 },
    text: { ok: true, pages: ['Loop'] },
  },
  {
    name: 'half a file',
    bytes: truncated(simplePdf()),
    inspect: { ok: false, reason: 'damaged' },
    text: { ok: false, reason: 'damaged' },
  },
  {
    name: 'a script that runs on opening',
    bytes: openingScript(),
    inspect: { ok: true, pages: 1, hasScripts: true },
    text: { ok: true, pages: ['Script'] },
  },
  {
    name: 'a web page before the signature',
    bytes: htmlInFront(),
    inspect: { ok: false, reason: 'not_pdf' },
    text: { ok: false, reason: 'not_pdf' },
  },
]

for (const [index, file] of hostile.entries()) {
  t.test(`${file.name} stays in its cage`, async (t) => {
    const path = join(folder, `${index}.pdf`)
    writeFileSync(path, file.bytes)
    const [inspected, text] = await Promise.all([inspectPdf(path), extractText(path)])
    t.match(inspected, file.inspect, 'inspected')
    t.match(text, file.text, 'text')
  })
}
