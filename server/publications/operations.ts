import type { Readable } from 'node:stream'
import type { Context } from '../context.ts'
import {
  attachWithin,
  changeWithin,
  type NewDraft,
  type NewFile,
  refuseNoPdf,
  type Saved,
} from './changing.ts'
import { permitOffice } from './deposit-access.ts'
import type { PublicationDraft } from './draft.ts'
import { FILE_BYTES_MAX } from './files.ts'
import { withFreeIsbn } from './isbn-pool.ts'
import { insertDraft } from './making.ts'
import type { NewNote } from './parts.ts'
import { slugsFor } from './slugs.ts'
import { lockPublication } from './store.ts'

export { actOnPublication, factsOf } from './acting.ts'
export type { Saved } from './changing.ts'
export { cleanLines } from './cleaning.ts'
export { requestMissingCopies } from './copies.ts'
export {
  beginDepositWithin,
  type ListedDeposit,
  listDepositsOf,
  listOwnDeposits,
} from './depositing.ts'
export {
  dismissDuplicate,
  type LikelyDuplicate,
  likelyDuplicates,
  restoreDuplicate,
  type Work,
  workOf,
} from './duplicates.ts'
export { joinFamily, leaveFamily } from './family.ts'
export {
  type Imported,
  type ImportOutcome,
  type ImportProblem,
  importPublications,
} from './import.ts'
export { prepareSearch, reindex } from './indexing.ts'
export { addIsbns } from './isbn-pool.ts'
export { createPublicationFromGrant } from './making.ts'
export {
  addFile,
  addNote,
  addOldAddresses,
  moveAddress,
  removeFile,
  removeOldAddress,
} from './parts.ts'
export { requestMissingPictures } from './picturing.ts'
export { countQuickChoices } from './quick.ts'
export { searchIds, searchPublications } from './search.ts'
export { getPublication, listPublic, listPublished, type Publication } from './store.ts'

/** Begins a publication: a draft that only the office sees. */
export const createPublication = (
  context: Context,
  given: PublicationDraft,
  { takesIsbn = false }: { takesIsbn?: boolean } = {},
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const draft = takesIsbn ? await withFreeIsbn(tx, given) : given
    const [slug = ''] = await slugsFor(tx, [draft])
    return insertDraft(context, tx, { draft, slug })
  })

/**
 * Changes what a publication says; a published one is corrected in the open, and where title or contributors change
 * with a note that says so. Throws `Stale` for an older version.
 */
export const updatePublication = (
  context: Context,
  address: string,
  given: NewDraft,
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    await permitOffice(tx, context, publication)
    return changeWithin(context, tx, publication, given)
  })

/**
 * Takes bytes that are already in storage as the publication's main file; a job reads them. The file that was there
 * stays on record. Something published gets another file only with a note that says so.
 */
export const attachFile = (context: Context, address: string, given: NewFile): Promise<Saved> => {
  refuseNoPdf(context, given)
  return context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    await permitOffice(tx, context, publication)
    return attachWithin(context, tx, publication, given)
  })
}

/** Streams a body to storage and takes it as the publication's file. */
export const storeFile = async (
  context: Context,
  address: string,
  given: { source: Readable; version: number; note?: NewNote | undefined },
): Promise<Saved> => {
  const stored = await context.storage.put(given.source, { bytesMax: FILE_BYTES_MAX })
  return attachFile(context, address, { ...given, stored })
}
