import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { Invalid, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import type { StoredFile } from '../storage.ts'
import { changePublication, ensureFile, replaceMainFile } from './change-store.ts'
import { changedFields } from './changes.ts'
import { enqueueCopies } from './copies.ts'
import type { PublicationDraft } from './draft.ts'
import { scheduleLift } from './embargo.ts'
import { touchFamily } from './family.ts'
import { isPdf } from './files.ts'
import { enqueueIndexing } from './indexing.ts'
import { settleIsbns, withFreeIsbn } from './isbn-pool.ts'
import { addNoteWithin, type NewNote } from './parts.ts'
import { readPublicationFile } from './reading.ts'
import { refuseEdit, refuseSilence } from './rules.ts'
import type { Publication } from './store.ts'
import { texts } from './texts.ts'

export type Saved = { id: string; slug: string; version: number }

export type NewDraft = {
  draft: PublicationDraft
  version: number
  note?: NewNote | undefined
  /** Gives it the next free ISBN of the pool. */
  takesIsbn?: boolean | undefined
}

export type NewFile = { stored: StoredFile; version: number; note?: NewNote | undefined }

/** Changes a locked publication in the caller's transaction; the caller has asked the right to. */
export const changeWithin = async (
  context: Context,
  tx: Tx,
  publication: Publication,
  given: NewDraft & { actedAs?: string },
): Promise<Saved> => {
  refuse(refuseEdit(publication.status))
  // The importing system's id is not the form's to change.
  const stated = { ...given.draft, externalId: publication.externalId }
  const draft = given.takesIsbn ? await withFreeIsbn(tx, stated) : stated
  const changed = changedFields(publication, draft)
  if (given.version !== publication.version) throw new Stale()
  if (changed.length === 0) return publication
  refuse(refuseSilence(publication.status, changed, given.note?.text ?? {}))
  const now = context.clock.now()
  const version = await changePublication(
    tx,
    { id: publication.id, version: given.version },
    { draft },
    now,
  )
  await settleIsbns(tx, [{ id: publication.id, isbn: draft.isbn }], now)
  if (given.note) await addNoteWithin(context, tx, publication.id, given.note)
  await record(tx, context, {
    entity: 'publication',
    entityId: publication.id,
    type: publication.status === 'published' ? 'publication.corrected' : 'publication.saved',
    ...(given.actedAs === undefined ? {} : { actedAs: given.actedAs }),
    data: { changed },
  })
  if (publication.status === 'published') {
    await enqueueIndexing(context, tx, [publication.id], { isAwaited: true })
    if (publication.file !== null) await enqueueCopies(context, tx, [publication.id])
    await scheduleLift(context, tx, { id: publication.id, embargoUntil: draft.embargoUntil })
    if (SHOWN_IN_FAMILY.some((field) => changed.includes(field)))
      await touchFamily(context, tx, publication)
  }
  return { id: publication.id, slug: publication.slug, version }
}

/** What the pages of a family show of one another. */
const SHOWN_IN_FAMILY = ['title', 'language', 'type', 'series', 'number', 'year']

export const refuseNoPdf = (context: Context, { stored }: Pick<NewFile, 'stored'>): void => {
  if (!isPdf(stored))
    throw new Invalid([{ field: 'file', message: texts[context.language].problems.not_pdf }])
}

/** Gives a locked publication its main file, in the caller's transaction; the caller has asked the right to. */
export const attachWithin = async (
  context: Context,
  tx: Tx,
  publication: Publication,
  given: NewFile & { actedAs?: string },
): Promise<Saved> => {
  refuse(refuseEdit(publication.status))
  const changed = publication.file === null ? [] : ['file']
  refuse(refuseSilence(publication.status, changed, given.note?.text ?? {}))
  const fileId = await ensureFile(tx, given.stored, 'application/pdf')
  const now = context.clock.now()
  const version = await changePublication(
    tx,
    { id: publication.id, version: given.version },
    { pageCount: null },
    now,
  )
  await replaceMainFile(tx, publication.id, fileId, now)
  if (given.note) await addNoteWithin(context, tx, publication.id, given.note)
  await record(tx, context, {
    entity: 'publication',
    entityId: publication.id,
    type: 'publication.file_attached',
    ...(given.actedAs === undefined ? {} : { actedAs: given.actedAs }),
    data: { fileId, sha256: given.stored.sha256, size: given.stored.size },
  })
  await context.enqueue(tx, readPublicationFile, { publicationId: publication.id, fileId })
  return { id: publication.id, slug: publication.slug, version }
}
