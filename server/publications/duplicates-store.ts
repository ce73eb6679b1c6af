import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  dismissedDuplicates,
  files,
  people,
  publicationFiles,
  publicationMarks,
  publicationPrints,
  publications,
} from '../../db/schema/index.ts'
import { DUPLICATES_MAX, type LikenessKind, TITLE_ALIKE_MIN } from './rules/duplicates.ts'
import type { Mark } from './rules/marks.ts'

/** Whose eyes it is for: all there is, or what is public at an instant and what that person began. */
export type Reach = { isAll: true } | { isAll: false; personId: string | null; now: Date }

/** That something may be known of; text and file of what is under embargo may not. */
const known = (reach: Reach, what: 'record' | 'text'): SQL | undefined => {
  if (reach.isAll) return undefined
  const isOpen =
    what === 'record'
      ? inArray(publications.status, ['published', 'withdrawn'])
      : and(
          eq(publications.status, 'published'),
          sql`(${publications.embargoUntil} is null or ${publications.embargoUntil} <= ${reach.now.toISOString()}::timestamptz)`,
        )
  return reach.personId === null ? isOpen : or(isOpen, eq(publications.createdBy, reach.personId))
}

type Asked = { ownId: string | null; reach: Reach }
const isOther = ({ ownId }: Asked): SQL | undefined =>
  ownId === null ? undefined : ne(publications.id, ownId)

/** Publications by the same DOI or ISBN. */
export const findByNumbers = (
  tx: Tx,
  marks: readonly Mark[],
  asked: Asked,
): Promise<{ id: string; kind: 'doi' | 'isbn' }[]> => {
  const numbers = marks.filter(({ kind }) => kind !== 'title')
  if (numbers.length === 0) return Promise.resolve([])
  const isOne = numbers.map(
    ({ kind, value }) =>
      sql`(${publicationMarks.kind} = ${kind} and ${publicationMarks.value} = ${value})`,
  )
  return tx
    .select({
      id: publications.id,
      kind: sql<'doi' | 'isbn'>`${publicationMarks.kind}`,
    })
    .from(publicationMarks)
    .innerJoin(publications, eq(publications.id, publicationMarks.publicationId))
    .where(
      and(
        sql`${publicationMarks.kind} <> 'title'`,
        or(...isOne),
        isOther(asked),
        known(asked.reach, 'record'),
      ),
    )
    .limit(CANDIDATES_MAX)
}

/** Publications whose main file has the same bytes. */
export const findByFile = (tx: Tx, sha256: string, asked: Asked): Promise<{ id: string }[]> =>
  tx
    .select({ id: publications.id })
    .from(files)
    .innerJoin(publicationFiles, eq(publicationFiles.fileId, files.id))
    .innerJoin(publications, eq(publications.id, publicationFiles.publicationId))
    .where(
      and(
        eq(files.sha256, sha256),
        eq(publicationFiles.kind, 'main'),
        sql`${publicationFiles.replacedAt} is null`,
        isOther(asked),
        known(asked.reach, 'text'),
      ),
    )
    .limit(CANDIDATES_MAX)

/** Which of these DOIs (as marks) and files are another publication's already. */
export const findTaken = async (
  tx: Tx,
  { dois, hashes }: { dois: readonly string[]; hashes: readonly string[] },
): Promise<Set<string>> => {
  const byDoi =
    dois.length === 0
      ? []
      : await tx
          .selectDistinct({ value: publicationMarks.value })
          .from(publicationMarks)
          .where(
            and(
              sql`${publicationMarks.kind} <> 'title'`,
              eq(publicationMarks.kind, 'doi'),
              inArray(publicationMarks.value, [...dois]),
            ),
          )
  const byFile =
    hashes.length === 0
      ? []
      : await tx
          .selectDistinct({ value: files.sha256 })
          .from(files)
          .innerJoin(publicationFiles, eq(publicationFiles.fileId, files.id))
          .where(
            and(
              inArray(files.sha256, [...hashes]),
              eq(publicationFiles.kind, 'main'),
              sql`${publicationFiles.replacedAt} is null`,
            ),
          )
  return new Set([...byDoi, ...byFile].map(({ value }) => value))
}

