import type { Mail, MailBlock } from './mail.ts'

const WIDTH = 72

/** The plain-text part: the same words, wrapped as letters are. Addresses stand whole on their lines. */
export const textOf = ({ subject, blocks, footer }: Mail): string =>
  `${[wrap(subject), ...blocks.map(blockText), `-- \n${wrap(footer)}`].join('\n\n')}\n`

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'small':
      return wrap(block.text)
    case 'facts':
      return facts(block.facts)
    case 'code':
      return `    ${block.code}`
    case 'button':
    case 'link':
      return `${wrap(block.label)}:\n${block.url}`
    case 'list':
      return block.items.map((item) => wrap(item, '- ', '  ')).join('\n')
    case 'quote':
      return [
        wrap(block.text, '> ', '> '),
        ...(block.by === undefined ? [] : [wrap(block.by, '> ', '> ')]),
      ].join('\n')
  }
}

const facts = (items: readonly { term: string; value: string }[]): string => {
  const longest = Math.min(20, Math.max(0, ...items.map(({ term }) => term.length)))
  return items
    .map(({ term, value }) => wrap(value, `${term.padEnd(longest)}  `, ' '.repeat(longest + 2)))
    .join('\n')
}

const wrap = (text: string, first = '', next = ''): string => {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = lines.length === 0 ? first : next
    let isStart = true
    for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
      if (!isStart && line.length + 1 + word.length > WIDTH) {
        lines.push(line)
        line = next
        isStart = true
      }
      line += isStart ? word : ` ${word}`
      isStart = false
    }
    lines.push(line.trimEnd())
  }
  return lines.join('\n')
}
