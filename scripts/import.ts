import '../server/node-version.ts'
import { createReadStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { Context } from '../server/context.ts'
import { readList } from '../server/imports/operations.ts'
import { importOrganisations } from '../server/organisations/operations.ts'
import { cleanLines, importPublications } from '../server/publications/operations.ts'
import { IMPORTED_AS } from '../server/publications/rules/duplicates.ts'
import { withPortal } from './connect.ts'

/**
 * `npm run import -- publications FILE`, by the ending of its name JSON lines, BibTeX, RIS, CSV or XML by OAI-PMH, or
 * `publications https://REPOSITORY/oai [--set SET]`; ends with 1 where a record could not be taken in. With
 * `--clean-for HOST` the known defects of the old library are put right by rule, and addresses on that host lead here.
 * What is new is published, or becomes drafts for review with `--as draft`.
 */
const KINDS = ['publications', 'organisations']

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { set: { type: 'string' }, 'clean-for': { type: 'string' }, as: { type: 'string' } },
})
const [kind = '', source] = positionals
const as = IMPORTED_AS.find((one) => one === (values.as ?? 'published'))
if (as === undefined) {
  console.error(`New publications come in as ${IMPORTED_AS.join(' or ')}.`)
  process.exit(2)
}
if (!KINDS.includes(kind) || source === undefined) {
  console.error(`Usage: npm run import -- ${KINDS.join('|')} FILE|ADDRESS`)
  process.exit(2)
}
const isRemote = kind === 'publications' && /^https?:\/\//.test(source)
const path = resolve(source)
const isThere = await access(path).then(
  () => true,
  () => false,
)
if (!(isRemote || isThere)) {
  console.error(`There is no file ${path}.`)
  process.exit(2)
}

type Lines = AsyncIterable<string> | Iterable<string>

const linesOfFile = (): Lines =>
  createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })

/** Lines of JSON go through as they are read, however many they are. */
const linesOf = async (context: Context) => {
  if (!(isRemote || /\.(?:bib|bibtex|ris|csv|tsv|xml)$/i.test(path)))
    return { lines: linesOfFile(), unread: [] }
  const { lines, unread, stopped } = await readList(
    context,
    isRemote ? { url: source, set: values.set } : { name: path, bytes: await readFile(path) },
  )
  const end = stopped === null ? [] : [{ line: lines.length, reason: stopped }]
  return { lines, unread: [...unread, ...end] }
}

const takeIn = async (context: Context) => {
  if (kind === 'organisations') return importOrganisations(context, linesOfFile())
  const { lines, unread } = await linesOf(context)
  const host = values['clean-for']
  const { lines: clean, changes } =
    host === undefined ? { lines, changes: [] } : await cleanLines(lines, [host])
  for (const { line, rule, from, to } of changes)
    console.error(`Line ${line}: ${rule}: ${from}${to === null ? '' : ` → ${to}`}`)
  const imported = await importPublications(context, clean, {
    baseDirectory: dirname(path),
    as,
    onOutcome: ({ line, isHeldBack }) => {
      if (isHeldBack)
        console.error(`Line ${line}: kept as a draft, since another has the same file or DOI.`)
    },
  })
  const problems = [...unread, ...imported.problems].sort((a, b) => a.line - b.line)
  return { ...imported, problems }
}

await withPortal(async (context) => {
  const begun = performance.now()
  const report = await takeIn(context)
  for (const { line, reason } of report.problems) console.error(`Line ${line}: ${reason}`)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const { added, updated, unchanged, problems } = report
  console.log(
    `${added} added, ${updated} updated, ${unchanged} unchanged, ${problems.length} not taken in, in ${seconds} s.`,
  )
  return problems.length === 0
})
