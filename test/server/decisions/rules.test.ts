import t from 'tap'
import { APPLICATION_STATUSES, type ApplicationStatus } from '../../../server/applications/rules.ts'
import { type RankInput, rankApplications } from '../../../server/decisions/ranking-rules.ts'
import {
  countRelease,
  DECISION_STATUSES,
  type Proposal,
  proposalProblems,
  REASONS_WORDS_MIN,
  refuseChange,
  refuseOverEnvelope,
  refuseProposal,
  refuseRecording,
  refuseRelease,
  refuseReturn,
} from '../../../server/decisions/rules.ts'

const closesAt = new Date('2027-02-18T13:00:00Z')
const call = { status: 'published' as const, closesAt }
const before = new Date(closesAt.getTime() - 1)

t.test(
  'decisions are proposed of what was reviewed or found ineligible, once closed',
  async (t) => {
    for (const status of APPLICATION_STATUSES) {
      const refusal = refuseProposal({ status }, call, closesAt)
      if (status === 'in_review' || status === 'ineligible') t.equal(refusal, null, status)
      else t.match(refusal, { reason: 'application_not_decidable', status })
      t.match(refuseProposal({ status }, call, before), { reason: 'decision_before_close' })
    }
  },
)

t.test('each act is possible from one status only', async (t) => {
  const decision = (status: (typeof DECISION_STATUSES)[number]) => ({ status, proposedBy: 'a' })
  const possible = (refused: (one: ReturnType<typeof decision>) => unknown) =>
    DECISION_STATUSES.filter((status) => refused(decision(status)) === null)
  t.same(possible(refuseChange), ['proposed'])
  t.same(
    possible((one) => refuseRecording(one, 'b')),
    ['proposed'],
  )
  t.same(possible(refuseReturn), ['recorded'])
  t.match(refuseRecording(decision('proposed'), 'a'), { reason: 'decision_second_officer' })
  t.match(refuseRecording(decision('recorded'), 'a'), { reason: 'decision_wrong_status' })
})

t.test('awards may use the envelope to the last öre, and not one more', async (t) => {
  const facts = { awardedCents: 60, envelopeCents: 100, currency: 'SEK' }
  t.equal(refuseOverEnvelope({ ...facts, amountCents: 40 }), null)
  t.match(refuseOverEnvelope({ ...facts, amountCents: 41 }), { reason: 'envelope_exceeded' })
  t.equal(refuseOverEnvelope({ ...facts, amountCents: 41, envelopeCents: null }), null)
  t.equal(refuseOverEnvelope({ ...facts, amountCents: null }), null)
  t.notOk('awardedCents' in (refuseOverEnvelope({ ...facts, amountCents: 41 }) ?? {}))
})

t.test('a proposal is checked field by field', async (t) => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')
  const reasons = words(REASONS_WORDS_MIN)
  const facts = {
    status: 'in_review' as ApplicationStatus,
    requestedCents: 900,
    amountMinCents: 300,
    amountMaxCents: 800 as number | null,
  }
  const base: Proposal = {
    outcome: 'awarded',
    amountCents: 500,
    reserveRank: null,
    reasons,
    conditions: '',
  }
  const codes = (change: Partial<Proposal>, other: Partial<typeof facts> = {}) =>
    proposalProblems({ ...base, ...change }, { ...facts, ...other }).map(({ code }) => code)
  const reserve = { outcome: 'reserve', amountCents: null, reserveRank: 1 } as const
  const table: [Partial<Proposal>, Partial<typeof facts>, string[]][] = [
    [{}, {}, []],
    [{ amountCents: null }, {}, ['amount_missing']],
    [{ amountCents: 0 }, {}, ['amount_missing']],
    [{ amountCents: 299 }, {}, ['amount_under_least']],
    [{ amountCents: 300 }, {}, []],
    [{ amountCents: 800 }, {}, []],
    [{ amountCents: 801 }, {}, ['amount_over_most']],
    [{ amountCents: 901 }, {}, ['amount_over_requested']],
    [{ amountCents: 801 }, { amountMaxCents: null }, []],
    [reserve, {}, []],
    [{ ...reserve, reserveRank: null }, {}, ['rank_missing']],
    [{ ...reserve, amountCents: 1 }, {}, ['amount_without_award']],
    [{ reserveRank: 1 }, {}, ['rank_without_reserve']],
    [{ outcome: 'declined', amountCents: null }, {}, []],
    [{ outcome: 'ineligible', amountCents: null }, {}, ['outcome_not_ineligible']],
    [{ outcome: 'ineligible', amountCents: null }, { status: 'ineligible' }, []],
    [{}, { status: 'ineligible' }, ['outcome_ineligible_only']],
    [{ reasons: words(REASONS_WORDS_MIN - 1) }, {}, ['reasons_short']],
  ]
  for (const [change, other, expected] of table) t.same(codes(change, other), expected)
})

