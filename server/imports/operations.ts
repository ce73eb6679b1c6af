import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, Refused, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import {
  getPublication,
  importPublications,
  likelyDuplicates,
  workOf,
} from '../publications/operations.ts'
import type { ImportedAs } from '../publications/rules/duplicates.ts'
import {
  HARVEST_LIMITS,
  type HarvestLimits,
  harvestRepository,
  LONG_HARVEST_LIMITS,
} from './harvesting.ts'
import { readFile } from './reading.ts'
import {
  countsOf,
  IMPORT_BYTES_MAX,
  IMPORT_RECORDS_MAX,
  type ImportFormat,
  type ImportPlan,
  isSamePlan,
  LOOKED_UP_MAX,
  linesOf,
  type PlannedDuplicate,
  type Read,
  refuseImport,
} from './rules.ts'
import { insertImport, lockImport, markDone, replacePlan } from './store.ts'
import { texts } from './texts.ts'

/** What a person or a program gave: the bytes of a file, or another repository's address. */
export type Source =
  | {
      name: string
      bytes: Uint8Array
      /** Under which storage has them, if it has. */
      sha256?: string | undefined
      format?: ImportFormat | undefined
    }
  | { url: string; set?: string | undefined }

/** `lines` as the import takes them in; `unread`: of records that could not be read, with why. */
type ReadSource = {
  format: ImportFormat
  source: string
  sha256: string | null
  lines: string[]
  unread: ImportPlan['problems']
  stopped: string | null
}

/**
 * Reads a source and says what taking it in would do, and what may be here already; nothing is taken in. Throws
 * `Invalid` for what is no list.
 */
export const planImport = async (
  context: Context,
  given: Source,
  importedAs: ImportedAs = 'draft',
): Promise<string> => {
  const read = await readBounded(context, given)
  const plan = await tryOut(context, read, importedAs)
  return context.db.transaction(async (tx) => {
    const { format, source, sha256, lines, unread, stopped } = read
    const id = await insertImport(tx, {
      format,
      source,
      sha256,
      lines: lines.join('\n'),
      unread,
      stopped,
      importedAs,
      records: lines.filter((line) => line !== '').length + unread.length,
      plan,
      createdBy: actorId(context.actor),
      createdAt: context.clock.now(),
    })
    await record(tx, context, {
      entity: 'import',
      entityId: id,
      type: 'import.planned',
      data: { format, sha256, importedAs, ...countsOf(plan) },
    })
    return id
  })
}

/**
 * Does what was planned, all in one transaction. Where the library has changed so that it would do something else,
 * nothing is done, the plan is made anew and `Refused` says so.
 */
export const doImport = async (context: Context, id: string): Promise<ImportPlan> => {
  let other: ImportPlan | null = null
  try {
    return await context.db.transaction(async (tx) => {
      const stored = await lockImport(tx, id)
      refuse(refuseImport(stored))
      const within = { ...context, db: tx }
      const read = { lines: (stored.lines ?? '').split('\n'), unread: stored.unread }
      const plan = await compared(within, await takeIn(within, read, stored.importedAs))
      if (!isSamePlan(plan, stored.plan)) {
        other = plan
        throw new Refused({ reason: 'import_would_do_other' })
      }
      await markDone(tx, id, {
        plan,
        doneAt: context.clock.now(),
        doneBy: actorId(context.actor),
      })
      await record(tx, context, {
        entity: 'import',
        entityId: id,
        type: 'import.done',
        data: countsOf(plan),
      })
      return plan
    })
  } catch (error) {
    if (other !== null) await replacePlan(context.db, id, withoutNewIds(other))
    throw error
  }
}

/** Reads a source and takes it in at once, or only says what it would do. */
export const importAtOnce = async (
  context: Context,
  given: Source,
  { isTrial, as }: { isTrial: boolean; as: ImportedAs },
): Promise<ImportPlan & { stopped: string | null }> => {
  const read = await readBounded(context, given)
  const plan = isTrial
    ? await tryOut(context, read, as)
    : await compared(context, await takeIn(context, read, as))
  return { ...plan, stopped: read.stopped }
}

class OnlyTried extends Error {}

/** By doing it all and taking it back: whatever would refuse a record then refuses it now. */
const tryOut = async (
  context: Context,
  read: Pick<ReadSource, 'lines' | 'unread'>,
  as: ImportedAs,
): Promise<ImportPlan> => {
  let plan: ImportPlan = { outcomes: [], problems: [] }
  try {
    await context.db.transaction(async (tx) => {
      const within = { ...context, db: tx }
      plan = await compared(within, await takeIn(within, read, as))
      throw new OnlyTried()
    })
  } catch (error) {
    if (!(error instanceof OnlyTried)) throw error
  }
  return withoutNewIds(plan)
}

