/** A piece of text as the PDF places it, in points from the lower left corner of the page. */
export type Piece = {
  text: string
  x: number
  y: number
  width: number
  size: number
  font: string
  endsLine: boolean
  /** Key of the marked content that it stands in, where the file is tagged. */
  mark: string | null
}

export type Line = {
  text: string
  x: number
  right: number
  y: number
  /** Of most of its letters, in points. */
  size: number
  font: string
  mark: string | null
  /** The line where wide gaps part it, as in the row of a table; one for running text. */
  cells: readonly Cell[]
}

export type Cell = { text: string; x: number; right: number }

export type Sheet = { width: number; height: number; pieces: readonly Piece[] }

export const LINES_PER_PAGE_MAX = 4_000

/** Pieces in the order of the file, set together to lines; a piece on another height or in another element begins one. */
export const linesOf = (pieces: readonly Piece[]): Line[] => {
  const lines: Line[] = []
  let row: Piece[] = []
  const end = () => {
    const line = lineOf(row)
    if (line && lines.length < LINES_PER_PAGE_MAX) lines.push(line)
    row = []
  }
  for (const piece of pieces) {
    const last = row.findLast(({ text }) => text.trim() !== '')
    if (last && isElsewhere(last, piece)) end()
    row.push(piece)
    if (piece.endsLine) end()
  }
  end()
  return lines
}

/** In sizes of the letters: what parts words, and what parts the cells of a table. */
const WORD_GAP = 0.15
const CELL_GAP = 1.5

const isElsewhere = (last: Piece, next: Piece): boolean => {
  if (last.mark !== next.mark) return true
  if (next.text.trim() === '') return false
  const rise = Math.abs(next.y - last.y)
  return rise > Math.max(last.size, next.size) * 0.6 || next.x < last.x - last.size
}

const lineOf = (row: readonly Piece[]): Line | null => {
  const inked = row.filter(({ text }) => text.trim() !== '')
  const first = inked[0]
  if (!first) return null
  const main = mainOf(inked)
  const cells: { text: string; x: number; right: number }[] = []
  for (const piece of inked) {
    const cell = cells.at(-1)
    const text = isRaised(piece, main) ? raised(piece.text) : piece.text
    const gap = cell === undefined ? 0 : piece.x - cell.right
    if (cell === undefined || gap > main.size * CELL_GAP) {
      cells.push({ text, x: piece.x, right: piece.x + piece.width })
      continue
    }
    // Programs that place every word leave no blanks between them.
    cell.text += gap > main.size * WORD_GAP && !/\s$/.test(cell.text) ? ` ${text}` : text
    cell.right = Math.max(cell.right, piece.x + piece.width)
  }
  const tidy = cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() }))
  return {
    text: tidy.map((cell) => cell.text).join(' '),
    cells: tidy,
    x: Math.min(...inked.map(({ x }) => x)),
    right: Math.max(...inked.map(({ x, width }) => x + width)),
    y: main.y,
    size: main.size,
    font: main.font,
    mark: first.mark,
  }
}

/** The piece that looks like most of the line's letters. */
const mainOf = (pieces: readonly Piece[]): Piece => {
  const weights = new Map<string, { piece: Piece; letters: number }>()
  for (const piece of pieces) {
    const key = `${piece.font} ${roundSize(piece.size)}`
    const known = weights.get(key)
    if (known) known.letters += piece.text.length
    else weights.set(key, { piece, letters: piece.text.length })
  }
  return [...weights.values()].reduce((most, one) => (one.letters > most.letters ? one : most))
    .piece
}

/** To the half point: what was meant to be the same size. */
export const roundSize = (size: number): number => Math.round(size * 2) / 2

/** The number of a footnote, set smaller and higher than the line. */
const isRaised = (piece: Piece, main: Piece): boolean =>
  /^\s*\d{1,3}\s*$/.test(piece.text) &&
  piece.size < main.size * 0.8 &&
  piece.y > main.y + main.size * 0.15

const RAISED = [...'⁰¹²³⁴⁵⁶⁷⁸⁹']
const raised = (digits: string): string =>
  digits.trim().replace(/\d/g, (digit) => RAISED[Number(digit)] ?? digit)
