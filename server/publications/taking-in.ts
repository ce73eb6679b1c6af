import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { Refused } from '../errors.ts'
import { record } from '../history/operations.ts'
import { explain } from '../refusals.ts'
import type { StoredFile } from '../storage.ts'
import {
  changePublication,
  ensureFile,
  insertPublications,
  replaceMainFile,
  replacePages,
} from './change-store.ts'
import { changedFields } from './changes.ts'
import { enqueueCopies } from './copies.ts'
import type { PublicationDraft } from './draft.ts'
import { findTaken } from './duplicates-store.ts'
import { scheduleLift } from './embargo.ts'
import { joinWithin } from './family.ts'
import { enqueueIndexing } from './indexing.ts'
import { settleIsbns } from './isbn-pool.ts'
import { insertOldAddresses } from './parts-store.ts'
import { readPublicationFile } from './reading.ts'
import { type ImportedAs, statusOfImported } from './rules/duplicates.ts'
import type { FamilyKind } from './rules/families.ts'
import { marksOf } from './rules/marks.ts'
import { slugsFor } from './slugs.ts'
import {
  findPublication,
  listByExternalId,
  listPages,
  lockPublication,
  type Publication,
} from './store.ts'

/** A line that is understood, with its file in storage. */
export type Item = {
  line: number
  draft: PublicationDraft
  pages: string[] | null
  stored: StoredFile | null
  /** In the form of `oldAddressOf`. */
  oldAddresses: string[]
  family: { main: string; kind: FamilyKind } | null
}

/** What became of a line. `changed`: the fields of what was known before, `file` and `pages` among them. */
export type Outcome = {
  line: number
  id: string
  kind: 'added' | 'updated' | 'unchanged'
  changed: string[]
  /** Of what is new. */
  as?: ImportedAs
  /** It is new and was to be published, but has the file or DOI of another. */
  isHeldBack?: boolean
}

export type TakenIn = {
  outcomes: Outcome[]
  problems: { line: number; reason: string }[]
}

/** Adds what is new and changes what is known, in one transaction; `Refused` where one of them cannot be taken. */
export const takeInWithin = async (
  context: Context,
  tx: Tx,
  items: readonly Item[],
  as: ImportedAs,
): Promise<TakenIn> => {
  const done: TakenIn = { outcomes: [], problems: [] }
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
  const statuses = await statusesOf(tx, fresh, as)
  const added = await addAll(context, tx, fresh, statuses)
  const taken = fresh.map((item, index) => ({ item, id: added[index] ?? '' }))
  for (const [index, { item, id }] of taken.entries()) {
    const status = statuses[index] ?? 'draft'
    const isHeldBack = status !== as
    done.outcomes.push({
      ...{ line: item.line, id, kind: 'added', changed: [], as: status },
      ...(isHeldBack ? { isHeldBack } : {}),
    })
  }
  const indexed = added.filter((_, index) => statuses[index] === 'published')
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
    taken.push({ item, id: publication.id })
    const pages = (oldPages.get(publication.id) ?? []).map(({ text }) => text)
    const changed = await update(context, tx, item, publication, pages)
    const kind = changed.length > 0 ? 'updated' : 'unchanged'
    done.outcomes.push({ line: item.line, id: publication.id, kind, changed })
    if (kind === 'updated') indexed.push(publication.id)
    if (kind === 'updated' && publication.file !== null)
      await enqueueCopies(context, tx, [publication.id])
  }
  await settleIsbns(
    tx,
    taken.map(({ item, id }) => ({ id, isbn: item.draft.isbn })),
    context.clock.now(),
  )
  for (const { item, id } of taken) await settle(context, tx, item, id)
  await enqueueIndexing(context, tx, indexed)
  return done
}