/** What was taken back has no id any more, where it is named as a likeness neither. */
const withoutNewIds = (plan: ImportPlan): ImportPlan => ({
  ...plan,
  outcomes: plan.outcomes.map(({ duplicates, ...outcome }) => ({
    ...outcome,
    ...(outcome.kind === 'added' ? { id: null } : {}),
    ...(duplicates
      ? {
          duplicates: duplicates.map((one) => (one.line === null ? one : { ...one, id: null })),
        }
      : {}),
  })),
})

/** The plan with what may be here already, or twice in the list, beside each of the first that are new. */
const compared = async (context: Context, plan: ImportPlan): Promise<ImportPlan> => {
  const fresh = plan.outcomes.filter(({ kind }) => kind === 'added')
  const lines = new Map(fresh.map(({ id, line }) => [id, line]))
  const found = new Map<number, PlannedDuplicate[]>()
  for (const { id, line } of fresh.slice(0, LOOKED_UP_MAX)) {
    const work = workOf(await getPublication(context.db, id ?? ''))
    const alike = await likelyDuplicates(context, work)
    if (alike.length === 0) continue
    found.set(
      line,
      alike.map(({ publication, why }) => ({
        id: publication.id,
        line: lines.get(publication.id) ?? null,
        title: publication.title,
        why,
      })),
    )
  }
  return {
    ...plan,
    outcomes: plan.outcomes.map((outcome) => {
      const duplicates = found.get(outcome.line)
      return duplicates ? { ...outcome, duplicates } : outcome
    }),
  }
}

const takeIn = async (
  context: Context,
  { lines, unread }: Pick<ReadSource, 'lines' | 'unread'>,
  as: ImportedAs,
): Promise<ImportPlan> => {
  const outcomes: ImportPlan['outcomes'] = []
  const { problems } = await importPublications(context, lines, {
    baseDirectory: null,
    as,
    onOutcome: (outcome) => outcomes.push(outcome),
  })
  return {
    outcomes: outcomes.sort((a, b) => a.line - b.line),
    problems: [...unread, ...problems].map(printable).sort((a, b) => a.line - b.line),
  }
}

/** Reads a list of any size and length, for the command line. Throws `Invalid` for what is no list. */
export const readList = (context: Context, given: Source): Promise<ReadSource> =>
  readSource(context, given, LONG_HARVEST_LIMITS)

/** Without characters of control that a name in a file may have and the database refuses. */
const printable = ({ line, reason }: ImportPlan['problems'][number]) => ({
  line,
  reason: reason.replace(/\p{Cc}/gu, ' '),
})

const readSource = async (
  context: Context,
  given: Source,
  limits: HarvestLimits,
): Promise<ReadSource> => {
  const { problems: words, stops } = texts[context.language]
  if ('url' in given) {
    const { allowsPrivateSources: allowsPrivate } = context.config
    const harvest = await harvestRepository(given, { allowsPrivate, limits })
    const { stopped } = harvest
    const why = stopped && `${stops[stopped.reason]}${stopped.detail && ` (${stopped.detail})`}`
    if (why !== null && harvest.records.length === 0) throw invalid('url', why)
    const list = listOf(context, harvest, 'url')
    return { ...list, format: 'oai', source: given.url, sha256: null, stopped: why }
  }
  const found = await readFile(given.bytes, given.name, given.format)
  if (found === null) throw invalid('file', words.format_unknown)
  const { name: source, sha256 = null } = given
  const list = listOf(context, found.read, 'file')
  return { ...list, format: found.format, source, sha256, stopped: null }
}

const listOf = (
  context: Context,
  read: Read,
  field: 'file' | 'url',
): Pick<ReadSource, 'lines' | 'unread'> => {
  const { problems: words } = texts[context.language]
  const lines = linesOf(read)
  if (lines.every((line) => line === '') && read.problems.length === 0)
    throw invalid(field, words.nothing_found)
  const unread = read.problems.map(({ line, code, value }) =>
    printable({ line, reason: `${words[code]}${value && ` (${value})`}` }),
  )
  return { lines, unread }
}

/** As many as a person looks through and one transaction holds. */
const readBounded = async (context: Context, given: Source): Promise<ReadSource> => {
  const { problems: words } = texts[context.language]
  const field = 'url' in given ? 'url' : 'file'
  if ('bytes' in given && given.bytes.length > IMPORT_BYTES_MAX)
    throw invalid(field, words.file_too_large)
  const read = await readSource(context, given, HARVEST_LIMITS)
  if (read.lines.filter((line) => line !== '').length > IMPORT_RECORDS_MAX)
    throw invalid(field, words.too_many(IMPORT_RECORDS_MAX))
  return read
}

const invalid = (field: string, message: string) => new Invalid([{ field, message }])
