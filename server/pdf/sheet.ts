import type { OutlineEntry } from './blocks.ts'
import type { Fonts } from './fonts.ts'
import { breakWell, type Line } from './lines.ts'
import { BOTTOM_Y, type Colour, HAIRLINE, INK, MARGIN, type TextStyle } from './style.ts'

/** An element of the tagged structure; what has no node is an artifact and is not read out. */
export type StructNode = {
  type: string
  kids: StructNode[]
  /** Where it is not the document's. */
  language?: string
  scope?: 'Column' | 'Row'
}

/** Something drawn. `y` is measured from the top of the page; for text it is the base line. */
export type Item =
  | {
      kind: 'text'
      x: number
      y: number
      style: TextStyle
      line: Line
      node: StructNode | null
    }
  | {
      kind: 'area'
      x: number
      y: number
      width: number
      height: number
      colour: Colour
    }
  | { kind: 'mark'; x: number; y: number; size: number }
  | {
      kind: 'link'
      x: number
      y: number
      width: number
      height: number
      to: Anchor | WebAddress
      node: StructNode
    }

export type Anchor = { page: number; y: number }
/** `text` is what the link says, for readers that do not see it. */
export type WebAddress = { url: string; text: string }
export type Sheet = {
  items: Item[]
  inserted: { source: number; page: number } | null
}
export type PlacedEntry = OutlineEntry & { y: number }

/** The place on paper where the next thing goes. */
export type Pen = {
  fonts: Fonts
  sheets: Sheet[]
  y: number
  atTop: boolean
  root: StructNode
  outline: PlacedEntry[]
}

export function startPen(fonts: Fonts): Pen {
  const pen: Pen = {
    fonts,
    sheets: [],
    y: MARGIN.top,
    atTop: true,
    root: { type: 'Document', kids: [] },
    outline: [],
  }
  newSheet(pen)
  return pen
}

export function newSheet(pen: Pen): void {
  pen.sheets.push({ items: [], inserted: null })
  pen.y = MARGIN.top
  pen.atTop = true
}

export const draw = (pen: Pen, item: Item): void => {
  pen.sheets.at(-1)?.items.push(item)
}

export const grow = (parent: StructNode, type: string): StructNode => {
  const node: StructNode = { type, kids: [] }
  parent.kids.push(node)
  return node
}

/** Moves down, except at the top of a page, where space would only look like a mistake. */
export const skip = (pen: Pen, height: number): void => {
  if (!pen.atTop) pen.y += height
}

export const room = (pen: Pen): number => BOTTOM_Y - pen.y

export const ensure = (pen: Pen, height: number): boolean => {
  if (pen.atTop || room(pen) >= height) return false
  newSheet(pen)
  return true
}

/** Sets one line with its top at `y`; figures in columns are set to the end of `width`. */
export function setLine(
  pen: Pen,
  at: {
    line: Line
    style: TextStyle
    x: number
    y: number
    node: StructNode | null
  },
): void {
  if (at.line.words.length === 0) return
  const base = at.y + at.style.leading / 2 + at.style.size * 0.34
  draw(pen, {
    kind: 'text',
    x: at.x,
    y: base,
    style: at.style,
    line: at.line,
    node: at.node,
  })
}

/** Running text over as many pages as it needs, never leaving one line alone on either side. */
export function flow(
  pen: Pen,
  at: {
    text: string
    style: TextStyle
    x: number
    width: number
    node: StructNode | null
  },
): void {
  const lines = breakWell(pen.fonts, at.style, at.text, at.width)
  for (const [index, line] of lines.entries()) {
    const left = lines.length - index
    const needed = index === 0 ? Math.min(2, left) : left === 2 ? 2 : 1
    ensure(pen, needed * at.style.leading)
    setLine(pen, { line, style: at.style, x: at.x, y: pen.y, node: at.node })
    pen.y += at.style.leading
    pen.atTop = false
  }
}

export function hairline(pen: Pen, x: number, width: number): void {
  draw(pen, {
    kind: 'area',
    x,
    y: pen.y,
    width,
    height: 0.6,
    colour: HAIRLINE,
  })
}

/** The rule that opens a section or a sheet of facts. */
export function inkRule(pen: Pen, x: number, width: number): void {
  draw(pen, { kind: 'area', x, y: pen.y, width, height: 2, colour: INK })
  pen.y += 2
  pen.atTop = false
}
