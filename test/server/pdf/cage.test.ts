import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type CagedTask, inCage } from '../../../server/pdf/cage.ts'
import { INSPECT_CAGE, inspectPdf } from '../../../server/pdf/inspect.ts'
import { extractText, TEXT_CAGE } from '../../../server/pdf/text.ts'
import { doubleFlateBomb, objectStreamBomb, pagesPdf, simplePdf } from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

/** What may be used between two looks of the watch. */
const MEMORY_SLACK_MB = 400

const folder = t.testdir()
const kept = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, `${name}.pdf`)
  writeFileSync(path, bytes)
  return path
}

t.test('memory is bounded by the cage, not by the file', async (t) => {
  for (const [task, bytes] of [
    ['inspect', objectStreamBomb()],
    ['text', doubleFlateBomb()],
  ] as const) {
    const cage = { timeoutMs: 15_000, memoryMb: 320 }
    const path = kept(task, bytes)
    const own = process.memoryUsage().rss
    const caged = await inCage(task, { ...cage, reads: [path], input: { path } })
    t.equal(caged.ended, 'out_of_memory', task)
    t.ok(caged.memoryMb > cage.memoryMb, 'the watch saw it')
    t.ok(caged.memoryMb < cage.memoryMb + MEMORY_SLACK_MB, `${caged.memoryMb} MB at most`)
    t.ok(process.memoryUsage().rss - own < 100 * 1024 * 1024, 'the parent is as it was')
  }
})

t.test('a cage gives way to whoever waits for a page', async (t) => {
  const path = kept('slow-too', doubleFlateBomb())
  const result = extractText(path, { timeoutMs: 1_500, memoryMb: TEXT_CAGE.memoryMb })
  let priority: number | undefined
  let isRunning = true
  void result.then(() => {
    isRunning = false
  })
  while (isRunning && priority === undefined) {
    await new Promise((resolve) => setImmediate(resolve))
    for (const task of readdirSync(`/proc/${process.pid}/task`)) {
      const children = readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8')
      for (const child of children.split(' ').filter(Boolean)) {
        const isCage = readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('caged.ts')
        if (isCage) priority = getPriority(Number(child))
      }
    }
  }
  await result
  t.ok((priority ?? 0) > getPriority(), `priority ${priority}`)
})

t.test('the clock ends what takes too long', async (t) => {
  const path = kept('slow', doubleFlateBomb())
  const startedAt = performance.now()
  const result = await extractText(path, { timeoutMs: 400, memoryMb: TEXT_CAGE.memoryMb })
  t.strictSame(result, { ok: false, reason: 'timed_out' })
  t.ok(performance.now() - startedAt < 5000, 'and does so at once')
})

t.test('a caged task reads its own file and nothing else', async (t) => {
  const mine = kept('mine', simplePdf('Mine'))
  const other = kept('other', simplePdf('Not mine'))
  const caged = await inCage('text', { ...TEXT_CAGE, reads: [mine], input: { path: other } })
  t.notMatch(caged.output.join(''), 'Not mine')
  t.match(caged.output.at(-1), '"ok":false')
})

t.test('a caged task writes nowhere but where it may', async (t) => {
  const out = join(folder, 'out.pdf')
  const dossier = {
    title: 'T',
    language: 'en',
    reference: 'R',
    createdAt: new Date(0).toISOString(),
  }
  const input = { dossier: { ...dossier, cover: [], body: [], attachments: [] }, refused: {} }
  const elsewhere = { ...input, outPath: join(folder, 'elsewhere.pdf') }
  const caged = await inCage('assemble', {
    ...INSPECT_CAGE,
    reads: [],
    writes: out,
    input: elsewhere,
  })
  t.equal(caged.ended, 'failed')
  const allowed = { ...input, outPath: out }
  const done = await inCage('assemble', { ...INSPECT_CAGE, reads: [], writes: out, input: allowed })
  t.equal(done.ended, 'done')
})

t.test('many files at once are read one after another, none is lost', async (t) => {
  const paths = Array.from({ length: 6 }, (_, index) => kept(`n${index}`, pagesPdf(index + 1)))
  const results = await Promise.all(paths.map((path) => inspectPdf(path)))
  t.match(
    results,
    paths.map((_, index) => ({ ok: true, pages: index + 1 })),
  )
})

t.test('an unknown task gives nothing', async (t) => {
  const caged = await inCage('nothing' as CagedTask, { ...INSPECT_CAGE, reads: [], input: {} })
  t.strictSame(caged.output, [])
})
