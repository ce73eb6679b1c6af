import '../server/node-version.ts'
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { importOrganisations } from '../server/organisations/operations.ts'
import { cleanLines, importPublications } from '../server/publications/operations.ts'
import { withPortal } from './connect.ts'

/**
 * `npm run import -- publications FILE.jsonl`; ends with 1 where a line could not be taken in. With `--clean-for HOST`
 * the known defects of the old library are put right by rule, and addresses on that host lead here.
 */
const KINDS = ['publications', 'organisations']

const [kind = '', file, flag, host = ''] = process.argv.slice(2)
if (!KINDS.includes(kind) || file === undefined) {
  console.error(`Usage: npm run import -- ${KINDS.join('|')} FILE.jsonl`)
  process.exit(2)
}
const path = resolve(file)
const isThere = await access(path).then(
  () => true,
  () => false,
)
if (!isThere) {
  console.error(`There is no file ${path}.`)
  process.exit(2)
}

await withPortal(async (context) => {
  const begun = performance.now()
  const lines = createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const isCleaned = flag === '--clean-for'
  const { lines: clean, changes } = isCleaned
    ? await cleanLines(lines, [host])
    : { lines, changes: [] }
  for (const { line, rule, from, to } of changes)
    console.error(`Line ${line}: ${rule}: ${from}${to === null ? '' : ` → ${to}`}`)
  const report =
    kind === 'publications'
      ? await importPublications(context, clean, { baseDirectory: dirname(path) })
      : await importOrganisations(context, lines)
  for (const { line, reason } of report.problems) console.error(`Line ${line}: ${reason}`)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const { added, updated, unchanged, problems } = report
  console.log(
    `${added} added, ${updated} updated, ${unchanged} unchanged, ${problems.length} not taken in, in ${seconds} s.`,
  )
  return problems.length === 0
})
