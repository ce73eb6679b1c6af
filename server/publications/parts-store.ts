import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  isbns,
  oldAddresses,
  publicationFiles,
  publicationNotes,
  publications,
} from '../../db/schema/index.ts'
import type { FileKind, NoteKind } from './rules/parts.ts'
import type { LanguageTexts, PublicationStatus } from './rules.ts'

export type Note = { id: string; kind: NoteKind; text: LanguageTexts; notedAt: Date }

/** Public notes, newest first. */
export const listNotes = (tx: Tx, publicationId: string): Promise<Note[]> =>
  tx
    .select({
      id: publicationNotes.id,
      kind: publicationNotes.kind,
      text: publicationNotes.text,
      notedAt: publicationNotes.notedAt,
    })
    .from(publicationNotes)
    .where(eq(publicationNotes.publicationId, publicationId))
    .orderBy(desc(publicationNotes.notedAt), desc(publicationNotes.id))

export const insertNote = async (
  tx: Tx,
  note: {
    publicationId: string
    kind: NoteKind
    text: Record<string, string>
    notedAt: Date
    notedBy: string | null
  },
): Promise<void> => {
  await tx.insert(publicationNotes).values(note)
}

export const insertFile = async (
  tx: Tx,
  file: {
    publicationId: string
    fileId: string
    kind: FileKind
    language: string | null
    label: string | null
    licence: string | null
  },
): Promise<void> => {
  await tx.insert(publicationFiles).values({
    ...file,
    position: sql`(select coalesce(max(${publicationFiles.position}), 0) + 1 from ${publicationFiles}
      where ${publicationFiles.publicationId} = ${file.publicationId})`,
  })
}

/** Takes a file other than the main one away; it stays on record. Whether there was one. */
export const retireFile = async (
  tx: Tx,
  publicationId: string,
  id: string,
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .update(publicationFiles)
    .set({ replacedAt: now })
    .where(
      and(
        eq(publicationFiles.id, id),
        eq(publicationFiles.publicationId, publicationId),
        ne(publicationFiles.kind, 'main'),
        isNull(publicationFiles.replacedAt),
      ),
    )
    .returning({ id: publicationFiles.id })
  return rows.length > 0
}

/** Files that others took the place of, newest first. */
export const listReplacedFiles = (tx: Tx, publicationId: string) =>
  tx
    .select({
      id: publicationFiles.id,
      kind: publicationFiles.kind,
      label: publicationFiles.label,
      replacedAt: publicationFiles.replacedAt,
    })
    .from(publicationFiles)
    .where(
      and(
        eq(publicationFiles.publicationId, publicationId),
        sql`${publicationFiles.replacedAt} is not null`,
      ),
    )
    .orderBy(desc(publicationFiles.replacedAt))

export const hasFamilyMembers = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.$count(publications, eq(publications.familyMainId, id))) > 0

/** Which publications use these ISBNs of the pool; those not in the pool are left out. */
export const lockIsbns = (tx: Tx, numbers: readonly string[]) =>
  tx
    .select({ isbn: isbns.isbn, publicationId: isbns.publicationId })
    .from(isbns)
    .where(inArray(isbns.isbn, [...numbers]))
    .orderBy(asc(isbns.isbn))
    .for('update')

export const assignIsbn = async (
  tx: Tx,
  isbn: string,
  publicationId: string,
  now: Date,
): Promise<void> => {
  await tx.update(isbns).set({ publicationId, assignedAt: now }).where(eq(isbns.isbn, isbn))
}

/** What these publications were given from the pool. */
export const listAssigned = (tx: Tx, publicationIds: readonly string[]) =>
  tx
    .select({ isbn: isbns.isbn, written: isbns.written, publicationId: isbns.publicationId })
    .from(isbns)
    .where(inArray(isbns.publicationId, [...publicationIds]))

/** The next free one of the pool, locked; another transaction that asks at the same time gets the one after it. */
export const takeFreeIsbn = async (tx: Tx) => {
  const [row] = await tx
    .select({ isbn: isbns.isbn, written: isbns.written })
    .from(isbns)
    .where(isNull(isbns.publicationId))
    .orderBy(asc(isbns.isbn))
    .limit(1)
    .for('update', { skipLocked: true })
  return row
}

