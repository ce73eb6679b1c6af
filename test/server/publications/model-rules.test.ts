import t from 'tap'
import { OLD_ADDRESS_MAX, oldAddressOf } from '../../../server/publications/rules/addresses.ts'
import { creatorsOf, othersOf } from '../../../server/publications/rules/contributors.ts'
import { isEmbargoed, isLiftDue, isReadable } from '../../../server/publications/rules/embargo.ts'
import {
  type FamilyMember,
  RELATIONS,
  type Relation,
  refuseJoining,
  relationsOf,
} from '../../../server/publications/rules/families.ts'
import {
  ISBN_RANGE_MAX,
  isbnOf,
  isbnRange,
  nextNumber,
} from '../../../server/publications/rules/numbers.ts'
import {
  PDF_EASY_BYTES_MAX,
  PDF_REMARKS,
  pagesWithoutText,
  pdfDetails,
  pdfRemarks,
  rangesOf,
} from '../../../server/publications/rules/pdf-report.ts'
import {
  isPartnerOn,
  municipalityCode,
  refuseClosing,
  refuseOpening,
} from '../../../server/publications/rules/places.ts'
import {
  LIX_WORDS_MIN,
  lixOf,
  readingLevel,
  readingLevelOf,
} from '../../../server/publications/rules/readability.ts'
import { PUBLICATION_STATUSES, refuseSilence } from '../../../server/publications/rules.ts'

t.test('text and file are free when published and not before the embargo ends', async (t) => {
  const end = new Date('2027-03-01T00:00:00Z')
  const at = (ms: number) => new Date(end.getTime() + ms)
  for (const status of PUBLICATION_STATUSES) {
    t.equal(isReadable({ status, embargoUntil: null }, end), status === 'published', status)
    t.equal(isReadable({ status, embargoUntil: end }, at(-1)), false, status)
    t.equal(isReadable({ status, embargoUntil: end }, end), status === 'published', status)
  }
  t.ok(isEmbargoed({ embargoUntil: end }, at(-1)))
  t.notOk(isEmbargoed({ embargoUntil: end }, end))
  const held = { status: 'published' as const, embargoUntil: end, updatedAt: at(-1) }
  t.notOk(isLiftDue(held, at(-1)), 'not before its time')
  t.ok(isLiftDue(held, end))
  t.notOk(isLiftDue({ ...held, updatedAt: end }, at(1)), 'once')
  t.notOk(isLiftDue({ ...held, status: 'withdrawn' }, at(1)))
  t.notOk(isLiftDue({ ...held, embargoUntil: null }, at(1)))
})

const member = (id: string, more: Partial<FamilyMember> = {}): FamilyMember => ({
  id,
  mainId: 'main',
  kind: 'brief',
  year: 2020,
  publishedAt: null,
  ...more,
})

t.test('a family says what each is to each, in both directions', async (t) => {
  const family = [
    member('main', { mainId: null, kind: null }),
    member('sv', { kind: 'translation' }),
    member('second', { kind: 'edition', year: 2022 }),
    member('third', { kind: 'edition', year: 2024 }),
    member('brief'),
    member('annex', { kind: 'supplement' }),
  ]
  const said = (id: string) =>
    relationsOf(id, family).map(({ relation, to }) => `${relation} ${to.id}`)
  t.same(said('main'), [
    'has_translation sv',
    'superseded_by second',
    'superseded_by third',
    'basis_of brief',
    'supplemented_by annex',
  ])
  t.same(said('sv'), ['translation_of main'])
  t.same(said('second'), ['supersedes main', 'superseded_by third'])
  t.same(said('brief'), ['based_on main'])
  t.same(said('stranger'), [])
  for (const { id } of family)
    for (const { relation, to } of relationsOf(id, family))
      t.equal(
        relationsOf(to.id, family).find((one) => one.to.id === id)?.relation,
        RELATIONS[relation].opposite,
      )
  for (const [relation, { opposite }] of Object.entries(RELATIONS))
    t.equal(RELATIONS[opposite].opposite, relation as Relation)
})

