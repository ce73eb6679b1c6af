import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  publicationCopies,
  publicationFiles,
  publicationPictures,
  publications,
} from '../../db/schema/index.ts'
import type { StoredPicture } from './rules/pictures.ts'

type NewCopy = typeof publicationCopies.$inferInsert

export const findCopy = async (tx: Tx, publicationId: string) => {
  const [row] = await tx
    .select({ madeFrom: publicationCopies.madeFrom, sha256: publicationCopies.sha256 })
    .from(publicationCopies)
    .where(eq(publicationCopies.publicationId, publicationId))
  return row
}

/** Puts a copy, or why there is none, in the place of what was there. */
export const replaceCopy = async (tx: Tx, copy: NewCopy): Promise<void> => {
  await deleteCopy(tx, copy.publicationId)
  await tx.insert(publicationCopies).values(copy)
}

export const deleteCopy = async (tx: Tx, publicationId: string): Promise<boolean> =>
  (
    await tx
      .delete(publicationCopies)
      .where(eq(publicationCopies.publicationId, publicationId))
      .returning({ id: publicationCopies.publicationId })
  ).length > 0

/** What published ones with a file have their copies made from, in the order of their ids. */
export const listMadeFrom = (
  tx: Tx,
  after: string | null,
  limit: number,
): Promise<{ publicationId: string; madeFrom: string | null }[]> =>
  tx
    .select({ publicationId: publications.id, madeFrom: publicationCopies.madeFrom })
    .from(publications)
    .innerJoin(
      publicationFiles,
      and(
        eq(publicationFiles.publicationId, publications.id),
        eq(publicationFiles.kind, 'main'),
        isNull(publicationFiles.replacedAt),
      ),
    )
    .leftJoin(publicationCopies, eq(publicationCopies.publicationId, publications.id))
    .where(
      and(
        eq(publications.status, 'published'),
        after === null ? undefined : gt(publications.id, after),
      ),
    )
    .orderBy(asc(publications.id))
    .limit(limit)

/** Puts the pictures of a file in the place of those that were there. */
export const replacePictures = async (
  tx: Tx,
  drawn: {
    publicationId: string
    fileId: string
    rulesVersion: number
    pictures: StoredPicture[]
    madeAt: Date
  },
): Promise<void> => {
  await tx
    .delete(publicationPictures)
    .where(eq(publicationPictures.publicationId, drawn.publicationId))
  await tx.insert(publicationPictures).values(drawn)
}
