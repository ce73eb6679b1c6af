import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, Refused, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import type { StoredFile } from '../storage.ts'
import { fold } from '../vocabulary/fold.ts'
import { changePublication, ensureFile, touchPublications } from './change-store.ts'
import { enqueueCopies } from './copies.ts'
import { enqueueIndexing } from './indexing.ts'
import {
  deleteOldAddress,
  insertFile,
  insertNote,
  insertOldAddresses,
  retireFile,
} from './parts-store.ts'
import { oldAddressOf } from './rules/addresses.ts'
import type { FileKind, NoteKind } from './rules/parts.ts'
import { refuseEdit, slugOf } from './rules.ts'
import { listSlugs, lockPublication } from './store.ts'
import { texts } from './texts.ts'

export type NewNote = { kind: NoteKind; text: Record<string, string> }
type Saved = { id: string; slug: string; version: number }

/** Adds a public, dated note to something published. */
export const addNote = (context: Context, address: string, note: NewNote): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    refuse(refuseEdit(publication.status))
    await addNoteWithin(context, tx, publication.id, note)
    await touchPublications(tx, [publication.id], context.clock.now())
    return publication
  })

/** The same in the caller's transaction, which changes the publication itself. */
export const addNoteWithin = async (
  context: Context,
  tx: Tx,
  publicationId: string,
  { kind, text }: NewNote,
): Promise<void> => {
  const notedAt = context.clock.now()
  await insertNote(tx, { publicationId, kind, text, notedAt, notedBy: actorId(context.actor) })
  await record(tx, context, {
    entity: 'publication',
    entityId: publicationId,
    type: 'publication.noted',
    data: { kind },
  })
}

/** Adds a file beside the main one: an annex, slides, data. */
export const addFile = (
  context: Context,
  address: string,
  given: {
    stored: StoredFile
    mediaType: string
    kind: Exclude<FileKind, 'main'>
    language: string | null
    label: string | null
    licence: string | null
  },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    refuse(refuseEdit(publication.status))
    const { stored, mediaType, ...file } = given
    const isThere = publication.otherFiles.some(
      ({ sha256, kind }) => sha256 === stored.sha256 && kind === file.kind,
    )
    // The same form twice is a slip of the hand, and the file is there.
    if (isThere) return publication
    const fileId = await ensureFile(tx, stored, mediaType)
    await insertFile(tx, { ...file, publicationId: publication.id, fileId })
    return changed(context, tx, publication.id, 'publication.file_added', {
      fileId,
      kind: file.kind,
    })
  })

/** Takes a file other than the main one away; it stays on record. */
export const removeFile = (context: Context, address: string, id: string): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    refuse(refuseEdit(publication.status))
    if (!(await retireFile(tx, publication.id, id, context.clock.now()))) throw new NotFound('file')
    return changed(context, tx, publication.id, 'publication.file_removed', { id })
  })

/** Has old addresses lead to a publication. `Refused` where one of them leads to another. */
export const addOldAddresses = (
  context: Context,
  address: string,
  given: readonly string[],
): Promise<{ added: string[] }> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    const paths = given.map((one) => ({ one, path: oldAddressOf(one) }))
    const wrong = paths.find(({ path }) => path === null)
    const words = texts[context.language].problems
    if (wrong) throw new Invalid([{ field: 'old_address', message: words.old_address_wrong }])
    const known = paths.flatMap(({ path }) => path ?? [])
    const { added, taken } = await insertOldAddresses(tx, publication.id, known)
    if (taken.length > 0) throw new Refused({ reason: 'old_address_taken' })
    if (added.length > 0)
      await record(tx, context, {
        entity: 'publication',
        entityId: publication.id,
        type: 'publication.address_added',
        data: { paths: added },
      })
    return { added }
  })

/** Whether there was one. */
export const removeOldAddress = (
  context: Context,
  address: string,
  path: string,
): Promise<boolean> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    if (!(await deleteOldAddress(tx, publication.id, path))) return false
    await record(tx, context, {
      entity: 'publication',
      entityId: publication.id,
      type: 'publication.address_removed',
      data: { paths: [path] },
    })
    return true
  })

/** Gives a publication another address; the one it had leads there from now on. */
export const moveAddress = (
  context: Context,
  address: string,
  given: { slug: string; version: number },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    if (given.version !== publication.version) throw new Stale()
    const slug = slugOf(fold(given.slug))
    if (slug === publication.slug) return publication
    const own = await takeBack(tx, publication.id, slug)
    if (!own && (await listSlugs(tx, [slug])).has(slug))
      throw new Refused({ reason: 'publication_slug_taken' })
    const { id, version } = publication
    const next = await changePublication(tx, { id, version }, { slug }, context.clock.now())
    const path = oldAddressOf(`/publications/${publication.slug}`)
    if (path !== null) await insertOldAddresses(tx, id, [path])
    await record(tx, context, {
      entity: 'publication',
      entityId: id,
      type: 'publication.moved',
      data: { from: publication.slug, to: slug },
    })
    await enqueueIndexing(context, tx, [id])
    if (publication.file !== null) await enqueueCopies(context, tx, [id])
    return { id, slug, version: next }
  })

/** Whether this was an address of its own before: then it is free again for it. */
const takeBack = (tx: Tx, id: string, slug: string): Promise<boolean> =>
  deleteOldAddress(tx, id, `/publications/${slug}`)

const changed = async (
  context: Context,
  tx: Tx,
  publicationId: string,
  type: string,
  data: Record<string, unknown>,
): Promise<Saved> => {
  await touchPublications(tx, [publicationId], context.clock.now())
  await record(tx, context, { entity: 'publication', entityId: publicationId, type, data })
  return lockPublication(tx, publicationId)
}