t.test('of two editions the later year is the newer, else the one that points', async (t) => {
  const main = member('main', { mainId: null, kind: null, year: null })
  const other = member('other', { kind: 'edition', year: 2019 })
  t.match(relationsOf('other', [main, other]), [{ relation: 'supersedes' }])
  const late = { ...main, year: 2021 }
  t.match(relationsOf('other', [late, other]), [{ relation: 'superseded_by' }])
})

t.test('a family has one main publication and no chains', async (t) => {
  const free = { id: 'a', hasMembers: false }
  t.equal(refuseJoining(free, { id: 'b', mainId: null }), null)
  t.match(refuseJoining(free, { id: 'a', mainId: null }), { reason: 'family_of_itself' })
  t.match(refuseJoining(free, { id: 'b', mainId: 'c' }), { reason: 'family_main_has_main' })
  t.match(refuseJoining({ ...free, hasMembers: true }, { id: 'b', mainId: null }), {
    reason: 'family_is_main',
  })
})

t.test('whose work it is: the authors, or the editors; others by their roles', async (t) => {
  const by = (role: 'author' | 'editor' | 'translator' | 'illustrator') => ({ role })
  t.same(creatorsOf([by('editor'), by('author')]), [by('author')])
  t.same(creatorsOf([by('editor'), by('translator')]), [by('editor')])
  t.same(creatorsOf([by('translator')]), [])
  t.same(othersOf([by('illustrator'), by('author'), by('editor')]), [
    by('editor'),
    by('illustrator'),
  ])
})

t.test('numbers follow on the highest; what is no figure does not count', async (t) => {
  t.equal(nextNumber([]), 1)
  t.equal(nextNumber(['7', null, '31', '9', 'Sustainability 12(20), 8607']), 32)
})

t.test('an ISBN has a right check digit', async (t) => {
  t.equal(isbnOf('978-91-86725-05-1'), '9789186725051')
  t.equal(isbnOf('ISBN 9789186725075'), '9789186725075')
  t.equal(isbnOf('978-91-86725-05-2'), null)
  t.equal(isbnOf('0-306-40615-2'), '9780306406157', 'ten digits become thirteen')
  t.equal(isbnOf('0-8044-2957-X'), '9780804429573')
  t.equal(isbnOf('0-306-40615-3'), null)
  for (const no of ['', '978', 'Lund', '977-91-86725-05-1']) t.equal(isbnOf(no), null, no)
})

t.test('a range of ISBNs is written out, each with its check digit', async (t) => {
  t.same(isbnRange('978-91-86725', 5, 9)?.at(0), '978-91-86725-05-1')
  t.same(isbnRange('978-91-86725', 5, 9)?.at(-1), '978-91-86725-09-9')
  t.equal(isbnRange('978-91-86725', 0, 99)?.length, 100)
  t.equal(isbnRange('978-91-86725', 0, 100), null, 'two places end at 99')
  t.equal(isbnRange('978-91-86725', 9, 5), null)
  t.equal(isbnRange('978-91-86725', -1, 5), null)
  t.equal(isbnRange('978-91-867255555', 0, 0), null, 'no place left')
  t.equal(isbnRange('97891', 0, 1), null)
  t.equal(isbnRange('978-91-86', 0, ISBN_RANGE_MAX - 1)?.length, ISBN_RANGE_MAX)
  t.equal(isbnRange('978-91-86', 0, ISBN_RANGE_MAX), null)
})

