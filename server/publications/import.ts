import { createReadStream } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { constraintReason } from '../../db/constraints.ts'
import type { Context } from '../context.ts'
import { PortalError, Refused } from '../errors.ts'
import { problemsOf } from '../problems.ts'
import { explain } from '../refusals.ts'
import type { StoredFile } from '../storage.ts'
import { draftOf } from './draft.ts'
import { FILE_BYTES_MAX, isPdf } from './files.ts'
import { oldAddressOf } from './rules/addresses.ts'
import type { ImportedAs } from './rules/duplicates.ts'
import { importLine } from './schema.ts'
import { type Item, type Outcome, takeInWithin } from './taking-in.ts'
import { texts } from './texts.ts'

export type ImportProblem = { line: number; reason: string }
export type ImportOutcome = Outcome & { title: Record<string, string> }
export type Imported = {
  added: number
  updated: number
  unchanged: number
  problems: ImportProblem[]
}

const LINES_AT_ONCE = 200

/**
 * Takes in publications, one JSON object a line, and publishes what is new at once or makes drafts of it; what has the
 * file or DOI of another publication is a draft in any case. A bad line is reported with its number
 * and the others go in. The same `external_id` updates and never doubles; pages of an older line do not stay. `file`
 * is the path of a PDF under `baseDirectory` (null: none is taken along); its text is read by a job.
 */
export const importPublications = async (
  context: Context,
  lines: AsyncIterable<string> | Iterable<string>,
  options: {
    baseDirectory: string | null
    /** What becomes of what is new: `published` unless told. */
    as?: ImportedAs
    onProblem?: (problem: ImportProblem) => void
    onOutcome?: (outcome: ImportOutcome) => void
  },
): Promise<Imported> => {
  const imported: Imported = { added: 0, updated: 0, unchanged: 0, problems: [] }
  const report: Report = {
    as: options.as ?? 'published',
    problem: (problem) => {
      imported.problems.push(problem)
      options.onProblem?.(problem)
    },
    outcome: (outcome) => {
      imported[outcome.kind] += 1
      options.onOutcome?.(outcome)
    },
  }
  let batch = new Map<string, Item>()
  const flush = async () => {
    await takeIn(context, [...batch.values()], report)
    batch = new Map()
  }
  let number = 0
  for await (const text of lines) {
    number += 1
    if (text.trim() === '') continue
    const item = await itemOf(context, text, number, options.baseDirectory)
    if ('reason' in item) {
      report.problem(item)
      continue
    }
    const key = item.draft.externalId ?? `line ${number}`
    // Two lines with one id: the later one must find the former one done.
    if (batch.has(key) || batch.size === LINES_AT_ONCE) await flush()
    batch.set(key, item)
  }
  await flush()
  return imported
}

type Report = {
  as: ImportedAs
  problem(problem: ImportProblem): void
  outcome(outcome: ImportOutcome): void
}

const itemOf = async (
  context: Context,
  text: string,
  line: number,
  baseDirectory: string | null,
): Promise<Item | ImportProblem> => {
  const { language } = context
  const words = texts[language].problems
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { line, reason: words.not_json }
  }
  const parsed = importLine.safeParse(json)
  if (!parsed.success)
    return {
      line,
      reason: problemsOf(parsed.error, language, words)
        .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
        .join(' '),
    }
  const { file, pages, old_addresses, family, ...publication } = parsed.data
  const { draft, problems } = draftOf(publication)
  if (problems.length > 0)
    return {
      line,
      reason: problems
        .map(({ field, code, value }) => `${field}: ${words[code]}${value && ` (${value})`}`)
        .join(' '),
    }
  const stored = file ? await storedFile(context, file, baseDirectory) : null
  if (typeof stored === 'string') return { line, reason: `file: ${stored}` }
  const oldAddresses = (old_addresses ?? []).flatMap((address) => oldAddressOf(address) ?? [])
  return { line, draft, pages: pages ?? null, stored, oldAddresses, family: family ?? null }
}

/** The file in storage, or what is wrong with it. Nothing outside the list's own folder is read. */
const storedFile = async (
  context: Context,
  file: string,
  baseDirectory: string | null,
): Promise<StoredFile | string> => {
  const words = texts[context.language].problems
  if (baseDirectory === null) return words.file_not_along
  const path = resolve(baseDirectory, file)
  const inside = relative(resolve(baseDirectory), path)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return words.file_outside
  try {
    const stored = await context.storage.put(createReadStream(path), { bytesMax: FILE_BYTES_MAX })
    return isPdf(stored) ? stored : words.not_pdf
  } catch (error) {
    if (error instanceof PortalError) return explainError(error, context)
    return words.file_missing
  }
}

const explainError = (error: PortalError, { language }: Context): string =>
  error.code === 'too_large' ? texts[language].problems.file_too_large : error.message

/** One transaction, or a part of the caller's, for all; where the database refuses one of them, the halves by themselves. */
const takeIn = async (context: Context, items: readonly Item[], report: Report): Promise<void> => {
  if (items.length === 0) return
  try {
    const done = await context.db.transaction((tx) => takeInWithin(context, tx, items, report.as))
    const titles = new Map(items.map(({ line, draft }) => [line, draft.title]))
    for (const outcome of done.outcomes)
      report.outcome({ ...outcome, title: titles.get(outcome.line) ?? {} })
    for (const problem of done.problems) report.problem(problem)
  } catch (error) {
    const [item] = items
    if (items.length > 1 || !item) {
      const half = Math.ceil(items.length / 2)
      await takeIn(context, items.slice(0, half), report)
      await takeIn(context, items.slice(half), report)
      return
    }
    report.problem({ line: item.line, reason: reasonOf(error, context) })
  }
}

const reasonOf = (error: unknown, { language }: Context): string => {
  if (error instanceof Refused) return explain(error.refusal, language)
  const reason = constraintReason(error)
  if (reason !== null) return explain({ reason }, language)
  throw error
}
