import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { record } from '../history/operations.ts'
import { insertPublications } from './change-store.ts'
import type { Saved } from './changing.ts'
import { emptyDraft, type PublicationDraft } from './draft.ts'
import { settleIsbns } from './isbn-pool.ts'
import { readPublicationFile } from './reading.ts'
import type { Contributor } from './rules/contributors.ts'
import { slugsFor } from './slugs.ts'

/**
 * A draft made from a grant, or from a report of it, in the caller's transaction. The file is the report's; its text
 * is read at once, so that it is ready when the publication is.
 */
export const createPublicationFromGrant = async (
  context: Context,
  tx: Tx,
  report: {
    reportId: string | null
    grantReference: string
    fileId: string | null
    title: string
    /** Empty where there is none yet. */
    summary: string
    /** Of title and summary, ISO 639-1. */
    language: string
    year: number
    authors: readonly Omit<Contributor, 'role'>[]
    countries: readonly string[]
    themes: readonly string[]
    sdgs?: readonly number[]
    coreValues?: readonly string[]
    /** The relation in which it is begun, for the record. */
    actedAs?: string
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
  const { reportId, grantReference, fileId, actedAs } = report
  const saved = await insertDraft(context, tx, {
    ...{ draft, slug, reportId, grantReference, fileId },
    ...(actedAs === undefined ? {} : { actedAs }),
  })
  if (fileId !== null)
    await context.enqueue(tx, readPublicationFile, { publicationId: saved.id, fileId })
  return saved
}

export const insertDraft = async (
  context: Context,
  tx: Tx,
  given: {
    draft: PublicationDraft
    slug: string
    reportId?: string | null
    grantReference?: string
    fileId?: string | null
    actedAs?: string
  },
): Promise<Saved> => {
  const { grantReference, actedAs, ...made } = given
  const [id = ''] = await insertPublications(tx, [
    { ...made, status: 'draft', createdBy: actorId(context.actor), publishedAt: null },
  ])
  await settleIsbns(tx, [{ id, isbn: given.draft.isbn }], context.clock.now())
  await record(tx, context, {
    entity: 'publication',
    entityId: id,
    type: 'publication.created',
    to: 'draft',
    ...(actedAs === undefined ? {} : { actedAs }),
    data: {
      ...(given.reportId ? { reportId: given.reportId } : {}),
      ...(grantReference ? { grant: grantReference } : {}),
    },
  })
  return { id, slug: given.slug, version: 1 }
}