t.test('three generations of an address are one', async (t) => {
  const kept = '/publications/kc-romeo-l-2012-decentralizing-for-development-the-potential'
  for (const address of [
    'https://icld.se/projekt/kc-romeo-l-2012-decentralizing-for-development:-the-potential',
    'http://icld.se/projekt/KC-Romeo-L-2012-decentralizing-for-development%3A-the-potential.',
    '/en/publications/kc-romeo-l-2012-decentralizing-for-development-the-potential/?utm=1#x',
    '/sv/publikationer/kc-romeo-l-2012-decentralizing-for-development%253A-the-potential/..',
    'publikationer/kc-romeo-l-2012-decentralizing-for-development-the-potential%2F',
  ])
    t.equal(oldAddressOf(address), kept, address)
  t.equal(oldAddressOf('/wp-content/uploads/2019/R%C3%A5d.pdf'), '/wp-content/uploads/2019/råd.pdf')
  t.equal(oldAddressOf('/en'), '/en', 'a language alone is a path')
  t.equal(oldAddressOf('/100%'), '/100%', 'what is no encoding stays')
  for (const none of ['', '/', '  ', 'https://icld.se', '/?q=1', '/..'])
    t.equal(oldAddressOf(none), null, none)
  t.equal(oldAddressOf(`/${'a'.repeat(OLD_ADDRESS_MAX - 1)}`)?.length, OLD_ADDRESS_MAX)
  t.equal(oldAddressOf(`/${'a'.repeat(OLD_ADDRESS_MAX)}`), null)
  for (const address of ['/projekt/a:b', '/x/%41/..', '/en/publications/c.'])
    t.equal(oldAddressOf(oldAddressOf(address) ?? ''), oldAddressOf(address), 'once is enough')
})

t.test('LIX: words a sentence and long words in a hundred', async (t) => {
  const short = Array.from({ length: 4 }, () => 'Vi går hem nu.').join(' ')
  t.equal(lixOf(short), null, 'too short to say')
  const twenty = Array.from({ length: 5 }, () => 'Vi går hem nu.').join(' ')
  t.equal(twenty.match(/\p{L}+/gu)?.length, LIX_WORDS_MIN)
  t.equal(lixOf(twenty), 4, 'four words a sentence, none long')
  const long = `${'medborgarbudget '.repeat(10)}${'en '.repeat(10)}.`
  t.equal(lixOf(long), 70, 'twenty in one sentence, half of them long')
  for (const [lix, level] of [
    [29, 'very_easy'],
    [30, 'easy'],
    [39, 'easy'],
    [40, 'middling'],
    [49, 'middling'],
    [50, 'hard'],
    [59, 'hard'],
    [60, 'very_hard'],
  ] as const)
    t.equal(readingLevelOf(lix), level, String(lix))
  t.match(readingLevel(twenty, 'sv'), { lix: 4, level: 'very_easy' })
  t.equal(readingLevel(twenty, 'uk'), null, 'made for languages like Swedish')
})

t.test('partner periods are opened beside one another and closed once', async (t) => {
  const open = { kind: 'partner' as const, from: '2022-01-01', to: null }
  const old = { kind: 'partner' as const, from: null, to: '2018-12-31' }
  t.equal(
    refuseOpening({ kind: 'partner', from: '2019-01-01', to: '2021-12-31' }, [open, old]),
    null,
  )
  t.match(refuseOpening({ kind: 'partner', from: '2018-12-31', to: '2019-12-31' }, [old]), {
    reason: 'period_overlaps',
    to: '2018-12-31',
  })
  t.match(refuseOpening({ kind: 'partner', from: null, to: null }, [open]), {
    reason: 'period_overlaps',
  })
  t.equal(refuseOpening({ ...open, kind: 'fieldwork' }, [open]), null, 'another kind')
  t.match(refuseOpening({ ...open, to: '2021-12-31' }, []), { reason: 'period_backwards' })
  t.equal(refuseOpening({ ...open, to: '2022-01-01' }, []), null, 'one day')
  t.equal(refuseClosing(open, '2022-01-01'), null)
  t.match(refuseClosing(open, '2021-12-31'), { reason: 'period_backwards' })
  t.match(refuseClosing(old, '2020-01-01'), { reason: 'period_closed' })
  t.ok(isPartnerOn([old, open], '2018-12-31'))
  t.notOk(isPartnerOn([old, open], '2019-01-01'))
  t.ok(isPartnerOn([old, open], '2022-01-01'))
  t.notOk(isPartnerOn([{ ...open, kind: 'network' }], '2022-01-01'))
})

