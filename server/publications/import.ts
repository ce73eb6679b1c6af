import { createReadStream } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import type { Tx } from '../../db/client.ts'
import { constraintReason } from '../../db/constraints.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { PortalError } from '../errors.ts'
import { record } from '../history/operations.ts'
import { problemsOf } from '../problems.ts'
import { explain } from '../refusals.ts'
import type { StoredFile } from '../storage.ts'
import { changedFields } from './changes.ts'
import { FILE_BYTES_MAX, isPdf } from './files.ts'
import { enqueueIndexing } from './indexing.ts'
import { readPublicationFile } from './reading.ts'
import { draftOf, importLine, type PublicationDraft } from './schema.ts'
import { slugsFor } from './slugs.ts'
import {
  changePublication,
  ensureFile,
  insertPublications,
  listByExternalId,
  listPages,
  type Publication,
  replacePages,
} from './store.ts'
import { texts } from './texts.ts'

export type ImportProblem = { line: number; reason: string }
export type Imported = {
  added: number
  updated: number
  unchanged: number
  problems: ImportProblem[]
}

const LINES_AT_ONCE = 200

/**
 * Takes in publications, one JSON object a line, and publishes them at once. A bad line is reported with its number
 * and the others go in. The same `external_id` updates and never doubles; pages of an older line do not stay. `file`
 * is the path of a PDF under `baseDirectory`; its text is read by a job.
 */
