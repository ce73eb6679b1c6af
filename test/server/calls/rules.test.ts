import t from 'tap'
import {
  CALL_PARTS,
  CALL_STATUSES,
  CALL_TEXTS,
  type Call,
  type CallStatus,
  callPhase,
  callTransitions,
  contradictions,
  isOpen,
  isPublic,
  publicationGaps,
  REQUIRED_TEXTS,
  refuseArchiving,
  refuseChange,
  refusePublication,
  refuseStart,
  refuseWithdrawal,
  weightsSum,
} from '../../../server/calls/rules.ts'
import { SMALL_FORM, TWO_CRITERIA } from '../../helpers/factories.ts'

const opensAt = new Date('2027-01-10T08:00:00Z')
const closesAt = new Date('2027-02-18T13:00:00Z')
const before = (instant: Date): Date => new Date(instant.getTime() - 1)
const after = (instant: Date): Date => new Date(instant.getTime() + 1)
const preparer = '00000000-0000-4000-8000-000000000001'
const publisher = '00000000-0000-4000-8000-000000000002'
const both = { sv: 'text', en: 'text' }

const call = (changes: Partial<Call> = {}): Call => ({
  id: '00000000-0000-4000-8000-000000000000',
  slug: 'call',
  status: 'draft',
  instrument: 'project',
  audience: 'open',
  title: both,
  summary: both,
  texts: Object.fromEntries(CALL_TEXTS.map((name) => [name, both])),
  themes: [],
  coreValues: [],
  sdgs: [],
  countries: [],
  currency: 'SEK',
  amountMinCents: null,
  amountMaxCents: null,
  envelopeCents: null,
  overheadMaxPercent: null,
  durationMonthsMin: null,
  durationMonthsMax: null,
  opensAt,
  closesAt,
  zone: 'Europe/Stockholm',
  decisionPlannedOn: null,
  contactEmail: '',
  preparedBy: preparer,
  publishedBy: null,
  publishedAt: null,
  version: 1,
  criteria: TWO_CRITERIA.map((criterion, position) => ({
    ...criterion,
    id: `00000000-0000-4000-8000-00000000010${position}`,
    position,
  })),
  form: { id: 'f', number: 1, definition: SMALL_FORM, frozenAt: null },
  ...changes,
})

t.test('a call is open from its opening instant until its closing instant, which is past', (t) => {
  const published = call({ status: 'published' })
  const table: [Date, string][] = [
    [before(opensAt), 'upcoming'],
    [opensAt, 'open'],
    [after(opensAt), 'open'],
    [before(closesAt), 'open'],
    [closesAt, 'closed'],
    [after(closesAt), 'closed'],
  ]
  for (const [now, phase] of table) {
    t.equal(callPhase(published, now), phase, now.toISOString())
    t.equal(isOpen(published, now), phase === 'open')
    t.equal(
      refuseStart(published, now)?.reason ?? 'open',
      phase === 'open' ? 'open' : `call_${phase}`,
    )
  }
  for (const status of ['draft', 'withdrawn', 'archived'] as const)
    for (const [now] of table) {
      t.equal(callPhase({ ...published, status }, now), status)
      t.notOk(isOpen({ ...published, status }, now))
      t.equal(refuseStart({ ...published, status }, now)?.reason, `call_${status}`)
    }
  t.end()
})

t.test('each act belongs to one state', (t) => {
  for (const status of CALL_STATUSES) {
    const each = call({ status })
    const isDraft = status === 'draft'
    t.equal(refuseChange(each)?.reason, isDraft ? undefined : 'call_not_draft', status)
    t.equal(
      refusePublication(each, { publisherId: publisher, now: opensAt })?.reason,
      'publish' in callTransitions[status] ? undefined : 'call_not_draft',
    )
    t.equal(
      refuseWithdrawal(each, both)?.reason,
      'withdraw' in callTransitions[status] ? undefined : 'call_not_published',
    )
    t.equal(
      refuseArchiving(each, closesAt)?.reason,
      'archive' in callTransitions[status] ? undefined : 'call_not_published',
    )
    t.equal(isPublic(each), !isDraft)
  }
  t.end()
})

t.test('who prepared it last does not publish it', (t) => {
  const refusal = refusePublication(call(), { publisherId: preparer, now: opensAt })
  t.strictSame(refusal, { reason: 'second_officer_needed' })
  t.equal(refusePublication(call(), { publisherId: publisher, now: opensAt }), null)
  t.end()
})

t.test('a call is put away from its closing instant on', (t) => {
  const published = { status: 'published' as CallStatus, opensAt, closesAt }
  t.strictSame(refuseArchiving(published, before(closesAt)), {
    reason: 'call_still_open',
    closesAt,
  })
  t.equal(refuseArchiving(published, closesAt), null)
  t.equal(refuseArchiving(published, after(closesAt)), null)
  t.end()
})

