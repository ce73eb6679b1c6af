import { EXPORT_MAX } from '../../server/publications/export.ts'
import { reindex } from '../../server/publications/operations.ts'
import { fillLibrary } from './corpus.ts'
import { atLeast, atMost, type Bench } from './figure.ts'
import { withPortal } from './portal.ts'

const SIZES = { small: 2_000, full: EXPORT_MAX }
const FORMATS = ['bib', 'ris', 'json', 'csv', 'jsonl'] as const
const MB = 1024 * 1024

/** A whole list taken along in each format: how fast, and what it costs in memory while a reader takes it. */
export const libraryExport: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async ({ url, peakMemory }, filling) => {
    const publications = isFull ? SIZES.full : SIZES.small
    await fillLibrary(filling.database, { publications, pagesEach: 1 })
    await reindex(filling.contextOf())
    const lines = (await (await fetch(`${url}/publications.jsonl`)).text()).match(/\n/g) ?? []
    if (lines.length !== publications) throw new Error(`${lines.length} lines were exported`)
    const before = peakMemory()
    let bytes = 0
    const begun = performance.now()
    for (const format of FORMATS) {
      const answer = await fetch(`${url}/publications.${format}`)
      for await (const piece of answer.body ?? []) bytes += piece.length
    }
    const seconds = (performance.now() - begun) / 1000
    const detail = `${publications} publications in each of ${FORMATS.length} formats, ${(bytes / MB).toFixed(1)} MB in ${seconds.toFixed(1)} s; whole process ${(peakMemory() / MB).toFixed(0)} MB at its peak`
    return [
      atLeast('library-export-rate', (publications * FORMATS.length) / seconds, {
        target: 1_000,
        unit: 'rows/s',
        detail,
      }),
      atMost('library-export-memory', (peakMemory() - before) / MB, {
        target: 200,
        unit: 'MB',
        detail: `more than after a first export; ${detail}`,
      }),
    ]
  })
