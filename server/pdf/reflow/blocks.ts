import {
  type HeadingLevel,
  headingLevel,
  type TextBlock,
} from '../../publications/rules/text-blocks.ts'
import { normalizeText } from '../extraction.ts'
import type { Line } from './lines.ts'
import { foldTitle, isLarge, type Look } from './look.ts'

const HEADING_LINES_MAX = 4
const HEADING_LETTERS_MAX = 200
const MINOR_LETTERS_MAX = 90
/** A gap this much wider than usual ends a paragraph. */
const GAP_WIDE = 1.35
const NOTE_SIZE = 0.93

/** The lines of a page, in the order of the file, as headings, paragraphs, lists and footnotes. */
export const blocksOf = (lines: readonly Line[], look: Look, height: number): TextBlock[] => {
  const { body, notes } = withoutNotes(lines, look, height)
  const blocks: TextBlock[] = []
  let before: readonly Line[] | undefined
  for (const group of setOut(body, look)) {
    if ('rows' in group) {
      blocks.push({ kind: 'table', head: null, rows: group.rows })
      before = undefined
      continue
    }
    const text = textOf(group)
    if (text === '') continue
    const level = levelOf(group, text, look, before)
    before = group
    const item = itemOf(text)
    if (level !== null) blocks.push({ kind: 'heading', level, text })
    else if (item) addItem(blocks, item)
    else blocks.push({ kind: 'paragraph', text })
  }
  return [...blocks.map(plainWhereAlone), ...notes.map((text) => ({ kind: 'note' as const, text }))]
}

/** Lines to one text: words divided at a line's end made whole. */
export const textOf = (lines: readonly Pick<Line, 'text'>[]): string =>
  normalizeText(lines.map(({ text }) => text).join('\n'))

