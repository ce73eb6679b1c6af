import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { inCage } from '../../server/pdf/cage.ts'
import { copyForReading } from '../../server/pdf/copy.ts'
import { type Block, writePdf } from '../../server/pdf/document.ts'
import { picturePage } from '../../server/pdf/picture.ts'
import { TEXT_CAGE } from '../../server/pdf/text.ts'
import { reindex } from '../../server/publications/operations.ts'
import { PICTURE_WIDTHS } from '../../server/publications/rules/pictures.ts'
import { fillLibrary, queriesOf } from './corpus.ts'
import { atLeast, atMost, type Bench, percentile, timed } from './figure.ts'
import { type Asked, load } from './load.ts'
import { addressOf, withDirectory, withPortal } from './portal.ts'
import { LANGUAGES_WRITTEN, lexiconOf, phraseOf, randomFrom } from './words.ts'

const SIZES = {
  small: { files: 4, library: { publications: 300, pagesEach: 20 }, searches: 200 },
  full: { files: 12, library: { publications: 10_000, pagesEach: 40 }, searches: 400 },
}
/** Of each file; with them it comes to a little over two hundred pages. */
const CHAPTERS = 150
const PARAGRAPHS = 4
const WORDS = 80
const DRAWN = 8

/**
 * Text of reports in as many cages as there are processors, while a reader searches: how many pages a second, and what
 * the reader notices. And what it costs to draw a first page and to make a reading copy.
 */
export const pdfText: Bench = ({ isFull }) =>
  withDirectory((folder) =>
    withPortal({ SEED: 'false' }, async ({ url }, filling) => {
      const size = isFull ? SIZES.full : SIZES.small
      await fillLibrary(filling.database, size.library)
      await reindex(filling.contextOf())
      const paths = await writeReports(folder, size.files)
      const words = queriesOf(size.searches)
      let asked = 0
      const search = async (count: number): Promise<number[]> => {
        const pages = Array.from({ length: count }, (): Asked => {
          const q = encodeURIComponent(words[asked % words.length] ?? '')
          const headers = { 'x-forwarded-for': addressOf(asked++) }
          return { method: 'GET', path: `/en/publications?q=${q}`, headers }
        })
        const { answers, unwanted } = await load(url, { connections: 1, asked: pages, wanted: 200 })
        if (unwanted > 0) throw new Error(`${unwanted} searches were not answered`)
        return answers.map(({ ms }) => ms)
      }
      await search(words.length)
      const alone = await search(words.length)

      const beside: number[] = []
      let isReading = true
      const reader = (async () => {
        while (isReading) beside.push(...(await search(1)))
      })()
      const read = await readAll(paths)
      isReading = false
      await reader

      const [path = ''] = paths
      const drawn = await timed(DRAWN, (run) =>
        picturePage(path, { page: run + 1, widths: Object.values(PICTURE_WIDTHS) }),
      )
      const copied = await timed(DRAWN, () => copyForReading(path, ADDED))

      const cages = availableParallelism()
      const detail = `${paths.length} files of ${Math.round(read.pages / paths.length)} pages, ${cages} cages, at most ${Math.round(read.memoryMb)} MB in one`
      return [
        atLeast('pdf-text', read.pages / read.seconds, { target: 120, unit: 'pages/s', detail }),
        atMost('pdf-text-search-p95', percentile(beside, 0.95), {
          target: 120,
          unit: 'ms',
          detail: `${beside.length} result pages meanwhile, p50 ${percentile(beside, 0.5).toFixed(0)} ms; alone p95 ${percentile(alone, 0.95).toFixed(0)} ms, p50 ${percentile(alone, 0.5).toFixed(0)} ms`,
        }),
        atMost('pdf-picture-p50', percentile(drawn, 0.5), {
          target: 2_000,
          unit: 'ms',
          detail: `a page of text in ${Object.values(PICTURE_WIDTHS).join(' and ')} pixels, starting its cage included`,
        }),
        atMost('pdf-copy-p50', percentile(copied, 0.5), {
          target: 3_000,
          unit: 'ms',
          detail: 'of a report of two hundred pages, starting its cage included',
        }),
      ]
    }),
  )

/** Reports in four languages with headings, tags and embedded fonts. */
const writeReports = async (folder: string, count: number): Promise<string[]> => {
  const random = randomFrom(31)
  const paths: string[] = []
  for (let number = 0; number < count; number += 1) {
    const language = LANGUAGES_WRITTEN[number % LANGUAGES_WRITTEN.length] ?? 'en'
    const lexicon = lexiconOf(language)
    const blocks = Array.from({ length: CHAPTERS }, (): Block[] => [
      { kind: 'heading', level: 2, text: phraseOf(lexicon, random, 4) },
      ...Array.from(
        { length: PARAGRAPHS },
        (): Block => ({ kind: 'paragraph', text: phraseOf(lexicon, random, WORDS) }),
      ),
    ]).flat()
    const facts = { title: 'Report', language, reference: `R ${number}`, createdAt: new Date(0) }
    const { bytes } = await writePdf({ ...facts, blocks })
    const path = join(folder, `${number}.pdf`)
    await writeFile(path, bytes)
    paths.push(path)
  }
  return paths
}

const readAll = async (paths: readonly string[]) => {
  const begun = performance.now()
  const all = await Promise.all(
    paths.map((path) => inCage('text', { ...TEXT_CAGE, reads: [path], input: { path } })),
  )
  if (all.some(({ ended }) => ended !== 'done')) throw new Error('a file could not be read')
  return {
    seconds: (performance.now() - begun) / 1_000,
    // The last line of each says that it went well.
    pages: all.reduce((sum, { output }) => sum + output.length - 1, 0),
    memoryMb: Math.max(...all.map(({ memoryMb }) => memoryMb)),
  }
}

const ADDED: Parameters<typeof copyForReading>[1] = {
  title: 'Report',
  language: 'en',
  author: 'Ann Ek',
  subject: 'Report 1',
  footer: { start: 'Report', end: 'https://example.org/publications/report' },
  xmp: '',
  blocks: [
    { kind: 'heading', level: 1, text: 'Report' },
    { kind: 'heading', level: 2, text: 'How to cite' },
    { kind: 'paragraph', text: 'Ek, A. (2026). Report.' },
  ],
}
