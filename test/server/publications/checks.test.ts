import t from 'tap'
import { type Checkable, checksOf } from '../../../server/publications/rules/checks.ts'
import {
  depositState,
  refuseAuthor,
  refuseDeposit,
  refuseDiscarding,
  refuseHandingIn,
  refuseOffice,
} from '../../../server/publications/rules/deposits.ts'
import {
  PUBLICATION_ACTS,
  PUBLICATION_STATUSES,
  refuseAct,
  statusAfter,
} from '../../../server/publications/rules.ts'

const goodPdf = {
  state: 'clean',
  size: 1_000,
  findings: {
    ok: true,
    pages: 3,
    hasText: true,
    tagged: true,
    title: 'T',
    language: 'en',
    hasScripts: false,
    hasAttachments: false,
  },
}

const whole: Checkable = {
  language: 'en',
  title: { en: 'Minutes on the wall' },
  abstract: { en: 'What wards remember.' },
  keyMessages: { en: ['One.'] },
  contributors: [{ name: 'Amina A', organisation: 'Makerere University' }],
  licence: 'cc-by-4.0',
  countries: ['UG'],
  themes: ['inclusion'],
  url: null,
  pageCount: 3,
  file: goodPdf,
}

t.test('nothing is said of what is whole', async (t) => {
  const { blocking } = checksOf(whole)
  t.same(blocking, [])
  t.notOk(checksOf(whole).advisory.some(({ code }) => code !== 'pdf_remarks'))
})

t.test('each lack is said alone, with the field where it is mended', async (t) => {
  const said = (change: Partial<Checkable>, openProposals = 0) => {
    const { blocking, advisory } = checksOf({ ...whole, ...change }, openProposals)
    return [
      ...blocking.map(({ code, field }) => `blocking ${code} ${field}`),
      ...advisory
        .filter(({ code }) => code !== 'pdf_remarks' || change.file !== undefined)
        .map(({ code, field, about }) => `advisory ${code} ${field} ${about ?? ''}`.trim()),
    ]
  }
  const file = (change: Partial<NonNullable<Checkable['file']>>) => ({
    file: { ...goodPdf, ...change },
  })
  t.same(said({ title: {} }), ['blocking title_missing title_en'])
  t.same(said({ title: { sv: 'Protokoll' } }), ['blocking title_missing title_en'], 'in its own')
  t.same(said({ title: { en: ' \n' } }), ['blocking title_missing title_en'])
  t.same(said({ abstract: { sv: 'Kort.' } }), ['blocking abstract_missing abstract_en'])
  t.same(said({ contributors: [] }), ['blocking authors_missing contributor_0_name'])
  t.same(said({ contributors: [{ name: ' ', organisation: null }] }), [
    'blocking authors_missing contributor_0_name',
  ])
  t.same(said({ file: null, pageCount: null }), ['blocking nothing_to_read file'])
  t.same(said({ file: null, pageCount: 0 }), ['blocking nothing_to_read file'])
  t.same(said({ file: null, pageCount: null, url: 'https://example.org' }), [])
  t.same(said({ file: null, pageCount: 1 }), [], 'its text is here without a file')
  t.same(said(file({ state: 'attention' })), ['blocking file_unreadable file'])

  t.same(said(file({ state: 'received', findings: null })), ['advisory file_unread file'])
  t.ok(
    said({ pageCount: null }).includes('advisory file_unread file'),
    'known bytes are read for this publication too',
  )
  t.same(said({}, 1), ['advisory proposals_open proposals 1'])
  t.same(
    said({
      contributors: [
        { name: 'Amina A', organisation: 'Makerere University' },
        { name: 'Bo B', organisation: ' ' },
        { name: 'Cora C', organisation: null },
      ],
    }),
    [
      'advisory organisation_missing contributor_1_organisation Bo B',
      'advisory organisation_missing contributor_2_organisation Cora C',
    ],
  )
  t.same(said({ licence: null }), ['advisory licence_missing licence'])
  t.same(said({ countries: [] }), ['advisory countries_missing countries'])
  t.same(said({ themes: [] }), ['advisory themes_missing themes'])
  t.same(said({ keyMessages: { sv: ['Ett.'] } }), ['advisory key_messages_missing key_messages_en'])
  t.match(said(file({ findings: { ...goodPdf.findings, tagged: false, title: null } })), [
    /^advisory pdf_remarks file \d+$/,
  ])
})

