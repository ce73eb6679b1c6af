import type { Readable } from 'node:stream'
import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import type { StoredFile } from '../storage.ts'
import {
  type Change,
  changePublication,
  ensureFile,
  insertPublications,
  replaceMainFile,
  touchPublications,
} from './change-store.ts'
import { changedFields } from './changes.ts'
import { enqueueCopies } from './copies.ts'
import { emptyDraft, type PublicationDraft } from './draft.ts'
import { refuseUnconfirmedDouble } from './duplicates.ts'
import { scheduleLift } from './embargo.ts'
import { touchFamily } from './family.ts'
import { FILE_BYTES_MAX, isPdf } from './files.ts'
import { enqueueIndexing } from './indexing.ts'
import { settleIsbns, withFreeIsbn } from './isbn-pool.ts'
import { addNoteWithin, type NewNote } from './parts.ts'
import { readPublicationFile } from './reading.ts'
import type { Contributor } from './rules/contributors.ts'
import {
  type ActFacts,
  type PublicationAct,
  refuseAct,
  refuseEdit,
  refuseSilence,
  statusAfter,
} from './rules.ts'
import { slugsFor } from './slugs.ts'
import { getPublication, lockPublication, type Publication } from './store.ts'
import { texts } from './texts.ts'

export { cleanLines } from './cleaning.ts'
export { requestMissingCopies } from './copies.ts'
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

export type Saved = { id: string; slug: string; version: number }

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
 * A draft made from an accepted report of a grant, in the caller's transaction. The file is the report's; its text is
 * read at once, so that it is ready when the publication is.
 */
export const createPublicationFromReport = async (
  context: Context,
  tx: Tx,
  report: {
    reportId: string
    grantReference: string
    fileId: string | null
    title: string
    summary: string
    /** Of title and summary, ISO 639-1. */
    language: string
    year: number
    authors: readonly Omit<Contributor, 'role'>[]
    countries: readonly string[]
    themes: readonly string[]
    sdgs?: readonly number[]
    coreValues?: readonly string[]
  },
): Promise<Saved> => {
  const { language, title, summary } = report
  const noFunder = {
    funder: null,
    funderId: null,
    awardNumber: null,
    awardTitle: null,
    awardUri: null,
  }
  const draft: PublicationDraft = {
    ...emptyDraft(language),
    title: { [language]: title },
    abstract: summary === '' ? {} : { [language]: summary },
    contributors: report.authors.map((author) => ({ ...author, role: 'author' })),
    year: report.year,
    countries: [...report.countries],
    themes: [...report.themes],
    sdgs: [...(report.sdgs ?? [])],
    coreValues: [...(report.coreValues ?? [])],
    funding: [{ grant: report.grantReference, ...noFunder }],
  }
  const [slug = ''] = await slugsFor(tx, [draft])
  const { reportId, grantReference, fileId } = report
  const saved = await insertDraft(context, tx, { draft, slug, reportId, grantReference, fileId })
  if (fileId !== null)
    await context.enqueue(tx, readPublicationFile, { publicationId: saved.id, fileId })
  return saved
}

/**
 * Changes what a publication says; a published one is corrected in the open, and where title or contributors change
 * with a note that says so. Throws `Stale` for an older version.
 */
export const updatePublication = (
  context: Context,
  address: string,
  given: {
    draft: PublicationDraft
    version: number
    note?: NewNote | undefined
    /** Gives it the next free ISBN of the pool. */
    takesIsbn?: boolean
  },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
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
  })

/** What the pages of a family show of one another. */
const SHOWN_IN_FAMILY = ['title', 'language', 'type', 'series', 'number', 'year']

/**
 * Takes bytes that are already in storage as the publication's main file; a job reads them. The file that was there
 * stays on record. Something published gets another file only with a note that says so.
 */
export const attachFile = (
  context: Context,
  address: string,
  given: { stored: StoredFile; version: number; note?: NewNote | undefined },
): Promise<Saved> => {
  if (!isPdf(given.stored))
    throw new Invalid([{ field: 'file', message: texts[context.language].problems.not_pdf }])
  return context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
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
      data: { fileId, sha256: given.stored.sha256, size: given.stored.size },
    })
    await context.enqueue(tx, readPublicationFile, { publicationId: publication.id, fileId })
    return { id: publication.id, slug: publication.slug, version }
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

