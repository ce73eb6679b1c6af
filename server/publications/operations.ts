import type { Readable } from 'node:stream'
import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import type { StoredFile } from '../storage.ts'
import { changedFields } from './changes.ts'
import { FILE_BYTES_MAX, isPdf } from './files.ts'
import { enqueueIndexing } from './indexing.ts'
import { readPublicationFile } from './reading.ts'
import { type ActFacts, type PublicationAct, refuseAct, refuseEdit, statusAfter } from './rules.ts'
import type { PublicationDraft } from './schema.ts'
import { slugsFor } from './slugs.ts'
import {
  type Change,
  changePublication,
  ensureFile,
  insertPublications,
  lockPublication,
  type Publication,
} from './store.ts'
import { texts } from './texts.ts'

export { importPublications } from './import.ts'
export { prepareSearch, reindex } from './indexing.ts'
export { searchPublications } from './search.ts'

export type Saved = { id: string; slug: string; version: number }

/** Begins a publication: a draft that only the office sees. */
export const createPublication = (context: Context, draft: PublicationDraft): Promise<Saved> =>
  context.db.transaction(async (tx) => {
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
    grantId: string
    fileId: string | null
    title: string
    summary: string
    /** Of title and summary, ISO 639-1. */
    language: string
    year: number
    authors: PublicationDraft['authors']
    countries: readonly string[]
    themes: readonly string[]
    sdgs?: readonly number[]
    coreValues?: readonly string[]
  },
): Promise<Saved> => {
  const { language, title, summary } = report
  const draft: PublicationDraft = {
    type: 'report',
    series: null,
    number: null,
    language,
    title: { [language]: title },
    abstract: summary === '' ? {} : { [language]: summary },
    keyMessages: {},
    authors: report.authors,
    year: report.year,
    countries: [...report.countries],
    themes: [...report.themes],
    sdgs: [...(report.sdgs ?? [])],
    coreValues: [...(report.coreValues ?? [])],
    licence: null,
    isbn: null,
    doi: null,
    url: null,
    externalId: null,
  }
  const [slug = ''] = await slugsFor(tx, [draft])
  const { reportId, grantId, fileId } = report
  const saved = await insertDraft(context, tx, { draft, slug, reportId, grantId, fileId })
  if (fileId !== null)
    await context.enqueue(tx, readPublicationFile, { publicationId: saved.id, fileId })
  return saved
}

/** Changes what a publication says; a published one is corrected in the open. Throws `Stale` for an older version. */
export const updatePublication = (
  context: Context,
  address: string,
  given: { draft: PublicationDraft; version: number },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    refuse(refuseEdit(publication.status))
    // The importing system's id is not the form's to change.
    const draft = { ...given.draft, externalId: publication.externalId }
    const changed = changedFields(publication, draft)
    if (given.version !== publication.version) throw new Stale()
    if (changed.length === 0) return publication
    const version = await changePublication(
      tx,
      { id: publication.id, version: given.version },
      { draft },
      context.clock.now(),
    )
    await record(tx, context, {
      entity: 'publication',
      entityId: publication.id,
      type: publication.status === 'published' ? 'publication.corrected' : 'publication.saved',
      data: { changed },
    })
    if (publication.status === 'published') await enqueueIndexing(context, tx, [publication.id])
    return { id: publication.id, slug: publication.slug, version }
  })

/** Takes bytes that are already in storage as the publication's file; a job reads them. */
export const attachFile = (
  context: Context,
  address: string,
  given: { stored: StoredFile; version: number },
): Promise<Saved> => {
  if (!isPdf(given.stored))
    throw new Invalid([{ field: 'file', message: texts[context.language].problems.not_pdf }])
  return context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    refuse(refuseEdit(publication.status))
    const fileId = await ensureFile(tx, given.stored, 'application/pdf')
    const version = await changePublication(
      tx,
      { id: publication.id, version: given.version },
      { fileId, pageCount: null },
      context.clock.now(),
    )
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
  given: { source: Readable; version: number },
): Promise<Saved> => {
  const stored = await context.storage.put(given.source, { bytesMax: FILE_BYTES_MAX })
  return attachFile(context, address, { stored, version: given.version })
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
  given: { act: PublicationAct; version: number; reason?: string | undefined },
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
    const status = statusAfter(publication.status, act)
    if (status === undefined) throw new Error(`no way from ${publication.status} by ${act}`)
    const now = context.clock.now()
    const version = await changePublication(
      tx,
      { id: publication.id, version: given.version },
      { status, ...datesOf(context, publication, act, reason ?? null, now) },
      now,
    )
    await record(tx, context, {
      entity: 'publication',
      entityId: publication.id,
      type: PAST_TENSE[act],
      from: publication.status,
      to: status,
      reason: reason || null,
    })
    await enqueueIndexing(context, tx, [publication.id])
    context.log.info({ publicationId: publication.id }, PAST_TENSE[act])
    return { id: publication.id, slug: publication.slug, version }
  })

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
      return { withdrawnAt: null, withdrawnReason: null }
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
    grantId?: string
    fileId?: string | null
  },
): Promise<Saved> => {
  const [id = ''] = await insertPublications(tx, [
    { ...given, status: 'draft', createdBy: actorId(context.actor), publishedAt: null },
  ])
  await record(tx, context, {
    entity: 'publication',
    entityId: id,
    type: 'publication.created',
    to: 'draft',
    data: given.reportId ? { reportId: given.reportId, grantId: given.grantId } : {},
  })
  return { id, slug: given.slug, version: 1 }
}
