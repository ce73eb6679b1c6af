import t from 'tap'
import {
  afterAct,
  lastRow,
  postedRows,
  rowAct,
  rowValues,
} from '../../../server/publications/rows.ts'
import { orcidOf } from '../../../server/publications/rules/contributors.ts'
import {
  type ActFacts,
  byteRangeOf,
  doiOf,
  freeSlug,
  PUBLICATION_ACTS,
  PUBLICATION_STATUSES,
  type PublicationAct,
  type PublicationStatus,
  refuseAct,
  refuseEdit,
  SLUG_MAX,
  slugOf,
  statusAfter,
  wordedFor,
} from '../../../server/publications/rules.ts'

const ready = (status: PublicationStatus): ActFacts => ({
  status,
  hasFile: true,
  isFileUnreadable: false,
  hasElsewhere: false,
})

t.test('every act from every status leads where the lifecycle says, or is refused', async (t) => {
  const ways: Record<PublicationStatus, Partial<Record<PublicationAct, PublicationStatus>>> = {
    draft: { submit: 'submitted', approve: 'approved' },
    submitted: { return: 'draft', approve: 'approved' },
    approved: { publish: 'published', return: 'draft' },
    published: { withdraw: 'withdrawn' },
    withdrawn: { reinstate: 'published' },
  }
  for (const status of PUBLICATION_STATUSES)
    for (const act of PUBLICATION_ACTS) {
      t.equal(statusAfter(status, act), ways[status][act], `${act} from ${status}`)
      const refusal = refuseAct(act, ready(status))
      if (ways[status][act]) t.equal(refusal, null, `${act} is allowed from ${status}`)
      else t.same(refusal, { reason: 'publication_wrong_status', status, act })
    }
})

t.test('what is published can be read here or elsewhere', async (t) => {
  const approved = ready('approved')
  const nothing = { reason: 'publication_nothing_to_read' }
  t.same(refuseAct('publish', { ...approved, hasFile: false }), nothing)
  t.equal(refuseAct('publish', { ...approved, hasFile: false, hasElsewhere: true }), null)
  t.same(refuseAct('publish', { ...approved, isFileUnreadable: true }), {
    reason: 'publication_file_unreadable',
  })
  t.equal(refuseAct('reinstate', { ...ready('withdrawn'), hasFile: false }), null, 'as it was')
})

t.test('a withdrawal has a reason', async (t) => {
  const missing = { reason: 'publication_reason_missing' }
  t.same(refuseAct('withdraw', { ...ready('published'), reason: '' }), missing)
  t.same(refuseAct('withdraw', { ...ready('published'), reason: ' \n' }), missing)
  t.equal(refuseAct('withdraw', { ...ready('published'), reason: 'Plagiarism.' }), null)
})

t.test('only what is withdrawn cannot be edited', async (t) => {
  for (const status of PUBLICATION_STATUSES)
    t.equal(refuseEdit(status) === null, status !== 'withdrawn', status)
})

t.test('a reader is shown their own language, else the main one, else any', async (t) => {
  const title = { es: 'Hola', sv: 'Hej' }
  t.same(wordedFor(title, 'sv', 'es'), { text: 'Hej', language: 'sv' })
  t.same(wordedFor(title, 'en', 'es'), { text: 'Hola', language: 'es' })
  t.same(wordedFor({ uk: 'Привіт' }, 'en', 'es'), { text: 'Привіт', language: 'uk' })
  t.equal(wordedFor({ en: '' }, 'en', 'en'), undefined)
})

t.test('addresses are made of whole words and stay free', async (t) => {
  t.equal(slugOf('budgets for all: a guide'), 'budgets-for-all-a-guide')
  t.equal(slugOf(''), 'publication')
  t.equal(slugOf('привіт'), 'publication')
  t.equal(slugOf('suggest'), 'publication-suggest')
  const long = slugOf('word '.repeat(40))
  t.ok(long.length <= SLUG_MAX && long.endsWith('-word'), long)
  t.equal(slugOf('a'.repeat(SLUG_MAX + 20)).length, SLUG_MAX)
  t.equal(freeSlug('a', new Set()), 'a')
  t.equal(freeSlug('a', new Set(['a', 'a-2'])), 'a-3')
})

t.test('rows of a form are added to, moved and taken away; empty ones are none', async (t) => {
  const rows = { name: 'contributor', fields: ['name', 'role'] as const, most: 3 }
  const posted = {
    contributor_0_name: ' Anna ',
    contributor_1_name: '',
    contributor_2_role: 'editor',
    contributor_3_name: 'one too many',
  }
  const list = postedRows(posted, rows)
  t.same(list, [
    { name: 'Anna', role: '' },
    { name: '', role: 'editor' },
  ])
  t.same(rowValues(list, rows), {
    contributor_0_name: 'Anna',
    contributor_0_role: undefined,
    contributor_1_name: undefined,
    contributor_1_role: 'editor',
  })
  t.equal(lastRow(rowValues(list, rows), rows), 1)
  t.equal(lastRow({}, rows), -1)
  t.same(rowAct('contributor-1-up', 'contributor'), { act: 'up', index: 1 })
  for (const other of ['save', 'funding-1-up', 'contributor-add', 'contributor-1-over', undefined])
    t.equal(rowAct(other, 'contributor'), null)
  t.same(afterAct(['a', 'b', 'c'], { act: 'up', index: 1 }), ['b', 'a', 'c'])
  t.same(afterAct(['a', 'b'], { act: 'up', index: 0 }), ['a', 'b'])
  t.same(afterAct(['a', 'b'], { act: 'down', index: 0 }), ['b', 'a'])
  t.same(afterAct(['a', 'b'], { act: 'down', index: 1 }), ['a', 'b'])
  t.same(afterAct(['a', 'b'], { act: 'remove', index: 0 }), ['b'])
  t.same(afterAct(['a'], { act: 'remove', index: 9 }), ['a'])
})

t.test('identifiers are checked', async (t) => {
  t.equal(orcidOf('0000-0002-1825-0098'), null, 'a wrong check digit')
  t.equal(orcidOf('Lund'), null)
  t.equal(doiOf('https://doi.org/10.5281/zenodo.1'), '10.5281/zenodo.1')
  t.equal(doiOf('doi:10.1000/a-b'), '10.1000/a-b')
  t.equal(doiOf('11.1000/a'), null)
})

t.test('parts of a file', async (t) => {
  t.same(byteRangeOf('bytes=0-0', 10), { start: 0, end: 0 })
  t.same(byteRangeOf('bytes=4-', 10), { start: 4, end: 9 })
  t.same(byteRangeOf('bytes=-3', 10), { start: 7, end: 9 })
  t.same(byteRangeOf('bytes=-30', 10), { start: 0, end: 9 })
  t.same(byteRangeOf('bytes=8-30', 10), { start: 8, end: 9 })
  t.equal(byteRangeOf('bytes=10-', 10), 'unsatisfiable')
  t.equal(byteRangeOf('bytes=-0', 10), 'unsatisfiable')
  for (const whole of [undefined, '', 'bytes=-', 'bytes=5-4', 'bytes=0-1,4-5', 'lines=1-2'])
    t.equal(byteRangeOf(whole, 10), null, String(whole))
})
