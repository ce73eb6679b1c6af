import { and, asc, desc, eq, gt, gte, ilike, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  contributors,
  files,
  grants,
  publicationPages,
  publications,
} from '../../db/schema/index.ts'
import { NotFound, Stale } from '../errors.ts'
import type { StoredFile } from '../storage.ts'
import type { Author, PublicationStatus } from './rules.ts'
import type { PublicationDraft } from './schema.ts'
import { searchTextOf } from './words.ts'

export type PublicationFile = {
  id: string
  sha256: string
  size: number
  pages: number | null
  state: string
  findings: Record<string, unknown> | null
}

/** A publication with all that hangs on it, whatever its status. */
export type Publication = PublicationDraft & {
  id: string
  slug: string
  status: PublicationStatus
  languages: string[]
  file: PublicationFile | null
  pageCount: number | null
  grantReference: string | null
  reportId: string | null
  publishedAt: Date | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
  createdAt: Date
  updatedAt: Date
  version: number
}

// A join keeps the names of tables in the columns' names, which the sub-query needs.
const authorsColumn = sql<Author[]>`coalesce((select json_agg(json_build_object(
  'name', ${contributors.name}, 'orcid', ${contributors.orcid}, 'organisation', ${contributors.organisationName})
  order by ${contributors.position}) from ${contributors}
  where ${contributors.publicationId} = ${publications.id}), '[]'::json)`

const columns = {
  id: publications.id,
  slug: publications.slug,
  status: publications.status,
  type: publications.type,
  series: publications.series,
  number: publications.number,
  language: publications.language,
  languages: publications.languages,
  title: publications.title,
  abstract: publications.abstract,
  keyMessages: publications.keyMessages,
  authors: authorsColumn,
  year: publications.year,
  countries: publications.countries,
  themes: publications.themes,
  sdgs: publications.sdgs,
  coreValues: publications.coreValues,
  licence: publications.licence,
  isbn: publications.isbn,
  doi: publications.doi,
  url: publications.url,
  externalId: publications.externalId,
  pageCount: publications.pageCount,
  grantReference: grants.reference,
  reportId: publications.reportId,
  publishedAt: publications.publishedAt,
  withdrawnAt: publications.withdrawnAt,
  withdrawnReason: publications.withdrawnReason,
  createdAt: publications.createdAt,
  updatedAt: publications.updatedAt,
  version: publications.version,
  file: {
    id: files.id,
    sha256: files.sha256,
    size: files.size,
    pages: files.pages,
    state: files.state,
    findings: files.findings,
  },
}

const select = (tx: Tx, where: SQL | undefined) =>
  tx
    .select(columns)
    .from(publications)
    .leftJoin(files, eq(files.id, publications.fileId))
    .leftJoin(grants, eq(grants.id, publications.grantId))
    .where(where)

/** By its address, or by its id. */
export const findPublication = async (
  tx: Tx,
  address: string,
): Promise<Publication | undefined> => {
  const [row] = await select(
    tx,
    UUID.test(address) ? eq(publications.id, address) : eq(publications.slug, address),
  ).limit(1)
  return row
}

export const getPublication = async (tx: Tx, address: string): Promise<Publication> => {
  const found = await findPublication(tx, address)
  if (!found) throw new NotFound('publication')
  return found
}

/** Keeps others from changing it until the transaction ends. */
export const lockPublication = async (tx: Tx, address: string): Promise<Publication> => {
  const { id } = await getPublication(tx, address)
  await tx
    .select({ id: publications.id })
    .from(publications)
    .where(eq(publications.id, id))
    .for('update')
  return getPublication(tx, id)
}

/** In any order; those that are not there, or not published, are left out. */
export const listPublished = (tx: Tx, ids: readonly string[]): Promise<Publication[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : select(tx, and(eq(publications.status, 'published'), inArray(publications.id, [...ids])))

export const listByExternalId = (tx: Tx, ids: readonly string[]): Promise<Publication[]> =>
  ids.length === 0 ? Promise.resolve([]) : select(tx, inArray(publications.externalId, [...ids]))

/** Published ones in the order of their ids, from after one of them: for going through all. */
export const listPublishedAfter = (
  tx: Tx,
  id: string | null,
  limit: number,
): Promise<Publication[]> =>
  select(
    tx,
    and(eq(publications.status, 'published'), id === null ? undefined : gt(publications.id, id)),
  )
    .orderBy(asc(publications.id))
    .limit(limit)

export const listChangedSince = async (tx: Tx, since: Date): Promise<string[]> =>
  (
    await tx
      .select({ id: publications.id })
      .from(publications)
      .where(gte(publications.updatedAt, since))
  ).map(({ id }) => id)

export const countPublished = (tx: Tx): Promise<number> =>
  tx.$count(publications, eq(publications.status, 'published'))

export const OFFICE_PAGE_SIZE = 50

/** The office's list: newest change first, one more than a page so that the page knows of a next one. */
export const listForOffice = (
  tx: Tx,
  { status, words, page }: { status?: PublicationStatus | undefined; words: string; page: number },
): Promise<Publication[]> => {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return select(
    tx,
    and(
      status === undefined ? undefined : eq(publications.status, status),
      words === ''
        ? undefined
        : or(ilike(publications.searchText, pattern), eq(publications.slug, words)),
    ),
  )
    .orderBy(desc(publications.updatedAt), desc(publications.id))
    .limit(OFFICE_PAGE_SIZE + 1)
    .offset((page - 1) * OFFICE_PAGE_SIZE)
}

/** Texts of the pages of several publications, in order. */
export const listPages = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          publicationId: publicationPages.publicationId,
          number: publicationPages.number,
          text: publicationPages.text,
        })
        .from(publicationPages)
        .where(inArray(publicationPages.publicationId, [...ids]))
        .orderBy(asc(publicationPages.publicationId), asc(publicationPages.number))

