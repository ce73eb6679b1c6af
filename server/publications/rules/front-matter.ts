import type { TextBlock } from './text-blocks.ts'

/** A line of the first page as it is set; `size` in points. */
export type FrontLine = { text: string; size: number }

/** What the cage reads of a PDF's front and back, before anybody makes anything of it. */
export type FrontMatter = {
  /** Of the whole file. */
  pages: number
  metadata: {
    title: string | null
    language: string | null
    keywords: string | null
    /** Year in which the file says it was made. */
    year: number | null
  }
  /** Lines of the first page from its top. */
  firstPage: readonly FrontLine[]
  /** The first pages and the last ones. */
  sheets: readonly { number: number; blocks: readonly TextBlock[] }[]
}
