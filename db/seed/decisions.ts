import type { Call } from '../../server/calls/rules.ts'
import {
  proposeDecision,
  recordDecision,
  releaseDecisions,
} from '../../server/decisions/operations.ts'
import type { SeededApplication } from './applications.ts'
import { sample as marked, whole } from './content/sample.ts'
import type { SampleCall } from './content/types.ts'
import { actingAt, type Stage } from './stage.ts'

const PROPOSER = 'officer@example.org'
const RECORDER = 'officer2@example.org'
const PROPOSED = 45
const RECORDED = 47
/** Days from the close of the call to the release of its decisions. */
export const RELEASED = 50

/** Proposes, records by another officer and releases at one instant what the content decides. */
export const seedDecisions = async (
  stage: Stage,
  given: { call: Call; sample: SampleCall; applications: readonly SeededApplication[] },
): Promise<void> => {
  const on = (days: number, clock: string, email: string) =>
    actingAt(stage, { day: given.sample.closesInDays + days, clock }, email)
  let reserveRank = 0
  for (const { id, sample } of given.applications) {
    if (!sample.decision) continue
    const { outcome, amount, reasons, conditions } = sample.decision
    if (outcome === 'reserve') reserveRank += 1
    const decision = await proposeDecision(on(PROPOSED, '11:00', PROPOSER), id, {
      outcome,
      amountCents: amount,
      reserveRank: outcome === 'reserve' ? reserveRank : null,
      reasons,
      conditions: conditions ?? '',
    })
    await recordDecision(on(RECORDED, '15:00', RECORDER), decision.id)
  }
  await releaseDecisions(on(RELEASED, '10:00', RECORDER), given.call.id)
}

const PROPOSED_DAY = -2

/** A proposal that waits for the other officer. */
export const seedProposal = async (stage: Stage, { id }: SeededApplication): Promise<void> => {
  await proposeDecision(actingAt(stage, { day: PROPOSED_DAY, clock: '14:20' }, PROPOSER), id, {
    outcome: 'awarded',
    amountCents: whole(140_000),
    reserveRank: null,
    reasons: marked(
      'Three readers agree that the municipality has a decision waiting for the answer. The lot makes a small study strong. The election in the autumn has to be planned for.',
    ),
    conditions: marked('A plan for the weeks before the election is sent in before the start.'),
  })
}
