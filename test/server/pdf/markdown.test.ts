import t from 'tap'
import { blocksFromText } from '../../../server/pdf/markdown.ts'

t.test('every mark becomes its block', (t) => {
  const text = `# A report
Summary that goes
over two lines.

## Findings
- one
- two
  goes on

1. first
2. second

> They decide
> together.

### Money

| Municipality | kr |
|---|--:|
| Mbale | 1 200 |
| Jinja | 900 |

---

The end.`
  t.strictSame(blocksFromText(text), [
    { kind: 'heading', level: 1, text: 'A report' },
    { kind: 'paragraph', text: 'Summary that goes over two lines.' },
    { kind: 'heading', level: 2, text: 'Findings' },
    { kind: 'list', items: ['one', 'two goes on'] },
    { kind: 'list', ordered: true, items: ['first', 'second'] },
    { kind: 'quote', text: 'They decide together.' },
    { kind: 'heading', level: 3, text: 'Money' },
    {
      kind: 'table',
      columns: [
        { label: 'Municipality', align: 'start' },
        { label: 'kr', align: 'end' },
      ],
      rows: [
        ['Mbale', '1 200'],
        ['Jinja', '900'],
      ],
    },
    { kind: 'rule' },
    { kind: 'paragraph', text: 'The end.' },
  ])
  t.end()
})

t.test('text without marks is paragraphs, and no text is no blocks', (t) => {
  t.strictSame(blocksFromText('One.\r\n\r\n\r\nTwo #1 - three.'), [
    { kind: 'paragraph', text: 'One.' },
    { kind: 'paragraph', text: 'Two #1 - three.' },
  ])
  t.strictSame(blocksFromText(' \n\n '), [])
  t.end()
})

t.test('a table without a ruling line has no figures', (t) => {
  t.match(blocksFromText('| a | b |\n| 1 | 2 |'), [
    { kind: 'table', columns: [{ label: 'a', align: 'start' }, {}], rows: [['1', '2']] },
  ])
  t.end()
})
