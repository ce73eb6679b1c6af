import { headingLevel, type TextBlock } from '../../publications/rules/text-blocks.ts'
import { addItem, itemOf, textOf } from './blocks.ts'
import type { Line } from './lines.ts'

/** A page's part of the tree of tags, as the parser gives it. */
export type Tag = { role?: string; type?: string; id?: string; children?: readonly Tag[] }

const DEPTH_MAX = 40
const TAGS_MAX = 20_000
/** Less of a page's text than this in its tags, and the tags are not to be trusted. */
export const TAGGED_SHARE_MIN = 0.8

/** The page by its tags, in their order, which is the order of reading; null where they hold too little of it. */
export const taggedBlocks = (tree: Tag | null, lines: readonly Line[]): TextBlock[] | null => {
  if (!tree) return null
  const byMark = Map.groupBy(lines, ({ mark }) => mark)
  const used = new Set<string>()
  let visited = 0
  const linesIn = (tag: Tag, depth = 0): Line[] => {
    visited += 1
    if (depth > DEPTH_MAX || visited > TAGS_MAX) return []
    if (tag.id !== undefined && tag.type === 'content') {
      if (used.has(tag.id)) return []
      used.add(tag.id)
      return byMark.get(tag.id) ?? []
    }
    return (tag.children ?? []).flatMap((child) => linesIn(child, depth + 1))
  }
  const blocks: TextBlock[] = []
  const walk = (tag: Tag, depth: number): void => {
    visited += 1
    if (depth > DEPTH_MAX || visited > TAGS_MAX) return
    const role = tag.role ?? ''
    if (role === 'Artifact') return
    const level = /^H([1-6])?$/.exec(role)
    if (level) {
      add({ kind: 'heading', level: headingLevel(Number(level[1] ?? 1) + 1), text: '' }, tag)
    } else if (role === 'LI') {
      const text = textOf(linesIn(tag, depth))
      if (text !== '') addItem(blocks, itemOf(text) ?? { start: null, text })
    } else if (role === 'Table') {
      const table = tableOf(tag, (cell) => textOf(linesIn(cell, depth)))
      if (table) blocks.push(table)
    } else if (role === 'Note' || role === 'FENote') add({ kind: 'note', text: '' }, tag)
    else if (role === 'BlockQuote') add({ kind: 'quote', text: '' }, tag)
    else if (isLeaf(tag)) add({ kind: 'paragraph', text: '' }, tag)
    else for (const child of tag.children ?? []) walk(child, depth + 1)
  }
  const add = (block: Extract<TextBlock, { text: string }>, tag: Tag): void => {
    const text = textOf(linesIn(tag))
    if (text === '') return
    const item = block.kind === 'paragraph' ? itemOf(text) : null
    if (item?.start === null) addItem(blocks, item)
    else blocks.push({ ...block, text })
  }
  walk(tree, 0)
  const letters = (some: readonly Line[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  const marked = lines.filter(({ mark }) => mark !== null && used.has(mark))
  // What is an artifact has no mark: running heads and page numbers are left out by the tags themselves.
  const total = letters(lines)
  return total === 0 || letters(marked) >= total * TAGGED_SHARE_MIN ? blocks : null
}

/** Holds text itself, or only parts of a line. */
const isLeaf = (tag: Tag): boolean => {
  if (
    /^(P|Span|Caption|Quote|Em|Strong|Link|Reference|Lbl|LBody|Code|Title|BibEntry)$/.test(
      tag.role ?? '',
    )
  )
    return true
  return (tag.children ?? []).some(({ type }) => type === 'content')
}

const ROWS_MAX = 500
const CELLS_MAX = 40

const tableOf = (table: Tag, textIn: (cell: Tag) => string): TextBlock | null => {
  const rows: { cells: string[]; isHead: boolean }[] = []
  const collect = (tag: Tag, depth: number): void => {
    if (depth > 4 || rows.length >= ROWS_MAX) return
    if (tag.role !== 'TR') {
      for (const child of tag.children ?? []) collect(child, depth + 1)
      return
    }
    const cells = (tag.children ?? []).filter(({ role }) => role === 'TH' || role === 'TD')
    if (cells.length === 0) return
    rows.push({
      cells: cells.slice(0, CELLS_MAX).map(textIn),
      isHead: cells.every(({ role }) => role === 'TH'),
    })
  }
  collect(table, 0)
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (filled.length === 0) return null
  const [first, ...rest] = filled
  return first?.isHead && rest.length > 0
    ? { kind: 'table', head: first.cells, rows: rest.map(({ cells }) => cells) }
    : { kind: 'table', head: null, rows: filled.map(({ cells }) => cells) }
}
