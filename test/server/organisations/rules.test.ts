import t from 'tap'
import {
  mayUse,
  ORGANISATION_STATUSES,
  PROPOSALS_WAITING_MAX,
  refuseProposal,
  refuseReplacement,
  refuseSettling,
} from '../../../server/organisations/rules.ts'

t.test('only a proposal can be settled', async (t) => {
  for (const status of ORGANISATION_STATUSES)
    t.same(
      refuseSettling({ status }),
      status === 'proposed' ? null : { reason: 'organisation_settled', status },
      status,
    )
})

t.test('only a listed organisation replaces another', async (t) => {
  for (const status of ORGANISATION_STATUSES)
    t.same(
      refuseReplacement({ status }),
      status === 'listed' ? null : { reason: 'replacement_not_listed' },
      status,
    )
})

t.test(`a person has at most ${PROPOSALS_WAITING_MAX} proposals waiting`, async (t) => {
  t.equal(refuseProposal(PROPOSALS_WAITING_MAX - 1), null)
  t.match(refuseProposal(PROPOSALS_WAITING_MAX), { reason: 'too_many_proposals' })
  t.match(refuseProposal(PROPOSALS_WAITING_MAX + 1), { reason: 'too_many_proposals' })
})

t.test(
  'a listed one is for all, a proposed one for its proposer, a declined one for nobody',
  async (t) => {
    const of = (status: (typeof ORGANISATION_STATUSES)[number]) => ({ status, proposedBy: 'me' })
    t.ok(mayUse(of('listed'), null))
    t.ok(mayUse(of('listed'), 'other'))
    t.ok(mayUse(of('proposed'), 'me'))
    t.notOk(mayUse(of('proposed'), 'other'))
    t.notOk(mayUse(of('proposed'), null))
    t.notOk(mayUse({ status: 'proposed', proposedBy: null }, null))
    t.notOk(mayUse(of('declined'), 'me'))
  },
)
