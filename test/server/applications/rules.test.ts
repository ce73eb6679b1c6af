import fc from 'fast-check'
import t from 'tap'
import {
  type BudgetLine,
  budgetProblems,
  sumBudget,
  totalCents,
} from '../../../server/applications/budget-rules.ts'
import { canonicalJson } from '../../../server/applications/canonical.ts'
import { type Lack, lacksOf, sectionStandings } from '../../../server/applications/completeness.ts'
import { digestOf } from '../../../server/applications/digest.ts'
import {
  APPLICATION_STATUSES,
  type ApplicationStatus,
  publicStatus,
  refuseEditing,
  refuseScreening,
  refuseSubmission,
  refuseTakingBack,
  refuseUnlessOpen,
  refuseWithdrawal,
  statusAfter,
} from '../../../server/applications/rules.ts'
import { CALL_STATUSES } from '../../../server/calls/rules.ts'
import { SMALL_FORM } from '../../helpers/factories.ts'

const opensAt = new Date('2027-01-01T08:00:00Z')
const closesAt = new Date('2027-02-18T13:00:00Z')
const call = { status: 'published' as const, opensAt, closesAt }
const before = new Date(closesAt.getTime() - 1)
const lack: Lack = { section: 'basics', field: 'title', problem: { code: 'missing' } }

t.test(
  'a call takes applications from its opening instant until just before its closing one',
  async (t) => {
    t.match(refuseUnlessOpen(call, new Date(opensAt.getTime() - 1)), { reason: 'call_not_open' })
    t.equal(refuseUnlessOpen(call, opensAt), null)
    t.equal(refuseUnlessOpen(call, before), null)
    t.match(refuseUnlessOpen(call, closesAt), { reason: 'call_not_open', opensAt, closesAt })
    for (const status of CALL_STATUSES)
      t.equal(
        refuseUnlessOpen({ ...call, status }, before) === null,
        status === 'published',
        status,
      )
  },
)

const ALLOWED: Record<string, readonly ApplicationStatus[]> = {
  edit: ['draft'],
  submit: ['draft'],
  takeBack: ['submitted'],
  withdraw: ['draft', 'submitted', 'screening', 'eligible', 'ineligible', 'in_review'],
  screen: ['submitted'],
  findEligible: ['screening'],
  findIneligible: ['screening'],
  reconsider: ['ineligible'],
}

for (const status of APPLICATION_STATUSES)
  t.test(`${status}: each act is allowed or refused as the table says`, async (t) => {
    const is = (act: string, refusal: unknown, told: string = publicStatus({ status }, true)) => {
      if (ALLOWED[act]?.includes(status)) t.equal(refusal, null, act)
      else t.match(refusal, { reason: 'wrong_status', status: told }, act)
    }
    is('edit', refuseEditing({ status }, call, before))
    is('submit', refuseSubmission({ status, missing: [] }, call, before))
    is('takeBack', refuseTakingBack({ status }, call, before))
    is('withdraw', refuseWithdrawal({ status }))
    for (const act of ['screen', 'findEligible', 'findIneligible', 'reconsider'] as const)
      is(act, refuseScreening({ status }, act, call, closesAt), status)
  })

t.test('one instant decides: in at one millisecond before the close, refused at it', async (t) => {
  const draft = { status: 'draft' as const, missing: [] }
  t.equal(refuseSubmission(draft, call, before), null)
  t.match(refuseSubmission(draft, call, closesAt), { reason: 'call_not_open' })
  t.equal(refuseTakingBack({ status: 'submitted' }, call, before), null)
  t.match(refuseTakingBack({ status: 'submitted' }, call, closesAt), { reason: 'call_not_open' })
  t.match(refuseScreening({ status: 'submitted' }, 'screen', call, before), {
    reason: 'call_not_closed',
  })
  t.equal(refuseScreening({ status: 'submitted' }, 'screen', call, closesAt), null)
})

t.test('an incomplete draft is told what is missing, a late one that it is late', async (t) => {
  const draft = { status: 'draft' as const, missing: [lack] }
  t.match(refuseSubmission(draft, call, before), { reason: 'incomplete', missing: [lack] })
  t.match(refuseSubmission(draft, call, closesAt), { reason: 'call_not_open' })
})

t.test('applicants learn nothing of an outcome before it is released', async (t) => {
  const unreleased = (['screening', 'eligible', 'ineligible', 'in_review', 'decided'] as const).map(
    (status) => publicStatus({ status }, false),
  )
  t.equal(new Set(unreleased).size, 1, 'from the formal check to the release all looks alike')
  t.equal(publicStatus({ status: 'decided' }, true), 'decided')
  t.equal(publicStatus({ status: 'ineligible' }, true), 'in_review')
  for (const status of ['draft', 'submitted', 'withdrawn'] as const)
    t.equal(publicStatus({ status }, false), status)
})

t.test('acts lead where the table says, and nowhere from the last states', async (t) => {
  t.equal(statusAfter('submitted', 'screen'), 'screening')
  t.equal(statusAfter('eligible', 'startReview'), 'in_review')
  t.equal(statusAfter('ineligible', 'decide'), 'decided')
  t.equal(statusAfter('decided', 'withdraw'), null)
  t.equal(statusAfter('withdrawn', 'submit'), null)
})

const budget = {
  required: true,
  categories: [
    { key: 'salaries', label: { sv: 'Löner', en: 'Salaries' } },
    { key: 'indirect', label: { sv: 'Indirekta', en: 'Indirect' } },
  ],
}
const line = (category: string, amountCents: number, year = 1): BudgetLine => ({
  category,
  description: '',
  year,
  amountCents,
})
const limits = {
  amountMinCents: 100_000_00,
  amountMaxCents: 200_000_00,
  overheadMaxPercent: 20,
  durationMonths: 12,
}