/** How each of what is new comes in; of two that have the same file or DOI the first one is as it was to be. */
const statusesOf = async (
  tx: Tx,
  items: readonly Item[],
  as: ImportedAs,
): Promise<ImportedAs[]> => {
  if (as === 'draft') return items.map(() => as)
  const certain = items.map(({ draft, stored }) => ({
    doi: marksOf(draft).find(({ kind }) => kind === 'doi')?.value,
    hash: stored?.sha256,
  }))
  const taken = await findTaken(tx, {
    dois: certain.flatMap(({ doi }) => doi ?? []),
    hashes: certain.flatMap(({ hash }) => hash ?? []),
  })
  return certain.map(({ doi = '', hash = '' }) => {
    const isCertain = taken.has(doi) || taken.has(hash)
    for (const value of [doi, hash]) if (value !== '') taken.add(value)
    return statusOfImported(as, { isCertain })
  })
}

const addAll = async (
  context: Context,
  tx: Tx,
  items: readonly Item[],
  statuses: readonly ImportedAs[],
): Promise<string[]> => {
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
      status: statuses[index] ?? 'draft',
      createdBy: actorId(context.actor),
      publishedAt: statuses[index] === 'published' ? now : null,
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
      to: statuses[index] ?? 'draft',
      data: { externalId: draft.externalId, fileId, pages: pages?.length ?? null },
    })
    if (fileId) await context.enqueue(tx, readPublicationFile, { publicationId: id, fileId })
  }
  return ids
}

/**
 * The fields that were changed. A line without text leaves a file alone that someone attached here, but no text
 * that came with an older line.
 */
const update = async (
  context: Context,
  tx: Tx,
  { draft, pages, stored }: Item,
  publication: Publication,
  oldPages: readonly string[],
): Promise<string[]> => {
  const fileId = stored ? await ensureFile(tx, stored, 'application/pdf') : null
  const isOtherFile = fileId !== null && fileId !== publication.file?.id
  const isTextByLine = fileId === null && (pages !== null || publication.file === null)
  const kept = (pages ?? []).filter((text) => text.trim() !== '')
  const isOtherText = isTextByLine && JSON.stringify(kept) !== JSON.stringify(oldPages)
  const changed = [
    ...changedFields(publication, draft),
    ...(isOtherFile ? ['file'] : []),
    ...(isOtherText ? ['pages'] : []),
  ]
  if (changed.length === 0) return []
  await changePublication(
    tx,
    publication,
    {
      draft,
      ...(isOtherFile ? { pageCount: null } : {}),
      ...(isTextByLine ? { pageCount: pages?.length || null } : {}),
    },
    context.clock.now(),
  )
  if (isOtherFile) await replaceMainFile(tx, publication.id, fileId, context.clock.now())
  if (isOtherText || isOtherFile) await replacePages(tx, publication.id, kept, draft.language)
  await record(tx, context, {
    entity: 'publication',
    entityId: publication.id,
    type: 'publication.reimported',
    data: { externalId: draft.externalId, fileId, pages: pages?.length ?? null },
  })
  if (isOtherFile)
    await context.enqueue(tx, readPublicationFile, { publicationId: publication.id, fileId })
  return changed
}

/** What hangs on a publication that is there now: old addresses, its family, the end of its embargo. */
const settle = async (context: Context, tx: Tx, item: Item, id: string): Promise<void> => {
  const { draft, oldAddresses, family } = item
  const { taken } = await insertOldAddresses(tx, id, oldAddresses)
  if (taken.length > 0) throw new Refused({ reason: 'old_address_taken' })
  await scheduleLift(context, tx, { id, embargoUntil: draft.embargoUntil })
  if (family === null) return
  const [byExternalId] = await listByExternalId(tx, [family.main])
  const main = byExternalId ?? (await findPublication(tx, family.main))
  if (!main) throw new Refused({ reason: 'family_main_unknown' })
  const publication = await lockPublication(tx, id)
  if (publication.familyMainId === main.id && publication.familyKind === family.kind) return
  const { version } = publication
  await joinWithin(context, tx, publication, { main, kind: family.kind, version })
}
