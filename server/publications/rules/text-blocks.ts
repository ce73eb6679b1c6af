/**
 * What the text of a page is made of when it is read without the page. `goesOn`: it begins in the middle of what the
 * page before ended with.
 */
export type TextBlock =
  | { kind: 'heading'; level: HeadingLevel; text: string }
  | { kind: 'paragraph'; text: string; goesOn?: true }
  /** `start`: its first number; null for a list without numbers. */
  | { kind: 'list'; start: number | null; items: string[] }
  | { kind: 'table'; head: string[] | null; rows: string[][] }
  | { kind: 'quote'; text: string }
  /** A footnote, with its sign. */
  | { kind: 'note'; text: string }

/** The page's own `h1` is the title of the publication. */
export const HEADING_LEVELS = [2, 3, 4] as const
export type HeadingLevel = (typeof HEADING_LEVELS)[number]

export const headingLevel = (level: number): HeadingLevel => (level <= 2 ? 2 : level === 3 ? 3 : 4)

/** All of its text, with blanks between its parts. */
export const textOfBlock = (block: TextBlock): string => {
  if (block.kind === 'list') return block.items.join(' ')
  if (block.kind === 'table') return [block.head ?? [], ...block.rows].flat().join(' ')
  return block.text
}

/** Blocks of a page whose text came without any structure: paragraphs between empty lines. */
export const plainBlocks = (text: string): TextBlock[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ kind: 'paragraph', text: paragraph }))