t.test('budget: the limits hold to the last öre, and say how far off', async (t) => {
  const codes = (...lines: BudgetLine[]) =>
    budgetProblems(lines, budget, limits).map((problem) => problem.code)
  t.same(codes(line('salaries', 100_000_00)), [])
  t.same(codes(line('salaries', 99_999_99)), ['total_too_small'])
  t.same(codes(line('salaries', 200_000_00)), [])
  t.same(codes(line('salaries', 200_000_01)), ['total_too_big'])
  t.same(codes(line('salaries', 100_000_00), line('indirect', 20_000_00)), [])
  t.match(
    budgetProblems([line('salaries', 100_000_00), line('indirect', 20_000_01)], budget, limits),
    [
      {
        code: 'overhead_too_big',
        line: 1,
        category: 'indirect',
        overCents: 1,
        mostCents: 20_000_00,
      },
    ],
  )
  t.same(codes(line('salaries', 100_000_00, 2)), [])
  t.match(budgetProblems([line('salaries', 100_000_00, 3)], budget, limits), [
    { code: 'year_after_end', line: 0, category: 'salaries', year: 3, yearMax: 2 },
  ])
  t.same(codes(line('cake', 100_000_00)), ['unknown_category'])
  t.same(codes(), ['missing'])
  t.same(codes(line('salaries', 0)), ['missing'])
  t.same(budgetProblems([], { ...budget, required: false }, limits), [])
})

t.test('budget: sums by category, by year and in all always agree', async (t) => {
  const lines = fc.array(
    fc.record({
      category: fc.constantFrom('salaries', 'indirect', 'other'),
      description: fc.string(),
      year: fc.integer({ min: 1, max: 10 }),
      amountCents: fc.integer({ min: 0, max: 10 ** 12 }),
    }),
    { maxLength: 50 },
  )
  fc.assert(
    fc.property(lines, (some) => {
      const sums = sumBudget(some, budget)
      const byRow = sums.rows.reduce((sum, row) => sum + row.totalCents, 0)
      const byYear = Object.values(sums.byYear).reduce((sum, cents) => sum + cents, 0)
      return byRow === totalCents(some) && byYear === byRow && sums.totalCents === byRow
    }),
  )
  t.same(sumBudget([line('salaries', 10, 2)], budget).years, [2])
})

const facts = {
  title: '',
  organisation: null,
  country: null,
  durationMonths: null,
  answers: {},
  budget: [],
  attachments: [],
  participants: [{ status: 'accepted' }],
}
const rules = {
  countries: ['KE', 'UG'],
  durationMonthsMin: 12,
  durationMonthsMax: 18,
  amountMinCents: 100,
  amountMaxCents: 200,
  overheadMaxPercent: null,
}

t.test(
  'completeness: an empty draft lacks everything required, in the order of the form',
  async (t) => {
    t.same(
      lacksOf(facts, SMALL_FORM, rules).map(({ section, field }) => `${section}.${field}`),
      [
        'basics.title',
        'basics.organisation',
        'basics.country',
        'basics.durationMonths',
        'plan.what',
        'budget.amount-0',
        'attachments.letter',
      ],
    )
    const whole = {
      ...facts,
      title: 'A title',
      organisation: { id: 'o' },
      country: 'KE',
      durationMonths: 12,
      answers: { what: 'Something' },
      budget: [line('salaries', 150)],
      attachments: [{ slot: 'letter' }],
    }
    t.same(lacksOf(whole, SMALL_FORM, rules), [])
    t.match(lacksOf({ ...whole, country: 'SE' }, SMALL_FORM, rules), [
      { field: 'country', problem: { code: 'not_in_call' } },
    ])
    t.match(lacksOf({ ...whole, durationMonths: 11 }, SMALL_FORM, rules), [
      { problem: { code: 'too_small', least: 12 } },
    ])
    t.match(lacksOf({ ...whole, durationMonths: 19 }, SMALL_FORM, rules), [
      { problem: { code: 'too_big', most: 18 } },
    ])
  },
)

t.test('sections are untouched, begun, ready, to be corrected or waiting', async (t) => {
  const states = (given: Partial<Parameters<typeof lacksOf>[0]>) => {
    const draft = { ...facts, ...given }
    const standings = sectionStandings(draft, SMALL_FORM, lacksOf(draft, SMALL_FORM, rules))
    return Object.fromEntries(standings.map(({ key, state }) => [key, state]))
  }
  t.match(states({}), { basics: 'empty', plan: 'empty', budget: 'empty', participants: 'whole' })
  t.match(states({ title: 'x' }), { basics: 'part' })
  t.match(states({ answers: { what: 'word '.repeat(101) } }), { plan: 'bad' })
  t.match(states({ answers: { what: 'fine' } }), { plan: 'whole' })
  t.match(states({ answers: { method: 'archives' } }), { plan: 'part' })
  t.match(states({ participants: [{ status: 'invited' }] }), { participants: 'wait' })
})

t.test(
  'canonical JSON: the same content gives the same bytes, in the form of RFC 8785',
  async (t) => {
    t.equal(
      canonicalJson({ b: 1, a: [true, null, 'å\n'], c: undefined }),
      '{"a":[true,null,"å\\n"],"b":1}',
    )
    t.equal(
      canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5 }),
      '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    )
    t.equal(canonicalJson([1e21, 0.000001, 1e-7, -0]), '[1e+21,0.000001,1e-7,0]')
    t.throws(() => canonicalJson(Number.NaN))
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled: unknown = JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
          typeof member === 'object' && member !== null && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).reverse())
            : member,
        )
        return digestOf(shuffled) === digestOf(value)
      }),
    )
  },
)