/** Takes in what is new of these; how many that were. */
export const insertIsbns = async (
  tx: Tx,
  given: readonly { isbn: string; written: string }[],
): Promise<number> =>
  given.length === 0
    ? 0
    : (
        await tx
          .insert(isbns)
          .values([...given])
          .onConflictDoNothing()
          .returning({ isbn: isbns.isbn })
      ).length

export const countFreeIsbns = (tx: Tx): Promise<number> =>
  tx.$count(isbns, isNull(isbns.publicationId))

export const ISBNS_SHOWN_MAX = 500

/** The pool, free ones first, with whom the others are at. */
export const listIsbns = (tx: Tx) =>
  tx
    .select({
      isbn: isbns.isbn,
      written: isbns.written,
      assignedAt: isbns.assignedAt,
      publicationId: isbns.publicationId,
      title: publications.title,
      language: publications.language,
    })
    .from(isbns)
    .leftJoin(publications, eq(publications.id, isbns.publicationId))
    .orderBy(sql`${isbns.publicationId} is not null`, asc(isbns.isbn))
    .limit(ISBNS_SHOWN_MAX)

/** Where an old address leads to now. */
export const findMoved = async (
  tx: Tx,
  path: string,
): Promise<{ slug: string; status: PublicationStatus } | undefined> => {
  const [row] = await tx
    .select({ slug: publications.slug, status: publications.status })
    .from(oldAddresses)
    .innerJoin(publications, eq(publications.id, oldAddresses.publicationId))
    .where(eq(oldAddresses.path, path))
  return row
}

export const listOldAddresses = async (tx: Tx, publicationId: string): Promise<string[]> =>
  (
    await tx
      .select({ path: oldAddresses.path })
      .from(oldAddresses)
      .where(eq(oldAddresses.publicationId, publicationId))
      .orderBy(asc(oldAddresses.path))
  ).map(({ path }) => path)

/** Which of these lead to another publication already. */
export const insertOldAddresses = async (
  tx: Tx,
  publicationId: string,
  paths: readonly string[],
): Promise<{ added: string[]; taken: string[] }> => {
  if (paths.length === 0) return { added: [], taken: [] }
  const added = await tx
    .insert(oldAddresses)
    .values(paths.map((path) => ({ path, publicationId })))
    .onConflictDoNothing()
    .returning({ path: oldAddresses.path })
  const taken = await tx
    .select({ path: oldAddresses.path })
    .from(oldAddresses)
    .where(
      and(inArray(oldAddresses.path, [...paths]), ne(oldAddresses.publicationId, publicationId)),
    )
  return { added: added.map(({ path }) => path), taken: taken.map(({ path }) => path) }
}

export const deleteOldAddress = async (
  tx: Tx,
  publicationId: string,
  path: string,
): Promise<boolean> =>
  (
    await tx
      .delete(oldAddresses)
      .where(and(eq(oldAddresses.path, path), eq(oldAddresses.publicationId, publicationId)))
      .returning({ path: oldAddresses.path })
  ).length > 0

/** Numbers in use, series by series; those of withdrawn publications are free again. */
export const listNumbers = (tx: Tx) =>
  tx
    .select({
      series: sql<string>`${publications.series}`,
      numbers: sql<string[]>`array_agg(${publications.number})`,
    })
    .from(publications)
    .where(
      and(
        ne(publications.status, 'withdrawn'),
        sql`${publications.series} is not null and ${publications.number} is not null`,
      ),
    )
    .groupBy(publications.series)

/** Published ones whose embargo is over and that have not been changed since: see `isLiftDue`. */
export const listLiftDue = async (tx: Tx, now: Date, limit: number): Promise<string[]> =>
  (
    await tx
      .select({ id: publications.id })
      .from(publications)
      .where(
        and(
          eq(publications.status, 'published'),
          sql`${publications.embargoUntil} <= ${now.toISOString()}::timestamptz`,
          sql`${publications.updatedAt} < ${publications.embargoUntil}`,
        ),
      )
      .limit(limit)
  ).map(({ id }) => id)
