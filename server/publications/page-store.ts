import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { publicationPages, publications } from '../../db/schema/index.ts'

/** What `isReadable` says, as a condition. */
const readableAt = (now: Date) =>
  and(
    eq(publications.status, 'published'),
    or(isNull(publications.embargoUntil), lte(publications.embargoUntil, now)),
  )

/** Texts of certain pages, in any order; those that may not be read at `now` are left out. */
export const listPageTexts = (
  tx: Tx,
  wanted: readonly { id: string; number: number }[],
  now: Date,
): Promise<{ publicationId: string; number: number; text: string; language: string }[]> =>
  wanted.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          publicationId: publicationPages.publicationId,
          number: publicationPages.number,
          text: publicationPages.text,
          language: publicationPages.language,
        })
        .from(publicationPages)
        .innerJoin(
          publications,
          and(eq(publications.id, publicationPages.publicationId), readableAt(now)),
        )
        .where(
          sql`(${publicationPages.publicationId}, ${publicationPages.number}) in (${sql.join(
            wanted.map(({ id, number }) => sql`(${id}::uuid, ${number}::integer)`),
            sql`, `,
          )})`,
        )
