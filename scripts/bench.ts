import '../server/node-version.ts'
import { parseArgs } from 'node:util'
import { duplicates } from './bench/duplicates.ts'
import { libraryExport } from './bench/export.ts'
import type { Bench } from './bench/figure.ts'
import { harvest } from './bench/harvest.ts'
import { libraryImport } from './bench/import.ts'
import { list } from './bench/list.ts'
import { pdfText } from './bench/pdf-text.ts'
import { publish } from './bench/publish.ts'
import { related } from './bench/related.ts'
import { search } from './bench/search.ts'
import { searchQuality } from './bench/search-quality.ts'
import { start } from './bench/start.ts'
import { submit } from './bench/submit.ts'
import { usage } from './bench/usage.ts'
import { weight } from './bench/weight.ts'

/**
 * `npm run bench [-- NAME …] [--size small|full]`: measures the portal as it runs here, with databases of its own
 * that are forced to disk like anybody's. Prints a JSON line per figure; the exit code is 1 where a target is missed.
 */
const BENCHES: Record<string, Bench> = {
  start,
  weight,
  submit,
  list,
  search,
  'search-quality': searchQuality,
  related,
  publish,
  'pdf-text': pdfText,
  harvest,
  usage,
  'library-import': libraryImport,
  'library-export': libraryExport,
  duplicates,
}

const { values, positionals } = parseArgs({
  options: { size: { type: 'string', default: 'small' } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0 || !['small', 'full'].includes(values.size)) {
  console.error(`There are ${Object.keys(BENCHES).join(', ')}, in sizes small and full.`)
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  for (const figure of await bench({ isFull: values.size === 'full' })) {
    console.log(JSON.stringify(figure))
    if (!figure.ok) process.exitCode = 1
  }
}
process.exit()
