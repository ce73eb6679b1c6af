import t from 'tap'
import { kindMeaning, kindName } from '../../../server/conflicts/rules/kinds.ts'
import {
  CONFLICT_KINDS,
  CONFLICT_STATUSES,
  refuseClearance,
  refuseConflict,
} from '../../../server/conflicts/rules.ts'

t.test('only a standing conflict is cleared, and never by the one concerned', (t) => {
  for (const status of CONFLICT_STATUSES) {
    const conflict = { personId: 'concerned', status }
    const isStanding = status === 'standing'
    t.strictSame(
      refuseClearance(conflict, 'another'),
      isStanding ? null : { reason: 'conflict_cleared_already' },
    )
    t.strictSame(
      refuseClearance(conflict, 'concerned'),
      isStanding ? { reason: 'own_conflict' } : { reason: 'conflict_cleared_already' },
    )
  }
  t.end()
})

t.test('a conflict is set for those who could come near an application', (t) => {
  t.equal(refuseConflict({ holdsRole: true }), null)
  t.strictSame(refuseConflict({ holdsRole: false }), { reason: 'conflict_person_unknown' })
  t.strictSame(refuseConflict(undefined), { reason: 'conflict_person_unknown' })
  t.end()
})

t.test('every kind is named and explained in both languages', (t) => {
  for (const kind of CONFLICT_KINDS)
    for (const language of ['sv', 'en'] as const) {
      t.ok(kindName(kind, language), `${kind} ${language}`)
      t.match(kindMeaning(kind, language), /\.$/, `${kind} ${language}`)
    }
  t.end()
})