export const endsSentence = (text: string): boolean =>
  /[.!?…:;]["”’»)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s*$/u.test(text)

export const BULLET = /^(?:[•‣◦▪■●○–—·*\u2023\u25AA\u25CF\uF0B7\uF0A7\u2013]|o(?=\s))\s*(?=\S)/u
const NUMBERED = /^\(?(\d{1,2})[.)]\s+(?=[\p{L}¿¡"“«(])/u

/** What begins with a bullet or a number, without it. */
export const itemOf = (text: string): { start: number | null; text: string } | null => {
  const bullet = BULLET.exec(text)
  if (bullet) return { start: null, text: text.slice(bullet[0].length) }
  const number = NUMBERED.exec(text)
  return number ? { start: Number(number[1]), text: text.slice(number[0].length) } : null
}

/** An item goes into the list before it where it is the next of it. */
export const addItem = (
  blocks: TextBlock[],
  item: { start: number | null; text: string },
): void => {
  const last = blocks.at(-1)
  const isNext =
    last?.kind === 'list' &&
    (item.start === null
      ? last.start === null
      : last.start !== null && item.start === last.start + last.items.length)
  if (isNext) last.items.push(item.text)
  else blocks.push({ kind: 'list', start: item.start, items: [item.text] })
}

/** A single numbered line is no list but a line with a number: "1. Introduction" in a table of contents. */
const plainWhereAlone = (block: TextBlock): TextBlock =>
  block.kind === 'list' && block.items.length === 1 && block.start !== null && block.start > 1
    ? { kind: 'paragraph', text: `${block.start}. ${block.items[0] ?? ''}` }
    : block

const withoutNotes = (
  lines: readonly Line[],
  { bodySize }: Look,
  height: number,
): { body: Line[]; notes: string[] } => {
  const isSmall = (line: Line) => line.size <= bodySize * NOTE_SIZE
  const from = lines.findIndex(
    (line) => isSmall(line) && line.y < height * 0.5 && NOTE_SIGN.test(line.text),
  )
  const rest = from === -1 ? [] : lines.slice(from)
  // Footnotes stand last and are small throughout; a table in small letters has body after it.
  if (rest.length === 0 || !rest.every(isSmall)) return { body: [...lines], notes: [] }
  const notes: Line[][] = []
  for (const line of rest)
    if (NOTE_SIGN.test(line.text) || notes.length === 0) notes.push([line])
    else notes.at(-1)?.push(line)
  return { body: lines.slice(0, from), notes: notes.map(textOf).filter((text) => text !== '') }
}

const NOTE_SIGN = /^(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§])\.?\s*(?=[\p{L}"“”«(])/u

const setOut = (lines: readonly Line[], look: Look): (Line[] | { rows: string[][] })[] =>
  withTables(lines).flatMap((part): (Line[] | { rows: string[][] })[] =>
    'rows' in part ? [part] : groupsOf(part, look),
  )

/** Rows of a table under one another: lines of short cells, as many in each, that begin or end together. */
export const withTables = (lines: readonly Line[]): (Line[] | { rows: string[][] })[] => {
  const parts: (Line[] | { rows: string[][] })[] = []
  for (let at = 0; at < lines.length; ) {
    let end = at + 1
    while (end < lines.length && isNextRow(lines[end - 1], lines[end])) end += 1
    const run = lines.slice(at, end)
    if (run.length >= TABLE_ROWS_MIN)
      parts.push({ rows: run.map(({ cells }) => cells.map(({ text }) => normalizeText(text))) })
    else {
      const last = parts.at(-1)
      if (Array.isArray(last)) last.push(...run)
      else parts.push(run)
    }
    at = end
  }
  return parts
}

const TABLE_ROWS_MIN = 3
const CELL_LETTERS_MAX = 60
const ALIGNED_WITHIN = 4

const isNextRow = (line: Line | undefined, next: Line | undefined): boolean => {
  if (!line || !next || line.cells.length < 2 || line.cells.length !== next.cells.length)
    return false
  if (BULLET.test(line.text) || itemOf(line.text)) return false
  return line.cells.every((cell, at) => {
    const under = next.cells[at]
    if (!under || cell.text.length > CELL_LETTERS_MAX || under.text.length > CELL_LETTERS_MAX)
      return false
    return (
      Math.abs(cell.x - under.x) < ALIGNED_WITHIN ||
      Math.abs(cell.right - under.right) < ALIGNED_WITHIN
    )
  })
}

/** Lines that belong together. */
const groupsOf = (lines: readonly Line[], look: Look): Line[][] => {
  const groups: Line[][] = []
  const right = edgeOf(lines, look)
  for (const line of lines) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && goesOn(group, before, line, look, right)) group.push(line)
    else groups.push([line])
  }
  return groups
}

const goesOn = (
  group: readonly Line[],
  before: Line,
  line: Line,
  look: Look,
  right: number,
): boolean => {
  const size = Math.max(before.size, line.size)
  if (Math.abs(before.size - line.size) > size * 0.08) return false
  if (BULLET.test(line.text) || isNextNumber(group, before, line)) return false
  if (before.cells.length > 1 && line.cells.length > 1) return false
  const isHead = isLarge(line.size, look)
  if (!isHead && before.font !== line.font && (isOwnFont(group, look) || group.length > 0))
    if (isOwnFont(group, look) !== (line.font !== look.bodyFont) && !isInside(before, right))
      // A paragraph may change its font within; a heading in bold does not run into one.
      return false
  const gap = before.y - line.y
  // The next column: a paragraph goes on there where its sentence does.
  if (gap < -size * 0.6) return !endsSentence(before.text) && /^\p{Ll}/u.test(line.text)
  if (Math.abs(gap) <= size * 0.6) return true
  if (gap > size * look.leading * GAP_WIDE + (isHead ? size * 0.3 : 0)) return false
  if (isHead) return true
  const isIndented = line.x > before.x + size * 0.8 && line.x < before.x + size * 4
  if (isIndented && group.length > 1 && !itemOf(group[0]?.text ?? '')) return false
  const isShort = before.right < right - (right - before.x) * 0.2
  return !(isShort && endsSentence(before.text) && !/^\p{Ll}/u.test(line.text))
}

/** A numbered line after a whole sentence, or the number after the one that the group begins with. */
const isNextNumber = (group: readonly Line[], before: Line, line: Line): boolean => {
  const number = NUMBERED.exec(line.text)?.[1]
  if (number === undefined) return false
  const first = NUMBERED.exec(group[0]?.text ?? '')?.[1]
  return endsSentence(before.text) || Number(first) + 1 === Number(number)
}

const isOwnFont = (group: readonly Line[], { bodyFont }: Look): boolean =>
  group.every(({ font }) => font !== bodyFont)

const isInside = (line: Line, right: number): boolean => line.right > right - line.size * 3

/** Where most full lines of body end. */
const edgeOf = (lines: readonly Line[], { bodySize }: Look): number => {
  const rights = lines
    .filter(({ size }) => Math.abs(size - bodySize) <= bodySize * 0.08)
    .map(({ right }) => right)
    .sort((a, b) => a - b)
  return rights[Math.floor(rights.length * 0.8)] ?? 0
}

const levelOf = (
  group: readonly Line[],
  text: string,
  look: Look,
  before: readonly Line[] | undefined,
): HeadingLevel | null => {
  const first = group[0]
  if (!first || group.length > HEADING_LINES_MAX || text.length > HEADING_LETTERS_MAX) return null
  if (!/\p{L}{2}/u.test(text)) return null
  // A line with dots up to a page number is one of a table of contents.
  if (/(?:\.\s?){4,}\s*\d*$|…\s*\d+$/u.test(text)) return null
  const bookmark = look.bookmarks.get(foldTitle(text))
  if (bookmark !== undefined) return headingLevel(bookmark)
  if (isLarge(first.size, look)) {
    if (/[.,;]$/.test(text) && text.length > MINOR_LETTERS_MAX) return null
    const rank = look.headingSizes.findIndex((size) => first.size >= size - 0.26)
    return byNumber(text) ?? headingLevel(rank === -1 ? 4 : rank + 2)
  }
  const isMinor =
    group.length <= 2 &&
    text.length <= MINOR_LETTERS_MAX &&
    first.size >= look.bodySize * 0.97 &&
    isOwnFont(group, look) &&
    /^[\p{Lu}\p{N}¿¡"“]/u.test(text) &&
    !/[.,;]$/.test(text) &&
    !BULLET.test(text) &&
    isApart(before, first, look)
  return isMinor
    ? (byNumber(text) ??
        (look.headingSizes.length > 0 ? headingLevel(look.headingSizes.length + 2) : 2))
    : null
}

const isApart = (before: readonly Line[] | undefined, line: Line, look: Look): boolean => {
  const last = before?.at(-1)
  if (!last) return true
  const gap = last.y - line.y
  return gap < 0 || gap > line.size * look.leading * 1.15 || endsSentence(last.text)
}

/** "3 Method" is a chapter, "3.2 …" a section, "3.2.1 …" below it. */
const byNumber = (text: string): HeadingLevel | null => {
  const number = /^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\p{L}/u.exec(text)?.[1]
  return number === undefined ? null : headingLevel(number.split('.').length + 1)
}
