import { and, asc, desc, eq, gt, gte, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  contributors,
  type FileState,
  files,
  grants,
  oldAddresses,
  organisations,
  places,
  publicationCopies,
  publicationFiles,
  publicationFunding,
  publicationPages,
  publicationPictures,
  publications,
} from '../../db/schema/index.ts'
import { NotFound } from '../errors.ts'
import type { PublicationDraft } from './draft.ts'
import { creatorsOf, type LinkedContributor } from './rules/contributors.ts'
import type { CopyReason } from './rules/copies.ts'
import type { FamilyKind } from './rules/families.ts'
import type { FileKind, Funding } from './rules/parts.ts'
import type { StoredPicture } from './rules/pictures.ts'
import type { PublicationStatus } from './rules.ts'

export type PublicationFile = {
  id: string
  sha256: string
  size: number
  pages: number | null
  state: FileState
  findings: Record<string, unknown> | null
}

/** The copy of the main file that readers get, as the bytes behind those of the file; or why there is none. */
export type ReadingCopy =
  | { sha256: string; size: number; tail: { sha256: string; size: number } }
  | { reason: CopyReason }

/** A file beside the main one, in the order in which they are shown. */
export type OtherFile = {
  /** Of its place in the publication: what its address is made of. */
  id: string
  fileId: string
  kind: FileKind
  language: string | null
  label: string | null
  licence: string | null
  sha256: string
  size: number
  mediaType: string
}

/** A publication with all that hangs on it, whatever its status. */
export type Publication = Omit<PublicationDraft, 'contributors'> & {
  id: string
  slug: string
  status: PublicationStatus
  languages: string[]
  /** All who made it, in order. */
  contributors: LinkedContributor[]
  /** Whose work it is: the authors, or the editors where there are none. */
  authors: LinkedContributor[]
  /** The main one, whose text is read. */
  file: PublicationFile | null
  /** Of the main file as it is now; null as long as none was made. */
  copy: ReadingCopy | null
  /** Of the main file's first page, narrowest first; none as long as none were drawn. */
  pictures: StoredPicture[]
  /** Of the main file; null where it is the publication's. */
  fileLicence: string | null
  otherFiles: OtherFile[]
  pageCount: number | null
  /** The first of our grants among its funding. */
  grantReference: string | null
  reportId: string | null
  familyMainId: string | null
  familyKind: FamilyKind | null
  publishedAt: Date | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
  replacedById: string | null
  createdAt: Date
  updatedAt: Date
  /** When anything public of it was last changed; null where it never was public. */
  publicChangedAt: Date | null
  version: number
}

// A join keeps the names of tables in the columns' names, which the sub-queries need.
const contributorsColumn = sql<LinkedContributor[]>`coalesce((select json_agg(json_build_object(
  'name', ${contributors.name}, 'orcid', ${contributors.orcid}, 'organisation', ${contributors.organisationName},
  'role', ${contributors.role}, 'affiliation', case when ${organisations.id} is not null then json_build_object(
    'id', ${organisations.id}, 'name', ${organisations.name}, 'ror', ${organisations.ror}) end)
  order by ${contributors.position}) from ${contributors}
  left join ${organisations} on ${organisations.id} = ${contributors.organisationId}
  where ${contributors.publicationId} = ${publications.id}), '[]'::json)`

const fundingColumn = sql<Funding[]>`coalesce((select json_agg(json_build_object(
  'grant', ${grants.reference}, 'funder', ${publicationFunding.funder}, 'funderId', ${publicationFunding.funderId},
  'awardNumber', ${publicationFunding.awardNumber}, 'awardTitle', ${publicationFunding.awardTitle},
  'awardUri', ${publicationFunding.awardUri}) order by ${publicationFunding.position}) from ${publicationFunding}
  left join ${grants} on ${grants.id} = ${publicationFunding.grantId}
  where ${publicationFunding.publicationId} = ${publications.id}), '[]'::json)`

const municipalitiesColumn = sql<
  PublicationDraft['municipalities']
>`coalesce((select json_agg(json_build_object(
  'code', ${places.code}, 'country', ${places.country},
  'name', coalesce(${places.names} ->> ${publications.language}, ${places.names} ->> 'en', ${places.names} ->> 'sv',
    (select value from jsonb_each_text(${places.names}) limit 1)))
  order by array_position(${publications.municipalities}, ${places.code})) from ${places}
  where ${places.code} = any(${publications.municipalities})), '[]'::json)`