t.test('a release is of all or nothing, once, after the close', async (t) => {
  const recorded = { status: 'in_review', decision: 'recorded' } as const
  const refusal = (
    rows: Parameters<typeof countRelease>[0],
    at: Date = closesAt,
    of: Parameters<typeof refuseRelease>[1] = call,
  ) => refuseRelease(countRelease(rows), of, at)
  t.equal(refusal([recorded, { status: 'ineligible', decision: 'recorded' }]), null)
  t.equal(refusal([recorded, { status: 'draft', decision: null }]), null)
  t.equal(refusal([recorded, { status: 'withdrawn', decision: 'recorded' }]), null)
  t.match(refusal([recorded], before), { reason: 'decision_before_close' })
  t.match(refusal([recorded], closesAt, { ...call, status: 'draft' }), {
    reason: 'decision_before_close',
  })
  t.match(refusal([]), { reason: 'release_empty' })
  t.match(refusal([{ status: 'withdrawn', decision: 'recorded' }]), { reason: 'release_empty' })
  for (const status of ['submitted', 'screening', 'eligible'] as const)
    t.match(refusal([recorded, { status, decision: null }]), {
      reason: 'release_incomplete',
      unhandled: 1,
      unrecorded: 0,
    })
  for (const decision of [null, 'proposed'] as const)
    for (const status of ['in_review', 'ineligible'] as const)
      t.match(refusal([recorded, { status, decision }]), {
        reason: 'release_incomplete',
        unhandled: 0,
        unrecorded: 1,
      })
  t.match(refusal([{ status: 'decided', decision: 'released' }, recorded]), {
    reason: 'release_done',
  })
})

t.test('the ranking', async (t) => {
  const row = (
    reference: string,
    mean: number | null,
    requestedCents = 100,
    decision: RankInput['decision'] = null,
  ): RankInput => ({ reference, mean, requestedCents, decision })
  const seen = (rows: readonly RankInput[], envelope: number | null) => {
    const ranking = rankApplications(rows, envelope)
    return {
      ...ranking,
      rows: ranking.rows.map((one) => [one.reference, one.rank, one.isTied, one.togetherCents]),
    }
  }

  t.test('orders by mean; equal means share a rank and stand by reference', async (t) => {
    const { rows } = seen([row('4', 3), row('2', 5), row('3', 0.1 + 0.2), row('1', 5)], null)
    t.same(rows, [
      ['1', 1, true, 100],
      ['2', 1, true, 200],
      ['4', 3, false, 300],
      ['3', 4, false, 400],
    ])
    const close = seen([row('a', 0.1 + 0.2), row('b', 0.3)], null)
    t.same(
      close.rows.map(([, rank]) => rank),
      [1, 1],
      'floating point does not part what is equal',
    )
  })

  t.test('leaves what has no score without a rank, at the end, below the line', async (t) => {
    const ranking = seen([row('1', null), row('2', 4)], 1000)
    t.same(ranking.rows, [
      ['2', 1, false, 100],
      ['1', null, false, 200],
    ])
    t.match(ranking, { aboveLine: 1, aboveCents: 100, leftCents: 900 })
  })

  t.test('draws the line before the first that the envelope does not cover', async (t) => {
    const rows = [row('1', 6), row('2', 5), row('3', 4, 10)]
    t.match(seen(rows, 200), { aboveLine: 2, aboveCents: 200, leftCents: 0, partsTie: false })
    t.match(seen(rows, 199), { aboveLine: 1, aboveCents: 100, leftCents: 99 })
    t.match(seen(rows, 99), { aboveLine: 0, aboveCents: 0, leftCents: 99 })
    t.match(seen(rows, null), { aboveLine: null, leftCents: null })
    t.match(seen([], 100), { aboveLine: 0, leftCents: 100, rows: [] })
  })

  t.test('says when the line parts equals', async (t) => {
    t.match(seen([row('1', 5), row('2', 5)], 100), { aboveLine: 1, partsTie: true })
    t.match(seen([row('1', 5), row('2', 4)], 100), { partsTie: false })
    t.match(seen([row('1', 5), row('2', 5)], 200), { partsTie: false })
  })

  t.test('counts the award where one is proposed, nothing where another outcome is', async (t) => {
    const rows = [
      row('1', 6, 100, { outcome: 'awarded', amountCents: 80 }),
      row('2', 5, 100, { outcome: 'declined', amountCents: null }),
      row('3', 4, 100),
    ]
    t.same(
      seen(rows, 180).rows.map(([, , , together]) => together),
      [80, 80, 180],
    )
    t.match(seen(rows, 180), { aboveLine: 3 })
  })
})
