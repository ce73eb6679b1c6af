import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { readableOne, usedAs } from './public-one.ts'
import { plainBlocks } from './rules/text-blocks.ts'
import { partsOf, partWith, type TextHeading, type TextPart } from './rules/text-parts.ts'
import type { Publication } from './store.ts'
import {
  type BlockPage,
  findReading,
  listBlocks,
  listPageTexts,
  measurePages,
} from './text-store.ts'

/** The whole text of a publication, by parts, and the pages of one of them. */
export type TextView = {
  publication: Publication
  headings: TextHeading[]
  parts: TextPart[]
  part: TextPart
  pages: BlockPage[]
  /** Pages of the whole, with and without text. */
  pageCount: number
}

/** The part of the text that holds a page, for whoever may read; a use of it is counted. */
export const readText = async (
  request: FastifyRequest,
  { address, number }: { address: string; number: number },
): Promise<TextView> => {
  const { context } = request
  const publication = await readableOne(context, address)
  const { headings, parts, isReading, pageCount } = await extentOf(context, publication)
  const part = partWith(parts, number)
  if (!part || number > pageCount) throw new NotFound('page')
  request.use = usedAs('text', publication)
  const pages = isReading
    ? await listBlocks(context.db, publication.id, part)
    : (await listPageTexts(context.db, publication.id, part)).map(({ text, ...page }) => ({
        ...page,
        blocks: plainBlocks(text),
      }))
  return { publication, headings, parts, part, pages, pageCount }
}

/** The publication, where it may be read and has a page of this number. */
export const pageToRead = async (
  context: Context,
  address: string,
  number: number,
): Promise<Publication> => {
  const publication = await readableOne(context, address)
  const { pageCount } = await extentOf(context, publication)
  if (number > pageCount) throw new NotFound('page')
  return publication
}

/** What the text consists of: from the reading of its present file, else from its pages as they are searched. */
export const contentsOf = async (
  { db }: Context,
  publication: Publication,
): Promise<{ headings: TextHeading[]; parts: TextPart[]; isReading: boolean }> => {
  const reading =
    publication.file === null
      ? undefined
      : await findReading(db, publication.id, publication.file.id)
  if (reading && reading.pages.length > 0) {
    const { headings, pages } = reading
    return { headings, parts: partsOf(pages, headings), isReading: true }
  }
  const pages = await measurePages(db, publication.id)
  return { headings: [], parts: partsOf(pages, []), isReading: false }
}

const extentOf = async (context: Context, publication: Publication) => {
  const contents = await contentsOf(context, publication)
  const pageCount = Math.max(publication.pageCount ?? 0, contents.parts.at(-1)?.to ?? 0)
  return { ...contents, pageCount }
}
