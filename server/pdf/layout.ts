import type { Block, Fact, Insert, OutlineEntry } from './blocks.ts'
import type { Fonts } from './fonts.ts'
import { balancedWidth, breakLines, textWidth } from './lines.ts'
import {
  draw,
  ensure,
  flow,
  grow,
  hairline,
  inkRule,
  newSheet,
  type Pen,
  type PlacedEntry,
  type Sheet,
  type StructNode,
  setLine,
  skip,
  startPen,
} from './sheet.ts'
import { FULL_WIDTH, HAIRLINE, MARGIN, MATTER_WIDTH, MATTER_X, SEA, TEXT } from './style.ts'
import { layTable } from './table.ts'

export type Layout = {
  sheets: readonly Sheet[]
  outline: readonly PlacedEntry[]
  root: StructNode
}

/** Puts blocks on pages. A list of contents takes two rounds, since its figures depend on its own length. */
export function layOut(fonts: Fonts, reference: string, blocks: readonly Block[]): Layout {
  const planned = lay(fonts, reference, blocks, entriesOf(blocks))
  if (!blocks.some((block) => block.kind === 'contents')) return planned
  return lay(fonts, reference, blocks, listed(planned.outline))
}

const PAGE_FIGURE_WIDTH = 34
const KEPT_WITH_HEADING = 46

function lay(
  fonts: Fonts,
  reference: string,
  blocks: readonly Block[],
  entries: readonly PlacedEntry[],
): Layout {
  const pen = startPen(fonts)
  layHead(pen, reference)
  let before: Block | null = null
  for (const block of blocks) {
    layBlock(pen, block, before, entries)
    before = block
  }
  return { sheets: pen.sheets, outline: pen.outline, root: pen.root }
}

function layHead(pen: Pen, reference: string): void {
  const { name, footer } = TEXT
  const node = grow(pen.root, 'P')
  draw(pen, { kind: 'mark', x: MARGIN.left, y: MARGIN.top - 12, size: 24 })
  const [line] = breakLines(pen.fonts, name, 'Rådslag', FULL_WIDTH)
  if (line)
    setLine(pen, {
      line,
      style: name,
      x: MARGIN.left + 33,
      y: MARGIN.top - 10,
      node,
    })
  const style = { ...footer, size: 8.4 }
  const width = textWidth(pen.fonts, style, reference)
  const [mine] = breakLines(pen.fonts, style, reference, FULL_WIDTH)
  if (mine && reference !== '') {
    const x = MARGIN.left + FULL_WIDTH - width
    setLine(pen, { line: mine, style, x, y: MARGIN.top - 4.5, node })
  }
  pen.y = MARGIN.top + 58
  pen.atTop = true
}

function layBlock(
  pen: Pen,
  block: Block,
  before: Block | null,
  entries: readonly PlacedEntry[],
): void {
  switch (block.kind) {
    case 'heading':
      layHeading(pen, block.level, block.text)
      return
    case 'paragraph': {
      const style = TEXT[block.style ?? 'paragraph']
      skip(pen, before?.kind === 'heading' ? 6 : style.leading * 0.55)
      flow(pen, {
        ...MATTER,
        text: block.text,
        style,
        node: grow(pen.root, 'P'),
      })
      return
    }
    case 'list':
      layList(pen, block.items, block.ordered === true)
      return
    case 'facts':
      layFacts(pen, block.items, opensSection(before))
      return
    case 'table':
      layTable(pen, block, opensSection(before))
      return
    case 'rule':
      skip(pen, 14)
      ensure(pen, 20)
      hairline(pen, MATTER_X, MATTER_WIDTH)
      pen.y += 6
      return
    case 'pageBreak':
      if (!pen.atTop) newSheet(pen)
      return
    case 'quote':
      layQuote(pen, block.text)
      return
    case 'contents':
      layContents(pen, block.title, entries)
      return
    case 'insert':
      layInsert(pen, block)
      return
  }
}

const MATTER = { x: MATTER_X, width: MATTER_WIDTH } as const

const opensSection = (block: Block | null): boolean =>
  block?.kind === 'heading' && block.level === 2

function layHeading(pen: Pen, level: 1 | 2 | 3, text: string): void {
  const style = TEXT[`heading${level}`]
  const wide = level === 1
  const width = wide ? FULL_WIDTH : MATTER_WIDTH
  const balanced = balancedWidth(pen.fonts, style, text, width)
  const lines = breakLines(pen.fonts, style, text, balanced)
  skip(pen, [0, 40, 30, 18][level] ?? 0)
  ensure(pen, lines.length * style.leading + KEPT_WITH_HEADING)
  pen.outline.push({ level, text, page: pen.sheets.length, y: pen.y })
  if (level === 2) {
    inkRule(pen, MARGIN.left, FULL_WIDTH)
    pen.y += 8
  }
  const node = grow(pen.root, `H${level}`)
  flow(pen, { text, style, x: wide ? MARGIN.left : MATTER_X, width: balanced, node })
  pen.y += level === 1 ? 12 : 0
}

function layList(pen: Pen, items: readonly string[], isOrdered: boolean): void {
  const style = TEXT.paragraph
  const list = grow(pen.root, 'L')
  const indent = isOrdered ? 12 + textWidth(pen.fonts, style, `${items.length}.`) : 16
  skip(pen, 8)
  for (const [index, item] of items.entries()) {
    if (index > 0) skip(pen, 3)
    const entry = grow(list, 'LI')
    ensure(pen, style.leading * 2)
    const sign = isOrdered ? `${index + 1}.` : '–'
    const [line] = breakLines(pen.fonts, style, sign, indent)
    if (line)
      setLine(pen, {
        line,
        style,
        x: MATTER_X,
        y: pen.y,
        node: grow(entry, 'Lbl'),
      })
    const node = grow(entry, 'LBody')
    flow(pen, {
      text: item,
      style,
      x: MATTER_X + indent,
      width: MATTER_WIDTH - indent,
      node,
    })
  }
}

