import type { HeadingLevel, TextBlock } from './text-blocks.ts'

/** A heading with where it stands: page, and place among the blocks of the page. */
export type TextHeading = { page: number; at: number; level: HeadingLevel; text: string }

/** What a part is measured by. */
export type PageMeasure = { number: number; characters: number }
/** From page to page, both included. */
export type TextPart = { from: number; to: number }

/** A part is as long as one sitting's reading, and light on a bad line. */
export const PART_PAGES_MAX = 10
export const PART_CHARACTERS_MAX = 40_000
/** A chapter begins a part of its own where the one before has as many pages. */
const CHAPTER_AFTER_PAGES = 4

/** Whole pages set together to parts: at a chapter where that gives a part worth opening, else when it is full. */
export const partsOf = (
  pages: readonly PageMeasure[],
  headings: readonly Pick<TextHeading, 'page' | 'at' | 'level'>[],
): TextPart[] => {
  const chapters = new Set(
    headings.filter(({ level, at }) => level === 2 && at === 0).map(({ page }) => page),
  )
  const parts: TextPart[] = []
  let count = 0
  let characters = 0
  for (const page of pages) {
    const part = parts.at(-1)
    const isFull =
      count >= PART_PAGES_MAX || (count > 0 && characters + page.characters > PART_CHARACTERS_MAX)
    if (!part || isFull || (chapters.has(page.number) && count >= CHAPTER_AFTER_PAGES)) {
      parts.push({ from: page.number, to: page.number })
      count = 0
      characters = 0
    } else part.to = page.number
    count += 1
    characters += page.characters
  }
  return parts
}

/** The part in which a page is; of a page without text, the one before it. */
export const partWith = (parts: readonly TextPart[], number: number): TextPart | undefined =>
  parts.findLast(({ from }) => from <= number) ?? parts[0]

export const HEADINGS_MAX = 1_000
const HEADING_LETTERS_MAX = 200

export const headingsOf = (page: number, blocks: readonly TextBlock[]): TextHeading[] =>
  blocks.flatMap((block, at) =>
    block.kind === 'heading'
      ? [{ page, at, level: block.level, text: block.text.slice(0, HEADING_LETTERS_MAX) }]
      : [],
  )

/** Where a heading is linked to. */
export const headingId = ({ page, at }: Pick<TextHeading, 'page' | 'at'>): string =>
  `h${page}-${at}`
