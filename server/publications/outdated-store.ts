import { and, asc, eq, gt, isNull, ne, or } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  files,
  publicationFiles,
  type publicationPictures,
  type publicationReadings,
} from '../../db/schema/index.ts'

/** What rules make of a publication's PDF, to be made anew where the file or the rules are others. */
type MadeOfPdf = typeof publicationReadings | typeof publicationPictures

/** Publications whose present PDF was read but of which this was not, or not by these rules, made; by their ids. */
export const listOutdated = (
  tx: Tx,
  made: MadeOfPdf,
  { rulesVersion, after, limit }: { rulesVersion: number; after: string | null; limit: number },
): Promise<{ publicationId: string; fileId: string }[]> =>
  tx
    .select({ publicationId: publicationFiles.publicationId, fileId: publicationFiles.fileId })
    .from(publicationFiles)
    .innerJoin(files, eq(files.id, publicationFiles.fileId))
    .leftJoin(made, eq(made.publicationId, publicationFiles.publicationId))
    .where(
      and(
        eq(publicationFiles.kind, 'main'),
        isNull(publicationFiles.replacedAt),
        eq(files.state, 'clean'),
        after === null ? undefined : gt(publicationFiles.publicationId, after),
        or(
          isNull(made.publicationId),
          ne(made.fileId, publicationFiles.fileId),
          ne(made.rulesVersion, rulesVersion),
        ),
      ),
    )
    .orderBy(asc(publicationFiles.publicationId))
    .limit(limit)
