import type { Column, Table } from './blocks.ts'
import { breakLines, type Line, textWidth, widestWord } from './lines.ts'
import {
  draw,
  ensure,
  flow,
  grow,
  hairline,
  inkRule,
  newSheet,
  type Pen,
  room,
  type StructNode,
  setLine,
  skip,
} from './sheet.ts'
import { FULL_WIDTH, INK, MARGIN, MATTER_WIDTH, MATTER_X, TEXT, type TextStyle } from './style.ts'

const GUTTER = 14
const PAD = 4.5

/** A table over as many pages as it needs; its head is drawn again on each, and read out once. */
export function layTable(pen: Pen, table: Table, isOpened: boolean): void {
  const node = grow(pen.root, 'Table')
  const { x, width, widths } = frameOf(pen, table, isOpened)
  const grid = { pen, x, width, widths, columns: table.columns }
  const labels = table.columns.map((column) => column.label)
  const hasLabels = labels.some((label) => label !== '')
  const head = () => {
    inkRule(pen, x, width)
    if (hasLabels) layRow(grid, { cells: labels, style: TEXT.columnLabel, node: null, type: 'TH' })
  }

  skip(pen, isOpened ? 8 : 18)
  ensure(pen, 90)
  if (table.caption) {
    const at = { x, width, node: grow(node, 'Caption') }
    flow(pen, { ...at, text: table.caption, style: TEXT.caption })
    pen.y += 5
  }
  if (!isOpened) inkRule(pen, x, width)
  if (hasLabels) layRow(grid, { cells: labels, style: TEXT.columnLabel, node, type: 'TH' })
  for (const cells of table.rows) layRow(grid, { cells, style: TEXT.cell, node, type: 'TD', head })
  if (table.totals) {
    draw(pen, { kind: 'area', x, y: pen.y - 0.4, width, height: 1, colour: INK })
    layRow(grid, { cells: table.totals, style: TEXT.cellStrong, node, type: 'TD', head })
  }
  pen.y += 4
}

type Grid = {
  pen: Pen
  x: number
  width: number
  widths: readonly number[]
  columns: readonly Column[]
}
type Row = {
  cells: readonly string[]
  style: TextStyle
  node: StructNode | null
  type: 'TH' | 'TD'
  head?: () => void
}

function layRow({ pen, x: start, width: full, widths, columns }: Grid, row: Row): void {
  const { style } = row
  const parent = row.node ? grow(row.node, 'TR') : null
  const cells = columns.map((column, index) => {
    const width = widths[index] ?? 0
    const node = parent ? grow(parent, row.type) : null
    if (node && row.type === 'TH') node.scope = 'Column'
    return {
      column,
      width,
      node,
      lines: breakLines(pen.fonts, style, row.cells[index] ?? '', width),
    }
  })
  const count = Math.max(1, ...cells.map((cell) => cell.lines.length))
  const whole = count * style.leading + PAD * 2
  const onNewSheet = () => {
    newSheet(pen)
    row.head?.()
  }
  // A row moves whole to the next page unless it is so tall that much of this page would stay empty.
  if (!pen.atTop && whole > room(pen) && (whole < 160 || room(pen) < 90)) onNewSheet()
  pen.y += PAD
  for (let index = 0; index < count; index += 1) {
    if (room(pen) < style.leading + PAD && !pen.atTop) {
      onNewSheet()
      pen.y += PAD
    }
    let x = start
    for (const { column, width, node, lines } of cells) {
      const line = lines[index]
      if (line)
        setLine(pen, {
          line,
          style,
          x: x + indent(column, width, line),
          y: pen.y,
          node,
        })
      x += width + GUTTER
    }
    pen.y += style.leading
    pen.atTop = false
  }
  pen.y += PAD
  hairline(pen, start, full)
}

const indent = (column: Column, width: number, line: Line): number =>
  column.align === 'end' ? Math.max(0, width - line.width) : 0

/** A small table stands in the matter, beside the margin; one that needs the space has the whole width. */
function frameOf(pen: Pen, table: Table, isOpened: boolean): Frame {
  const gutters = GUTTER * (table.columns.length - 1)
  const wants = wantsOf(pen, table, FULL_WIDTH - gutters)
  const asked = wants.reduce((sum, want) => sum + want.most, gutters)
  const isSmall = !isOpened && asked <= MATTER_WIDTH && wants.every((want) => !want.isFixed)
  const frame = isSmall
    ? { x: MATTER_X, width: MATTER_WIDTH }
    : { x: MARGIN.left, width: FULL_WIDTH }
  return { ...frame, widths: shareOut(wants, frame.width - gutters) }
}

type Frame = { x: number; width: number; widths: readonly number[] }

function wantsOf(pen: Pen, { columns, rows, totals }: Table, space: number): Want[] {
  return columns.map((column, index) => {
    if (column.width !== undefined) {
      const fixed = column.width * FULL_WIDTH
      return { least: fixed, most: fixed, isFixed: true }
    }
    let least = widestWord(pen.fonts, TEXT.columnLabel, column.label)
    let most = textWidth(pen.fonts, TEXT.columnLabel, column.label)
    for (const row of totals ? [...rows, totals] : rows) {
      const cell = row[index] ?? ''
      least = Math.max(least, widestWord(pen.fonts, TEXT.cellStrong, cell))
      most = Math.max(most, textWidth(pen.fonts, TEXT.cellStrong, cell))
    }
    // Figures and short words are never broken; a long word may be, rather than starve the others.
    const kept = column.align === 'end' ? most : Math.min(least, space * 0.4)
    return { least: kept, most: Math.max(most, kept), isFixed: false }
  })
}

function shareOut(wants: readonly Want[], space: number): number[] {
  const least = wants.reduce((sum, want) => sum + want.least, 0)
  if (least >= space) return wants.map((want) => (want.least / least) * space)
  const slack = space - least
  const wish = wants.reduce((sum, want) => sum + Math.sqrt(want.most - want.least), 0)
  const asked = wants.reduce((sum, want) => sum + (want.most - want.least), 0)
  if (asked <= slack) return spread(wants, slack - asked)
  return wants.map((want) => want.least + (Math.sqrt(want.most - want.least) / wish) * slack)
}

type Want = { least: number; most: number; isFixed: boolean }

/** Everything fits on one line: the space left over goes to the first column that may grow. */
function spread(wants: readonly Want[], rest: number): number[] {
  const first = wants.findIndex((want) => !want.isFixed)
  return wants.map((want, index) => (index === first ? want.most + rest : want.most))
}