// The same tables as the main file's join, so under names of their own.
const otherFilesColumn = sql<OtherFile[]>`coalesce((select json_agg(json_build_object(
  'id', o.id, 'fileId', o.file_id, 'kind', o.kind, 'language', o.language, 'label', o.label, 'licence', o.licence,
  'sha256', f.sha256, 'size', f.size, 'mediaType', f.media_type) order by o.position, o.id)
  from ${publicationFiles} o join ${files} f on f.id = o.file_id
  where o.publication_id = ${publications.id} and o.kind <> 'main' and o.replaced_at is null), '[]'::json)`

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
  plainSummary: publications.plainSummary,
  contributors: contributorsColumn,
  year: publications.year,
  countries: publications.countries,
  municipalities: municipalitiesColumn,
  themes: publications.themes,
  sdgs: publications.sdgs,
  sdgEvidence: publications.sdgEvidence,
  coreValues: publications.coreValues,
  audiences: publications.audiences,
  tiers: publications.tiers,
  studyTypes: publications.studyTypes,
  funding: fundingColumn,
  licence: publications.licence,
  isbn: publications.isbn,
  doi: publications.doi,
  url: publications.url,
  embargoUntil: publications.embargoUntil,
  externalId: publications.externalId,
  pageCount: publications.pageCount,
  reportId: publications.reportId,
  familyMainId: publications.familyMainId,
  familyKind: publications.familyKind,
  publishedAt: publications.publishedAt,
  withdrawnAt: publications.withdrawnAt,
  withdrawnReason: publications.withdrawnReason,
  replacedById: publications.replacedById,
  createdAt: publications.createdAt,
  updatedAt: publications.updatedAt,
  publicChangedAt: publications.publicChangedAt,
  version: publications.version,
  file: {
    id: files.id,
    sha256: files.sha256,
    size: files.size,
    pages: files.pages,
    state: files.state,
    findings: files.findings,
  },
  copy: {
    // What is never null comes first: by it the row is told from none.
    madeFrom: publicationCopies.madeFrom,
    sha256: publicationCopies.sha256,
    size: publicationCopies.size,
    tailSha256: publicationCopies.tailSha256,
    tailSize: publicationCopies.tailSize,
    reason: publicationCopies.reason,
  },
  pictures: publicationPictures.pictures,
  fileLicence: publicationFiles.licence,
  otherFiles: otherFilesColumn,
}

const query = (tx: Tx, where: SQL | undefined) =>
  tx
    .select(columns)
    .from(publications)
    .leftJoin(
      publicationFiles,
      and(
        eq(publicationFiles.publicationId, publications.id),
        eq(publicationFiles.kind, 'main'),
        isNull(publicationFiles.replacedAt),
      ),
    )
    .leftJoin(files, eq(files.id, publicationFiles.fileId))
    .leftJoin(
      publicationCopies,
      and(
        eq(publicationCopies.publicationId, publications.id),
        eq(publicationCopies.originalFileId, files.id),
      ),
    )
    .leftJoin(
      publicationPictures,
      and(
        eq(publicationPictures.publicationId, publications.id),
        eq(publicationPictures.fileId, files.id),
      ),
    )
    .where(where)

type Row = Awaited<ReturnType<typeof query>>[number]

const toPublication = (row: Row): Publication => ({
  ...row,
  copy: toCopy(row.copy),
  pictures: row.pictures ?? [],
  authors: creatorsOf(row.contributors),
  grantReference: row.funding.find(({ grant }) => grant !== null)?.grant ?? null,
})

const toCopy = (row: Row['copy']): ReadingCopy | null => {
  if (row === null) return null
  const { sha256, size, tailSha256, tailSize, reason } = row
  if (sha256 !== null && size !== null && tailSha256 !== null && tailSize !== null)
    return { sha256, size, tail: { sha256: tailSha256, size: tailSize } }
  return reason === null ? null : { reason }
}

const listed = async (rows: PromiseLike<Row[]>): Promise<Publication[]> =>
  (await rows).map(toPublication)