/** One page's text, or the first that has any. */
export const findPage = async (tx: Tx, id: string, number: number | null) => {
  const [row] = await tx
    .select({ number: publicationPages.number, text: publicationPages.text })
    .from(publicationPages)
    .where(
      and(
        eq(publicationPages.publicationId, id),
        number === null ? undefined : eq(publicationPages.number, number),
      ),
    )
    .orderBy(asc(publicationPages.number))
    .limit(1)
  return row
}

/** Which of the addresses that begin so are taken. */
export const listSlugs = async (tx: Tx, beginnings: readonly string[]): Promise<Set<string>> => {
  if (beginnings.length === 0) return new Set()
  const rows = await tx
    .select({ slug: publications.slug })
    .from(publications)
    .where(
      sql`regexp_replace(${publications.slug}, '-\\d+$', '') in ${[...beginnings]} or ${publications.slug} in ${[...beginnings]}`,
    )
  return new Set(rows.map(({ slug }) => slug))
}

export type NewPublication = {
  draft: PublicationDraft
  slug: string
  status: PublicationStatus
  createdBy: string | null
  publishedAt: Date | null
  grantId?: string | null
  reportId?: string | null
  fileId?: string | null
  pageCount?: number | null
}

/** Ids in the order given. */
export const insertPublications = async (
  tx: Tx,
  given: readonly NewPublication[],
): Promise<string[]> => {
  if (given.length === 0) return []
  const rows = await tx
    .insert(publications)
    .values(
      given.map(({ draft, ...rest }) => ({
        ...columnsOf(draft),
        publishedBy: rest.publishedAt && rest.createdBy,
        ...rest,
      })),
    )
    .returning({ id: publications.id })
  const ids = rows.map(({ id }) => id)
  await insertAuthors(
    tx,
    given.map(({ draft }, index) => ({ id: ids[index] ?? '', draft })),
  )
  return ids
}

export type Change = Partial<{
  status: PublicationStatus
  fileId: string | null
  pageCount: number | null
  publishedAt: Date | null
  publishedBy: string | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
}>

/** The guarded update: whoever states an older version changes nothing and gets `Stale`. */
export const changePublication = async (
  tx: Tx,
  { id, version }: { id: string; version: number },
  { draft, ...change }: Change & { draft?: PublicationDraft },
  now: Date,
): Promise<number> => {
  const [row] = await tx
    .update(publications)
    .set({
      ...(draft ? columnsOf(draft) : {}),
      ...change,
      updatedAt: later(now),
      version: sql`${publications.version} + 1`,
    })
    .where(and(eq(publications.id, id), eq(publications.version, version)))
    .returning({ version: publications.version })
  if (!row) throw new Stale()
  if (draft) {
    await tx.delete(contributors).where(eq(contributors.publicationId, id))
    await insertAuthors(tx, [{ id, draft }])
  }
  return row.version
}

/** What the cage read: no change of anybody's, so nobody's version is stale for it. */
export const markRead = async (
  tx: Tx,
  id: string,
  pageCount: number | null,
  now: Date,
): Promise<void> => {
  await tx
    .update(publications)
    .set({ pageCount, updatedAt: later(now) })
    .where(eq(publications.id, id))
}

/** Puts these pages in the place of all that were there. Empty pages are not kept. */
export const replacePages = async (
  tx: Tx,
  id: string,
  pages: readonly string[],
  language: string,
): Promise<void> => {
  await tx.delete(publicationPages).where(eq(publicationPages.publicationId, id))
  const rows = pages
    .map((text, index) => ({ publicationId: id, number: index + 1, text, language }))
    .filter(({ text }) => text.trim() !== '')
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx.insert(publicationPages).values(rows.slice(from, from + ROWS_AT_ONCE))
}

/** The row of a file's bytes; the same bytes are one row. */
export const ensureFile = async (
  tx: Tx,
  { sha256, size }: StoredFile,
  mediaType: string,
): Promise<string> => {
  const [made] = await tx
    .insert(files)
    .values({ sha256, size, mediaType })
    .onConflictDoNothing({ target: files.sha256 })
    .returning({ id: files.id })
  if (made) return made.id
  const [existing] = await tx.select({ id: files.id }).from(files).where(eq(files.sha256, sha256))
  if (!existing) throw new Error('a file neither made nor found')
  return existing.id
}

/** Every change has an instant of its own: the search engine tells older pages from newer ones by it. */
const later = (now: Date) =>
  sql`greatest(${now.toISOString()}::timestamptz, ${publications.updatedAt} + interval '1 millisecond')`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const ROWS_AT_ONCE = 500

const columnsOf = (draft: PublicationDraft) => {
  const { authors: _, ...rest } = draft
  return {
    ...rest,
    languages: [draft.language],
    searchText: searchTextOf(draft),
  }
}

const insertAuthors = async (
  tx: Tx,
  given: readonly { id: string; draft: PublicationDraft }[],
): Promise<void> => {
  const rows = given.flatMap(({ id, draft }) =>
    draft.authors.map(({ name, orcid, organisation }, position) => ({
      publicationId: id,
      position,
      name,
      orcid,
      organisationName: organisation,
    })),
  )
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx.insert(contributors).values(rows.slice(from, from + ROWS_AT_ONCE))
}
