import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  contributors,
  files,
  grants,
  organisationNames,
  organisations,
  places,
  publicationFiles,
  publicationFunding,
  publicationPages,
  publications,
} from '../../db/schema/index.ts'
import { Stale } from '../errors.ts'
import type { StoredFile } from '../storage.ts'
import { fold } from '../vocabulary/fold.ts'
import type { PublicationDraft } from './draft.ts'
import { replaceMarks, replacePrints } from './marks-store.ts'
import type { FamilyKind } from './rules/families.ts'
import type { PublicationStatus } from './rules.ts'
import { searchTextOf } from './words.ts'

export type NewPublication = {
  draft: PublicationDraft
  slug: string
  status: PublicationStatus
  createdBy: string | null
  publishedAt: Date | null
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
      given.map(({ draft, fileId: _, ...rest }) => ({
        ...columnsOf(draft),
        publishedBy: rest.publishedAt && rest.createdBy,
        ...rest,
      })),
    )
    .returning({ id: publications.id })
  const made = given.map(({ draft, fileId }, index) => ({
    id: rows[index]?.id ?? '',
    draft,
    fileId,
  }))
  await insertParts(tx, made)
  await replacePrints(
    tx,
    made.map(({ id }) => ({ id, pages: [] })),
  )
  const filed = made.flatMap(({ id, fileId }) =>
    fileId ? [{ publicationId: id, fileId, kind: 'main' as const }] : [],
  )
  if (filed.length > 0) await tx.insert(publicationFiles).values(filed)
  return made.map(({ id }) => id)
}

export type Change = Partial<{
  status: PublicationStatus
  slug: string
  pageCount: number | null
  familyMainId: string | null
  familyKind: FamilyKind | null
  publishedAt: Date | null
  publishedBy: string | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
  replacedById: string | null
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
    await tx.delete(publicationFunding).where(eq(publicationFunding.publicationId, id))
    await insertParts(tx, [{ id, draft }])
  }
  return row.version
}

/**
 * Something that these show has changed elsewhere: what the cage read, a member of the family, an embargo that is
 * over. No change of anybody's, so nobody's version is stale for it.
 */
export const touchPublications = async (
  tx: Tx,
  ids: readonly string[],
  now: Date,
  change: { pageCount?: number | null } = {},
): Promise<void> => {
  if (ids.length === 0) return
  await tx
    .update(publications)
    .set({ ...change, updatedAt: later(now) })
    .where(inArray(publications.id, [...ids]))
}

/** Puts a file in the place of the main one, which stays on record. */
export const replaceMainFile = async (
  tx: Tx,
  publicationId: string,
  fileId: string,
  now: Date,
): Promise<void> => {
  const [before] = await tx
    .update(publicationFiles)
    .set({ replacedAt: now })
    .where(
      and(
        eq(publicationFiles.publicationId, publicationId),
        eq(publicationFiles.kind, 'main'),
        sql`${publicationFiles.replacedAt} is null`,
      ),
    )
    .returning({ licence: publicationFiles.licence, language: publicationFiles.language })
  await tx.insert(publicationFiles).values({ ...before, publicationId, fileId, kind: 'main' })
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
  await replacePrints(tx, [{ id, pages }])
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

const ROWS_AT_ONCE = 500

const columnsOf = (draft: PublicationDraft) => {
  const { contributors: _, funding: __, municipalities, ...rest } = draft
  return {
    ...rest,
    municipalities: municipalities.map(({ code }) => code),
    languages: [draft.language],
    searchText: searchTextOf(draft),
  }
}

type Made = { id: string; draft: PublicationDraft }

const insertParts = async (tx: Tx, given: readonly Made[]): Promise<void> => {
  await ensurePlaces(tx, given)
  await replaceMarks(tx, given)
  const known = await organisationIds(tx, given)
  const people = given.flatMap(({ id, draft }) =>
    draft.contributors.map(({ name, orcid, organisation, role }, position) => ({
      publicationId: id,
      position,
      name,
      orcid,
      role,
      organisationId: (organisation && known.get(wordedAs(organisation))) || null,
      organisationName: organisation,
    })),
  )
  for (let from = 0; from < people.length; from += ROWS_AT_ONCE)
    await tx.insert(contributors).values(people.slice(from, from + ROWS_AT_ONCE))
  const funding = given.flatMap(({ id, draft }) =>
    draft.funding.map(({ grant, ...row }, position) => ({
      publicationId: id,
      position,
      // A reference that is none of ours leaves the row without a funder, which the table refuses by name.
      grantId:
        grant === null
          ? null
          : sql`(select ${grants.id} from ${grants} where ${grants.reference} = ${grant})`,
      ...row,
    })),
  )
  for (let from = 0; from < funding.length; from += ROWS_AT_ONCE)
    await tx.insert(publicationFunding).values(funding.slice(from, from + ROWS_AT_ONCE))
}

const ensurePlaces = async (tx: Tx, given: readonly Made[]): Promise<void> => {
  const wanted = new Map(
    given.flatMap(({ draft }) =>
      draft.municipalities.map(({ code, country, name }) => [
        code,
        { code, country, names: { [draft.language]: name } },
      ]),
    ),
  )
  if (wanted.size > 0)
    await tx
      .insert(places)
      .values([...wanted.values()])
      .onConflictDoNothing()
}

/** Organisations of the register by a written name or ROR, where exactly one goes by it. */
const organisationIds = async (tx: Tx, given: readonly Made[]): Promise<Map<string, string>> => {
  const written = new Set(
    given.flatMap(({ draft }) =>
      draft.contributors.flatMap(({ organisation }) => organisation ?? []).map(wordedAs),
    ),
  )
  if (written.size === 0) return new Map()
  const rows = await tx
    .selectDistinct({
      id: organisations.id,
      folded: organisationNames.folded,
      ror: organisations.ror,
    })
    .from(organisations)
    .innerJoin(organisationNames, eq(organisationNames.organisationId, organisations.id))
    .where(
      and(
        eq(organisations.status, 'listed'),
        sql`(${inArray(organisationNames.folded, [...written])} or ${inArray(organisations.ror, [...written])})`,
      ),
    )
  const owners = new Map<string, Set<string>>()
  for (const { id, folded, ror } of rows)
    for (const word of [folded, ror ?? ''])
      if (written.has(word)) owners.set(word, (owners.get(word) ?? new Set()).add(id))
  return new Map(
    [...owners].flatMap(([word, ids]) =>
      ids.size === 1 ? [...ids].map((id) => [word, id] as const) : [],
    ),
  )
}

const wordedAs = (organisation: string): string =>
  /^https?:\/\/ror\.org\//i.test(organisation)
    ? organisation.toLowerCase().replace(/^http:/, 'https:')
    : fold(organisation)
