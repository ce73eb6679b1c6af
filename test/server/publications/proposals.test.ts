import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { readFront } from '../../../server/pdf/front.ts'
import type { FrontMatter } from '../../../server/publications/rules/front-matter.ts'
import {
  openProposals,
  type Proposable,
  presentIn,
  withProposal,
} from '../../../server/publications/rules/proposals.ts'
import { proposalsOf } from '../../../server/publications/rules/proposed.ts'
import { PROPOSED_ABSTRACT_MAX } from '../../../server/publications/rules/proposed-texts.ts'
import type { TextBlock } from '../../../server/publications/rules/text-blocks.ts'
import {
  authorsPdf,
  encryptedPdf,
  htmlInFront,
  objectStreamBomb,
  REPORT_SUMMARY,
  setPdf,
  simplePdf,
  truncated,
} from '../../helpers/pdfs.ts'

const front = (given: Partial<FrontMatter> = {}, blocks: TextBlock[] = []): FrontMatter => ({
  pages: 3,
  metadata: { title: null, language: null, keywords: null, year: null },
  firstPage: [],
  sheets: [{ number: 1, blocks }],
  ...given,
})
const metadata = (given: Partial<FrontMatter['metadata']>) => ({
  metadata: { title: null, language: null, keywords: null, year: null, ...given },
})
const paragraph = (text: string): TextBlock => ({ kind: 'paragraph', text })
const heading = (text: string, level: 2 | 3 | 4 = 2): TextBlock => ({
  kind: 'heading',
  level,
  text,
})
const proposed = (given: FrontMatter, field: string) =>
  proposalsOf(given).find((one) => one.field === field)?.values[0]

const draft: Proposable = {
  language: 'en',
  title: {},
  abstract: {},
  themes: [],
  year: null,
  isbn: null,
  doi: null,
}

t.test('the title is what the file calls itself, else the largest type of its cover', async (t) => {
  const cover = [
    { text: 'ICLD', size: 40 },
    { text: '15', size: 32 },
    { text: 'Who decides when', size: 26 },
    { text: 'the water comes?', size: 26 },
    { text: 'A study of six wards', size: 14 },
    { text: 'Kampala', size: 11 },
  ]
  const titled = (title: string | null) =>
    proposed(front({ ...metadata({ title }), firstPage: cover }), 'title_en')
  t.equal(titled('Water and power'), 'Water and power')
  const set = 'Who decides when the water comes?'
  for (const junk of [
    null,
    '',
    'Microsoft Word - final_v7.docx',
    'rapport.indd',
    'Untitled',
    'Document1',
    'PowerPoint Presentation',
    'Namnlös',
    'R7',
    'Research Report',
  ])
    t.equal(titled(junk), set, `not ${junk}`)
  const divided = [
    { text: 'Medborgar-', size: 30 },
    { text: 'budget i praktiken', size: 30 },
    { text: 'Kommunen', size: 12 },
  ]
  t.equal(
    proposed(front({ ...metadata({ language: 'sv-SE' }), firstPage: divided }), 'title_sv'),
    'Medborgarbudget i praktiken',
  )
  const alike = [
    { text: 'A page of words', size: 11 },
    { text: 'and more of them', size: 11 },
  ]
  t.equal(proposed(front({ firstPage: alike }), 'title_en'), undefined, 'all is set alike')
})

t.test('the language is that of its words before that of its label', async (t) => {
  const swedish =
    'Det här är en rapport om hur kommuner för en dialog med medborgare och vad som händer när de inte gör det. Vi har följt sex kommuner under ett år och frågat dem som har varit med om vad de har sett.'
  t.equal(proposed(front({}, [paragraph(swedish)]), 'language'), 'sv')
  t.equal(
    proposed(front(metadata({ language: 'en-US' }), [paragraph(swedish)]), 'language'),
    'sv',
    'Word says English of everything',
  )
  t.equal(proposed(front(metadata({ language: 'uk' })), 'language'), 'uk')
  t.equal(proposed(front(metadata({ language: 'xx-klingon' })), 'language'), undefined)
  t.equal(proposed(front(), 'language'), undefined)
})