/** Publications with a title that is alike, in any of its languages; whether it is enough is for the rules to say. */
export const findByTitles = (
  tx: Tx,
  marks: readonly Mark[],
  asked: Asked,
): Promise<{ id: string; own: string; other: string; share: number }[]> => {
  const titles = marks.filter(({ kind }) => kind === 'title').map(({ value }) => value)
  if (titles.length === 0) return Promise.resolve([])
  return tx.transaction(async (inner) => {
    // The index finds by this threshold.
    await inner.execute(
      sql`select set_config('pg_trgm.similarity_threshold', ${String(TITLE_ALIKE_MIN)}, true)`,
    )
    const own = sql`unnest(array[${sql.join(
      titles.map((title) => sql`${title}`),
      sql`, `,
    )}]::text[])`
    return [
      ...(await inner.execute<{ id: string; own: string; other: string; share: number }>(
        sql`select ${publications.id} as id, t.own, ${publicationMarks.value} as other,
              similarity(${publicationMarks.value}, t.own) as share
            from ${own} t(own)
            join ${publicationMarks} on ${publicationMarks.kind} = 'title' and ${publicationMarks.value} % t.own
            join ${publications} on ${publications.id} = ${publicationMarks.publicationId}
            where ${and(sql`true`, isOther(asked), known(asked.reach, 'record'))}
            order by share desc, id limit ${CANDIDATES_MAX}`,
      )),
    ]
  })
}

/** Publications whose texts have most prints in common with these. */
export const findByPrints = (
  tx: Tx,
  prints: readonly number[],
  asked: Asked,
): Promise<{ id: string; prints: number[] }[]> => {
  if (prints.length === 0) return Promise.resolve([])
  const own = sql`string_to_array(${prints.join(',')}, ',')::integer[]`
  return tx.transaction(async (inner) => {
    // The planner takes prints for common ones, of which there are none, and would go through all of them.
    await inner.execute(sql`select set_config('enable_seqscan', 'off', true)`)
    const found = [
      ...(await inner.execute<{ id: string; prints: number[] }>(
        sql`select ${publications.id} as id, ${publicationPrints.prints} as prints
            from ${publicationPrints}
            join ${publications} on ${publications.id} = ${publicationPrints.publicationId}
            where ${and(sql`${publicationPrints.prints} && ${own}`, isOther(asked), known(asked.reach, 'text'))}
            order by (select count(*) from unnest(${publicationPrints.prints}) p(print) where p.print = any(${own})) desc
            limit ${DUPLICATES_MAX}`,
      )),
    ]
    await inner.execute(sql`select set_config('enable_seqscan', 'on', true)`)
    return found
  })
}

/** More than are shown, since some are dismissed or of the same family. */
const CANDIDATES_MAX = 50

/** What is shown of one that may be the same. */
export type Alike = Awaited<ReturnType<typeof listAlike>>[number]

export const listAlike = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          id: publications.id,
          slug: publications.slug,
          status: publications.status,
          title: publications.title,
          language: publications.language,
          year: publications.year,
          type: publications.type,
          familyMainId: publications.familyMainId,
        })
        .from(publications)
        .where(inArray(publications.id, [...ids]))

export type Dismissed = {
  otherId: string
  kinds: LikenessKind[]
  reason: string
  dismissedAt: Date
  byName: string | null
}

/** Which were found to be no duplicates of this one, and why; the latest first. */
export const listDismissed = async (tx: Tx, id: string): Promise<Dismissed[]> =>
  (
    await tx
      .select({
        firstId: dismissedDuplicates.firstId,
        secondId: dismissedDuplicates.secondId,
        kinds: dismissedDuplicates.kinds,
        reason: dismissedDuplicates.reason,
        dismissedAt: dismissedDuplicates.dismissedAt,
        byName: people.name,
      })
      .from(dismissedDuplicates)
      .leftJoin(people, eq(people.id, dismissedDuplicates.dismissedBy))
      .where(or(eq(dismissedDuplicates.firstId, id), eq(dismissedDuplicates.secondId, id)))
      .orderBy(sql`${dismissedDuplicates.dismissedAt} desc`)
  ).map(({ firstId, secondId, ...rest }) => ({
    otherId: firstId === id ? secondId : firstId,
    ...rest,
  }))

export const saveDismissal = async (
  tx: Tx,
  pair: readonly [string, string],
  given: {
    kinds: LikenessKind[]
    reason: string
    dismissedAt: Date
    dismissedBy: string | null
  },
): Promise<void> => {
  await tx
    .insert(dismissedDuplicates)
    .values({ ...inOrder(pair), ...given })
    .onConflictDoUpdate({
      target: [dismissedDuplicates.firstId, dismissedDuplicates.secondId],
      set: given,
    })
}

/** Whether there was one. */
export const deleteDismissal = async (
  tx: Tx,
  pair: readonly [string, string],
): Promise<boolean> => {
  const { firstId, secondId } = inOrder(pair)
  const gone = await tx
    .delete(dismissedDuplicates)
    .where(
      and(eq(dismissedDuplicates.firstId, firstId), eq(dismissedDuplicates.secondId, secondId)),
    )
    .returning({ id: dismissedDuplicates.firstId })
  return gone.length > 0
}

const inOrder = ([one, other]: readonly [string, string]) =>
  one < other ? { firstId: one, secondId: other } : { firstId: other, secondId: one }