export const importPublications = async (
  context: Context,
  lines: AsyncIterable<string> | Iterable<string>,
  options: { baseDirectory: string; onProblem?: (problem: ImportProblem) => void },
): Promise<Imported> => {
  const imported: Imported = { added: 0, updated: 0, unchanged: 0, problems: [] }
  const report = (problem: ImportProblem) => {
    imported.problems.push(problem)
    options.onProblem?.(problem)
  }
  let batch = new Map<string, Item>()
  const flush = async () => {
    await takeIn(context, [...batch.values()], imported, report)
    batch = new Map()
  }
  let number = 0
  for await (const text of lines) {
    number += 1
    if (text.trim() === '') continue
    const item = await itemOf(context, text, number, options.baseDirectory)
    if ('reason' in item) {
      report(item)
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

type Item = {
  line: number
  draft: PublicationDraft
  pages: string[] | null
  stored: StoredFile | null
}

const itemOf = async (
  context: Context,
  text: string,
  line: number,
  baseDirectory: string,
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
  const { file, pages, ...publication } = parsed.data
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
  return { line, draft, pages: pages ?? null, stored }
}

/** The file in storage, or what is wrong with it. Nothing outside the list's own folder is read. */
const storedFile = async (
  context: Context,
  file: string,
  baseDirectory: string,
): Promise<StoredFile | string> => {
  const words = texts[context.language].problems
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

/** One transaction for all; where the database refuses one of them, the halves by themselves. */
const takeIn = async (
  context: Context,
  items: readonly Item[],
  imported: Imported,
  report: (problem: ImportProblem) => void,
): Promise<void> => {
  if (items.length === 0) return
  try {
    const done = await context.db.transaction((tx) => takeInWithin(context, tx, items))
    imported.added += done.added
    imported.updated += done.updated
    imported.unchanged += done.unchanged
    for (const problem of done.problems) report(problem)
  } catch (error) {
    const [item] = items
    if (items.length > 1 || !item) {
      const half = Math.ceil(items.length / 2)
      await takeIn(context, items.slice(0, half), imported, report)
      await takeIn(context, items.slice(half), imported, report)
      return
    }
    report({ line: item.line, reason: reasonOf(error, context) })
  }
}

const reasonOf = (error: unknown, { language }: Context): string => {
  const reason = constraintReason(error)
  if (reason !== null) return explain({ reason }, language)
  throw error
}

const takeInWithin = async (
  context: Context,
  tx: Tx,
  items: readonly Item[],
): Promise<Imported> => {
  const done: Imported = { added: 0, updated: 0, unchanged: 0, problems: [] }
  const existing = new Map(
    (
      await listByExternalId(
        tx,
        items.flatMap(({ draft }) => draft.externalId ?? []),
      )
    ).map((publication) => [publication.externalId, publication]),
  )
  const known = (item: Item) =>
    item.draft.externalId === null ? undefined : existing.get(item.draft.externalId)
  const fresh = items.filter((item) => !known(item))
  const indexed = await addAll(context, tx, fresh)
  done.added = fresh.length
  const oldPages = Map.groupBy(
    await listPages(
      tx,
      [...existing.values()].map(({ id }) => id),
    ),
    ({ publicationId }) => publicationId,
  )
  for (const item of items) {
    const publication = known(item)
    if (!publication) continue
    if (publication.status === 'withdrawn') {
      const reason = explain({ reason: 'publication_is_withdrawn' }, context.language)
      done.problems.push({ line: item.line, reason })
      continue
    }
    const pages = (oldPages.get(publication.id) ?? []).map(({ text }) => text)
    if (await update(context, tx, item, publication, pages)) {
      done.updated += 1
      indexed.push(publication.id)
    } else done.unchanged += 1
  }
  await enqueueIndexing(context, tx, indexed)
  return done
}

const addAll = async (context: Context, tx: Tx, items: readonly Item[]): Promise<string[]> => {
  const now = context.clock.now()
  const slugs = await slugsFor(
    tx,
    items.map(({ draft }) => draft),
  )
  const fileIds: (string | null)[] = []
  for (const { stored } of items)
    fileIds.push(stored ? await ensureFile(tx, stored, 'application/pdf') : null)
  const ids = await insertPublications(
    tx,
    items.map(({ draft, pages }, index) => ({
      draft,
      slug: slugs[index] ?? '',
      status: 'published',
      createdBy: actorId(context.actor),
      publishedAt: now,
      fileId: fileIds[index] ?? null,
      pageCount: pages?.length || null,
    })),
  )
  for (const [index, { draft, pages }] of items.entries()) {
    const id = ids[index] ?? ''
    const fileId = fileIds[index] ?? null
    if (pages) await replacePages(tx, id, pages, draft.language)
    await record(tx, context, {
      entity: 'publication',
      entityId: id,
      type: 'publication.imported',
      to: 'published',
      data: { externalId: draft.externalId, fileId, pages: pages?.length ?? null },
    })
    if (fileId) await context.enqueue(tx, readPublicationFile, { publicationId: id, fileId })
  }
  return ids
}

/**
 * Whether anything was changed. A line without text leaves a file alone that someone attached here, but no text
 * that came with an older line.
 */
const update = async (
  context: Context,
  tx: Tx,
  { draft, pages, stored }: Item,
  publication: Publication,
  oldPages: readonly string[],
): Promise<boolean> => {
  const fileId = stored ? await ensureFile(tx, stored, 'application/pdf') : null
  const isOtherFile = fileId !== null && fileId !== publication.file?.id
  const isTextByLine = fileId === null && (pages !== null || publication.file === null)
  const kept = (pages ?? []).filter((text) => text.trim() !== '')
  const isOtherText = isTextByLine && JSON.stringify(kept) !== JSON.stringify(oldPages)
  if (!isOtherFile && !isOtherText && changedFields(publication, draft).length === 0) return false
  await changePublication(
    tx,
    publication,
    {
      draft,
      ...(isOtherFile ? { fileId, pageCount: null } : {}),
      ...(isTextByLine ? { pageCount: pages?.length || null } : {}),
    },
    context.clock.now(),
  )
  if (isOtherText || isOtherFile) await replacePages(tx, publication.id, kept, draft.language)
  await record(tx, context, {
    entity: 'publication',
    entityId: publication.id,
    type: 'publication.reimported',
    data: { externalId: draft.externalId, fileId, pages: pages?.length ?? null },
  })
  if (isOtherFile)
    await context.enqueue(tx, readPublicationFile, { publicationId: publication.id, fileId })
  return true
}