function layFacts(pen: Pen, items: readonly Fact[], isOpened: boolean): void {
  const { term, fact } = TEXT
  const list = grow(pen.root, 'L')
  skip(pen, isOpened ? 8 : 18)
  ensure(pen, 60)
  if (!isOpened) inkRule(pen, MARGIN.left, FULL_WIDTH)
  for (const [index, item] of items.entries()) {
    const termWidth = MATTER_X - MARGIN.left - 14
    const terms = breakLines(pen.fonts, term, item.term, termWidth)
    const values = breakLines(pen.fonts, fact, item.text, MATTER_WIDTH)
    ensure(pen, 10 + Math.max(terms.length, Math.min(values.length, 4)) * fact.leading)
    if (index > 0 || isOpened) hairline(pen, MARGIN.left, FULL_WIDTH)
    pen.y += 5
    const entry = grow(list, 'LI')
    const label = grow(entry, 'Lbl')
    const top = pen.y
    const sheets = pen.sheets.length
    for (const [row, line] of terms.entries()) {
      setLine(pen, {
        line,
        style: term,
        x: MARGIN.left,
        y: top + row * term.leading,
        node: label,
      })
    }
    pen.atTop = false
    const body = grow(entry, 'LBody')
    const { href, text } = item
    const node = href === undefined ? body : grow(body, 'Link')
    const style = href === undefined ? fact : { ...fact, colour: SEA }
    flow(pen, { ...MATTER, text, style, node })
    if (pen.sheets.length === sheets) {
      if (href !== undefined) {
        const area = { x: MATTER_X, y: top, width: MATTER_WIDTH, height: pen.y - top }
        draw(pen, { kind: 'link', ...area, to: { url: href, text }, node })
      }
      pen.y = Math.max(pen.y, top + terms.length * term.leading)
    }
    pen.y += 5
  }
  hairline(pen, MARGIN.left, FULL_WIDTH)
  pen.y += 4
}

function layQuote(pen: Pen, text: string): void {
  const style = TEXT.quote
  skip(pen, 12)
  const node = grow(grow(pen.root, 'BlockQuote'), 'P')
  const width = balancedWidth(pen.fonts, style, text, MATTER_WIDTH - 18)
  for (const line of breakLines(pen.fonts, style, text, width)) {
    ensure(pen, style.leading)
    const bar = {
      x: MATTER_X,
      y: pen.y + 1,
      width: 1.4,
      height: style.leading - 0.2,
    }
    draw(pen, { kind: 'area', ...bar, colour: HAIRLINE })
    setLine(pen, { line, style, x: MATTER_X + 18, y: pen.y, node })
    pen.y += style.leading
    pen.atTop = false
  }
  pen.y += 6
}

function layContents(pen: Pen, title: string, entries: readonly PlacedEntry[]): void {
  layHeading(pen, 2, title)
  // The list does not name itself, neither here nor among the bookmarks.
  pen.outline.pop()
  pen.y += 8
  const list = grow(pen.root, 'TOC')
  const right = MARGIN.left + FULL_WIDTH
  let level = entries[0]?.level
  for (const entry of entries) {
    const style = TEXT.entry
    const width = MATTER_WIDTH - PAGE_FIGURE_WIDTH
    const lines = breakLines(pen.fonts, style, entry.text, width)
    ensure(pen, lines.length * style.leading + 8)
    if (entry.level !== level) {
      pen.y += 6
      hairline(pen, MATTER_X, MATTER_WIDTH)
      pen.y += 6
    }
    level = entry.level
    const top = pen.y
    const node = grow(grow(grow(list, 'TOCI'), 'Reference'), 'Link')
    for (const line of lines) {
      setLine(pen, { line, style, x: MATTER_X, y: pen.y, node })
      pen.y += style.leading
    }
    const figure = String(entry.page)
    const [line] = breakLines(pen.fonts, TEXT.fact, figure, PAGE_FIGURE_WIDTH)
    const x = right - textWidth(pen.fonts, TEXT.fact, figure)
    const y = pen.y - style.leading / 2 - TEXT.fact.leading / 2
    if (line) setLine(pen, { line, style: TEXT.fact, x, y, node })
    const area = { x: MATTER_X, y: top, width: MATTER_WIDTH, height: pen.y - top }
    draw(pen, { kind: 'link', ...area, to: { page: entry.page, y: entry.y }, node })
    pen.y += 3
    pen.atTop = false
  }
}

function layInsert(pen: Pen, block: Insert): void {
  if (pen.atTop && pen.sheets.at(-1)?.items.length === 0) pen.sheets.pop()
  pen.outline.push({
    level: 1,
    text: block.title,
    page: pen.sheets.length + 1,
    y: 0,
  })
  for (let page = 0; page < block.pages; page += 1) {
    pen.sheets.push({ items: [], inserted: { source: block.source, page } })
  }
  // Whatever follows pages of somebody else begins on a page of its own.
  pen.y = Number.POSITIVE_INFINITY
  pen.atTop = false
}

/** What the list of contents names: main headings after the title, and inserted documents. */
const listed = (outline: readonly PlacedEntry[]): PlacedEntry[] =>
  outline.slice(1).filter((entry) => entry.level < 3)

function entriesOf(blocks: readonly Block[]): PlacedEntry[] {
  const entries: OutlineEntry[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') entries.push({ level: block.level, text: block.text, page: 1 })
    if (block.kind === 'insert') entries.push({ level: 1, text: block.title, page: 1 })
  }
  return listed(entries.map((entry) => ({ ...entry, y: 0 })))
}
