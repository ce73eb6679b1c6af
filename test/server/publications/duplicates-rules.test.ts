import fc from 'fast-check'
import t from 'tap'
import {
  areTextsAlike,
  areTitlesAlike,
  asksForConfirmation,
  byLikeness,
  familyOffer,
  isDismissed,
  isToldInPages,
  isToldWithin,
  type Likeness,
  percentOf,
  refuseDouble,
  TEXT_ALIKE_MIN,
  TITLE_ALIKE_MIN,
} from '../../../server/publications/rules/duplicates.ts'
import { MARK_MAX, marksOf } from '../../../server/publications/rules/marks.ts'
import {
  PRINTS_MAX,
  pagesAlike,
  printsOf,
  SHINGLES_MIN,
  shareAlike,
} from '../../../server/publications/rules/prints.ts'

const words = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => wordOf(from + at))
const wordOf = (number: number): string =>
  String(number * 7_919 + 104_729).replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] ?? '')
const asPages = (list: readonly string[], each: number, between = ' '): string[] =>
  Array.from({ length: Math.ceil(list.length / each) }, (_, at) =>
    list.slice(at * each, (at + 1) * each).join(between),
  )

t.test('titles are alike from the share on, and only with the same figures', async (t) => {
  const share = TITLE_ALIKE_MIN
  t.notOk(areTitlesAlike('budget', 'budgets', share - 0.001), 'below')
  t.ok(areTitlesAlike('budget', 'budgets', share), 'at')
  t.ok(areTitlesAlike('budget', 'budgets', share + 0.001), 'above')
  t.notOk(areTitlesAlike('annual report 2024', 'annual report 2025', 0.95), 'another year')
  t.notOk(areTitlesAlike('handbook', 'handbook 2', 0.9), 'another part')
  t.ok(areTitlesAlike('annual report 2024', 'the annual report 2024', 0.9))
  t.same([0.919, 0.92, 0.29, 0.9999, 1].map(percentOf), [91, 92, 29, 99, 100])
})

t.test('texts are alike from the share on, told in pages where pages are the same', async (t) => {
  t.notOk(areTextsAlike(TEXT_ALIKE_MIN - 0.001))
  t.ok(areTextsAlike(TEXT_ALIKE_MIN))
  t.ok(areTextsAlike(TEXT_ALIKE_MIN + 0.001))
  t.notOk(isToldInPages({ alike: 0, pages: 0 }))
  t.notOk(isToldInPages({ alike: 20, pages: 41 }))
  t.ok(isToldInPages({ alike: 21, pages: 41 }))
})

t.test('a text has the same prints however its lines and pages are broken', async (t) => {
  const text = words(0, 2_000)
  const prints = printsOf(asPages(text, 300))
  t.equal(prints.length, PRINTS_MAX)
  t.same(
    prints,
    [...prints].sort((a, b) => a - b),
  )
  t.same(printsOf(asPages(text, 170, '\n')), prints, 'other pages, other lines')
  t.same(
    printsOf(
      asPages(
        text.map((word) => word.toUpperCase()),
        300,
        '. – 12 ',
      ),
    ),
    prints,
  )
  t.equal(shareAlike(prints, printsOf(asPages(words(5_000, 2_000), 300))), 0, 'another text')
})

t.test('too short a text has none, so that no two leaflets are taken for one', async (t) => {
  const least = SHINGLES_MIN + 4
  t.same(printsOf([]), [])
  t.same(printsOf(['12 34 – §§']), [])
  t.equal(printsOf([words(0, least - 1).join(' ')]).length, 0, 'below')
  t.equal(printsOf([words(0, least).join(' ')]).length, SHINGLES_MIN, 'at')
  t.equal(shareAlike([], []), 0)
  t.equal(shareAlike([], [1, 2]), 0)
})

t.test('the share of a text that is common is estimated within its error', async (t) => {
  for (const common of [0.3, 0.5, 0.7, 0.9]) {
    const count = Math.round((4_000 * 2 * common) / (1 + common))
    const one = printsOf([words(0, 4_000).join(' ')])
    const other = printsOf([[...words(0, count), ...words(50_000, 4_000 - count)].join(' ')])
    // Three standard errors.
    t.ok(Math.abs(shareAlike(one, other) - common) < 0.14, `${common}: ${shareAlike(one, other)}`)
  }
})