t.test('withdrawing takes a reason in both languages', (t) => {
  const published = call({ status: 'published' })
  for (const reason of [
    { sv: '', en: '' },
    { sv: 'skäl', en: ' ' },
    { sv: '', en: 'reason' },
  ])
    t.equal(refuseWithdrawal(published, reason)?.reason, 'withdrawal_unexplained')
  t.equal(refuseWithdrawal(published, both), null)
  t.end()
})

t.test('a complete draft lacks nothing', (t) => {
  t.strictSame(publicationGaps(call(), opensAt), [])
  t.end()
})

t.test('a text is missing by language, and optional ones are in both or in none', (t) => {
  const codes = (changes: Partial<Call>) => publicationGaps(call(changes), opensAt)
  t.strictSame(codes({ title: { sv: 'x', en: ' ' } }), [
    { part: 'texts', code: 'text_missing', field: 'title', language: 'en' },
  ])
  t.strictSame(codes({ summary: { sv: '', en: '' } }), [
    { part: 'texts', code: 'text_missing', field: 'summary', language: 'sv' },
    { part: 'texts', code: 'text_missing', field: 'summary', language: 'en' },
  ])
  const texts = call().texts
  for (const name of CALL_TEXTS) {
    const { [name]: _left, ...others } = texts
    t.equal(codes({ texts: others }).length, REQUIRED_TEXTS.includes(name) ? 2 : 0, name)
    t.equal(codes({ texts: { ...texts, [name]: { sv: 'x', en: '' } } }).length, 1, name)
  }
  t.end()
})

t.test('money and durations agree: equal bounds are allowed, one more is not', (t) => {
  const codes = (changes: Partial<Call>) => contradictions(call(changes)).map(({ code }) => code)
  const money = (min: number | null, max: number | null, envelope: number | null) =>
    codes({ amountMinCents: min, amountMaxCents: max, envelopeCents: envelope })
  t.strictSame(money(null, null, null), [])
  t.strictSame(money(100, 100, 100), [])
  t.strictSame(money(101, 100, 200), ['amounts_order'])
  t.strictSame(money(0, 100, 99), ['envelope_small'])
  t.strictSame(money(100, null, 99), ['envelope_small'])
  t.strictSame(money(null, 100, null), [])
  const months = (min: number | null, max: number | null) =>
    codes({ durationMonthsMin: min, durationMonthsMax: max })
  t.strictSame(months(12, 12), [])
  t.strictSame(months(13, 12), ['durations_order'])
  t.strictSame(months(13, null), [])
  t.end()
})

t.test('the timetable runs forwards and ends in the future', (t) => {
  const gaps = (changes: Partial<Call>, now = opensAt) =>
    publicationGaps(call(changes), now).map(({ code }) => code)
  t.strictSame(gaps({ closesAt: after(opensAt), opensAt }), [])
  t.strictSame(gaps({ closesAt: opensAt }, before(opensAt)), ['closes_before_opens'])
  t.strictSame(gaps({}, before(closesAt)), [])
  t.strictSame(gaps({}, closesAt), ['closes_in_past'])
  t.strictSame(gaps({}, after(closesAt)), ['closes_in_past'])
  t.end()
})

t.test('criteria are in both languages and weigh a hundred together', (t) => {
  const [first, second] = call().criteria
  if (!first || !second) throw new Error('two criteria are expected')
  const gaps = (criteria: Call['criteria']) =>
    publicationGaps(call({ criteria }), opensAt).filter(({ part }) => part === 'criteria')
  t.strictSame(gaps([]), [{ part: 'criteria', code: 'criteria_none' }])
  for (const [weight, code] of [
    [39, 'weights_sum'],
    [40, undefined],
    [41, 'weights_sum'],
  ] as const)
    t.equal(gaps([first, { ...second, weight }])[0]?.code, code, String(weight))
  t.equal(weightsSum([first, second]), 100)
  t.strictSame(gaps([{ ...first, guidance: { sv: 'x', en: '' } }, second]), [
    { part: 'criteria', code: 'criterion_text', subject: 'Use in practice', language: 'en' },
  ])
  const half = { ...first, anchors: { 7: { sv: '', en: 'x' } } }
  t.match(gaps([half, second]), [{ code: 'criterion_text', language: 'sv' }])
  t.end()
})

t.test('every gap belongs to a part that has a page', (t) => {
  const empty = call({
    title: { sv: '', en: '' },
    criteria: [],
    form: null,
    closesAt: before(opensAt),
    amountMinCents: 2,
    amountMaxCents: 1,
  })
  const parts = new Set(publicationGaps(empty, closesAt).map(({ part }) => part))
  t.strictSame([...parts], ['texts', 'money', 'timetable', 'criteria', 'form'])
  for (const part of parts) t.ok(CALL_PARTS.includes(part))
  t.end()
})