export const factsOf = (publication: Publication): ActFacts => ({
  status: publication.status,
  hasFile: publication.file !== null,
  isFileUnreadable: publication.file?.state === 'attention',
  hasElsewhere: publication.url !== null || (publication.pageCount ?? 0) > 0,
})

/** One step of the lifecycle: submit, return, approve, publish, withdraw, reinstate. */
export const actOnPublication = (
  context: Context,
  address: string,
  given: {
    act: PublicationAct
    version: number
    reason?: string | undefined
    /** Of a withdrawal: slug or id of what to read in its place. */
    replacedBy?: string | undefined
    /** Of publishing: those that have the same file or DOI, where that is right so. */
    confirmed?: readonly string[] | undefined
  },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    const { act } = given
    const reason = given.reason?.trim()
    refuse(
      refuseAct(act, {
        ...factsOf(publication),
        reason: act === 'withdraw' ? (reason ?? '') : undefined,
      }),
    )
    const confirmed = act === 'publish' ? (given.confirmed ?? []) : []
    if (act === 'publish')
      await refuseUnconfirmedDouble({ ...context, db: tx }, publication, confirmed)
    const status = statusAfter(publication.status, act)
    if (status === undefined) throw new Error(`no way from ${publication.status} by ${act}`)
    const now = context.clock.now()
    const replacement =
      given.replacedBy && act === 'withdraw' ? await getPublication(tx, given.replacedBy) : null
    const version = await changePublication(
      tx,
      { id: publication.id, version: given.version },
      {
        status,
        ...datesOf(context, publication, act, reason ?? null, now),
        ...(replacement ? { replacedById: replacement.id } : {}),
      },
      now,
    )
    await record(tx, context, {
      entity: 'publication',
      entityId: publication.id,
      type: PAST_TENSE[act],
      from: publication.status,
      to: status,
      reason: reason || null,
      ...(confirmed.length > 0 ? { data: { confirmed } } : {}),
    })
    if (isPublicStep(act)) {
      await enqueueIndexing(context, tx, [publication.id], { isAwaited: true })
      if (publication.file !== null) await enqueueCopies(context, tx, [publication.id])
      await touchFamily(context, tx, publication)
      // What stands in its place says so to harvesters, or says it no longer.
      const standsIn = replacement?.id ?? publication.replacedById
      if (standsIn !== null) await touchPublications(tx, [standsIn], now)
    }
    if (status === 'published') await scheduleLift(context, tx, publication)
    context.log.info({ publicationId: publication.id }, PAST_TENSE[act])
    return { id: publication.id, slug: publication.slug, version }
  })

const isPublicStep = (act: PublicationAct): boolean =>
  act === 'publish' || act === 'withdraw' || act === 'reinstate'

const PAST_TENSE: Record<PublicationAct, string> = {
  submit: 'publication.submitted',
  return: 'publication.returned',
  approve: 'publication.approved',
  publish: 'publication.published',
  withdraw: 'publication.withdrawn',
  reinstate: 'publication.reinstated',
}

const datesOf = (
  context: Context,
  publication: Publication,
  act: PublicationAct,
  reason: string | null,
  now: Date,
): Change => {
  switch (act) {
    case 'publish':
      return {
        publishedAt: publication.publishedAt ?? now,
        publishedBy: actorId(context.actor),
      }
    case 'withdraw':
      return { withdrawnAt: now, withdrawnReason: reason }
    case 'reinstate':
      return { withdrawnAt: null, withdrawnReason: null, replacedById: null }
    default:
      return {}
  }
}

const insertDraft = async (
  context: Context,
  tx: Tx,
  given: {
    draft: PublicationDraft
    slug: string
    reportId?: string
    grantReference?: string
    fileId?: string | null
  },
): Promise<Saved> => {
  const { grantReference, ...made } = given
  const [id = ''] = await insertPublications(tx, [
    { ...made, status: 'draft', createdBy: actorId(context.actor), publishedAt: null },
  ])
  await settleIsbns(tx, [{ id, isbn: given.draft.isbn }], context.clock.now())
  await record(tx, context, {
    entity: 'publication',
    entityId: id,
    type: 'publication.created',
    to: 'draft',
    data: given.reportId ? { reportId: given.reportId, grant: grantReference } : {},
  })
  return { id, slug: given.slug, version: 1 }
}
