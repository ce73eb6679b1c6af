import type { Block } from './blocks.ts'

/**
 * Blocks from plain text with light mark-up: `#`, `##`, `###` headings, `-` and `1.` lists, `>` quotes,
 * `| a | b |` tables (a `|---|--:|` line after the first row makes it the head and sets figures to the end),
 * `---` a rule. Blank lines part paragraphs; single line breaks inside one are spaces.
 */
export function blocksFromText(text: string): Block[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}|\n(?=#{1,3} )|(?<=^#{1,3} [^\n]*)\n/m)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(blockFrom)
}

function blockFrom(part: string): Block {
  const heading = /^(#{1,3}) +(.*)$/.exec(part)
  if (heading?.[1] && heading[2]) {
    const level = heading[1].length === 1 ? 1 : heading[1].length === 2 ? 2 : 3
    return { kind: 'heading', level, text: heading[2] }
  }
  if (/^-{3,}$/.test(part)) return { kind: 'rule' }
  const lines = part.split('\n').map((line) => line.trim())
  if (lines.every((line) => line.startsWith('|'))) return tableFrom(lines)
  if (lines.every((line) => line.startsWith('>'))) {
    return {
      kind: 'quote',
      text: lines.map((line) => line.replace(/^>\s?/, '')).join(' '),
    }
  }
  if (/^- /.test(part)) return { kind: 'list', items: itemsOf(lines, /^- +/) }
  if (/^1\. /.test(part)) return { kind: 'list', ordered: true, items: itemsOf(lines, /^\d+\. +/) }
  return { kind: 'paragraph', text: lines.join(' ') }
}

/** A line without a sign of its own continues the item above it. */
function itemsOf(lines: readonly string[], sign: RegExp): string[] {
  const items: string[] = []
  for (const line of lines) {
    const last = items.pop()
    if (sign.test(line)) {
      if (last !== undefined) items.push(last)
      items.push(line.replace(sign, ''))
    } else items.push(last === undefined ? line : `${last} ${line}`)
  }
  return items
}

function tableFrom(lines: readonly string[]): Block {
  const rows = lines.map(cellsOf)
  const isRuled = rows[1]?.every((cell) => /^:?-+:?$/.test(cell)) ?? false
  const labels = rows[0] ?? []
  const columns = labels.map((label, index) => {
    const isFigures = isRuled && (rows[1]?.[index] ?? '').endsWith(':')
    return { label, align: isFigures ? ('end' as const) : ('start' as const) }
  })
  return { kind: 'table', columns, rows: rows.slice(isRuled ? 2 : 1) }
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