t.test('all that is missing is said at once, what holds it up apart', async (t) => {
  const { blocking, advisory } = checksOf({
    ...whole,
    title: {},
    abstract: {},
    keyMessages: {},
    contributors: [],
    licence: null,
    countries: [],
    themes: [],
    pageCount: null,
    file: null,
  })
  t.same(
    blocking.map(({ code }) => code),
    ['title_missing', 'abstract_missing', 'authors_missing', 'nothing_to_read'],
  )
  t.same(
    advisory.map(({ code }) => code),
    ['licence_missing', 'countries_missing', 'themes_missing', 'key_messages_missing'],
  )
})

t.test('a deposit is its authors’ as a draft, and the office’s from then on', async (t) => {
  for (const status of PUBLICATION_STATUSES) {
    const isTheirs = status === 'draft'
    t.same(refuseAuthor(status), isTheirs ? null : { reason: 'deposit_with_office', status })
    t.same(refuseOffice(status), isTheirs ? { reason: 'deposit_with_authors' } : null)
    t.equal(refuseHandingIn(status, { blocking: [] }) === null, isTheirs)
    t.equal(refuseDiscarding(status, null) === null, isTheirs)
    t.ok(refuseDiscarding(status, new Date(0)), 'what the office has had stays')
    t.equal(
      depositState({ status, returnedReason: null }),
      isTheirs ? 'begun' : status,
      'as its authors see it',
    )
  }
  t.equal(depositState({ status: 'draft', returnedReason: 'Mend it.' }), 'returned')
  const { blocking } = checksOf({ ...whole, title: {}, abstract: {} })
  t.same(refuseHandingIn('draft', { blocking }), {
    reason: 'deposit_incomplete',
    missing: ['title_missing', 'abstract_missing'],
  })
})

t.test('a deposit begins from a grant that was accepted and not ended early', async (t) => {
  const statuses = ['offered', 'accepted', 'active', 'suspended', 'closing', 'closed', 'terminated']
  t.same(
    statuses.filter((status) => refuseDeposit(status) === null),
    ['accepted', 'active', 'suspended', 'closing', 'closed'],
  )
})

t.test('the office approves a deposit that is whole and returns it with a reason', async (t) => {
  const facts = { hasFile: true, isFileUnreadable: false, hasElsewhere: false }
  for (const status of PUBLICATION_STATUSES)
    for (const act of PUBLICATION_ACTS) {
      const possible = statusAfter(status, act) !== undefined
      const reason = (deposit: { missing: string[] } | undefined, given?: string) =>
        refuseAct(act, { ...facts, status, deposit, reason: given })?.reason ?? 'yes'
      const way = `${act} from ${status}`
      if (!possible) {
        t.equal(reason({ missing: [] }, 'Why.'), 'publication_wrong_status', way)
        continue
      }
      const isEarly = act === 'approve' && status === 'draft'
      t.equal(reason(undefined, 'Why.'), 'yes', `${way}, the office’s own`)
      t.equal(reason({ missing: [] }, 'Why.'), isEarly ? 'deposit_with_authors' : 'yes', way)
      t.equal(
        reason({ missing: ['title_missing'] }, 'Why.'),
        isEarly ? 'deposit_with_authors' : act === 'approve' ? 'deposit_incomplete' : 'yes',
        `${way}, incomplete`,
      )
      if (act === 'return') {
        t.equal(reason({ missing: [] }, '  '), 'deposit_reason_missing', way)
        t.equal(reason(undefined, ''), 'yes', 'the office’s own needs none')
        t.equal(reason({ missing: [] }), 'yes', 'a page asks before there is any')
      }
    }
})