t.test('the summary is what stands under its name, in each language', async (t) => {
  const swedish =
    'Rapporten handlar om hur sex kommuner för protokoll och vad som händer med det som har sagts när de inte gör det. Den visar att det är möjligt att göra mer med de medel som finns.'
  const both = front({}, [
    heading('Contents'),
    paragraph('Summary 3 Sammanfattning 5'),
    heading('Executive Summary'),
    paragraph(REPORT_SUMMARY),
    { kind: 'list', start: null, items: ['Put it on a wall.', 'Read it aloud.'] },
    heading('If you have five minutes', 3),
    paragraph('Not this.'),
    heading('Sammanfattning'),
    paragraph(swedish),
    heading('1. The question'),
    paragraph('Nor this.'),
  ])
  t.equal(
    proposed(both, 'abstract_en'),
    `${REPORT_SUMMARY}\n\n– Put it on a wall.\n– Read it aloud.`,
  )
  t.equal(proposed(both, 'abstract_sv'), swedish)
  const inline = front({}, [
    paragraph(`Abstract: ${REPORT_SUMMARY} Keywords: wards; minutes`),
    paragraph('Introduction to all of this'),
  ])
  t.equal(proposed(inline, 'abstract_en'), REPORT_SUMMARY)
  const asBody = front({}, [paragraph('Summary'), paragraph(REPORT_SUMMARY), heading('1. Why')])
  t.equal(proposed(asBody, 'abstract_en'), REPORT_SUMMARY)
  t.equal(
    proposed(front({}, [heading('Summary'), paragraph('Page 3')]), 'abstract_en'),
    undefined,
    'an entry in the contents is none',
  )
  const sentence = `${'word '.repeat(40).trim()}. `
  const long = front({}, [heading('Summary'), paragraph(sentence.repeat(60).trim())])
  const cut = proposed(long, 'abstract_en') ?? ''
  t.ok(cut.length <= PROPOSED_ABSTRACT_MAX && cut.length > PROPOSED_ABSTRACT_MAX - 250)
  t.match(cut, /\.$/, 'cut after a sentence')
})

t.test('numbers are taken where they are right and near their names', async (t) => {
  const text = (said: string, number = 2) =>
    front({ sheets: [{ number, blocks: [paragraph(said)] }] })
  t.equal(proposed(text('ISBN: 978-91-86725-05-1'), 'isbn'), '978-91-86725-05-1')
  t.equal(proposed(text('ISBN 9789186725051'), 'isbn'), '9789186725051')
  t.equal(proposed(text('ISBN 978-91-86725-05-2'), 'isbn'), undefined, 'a wrong check digit')
  t.equal(proposed(text('Call 978-91-86725-05-1'), 'isbn'), undefined, 'not called an ISBN')
  t.equal(
    proposed(text('ISBN 978-91-86725-05-1 (print), ISBN 978-3-16-148410-0 (pdf)'), 'isbn'),
    '978-3-16-148410-0',
    'the PDF’s before the print’s',
  )
  t.equal(proposed(text('ISSN 1654-1234. ISBN 0-306-40615-2'), 'isbn'), '0-306-40615-2')
  t.equal(proposed(text('See https://doi.org/10.5281/zenodo.17.'), 'doi'), '10.5281/zenodo.17')
  t.equal(proposed(text('doi: 10.5281/zenodo.17)', 4), 'doi'), '10.5281/zenodo.17')
  t.equal(proposed(text('doi: 10.5281/zenodo.17', 5), 'doi'), undefined, 'a work that it cites')
  t.equal(proposed(text('© The authors 2024'), 'year'), '2024')
  t.equal(proposed(text('First published in 2023 by the office'), 'year'), '2023')
  t.equal(proposed(text('In 1975 the dam was built.'), 'year'), undefined)
  const cover = [{ text: 'Visby, June 2025', size: 12 }]
  t.equal(proposed(front({ firstPage: cover, ...metadata({ year: 2026 }) }), 'year'), '2025')
  t.equal(proposed(front(metadata({ year: 2026 })), 'year'), '2026')
})

t.test(
  'themes are those of its keywords, then those that its title and summary name',
  async (t) => {
    const themes = (given: FrontMatter) =>
      proposalsOf(given).find(({ field }) => field === 'themes')?.values
    const listed = front({}, [paragraph('Nyckelord: medborgarbudget; klimat, ved och vatten.')])
    t.same(themes(listed), ['participatory-budgeting', 'climate-action'])
    const under = front({}, [
      heading('Keywords'),
      paragraph('climate change · participatory budgeting'),
    ])
    t.same(themes(under), ['climate-action', 'participatory-budgeting'])
    t.same(themes(front(metadata({ keywords: 'participatory budgeting' }))), [
      'participatory-budgeting',
    ])
    t.same(themes(front(metadata({ title: 'Participatory budgeting in Kisumu' }))), [
      'participatory-budgeting',
    ])
    t.equal(themes(front({}, [paragraph('Keywords: ved; vatten')])), undefined)
  },
)

