import { setTimeout as pause } from 'node:timers/promises'
import { indexUid } from '../../search/sync.ts'
import { importPublications } from '../../server/publications/operations.ts'
import { peakMemoryOf } from './cpu.ts'
import { atLeast, atMost, type Bench } from './figure.ts'
import { withPortal } from './portal.ts'
import { LANGUAGES_WRITTEN, lexiconOf, phraseOf, randomFrom, titleOf } from './words.ts'

const RECORDS = { small: 1_000, full: 10_000 }
const ABSTRACT_WORDS = 150
const LOOK_EVERY_MS = 50
const MB = 1024 * 1024

/** A list of records taken in, found by a search, and taken in again: of another's library, by the command. */
export const libraryImport: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (_, filling) => {
    const records = isFull ? RECORDS.full : RECORDS.small
    const lines = linesOf(records)
    const context = filling.contextOf()
    const engine = context.search
    if (!engine) throw new Error('There is no search engine to find them in.')
    const before = peakMemoryOf(process.pid)
    const first = await timedImport(() => importPublications(context, lines, ALONG))
    if (first.report.added !== records) throw new Error(JSON.stringify(first.report))
    const begun = performance.now()
    const publications = engine.client.index(indexUid(engine, 'publications'))
    while ((await publications.getStats()).numberOfDocuments < records) await pause(LOOK_EVERY_MS)
    const findable = (performance.now() - begun) / 1_000
    const again = await timedImport(() => importPublications(context, lines, ALONG))
    if (again.report.unchanged !== records) throw new Error(JSON.stringify(again.report))
    const detail = `${records} records with abstract, two names and an old address`
    return [
      atLeast('library-import-rate', records / first.seconds, {
        target: 200,
        unit: 'records/s',
        detail: `${detail}, in ${first.seconds.toFixed(1)} s; our own target`,
      }),
      atMost('library-import-findable', findable, {
        target: 30,
        unit: 's',
        detail: `${detail}: from the last one taken in to all of them in the index; our own target`,
      }),
      atLeast('library-import-again', records / again.seconds, {
        target: 500,
        unit: 'records/s',
        detail: `${detail}, none of them changed; our own target`,
      }),
      atMost('library-import-memory', (peakMemoryOf(process.pid) - before) / MB, {
        target: 300,
        unit: 'MB',
        detail: `${detail}: of the importing process, more than before; our own target`,
      }),
    ]
  })

const ALONG = { baseDirectory: null }

const timedImport = async <T>(work: () => Promise<T>) => {
  const begun = performance.now()
  const report = await work()
  return { report, seconds: (performance.now() - begun) / 1_000 }
}

const linesOf = (records: number): string[] => {
  const random = randomFrom(11)
  return Array.from({ length: records }, (_, number) => {
    const language = LANGUAGES_WRITTEN[number % LANGUAGES_WRITTEN.length] ?? 'en'
    return JSON.stringify({
      external_id: `record-${number}`,
      title: titleOf(language, number),
      language,
      year: 1995 + (number % 31),
      countries: ['KE'],
      series: 'Research Report',
      authors: [`Ana Ruiz ${number % 500}`, `Bo Lind ${number % 300}`],
      abstract: { [language]: phraseOf(lexiconOf(language), random, ABSTRACT_WORDS) },
      old_addresses: [`/reports/${number}/`],
    })
  })
}