/** By its address, or by its id. */
export const findPublication = async (
  tx: Tx,
  address: string,
): Promise<Publication | undefined> => {
  const [row] = await query(
    tx,
    UUID.test(address) ? eq(publications.id, address) : eq(publications.slug, address),
  ).limit(1)
  return row && toPublication(row)
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
export const listPublished = async (tx: Tx, ids: readonly string[]): Promise<Publication[]> =>
  ids.length === 0
    ? []
    : listed(
        query(tx, and(eq(publications.status, 'published'), inArray(publications.id, [...ids]))),
      )

/** The same with those that were withdrawn, whose citation stays public. */
export const listPublic = async (tx: Tx, ids: readonly string[]): Promise<Publication[]> =>
  ids.length === 0
    ? []
    : listed(
        query(
          tx,
          and(
            inArray(publications.status, ['published', 'withdrawn']),
            inArray(publications.id, [...ids]),
          ),
        ),
      )

export const listByExternalId = async (tx: Tx, ids: readonly string[]): Promise<Publication[]> =>
  ids.length === 0 ? [] : listed(query(tx, inArray(publications.externalId, [...ids])))

/** The main one of a family and all that point to it, whatever their status, oldest first. */
export const listFamily = (
  tx: Tx,
  { id, familyMainId }: Pick<Publication, 'id' | 'familyMainId'>,
): Promise<Publication[]> => {
  const mainId = familyMainId ?? id
  return listed(
    query(tx, or(eq(publications.id, mainId), eq(publications.familyMainId, mainId)))
      .orderBy(asc(publications.year), asc(publications.id))
      .limit(FAMILY_MAX),
  )
}

export const FAMILY_MAX = 50

/** Published ones in the order of their ids, from after one of them: for going through all. */
export const listPublishedAfter = (
  tx: Tx,
  id: string | null,
  limit: number,
): Promise<Publication[]> =>
  listed(
    query(
      tx,
      and(eq(publications.status, 'published'), id === null ? undefined : gt(publications.id, id)),
    )
      .orderBy(asc(publications.id))
      .limit(limit),
  )

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

type OfficeFilter = { status?: PublicationStatus | undefined; words: string }

/** The office's list: newest change first, one more than a page so that the page knows of a next one. */
export const listForOffice = (
  tx: Tx,
  { page, ...filter }: OfficeFilter & { page: number },
): Promise<Publication[]> =>
  listed(
    query(tx, forOffice(filter))
      .orderBy(desc(publications.updatedAt), desc(publications.id))
      .limit(OFFICE_PAGE_SIZE + 1)
      .offset((page - 1) * OFFICE_PAGE_SIZE),
  )

/** The same after one of them. */
export const listForOfficeAfter = (
  tx: Tx,
  filter: OfficeFilter,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Publication[]> =>
  listed(
    query(
      tx,
      and(
        forOffice(filter),
        after === undefined
          ? undefined
          : sql`(${publications.updatedAt}, ${publications.id}) < (select p.updated_at, p.id from publications p where p.id = ${after}::uuid)`,
      ),
    )
      .orderBy(desc(publications.updatedAt), desc(publications.id))
      .limit(limit),
  )

export const countForOffice = (tx: Tx, filter: OfficeFilter): Promise<number> =>
  tx.$count(publications, forOffice(filter))

const forOffice = ({ status, words }: OfficeFilter): SQL | undefined => {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return and(
    status === undefined ? undefined : eq(publications.status, status),
    words === ''
      ? undefined
      : or(ilike(publications.searchText, pattern), eq(publications.slug, words)),
  )
}

/** Texts of the pages of several publications, in order. Who may read them is for the caller to ask. */
export const listPages = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          publicationId: publicationPages.publicationId,
          number: publicationPages.number,
          text: publicationPages.text,
          language: publicationPages.language,
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

/** Which of the addresses that begin so are taken, by a publication or by what one was once found under. */
export const listSlugs = async (tx: Tx, beginnings: readonly string[]): Promise<Set<string>> => {
  if (beginnings.length === 0) return new Set()
  const rows = await tx.execute<{ slug: string }>(
    sql`select slug from (select ${publications.slug} as slug from ${publications}
        union select substr(${oldAddresses.path}, ${OLD_PREFIX.length + 1}) from ${oldAddresses}
        where starts_with(${oldAddresses.path}, ${OLD_PREFIX})) taken
      where regexp_replace(slug, '-\\d+$', '') in ${[...beginnings]} or slug in ${[...beginnings]}`,
  )
  return new Set(rows.map(({ slug }) => slug))
}

const OLD_PREFIX = '/publications/'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