t.test('a proposal is open until it is taken, left, or says what stands there', async (t) => {
  const said = proposalsOf(
    front({
      ...metadata({ title: 'Minutes on the wall', language: 'en', year: 2026 }),
      sheets: [
        {
          number: 2,
          blocks: [
            paragraph('ISBN 978-91-86725-05-1 doi 10.5555/Wall'),
            paragraph('Keywords: climate change, participatory budgeting'),
          ],
        },
      ],
    }),
  )
  const fields = (of: Proposable, left: string[] = []) =>
    openProposals(said, of, left).map(({ field }) => field)
  t.same(fields(draft), ['title_en', 'themes', 'year', 'isbn', 'doi'], 'the language stands')
  t.same(fields({ ...draft, language: 'sv' })[1], 'language')
  t.same(fields(draft, ['doi', 'title_en']), ['themes', 'year', 'isbn'])
  t.same(
    fields({
      ...draft,
      title: { en: 'minutes  on the WALL' },
      year: 2026,
      isbn: '9789186725051',
      doi: '10.5555/wall',
      themes: ['climate-action'],
    }),
    ['themes'],
    'the same written otherwise is the same',
  )
  t.same(
    openProposals(said, { ...draft, themes: ['climate-action'] }, []).find(
      ({ field }) => field === 'themes',
    )?.values,
    ['participatory-budgeting'],
    'of themes those that are not there',
  )
  let taken = draft
  for (const proposal of said) taken = withProposal(taken, proposal)
  t.same(openProposals(said, taken, []), [])
  t.match(taken, { year: 2026, isbn: '978-91-86725-05-1', title: { en: 'Minutes on the wall' } })
  for (const { field } of said.filter(({ field }) => field !== 'themes'))
    t.ok(presentIn(taken, field), field)
  t.same(withProposal(draft, { field: 'licence', values: ['cc0-1.0'] }), draft, 'no other field')
  t.same(withProposal(draft, { field: 'title_en', values: [] }), draft)
})

t.test('nothing that a file can say makes more than a few bounded proposals', async () => {
  const block = fc.oneof(
    fc.record({ kind: fc.constant('paragraph' as const), text: fc.string({ maxLength: 400 }) }),
    fc.record({
      kind: fc.constant('heading' as const),
      level: fc.constantFrom(2, 3, 4),
      text: fc.constantFrom('Summary', 'Keywords', 'Abstract', 'x'),
    }),
  )
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 600 }))
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 30 }),
      text,
      fc.array(fc.record({ text: fc.string(), size: fc.integer({ min: 1, max: 90 }) })),
      (blocks, title, firstPage) => {
        const made = proposalsOf(
          front({ ...metadata({ title, keywords: title }), firstPage }, blocks as TextBlock[]),
        )
        return (
          new Set(made.map(({ field }) => field)).size === made.length &&
          made.length <= 12 &&
          made.every(({ values }) => values.length > 0 && values.join('').length <= 5_200)
        )
      },
    ),
    { numRuns: 300 },
  )
})

t.test('a PDF is read in the cage, whatever is in it', async (t) => {
  const path = await tempPath(t)
  const read = async (bytes: Buffer) => {
    await writeFile(path, bytes)
    return readFront(path)
  }
  const report = await read(await authorsPdf())
  t.match(report.ok && proposalsOf(report.front), [
    {
      field: 'title_en',
      values: ['Minutes on the wall: how wards remember'],
      source: 'type',
      page: 1,
    },
    { field: 'language', values: ['en'], source: 'text' },
    { field: 'abstract_en', values: [REPORT_SUMMARY], page: 3 },
    { field: 'themes', values: ['participatory-budgeting', 'climate-action'], page: 3 },
    { field: 'year', values: ['2026'], page: 2 },
    { field: 'isbn', values: ['978-91-86725-05-1'], page: 2 },
    { field: 'doi', values: ['10.5555/minutes.2026'], page: 2 },
  ])
  const said = { title: 'Water <b>and</b> power', language: 'sv', keywords: 'klimat', madeIn: 2024 }
  const labelled = await read(await setPdf([[[11, 'Kort.']]], said))
  t.match(labelled.ok && proposalsOf(labelled.front), [
    { field: 'title_sv', values: ['Water <b>and</b> power'], source: 'metadata', page: null },
    { field: 'language', values: ['sv'], source: 'metadata' },
    { field: 'themes', values: ['climate-action'], source: 'metadata' },
    { field: 'year', values: ['2024'], source: 'metadata' },
  ])
  const long = await read(await setPdf(Array.from({ length: 40 }, (_, n) => [[11, `Page ${n}`]])))
  t.same(
    long.ok && long.front.sheets.map(({ number }) => number),
    [...Array.from({ length: 14 }, (_, n) => n + 1), 39, 40],
    'the first pages and the last',
  )
  t.same(await read(htmlInFront()), { ok: false, reason: 'not_pdf' })
  t.same(await read(await encryptedPdf()), { ok: false, reason: 'encrypted' })
  t.equal((await read(objectStreamBomb())).ok, true, 'text can be read beside the bomb')
  t.type((await read(truncated(simplePdf('Half')))).ok, 'boolean')
})

const tempPath = async (t: Test): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'radslag-front-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'file.pdf')
}