t.test('a municipality goes by its country and its folded name', async (t) => {
  t.equal(municipalityCode('KE', 'kisumu'), 'KE-kisumu')
  t.equal(municipalityCode('ZA', 'nelson mandela bay'), 'ZA-nelson-mandela-bay')
  t.equal(municipalityCode('KE', ' - '), '')
})

t.test('something published does not change its title, makers or file in silence', async (t) => {
  const missing = { reason: 'publication_note_missing' }
  for (const field of ['title', 'contributors', 'file'])
    t.same(refuseSilence('published', [field], {}), missing, field)
  t.equal(refuseSilence('published', ['abstract', 'themes'], {}), null)
  t.equal(refuseSilence('published', ['title'], { sv: 'Stavfel.' }), null)
  t.equal(refuseSilence('draft', ['title'], {}), null)
})

t.test('the report on a PDF says what a reader would miss, what matters most first', async (t) => {
  const findings = {
    ok: true,
    hasText: true,
    tagged: true,
    title: 'T',
    language: 'sv',
    hasScripts: false,
    hasAttachments: false,
  }
  const size = PDF_EASY_BYTES_MAX
  t.same(pdfRemarks({ size, findings }), [])
  t.same(pdfRemarks({ size: size + 1, findings }), ['large'])
  const worst = {
    ok: true,
    hasText: false,
    tagged: false,
    title: null,
    language: '',
    hasScripts: true,
    hasAttachments: true,
  }
  const without = (...gone: string[]) => PDF_REMARKS.filter((remark) => !gone.includes(remark))
  t.same(
    pdfRemarks({ size: size + 1, findings: worst }),
    without('pages_without_text', 'fonts_missing', 'fonts_drawn'),
    'as it was before typefaces and pages were looked at',
  )
  const looked = {
    ...worst,
    pages: 9,
    silentPages: [1, 2, 3, 5, 9],
    picturePages: [1, 2, 3, 4, 9],
    fonts: { missing: ['Arial', 'Calibri'], drawn: [''] },
  }
  t.same(pdfRemarks({ size: size + 1, findings: looked }), without('no_text'))
  t.match(pdfDetails({ size, findings: looked }), {
    pages_without_text: '1–3, 9',
    fonts_missing: 'Arial, Calibri',
    fonts_drawn: '',
  })
  const silent = { ...looked, silentPages: [1, 2, 3, 4, 5, 6, 7, 8, 9] }
  t.same(pdfRemarks({ size: size + 1, findings: silent }), without('pages_without_text'))
  const leaves = { ...looked, hasText: true, silentPages: [5, 6] }
  t.notOk(
    pdfRemarks({ size, findings: leaves }).includes('pages_without_text'),
    'an empty leaf is nobody’s loss',
  )
  t.same(pdfRemarks({ size: size + 1, findings: { ok: false, reason: 'encrypted' } }), [])
  t.same(pdfRemarks({ size, findings: null }), [])
})

t.test('pages are told as ranges, the first of very many', async (t) => {
  t.equal(rangesOf([]), '')
  t.equal(rangesOf([2, 3, 5, 7, 8, 9]), '2–3, 5, 7–9')
  const odd = (count: number) => Array.from({ length: count }, (_, at) => at * 2 + 1)
  t.notMatch(rangesOf(odd(12)), '…')
  t.match(rangesOf(odd(13)), /, 23, …$/)
  t.same(pagesWithoutText(['A', ' – ', '', '7']), [2, 3])
})
