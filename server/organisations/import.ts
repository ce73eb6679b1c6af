import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { history, organisations } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { problemsOf } from '../problems.ts'
import { type ImportLine, importLine } from './schema.ts'
import { insertNames, type NewName } from './store.ts'
import { texts } from './texts.ts'

/** `problems` has a line's number, from 1, and why it was left out; the others went in. */
export type ImportReport = {
  added: number
  updated: number
  unchanged: number
  problems: { line: number; reason: string }[]
}

/** Lines of one transaction: what stands already stays if a later part breaks off. */
const BATCH = 500
export const IMPORT_LINE_MAX = 100_000

/**
 * Takes in organisations, one JSON object a line. The same `ror` updates and never doubles; names are added to
 * those that are known, so that what an officer wrote remains. Empty lines are passed over.
 */
export const importOrganisations = async (
  context: Context,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<ImportReport> => {
  const report: ImportReport = { added: 0, updated: 0, unchanged: 0, problems: [] }
  let batch = new Map<string, ImportLine>()
  let number = 0
  const takeIn = async () => {
    if (batch.size > 0) await importBatch(context, [...batch.values()], report)
    batch = new Map()
  }
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const read = readLine(context, line)
    if ('reason' in read) report.problems.push({ line: number, reason: read.reason })
    else batch.set(read.ror, read)
    if (batch.size >= BATCH) await takeIn()
  }
  await takeIn()
  return report
}

/** The lines of a stream of bytes, whatever their endings. Throws no error for a line that is too long: it is cut. */
export async function* linesOf(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = rest.split(/\r?\n/)
    rest = (lines.pop() ?? '').slice(0, IMPORT_LINE_MAX + 1)
    yield* lines
  }
  if (rest !== '') yield rest
}

const readLine = (context: Context, line: string): ImportLine | { reason: string } => {
  const t = texts[context.language].importing
  if (line.length > IMPORT_LINE_MAX) return { reason: t.tooLong }
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { reason: t.notJson }
  }
  const parsed = importLine.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = problemsOf(parsed.error, context.language)
  return { reason: problems.map(({ field, message }) => `${field}: ${message}`).join(' ') }
}

const importBatch = (context: Context, lines: readonly ImportLine[], report: ImportReport) =>
  context.db.transaction(async (tx) => {
    const changed = await upsert(tx, lines)
    const known = await tx
      .select({ id: organisations.id, ror: organisations.ror })
      .from(organisations)
      .where(
        inArray(
          organisations.ror,
          lines.map(({ ror }) => ror),
        ),
      )
    const ids = new Map(known.map(({ id, ror }) => [ror, id]))
    await insertNames(
      tx,
      lines.flatMap((line) => {
        const organisationId = ids.get(line.ror)
        if (!organisationId) throw new Error('an imported organisation is not there')
        return namesOf(line).map((name) => ({ ...name, organisationId }))
      }),
    )
    await recordAll(tx, context, changed)
    const added = changed.filter(({ isNew }) => isNew).length
    report.added += added
    report.updated += changed.length - added
    report.unchanged += lines.length - changed.length
  })

type Changed = { id: string; ror: string | null; isNew: boolean }

/** One statement for the batch: a row each by itself would take as long as all the rest. */
const recordAll = async (
  tx: Tx,
  { actor, requestId }: Context,
  changed: readonly Changed[],
): Promise<void> => {
  if (changed.length === 0) return
  const actedAs = actor.kind === 'person' ? 'officer' : actor.kind
  await tx.execute(sql`
    insert into ${history} (entity, entity_id, type, actor_id, acted_as, to_status, data, request_id)
    select 'organisation', id,
      case when "isNew" then 'organisation.imported' else 'organisation.updated' end,
      ${actorId(actor)}::uuid, ${actedAs}, 'listed', jsonb_build_object('ror', ror), ${requestId}::text
    from jsonb_to_recordset(${JSON.stringify(changed)}::text::jsonb)
      as changed (id uuid, ror text, "isNew" boolean)`)
}

/**
 * Rows that are as they were are not touched. The batch is one parameter: a placeholder for each value takes
 * longer to write than the rows.
 */
const upsert = (tx: Tx, lines: readonly ImportLine[]) =>
  tx.execute<Changed>(sql`
    insert into ${organisations}
      (ror, name, country, city, types, website, domains, established, status)
    select ror, name, country, city, types, website, domains, established, 'listed'
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb)
      as given (ror text, name text, country text, city text, types text[], website text,
        domains text[], established integer)
    on conflict (ror) do update set
      name = excluded.name, country = excluded.country, city = excluded.city,
      types = excluded.types, website = excluded.website, domains = excluded.domains,
      established = excluded.established, version = ${organisations.version} + 1
    where (${organisations.name}, ${organisations.country}, ${organisations.city}, ${organisations.types}, ${organisations.website}, ${organisations.domains}, ${organisations.established})
      is distinct from (excluded.name, excluded.country, excluded.city, excluded.types, excluded.website, excluded.domains, excluded.established)
    returning ${organisations.id}, ${organisations.ror}, ${organisations}.xmax = 0 as "isNew"`)

const namesOf = (line: ImportLine): NewName[] => {
  const names = new Map<string, NewName>([
    [line.name, { name: line.name, language: null, isAcronym: false }],
  ])
  for (const { value, lang, types } of line.names)
    names.set(value, { name: value, language: lang, isAcronym: types.includes('acronym') })
  return [...names.values()]
}
