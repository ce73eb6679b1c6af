import t from 'tap'
import {
  actsAfterAcceptance,
  endsOn,
  finalReportDueOn,
  GRANT_STATUSES,
  isHandedIn,
  isOverdue,
  lacksOf,
  REPORT_STATUSES,
  refuseAcceptance,
  refuseJudging,
  refusePublication,
  refuseSubmission,
  refuseWriting,
  SUMMARY_WORDS_MIN,
  startProblem,
} from '../../../server/grants/rules.ts'

t.test('only an offered grant is accepted', async (t) => {
  const possible = GRANT_STATUSES.filter((status) => refuseAcceptance({ status }) === null)
  t.same(possible, ['offered'])
})

t.test('a project starts between the decision and a year after it', async (t) => {
  const table: [string, string | null][] = [
    ['2027-06-14', 'start_early'],
    ['2027-06-15', null],
    ['2028-06-15', null],
    ['2028-06-16', 'start_late'],
  ]
  for (const [day, code] of table) t.equal(startProblem(day, '2027-06-15'), code, day)
})

t.test(
  'a grant ends on the day before, months later, and its report is due two later',
  async (t) => {
    t.equal(endsOn('2027-09-01', 12), '2028-08-31')
    t.equal(finalReportDueOn('2027-09-01', 12), '2028-11-01')
    t.equal(endsOn('2027-12-31', 2), '2028-02-28')
    t.equal(endsOn('2027-09-01', null), '2028-08-31')
  },
)

t.test('a report is overdue from the day after its day, until it is handed in', async (t) => {
  for (const status of REPORT_STATUSES) {
    const report = { status, dueOn: '2027-05-01' }
    const owed = status !== 'submitted' && status !== 'accepted'
    t.equal(isOverdue(report, '2027-05-01'), false)
    t.equal(isOverdue(report, '2027-05-02'), owed, status)
  }
})

t.test('a report is written while its grant runs, until it is handed in', async (t) => {
  for (const status of REPORT_STATUSES)
    for (const grantStatus of GRANT_STATUSES) {
      const isRunning = grantStatus === 'active' || grantStatus === 'closing'
      const isWritable = ['scheduled', 'open', 'returned'].includes(status)
      const refusal = refuseWriting({ status, grantStatus })
      t.equal(refusal === null, isRunning && isWritable, `${status} of ${grantStatus}`)
    }
})

t.test('a report is handed in when it is whole', async (t) => {
  const summary = Array.from({ length: SUMMARY_WORDS_MIN }, () => 'word').join(' ')
  const whole = { title: 'T', summary, hasFile: true }
  const active = { grantStatus: 'active' as const, status: 'open' as const }
  t.equal(refuseSubmission({ ...whole, ...active }), null)
  t.equal(refuseSubmission({ ...whole, ...active, status: 'returned' }), null)
  t.match(refuseSubmission({ ...whole, ...active, status: 'scheduled' }), {
    reason: 'report_wrong_status',
  })
  t.same(lacksOf({ title: ' ', summary: 'few words', hasFile: false }), [
    'title',
    'summary',
    'file',
  ])
  t.match(refuseSubmission({ ...whole, ...active, hasFile: false }), {
    reason: 'report_incomplete',
    missing: ['file'],
  })
})

t.test('the office judges what was handed in, and publishes what it accepted, once', async (t) => {
  for (const act of ['return', 'accept'] as const)
    t.same(
      REPORT_STATUSES.filter((status) => refuseJudging({ status }, act) === null),
      ['submitted'],
    )
  t.same(
    REPORT_STATUSES.filter((status) => refusePublication({ status, isPublished: false }) === null),
    ['accepted'],
  )
  t.match(refusePublication({ status: 'accepted', isPublished: true }), {
    reason: 'report_published_already',
  })
  t.same(
    REPORT_STATUSES.filter((status) => !isHandedIn({ status })),
    ['scheduled', 'open'],
  )
})

t.test('a grant closes when its final report, and all else owed, is accepted', async (t) => {
  const final = { kind: 'final', status: 'accepted' } as const
  const annual = (status: 'open' | 'accepted') => ({ kind: 'annual' as const, status })
  t.same(actsAfterAcceptance('active', [final]), ['startClosing', 'close'])
  t.same(actsAfterAcceptance('active', [final, annual('open')]), ['startClosing'])
  t.same(actsAfterAcceptance('closing', [final, annual('accepted')]), ['close'])
  t.same(actsAfterAcceptance('active', [annual('accepted')]), [])
  t.same(actsAfterAcceptance('suspended', [final]), [])
})
