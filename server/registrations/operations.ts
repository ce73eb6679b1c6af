import type { Context } from '../context.ts'
import { sendRegistration } from './jobs-send.ts'
import { agenciesOf, planNew, retryChanged } from './planning.ts'
import { AGENCIES } from './rules.ts'
import { listDue, wakeChanged } from './store.ts'

export { registerPublication, retryRegistration } from './planning.ts'
export { listGrantDois } from './store.ts'

/** Attempts begun in one round. */
const SENT_AT_ONCE = 50

/** One round: gives DOIs to what is new, looks at what has changed, and begins what is due. */
export const sweepRegistrations = async (context: Context): Promise<void> => {
  const isOn = agenciesOf(context.config)
  const agencies = AGENCIES.filter((agency) => isOn[agency])
  if (agencies.length === 0) return
  await planNew(context)
  await context.db.transaction(async (tx) => {
    const now = context.clock.now()
    await retryChanged(context, tx)
    await wakeChanged(tx, now)
    for (const registrationId of await listDue(tx, { agencies, now, limit: SENT_AT_ONCE }))
      await context.enqueue(tx, sendRegistration, { registrationId })
  })
}
