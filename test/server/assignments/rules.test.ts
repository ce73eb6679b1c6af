import fc from 'fast-check'
import t from 'tap'
import { APPLICATION_STATUSES } from '../../../server/applications/rules.ts'
import {
  ASSIGNMENT_STATUSES,
  type AssignmentAct,
  type AssignmentStatus,
  type Candidate,
  endOfDay,
  isOverdue,
  lastDay,
  nextStatus,
  refuseAcceptance,
  refuseAct,
  refuseAssignment,
  refuseLeaving,
  refuseReading,
} from '../../../server/assignments/rules.ts'

const ACTS: AssignmentAct[] = [
  'invite',
  'accept',
  'decline',
  'expire',
  'complete',
  'reopen',
  'cancel',
]

/** Where each act leads, written out; a dash is refused. */
const TABLE: Record<AssignmentStatus, string> = {
  suggested: 'invited   -         -         -        -          -         cancelled',
  invited: '-         accepted  declined  expired  -          -         cancelled',
  accepted: '-         -         declined  -        completed  -         cancelled',
  declined: 'invited   -         -         -        -          -         -',
  expired: 'invited   -         -         -        -          -         -',
  completed: '-         -         declined  -        -          accepted  cancelled',
  cancelled: '-         -         -         -        -          -         -',
}

const free: Candidate = { isReviewer: true, takesPart: false, conflicts: [], status: null }
const inReview = { status: 'in_review', hasRapporteur: false } as const

t.test('each act is possible from the states of the table and from no other', (t) => {
  for (const status of ASSIGNMENT_STATUSES) {
    const row = TABLE[status].split(/\s+/)
    for (const [i, act] of ACTS.entries()) {
      const to = row[i] === '-' ? null : row[i]
      t.equal(nextStatus(status, act), to, `${status} ${act}`)
      t.strictSame(
        refuseAct({ status }, act),
        to === null ? { reason: 'assignment_closed', status } : null,
      )
    }
  }
  t.end()
})

t.test('readers are chosen for eligible applications and those in review', (t) => {
  for (const status of APPLICATION_STATUSES)
    t.strictSame(
      refuseAssignment({ status, hasRapporteur: false }, free, 'reader'),
      status === 'eligible' || status === 'in_review'
        ? null
        : { reason: 'application_not_assignable', status },
    )
  t.end()
})

t.test('what stands between a person and an application is said, the gravest first', (t) => {
  const refused = (facts: Partial<Candidate>) =>
    refuseAssignment(inReview, { ...free, ...facts }, 'reader')
  t.strictSame(refused({ isReviewer: false, takesPart: true }), { reason: 'not_a_reviewer' })
  t.strictSame(refused({ takesPart: true, conflicts: ['family'] }), { reason: 'takes_part' })
  t.strictSame(refused({ conflicts: ['family', 'other'], status: 'accepted' }), {
    reason: 'has_conflict',
    kinds: ['family', 'other'],
  })
  t.end()
})

t.test('who is asked already is not asked again, who declined or let it expire is', (t) => {
  for (const status of ASSIGNMENT_STATUSES) {
    const isFree = status === 'declined' || status === 'expired' || status === 'suggested'
    t.strictSame(
      refuseAssignment(inReview, { ...free, status }, 'reader'),
      isFree ? null : { reason: 'already_assigned', status },
      status,
    )
  }
  t.end()
})

t.test('there is one rapporteur and any number of readers', (t) => {
  const taken = { status: 'in_review', hasRapporteur: true } as const
  t.strictSame(refuseAssignment(taken, free, 'rapporteur'), { reason: 'rapporteur_taken' })
  t.equal(refuseAssignment(taken, free, 'reader'), null)
  t.equal(refuseAssignment(inReview, free, 'rapporteur'), null)
  t.end()
})

t.test('a review is taken on by who was invited, while the application is in review', (t) => {
  for (const status of ASSIGNMENT_STATUSES)
    for (const applicationStatus of APPLICATION_STATUSES) {
      const refusal = refuseAcceptance({ status, applicationStatus })
      if (applicationStatus !== 'in_review')
        t.strictSame(refusal, { reason: 'application_not_in_review', status: applicationStatus })
      else if (status === 'invited') t.equal(refusal, null)
      else t.strictSame(refusal, { reason: 'assignment_closed', status })
    }
  t.end()
})

t.test('nothing opens before the declaration', (t) => {
  const declaredAt = new Date('2027-03-15T10:00:00Z')
  t.strictSame(refuseReading({ status: 'invited', declaredAt: null }), { reason: 'declare_first' })
  t.strictSame(
    refuseReading({ status: 'invited', declaredAt }),
    { reason: 'declare_first' },
    'asked again, one declares again',
  )
  t.strictSame(refuseReading({ status: 'accepted', declaredAt: null }), { reason: 'declare_first' })
  t.equal(refuseReading({ status: 'accepted', declaredAt }), null)
  t.equal(refuseReading({ status: 'completed', declaredAt }), null)
  t.end()
})

t.test('a day lasts until midnight in the zone of the call', (t) => {
  t.equal(endOfDay('2027-04-09', 'Europe/Stockholm').toISOString(), '2027-04-09T22:00:00.000Z')
  t.equal(endOfDay('2027-01-09', 'America/Bogota').toISOString(), '2027-01-10T05:00:00.000Z')
  t.equal(
    endOfDay('2027-03-28', 'Europe/Stockholm').toISOString(),
    '2027-03-28T22:00:00.000Z',
    'the day that has 23 hours',
  )
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.constantFrom('Europe/Stockholm', 'Africa/Kampala', 'America/Bogota', 'Asia/Kathmandu'),
      (date, zone) => {
        const day = date.toISOString().slice(0, 10)
        return lastDay(endOfDay(day, zone), zone) === day
      },
    ),
  )
  t.end()
})

t.test('it is overdue from the instant the day ends, while something is owed', (t) => {
  const dueAt = new Date('2027-04-09T22:00:00Z')
  const before = new Date(dueAt.getTime() - 1)
  for (const status of ASSIGNMENT_STATUSES) {
    t.equal(isOverdue({ status, dueAt }, before), false, `${status} a millisecond before`)
    t.equal(
      isOverdue({ status, dueAt }, dueAt),
      status === 'invited' || status === 'accepted',
      `${status} at the instant`,
    )
    t.equal(isOverdue({ status, dueAt: null }, dueAt), false)
  }
  t.end()
})

t.test('only a review that a released decision was taken on cannot be left', (t) => {
  for (const status of ASSIGNMENT_STATUSES)
    for (const applicationStatus of APPLICATION_STATUSES)
      for (const act of ['decline', 'cancel'] as const) {
        const refusal = refuseLeaving({ status, applicationStatus }, act)
        if (status === 'completed' && applicationStatus === 'decided')
          t.match(refusal, { reason: 'application_not_in_review' })
        else t.same(refusal, refuseAct({ status }, act))
      }
  t.end()
})
