import { eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { publicationMarks, publicationPrints, publications } from '../../db/schema/index.ts'
import { type Marked, marksOf } from './rules/marks.ts'
import { printsOf } from './rules/prints.ts'

/** Raised when the rules make other marks or prints of the same publication: the nightly job then makes them anew. */
export const MARKS_VERSION = 1
const ROWS_AT_ONCE = 1_000

/** Puts these marks in the place of those that were there. */
export const replaceMarks = async (
  tx: Tx,
  given: readonly { id: string; draft: Marked }[],
): Promise<void> => {
  const ids = given.map(({ id }) => id)
  if (ids.length === 0) return
  await tx.delete(publicationMarks).where(inArray(publicationMarks.publicationId, ids))
  const rows = given.flatMap(({ id, draft }) =>
    marksOf(draft).map((mark) => ({ publicationId: id, ...mark })),
  )
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx.insert(publicationMarks).values(rows.slice(from, from + ROWS_AT_ONCE))
}

/** Makes the prints of a publication's text, if an empty one. */
export const replacePrints = async (
  tx: Tx,
  given: readonly { id: string; pages: readonly string[] }[],
): Promise<void> => {
  if (given.length === 0) return
  await tx
    .insert(publicationPrints)
    .values(
      given.map(({ id, pages }) => ({
        publicationId: id,
        prints: printsOf(pages),
        rulesVersion: MARKS_VERSION,
      })),
    )
    .onConflictDoUpdate({
      target: publicationPrints.publicationId,
      set: { prints: sql`excluded.prints`, rulesVersion: sql`excluded.rules_version` },
    })
}

/** Publications from before there were marks, or whose marks other rules made. */
export const listUnmarked = (tx: Tx, limit: number) =>
  tx
    .select({
      id: publications.id,
      title: publications.title,
      doi: publications.doi,
      isbn: publications.isbn,
    })
    .from(publications)
    .leftJoin(publicationPrints, eq(publicationPrints.publicationId, publications.id))
    .where(sql`coalesce(${publicationPrints.rulesVersion}, 0) <> ${sql.raw(String(MARKS_VERSION))}`)
    .orderBy(publications.id)
    .limit(limit)

export const findPrints = async (tx: Tx, id: string): Promise<number[]> =>
  (
    await tx
      .select({ prints: publicationPrints.prints })
      .from(publicationPrints)
      .where(eq(publicationPrints.publicationId, id))
  )[0]?.prints ?? []