t.test('the share is the same both ways, and whole with itself', async () => {
  const list = fc
    .uniqueArray(fc.integer(), { maxLength: PRINTS_MAX })
    .map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(list, list, (one, other) => {
      const share = shareAlike(one, other)
      return (
        share === shareAlike(other, one) &&
        share >= 0 &&
        share <= 1 &&
        (one.length === 0 || shareAlike(one, one) === 1)
      )
    }),
  )
})

t.test('pages are counted where they are the same to the letter', async (t) => {
  const pages = asPages(words(0, 400), 100)
  const others = [pages[0] ?? '', `${pages[1]} more`, (pages[2] ?? '').replaceAll(' ', '\n'), '3']
  t.same(pagesAlike([...pages, 'A short one'], others), { alike: 2, pages: 4 })
  t.same(pagesAlike([], others), { alike: 0, pages: 0 })
})

t.test('marks are in one form however things are written', async (t) => {
  t.same(
    marksOf({
      title: { sv: 'Öppna  Rum!', en: 'Open: rooms', es: 'open rooms', uk: ' – ' },
      doi: '10.1234/ABC',
      isbn: '91-86725-05-X',
    }),
    [
      { kind: 'doi', value: '10.1234/abc' },
      { kind: 'isbn', value: '9789186725051' },
      { kind: 'title', value: 'oppna rum' },
      { kind: 'title', value: 'open rooms' },
    ],
  )
  t.same(marksOf({ title: {}, doi: null, isbn: 'printed wrong' }), [])
  for (const length of [MARK_MAX - 1, MARK_MAX, MARK_MAX + 1])
    t.equal(
      marksOf({ title: { en: 'ß'.repeat(length) }, doi: null, isbn: null })[0]?.value.length,
      MARK_MAX,
    )
})

const why = (...kinds: Likeness['kind'][]) => kinds.map((kind) => ({ kind }))

t.test('only the same file or DOI must be confirmed, each by its id', async (t) => {
  t.ok(asksForConfirmation(why('file')))
  t.ok(asksForConfirmation(why('title', 'doi')))
  t.notOk(asksForConfirmation(why('title', 'text', 'isbn')))
  const found = [
    { id: 'a', why: why('file') },
    { id: 'b', why: why('title') },
    { id: 'c', why: why('doi') },
  ]
  t.match(refuseDouble(found, []), { reason: 'publication_same_as_other', others: ['a', 'c'] })
  t.match(refuseDouble(found, ['a']), { others: ['c'] })
  t.equal(refuseDouble(found, ['c', 'a']), null)
  t.equal(refuseDouble([], []), null)
})

t.test('what was dismissed stays so, unless the same file or DOI is new', async (t) => {
  t.notOk(isDismissed(why('title'), undefined))
  t.ok(isDismissed(why('title'), ['title']))
  t.ok(isDismissed(why('title', 'text'), ['title']))
  t.notOk(isDismissed(why('title', 'file'), ['title']))
  t.ok(isDismissed(why('title', 'file'), ['file']))
})

t.test('a family is offered instead, and within one only file and DOI are told', async (t) => {
  const own = { id: 'own', language: 'sv', familyMainId: null, hasMembers: false }
  const other = { id: 'other', language: 'en', familyMainId: null }
  t.same(familyOffer(own, other, why('title')), { mainId: 'other', kind: 'translation' })
  t.same(familyOffer(own, { ...other, language: 'sv', familyMainId: 'main' }, why('text')), {
    mainId: 'main',
    kind: 'edition',
  })
  t.equal(familyOffer(own, other, why('file')), null)
  t.equal(familyOffer(own, { ...other, language: 'sv' }, why('doi')), null)
  t.equal(familyOffer({ ...own, hasMembers: true }, other, why('title')), null)
  t.equal(familyOffer({ ...own, familyMainId: 'x' }, other, why('title')), null)
  t.notOk(isToldWithin('title', true))
  t.ok(isToldWithin('title', false))
  t.ok(isToldWithin('doi', true))
})

t.test('the surest comes first', async (t) => {
  const list: { why: Likeness[] }[] = [
    { why: [{ kind: 'title', share: 0.99 }] },
    { why: [{ kind: 'text', share: 0.9, alike: 9, pages: 10 }] },
    { why: [{ kind: 'isbn' }] },
    { why: [{ kind: 'file' }] },
    { why: [{ kind: 'doi' }] },
  ]
  t.same(
    list.sort(byLikeness).map(({ why }) => why[0]?.kind),
    ['file', 'doi', 'isbn', 'text', 'title'],
  )
})
