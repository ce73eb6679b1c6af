import t from 'tap'
import { type MailBlock, mailDocument } from '../../../server/views/mail.ts'
import { readPage } from '../../helpers/html.ts'
import { HOSTILE } from './gallery.ts'

const letter = (blocks: MailBlock[], footer = 'Rådslag, Visby.') =>
  mailDocument({ language: 'en', subject: 'We have your application', blocks, footer })

const receipt: MailBlock[] = [
  { kind: 'paragraph', text: 'It reached us complete, 18 minutes before the call closed.' },
  {
    kind: 'facts',
    facts: [
      { term: 'Number', value: '2027-0147, version 3' },
      { term: 'Received', value: '18 February 2027\n13:42:07 in Visby' },
    ],
  },
  { kind: 'code', code: '482 913' },
  { kind: 'heading', text: 'What happens now' },
  { kind: 'list', items: ['Three readers score it', 'The panel meets'] },
  { kind: 'quote', text: 'Clear question.', by: 'Reader 1' },
  { kind: 'button', label: 'Open your application', url: 'https://example.org/applications/1' },
  { kind: 'link', label: 'Check the fingerprint', url: 'https://example.org/receipts/1' },
  { kind: 'small', text: 'Was this not you? Answer this letter.' },
]

t.test('both parts of a letter say the same words', async (t) => {
  const mail = letter(receipt)
  const page = readPage(mail.html)
  const words = (text: string) => text.replace(/^(> |- |-- )/gm, '').split(/[\s:]+/)
  for (const word of words(mail.text).filter((part) => !/example.org|https/.test(part)))
    t.ok(page.text.includes(word), `the HTML part has "${word}"`)
  t.equal(page.heading, 'We have your application')
  t.equal(page.link('Open your application'), 'https://example.org/applications/1')
})

t.test('the plain part is laid out as a letter', async (t) => {
  t.equal(
    letter(receipt).text,
    `We have your application

It reached us complete, 18 minutes before the call closed.

Number    2027-0147, version 3
Received  18 February 2027
          13:42:07 in Visby

    482 913

What happens now

- Three readers score it
- The panel meets

> Clear question.
> Reader 1

Open your application:
https://example.org/applications/1

Check the fingerprint:
https://example.org/receipts/1

Was this not you? Answer this letter.

-- 
Rådslag, Visby.
`,
  )
})

t.test('long lines are wrapped, addresses never', async (t) => {
  const url = `https://example.org/${'a'.repeat(120)}`
  const { text } = letter([
    { kind: 'paragraph', text: 'word '.repeat(60) },
    { kind: 'list', items: ['word '.repeat(30)] },
    { kind: 'facts', facts: [{ term: 'Title', value: 'word '.repeat(30) }] },
    { kind: 'link', label: 'Here', url },
  ])
  const lines = text.split('\n')
  t.ok(lines.includes(url))
  for (const line of lines.filter((one) => one !== url)) t.ok(line.length <= 72, line)
  t.ok(
    lines.some((line) => line.startsWith('       word')),
    'facts hang under their value',
  )
})

t.test('a letter loads nothing and runs nothing', async (t) => {
  const mail = mailDocument({
    language: 'sv',
    subject: `Line one\r\nBcc: x@example.org ${HOSTILE}`,
    preheader: HOSTILE,
    blocks: [
      { kind: 'paragraph', text: HOSTILE },
      { kind: 'button', label: HOSTILE, url: 'javascript:alert(1)' },
      { kind: 'facts', facts: [{ term: HOSTILE, value: HOSTILE }] },
      { kind: 'quote', text: HOSTILE },
      { kind: 'list', items: [HOSTILE] },
      { kind: 'code', code: HOSTILE },
    ],
    footer: HOSTILE,
  })
  t.notMatch(mail.subject, /[\r\n]/)
  t.notMatch(mail.html, /<script|<img|<link|url\(|href="javascript/)
  t.match(mail.html, '<html lang="sv">')
})
