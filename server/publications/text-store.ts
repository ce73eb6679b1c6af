import { and, asc, between, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  publicationPageBlocks,
  publicationPages,
  publicationReadings,
} from '../../db/schema/index.ts'
import type { TextBlock } from './rules/text-blocks.ts'
import type { PageMeasure, TextHeading } from './rules/text-parts.ts'

export type BlockPage = { number: number; blocks: TextBlock[]; language: string }

/** Puts a reading in the place of the one that was there. */
export const replaceReading = async (
  tx: Tx,
  reading: {
    publicationId: string
    fileId: string
    rulesVersion: number
    headings: TextHeading[]
    madeAt: Date
  },
  pages: readonly (BlockPage & { characters: number })[],
): Promise<void> => {
  const { publicationId } = reading
  await tx.delete(publicationReadings).where(eq(publicationReadings.publicationId, publicationId))
  await tx.insert(publicationReadings).values(reading)
  for (let from = 0; from < pages.length; from += ROWS_AT_ONCE)
    await tx
      .insert(publicationPageBlocks)
      .values(pages.slice(from, from + ROWS_AT_ONCE).map((page) => ({ publicationId, ...page })))
}

const ROWS_AT_ONCE = 200

/** Headings and measures of the pages that have text, made from this file; undefined where there is no such reading. */
export const findReading = async (
  tx: Tx,
  publicationId: string,
  fileId: string,
): Promise<{ headings: TextHeading[]; pages: PageMeasure[] } | undefined> => {
  const [row] = await tx
    .select({
      headings: publicationReadings.headings,
      // Under a name of its own: without a join the columns would go without their tables' names.
      pages: sql<PageMeasure[]>`coalesce((select json_agg(json_build_object(
        'number', b.number, 'characters', b.characters) order by b.number) from ${publicationPageBlocks} b
        where b.publication_id = ${publicationReadings}.publication_id), '[]'::json)`,
    })
    .from(publicationReadings)
    .where(
      and(
        eq(publicationReadings.publicationId, publicationId),
        eq(publicationReadings.fileId, fileId),
      ),
    )
  return row
}

/** Pages of a reading from number to number. */
export const listBlocks = (
  tx: Tx,
  publicationId: string,
  { from, to }: { from: number; to: number },
): Promise<BlockPage[]> =>
  tx
    .select({
      number: publicationPageBlocks.number,
      blocks: publicationPageBlocks.blocks,
      language: publicationPageBlocks.language,
    })
    .from(publicationPageBlocks)
    .where(
      and(
        eq(publicationPageBlocks.publicationId, publicationId),
        between(publicationPageBlocks.number, from, to),
      ),
    )
    .orderBy(asc(publicationPageBlocks.number))

/** Of the pages as they are searched: how long each is. */
export const measurePages = (tx: Tx, publicationId: string): Promise<PageMeasure[]> =>
  tx
    .select({
      number: publicationPages.number,
      characters: sql<number>`char_length(${publicationPages.text})`,
    })
    .from(publicationPages)
    .where(eq(publicationPages.publicationId, publicationId))
    .orderBy(asc(publicationPages.number))

export const listPageTexts = (
  tx: Tx,
  publicationId: string,
  { from, to }: { from: number; to: number },
): Promise<{ number: number; text: string; language: string }[]> =>
  tx
    .select({
      number: publicationPages.number,
      text: publicationPages.text,
      language: publicationPages.language,
    })
    .from(publicationPages)
    .where(
      and(
        eq(publicationPages.publicationId, publicationId),
        between(publicationPages.number, from, to),
      ),
    )
    .orderBy(asc(publicationPages.number))
