import type { Context } from '../context.ts'
import { addDays, dayOf, EVENTS_KEPT_DAYS } from './rules.ts'
import { deleteEventsBefore, lockOpenDays, markCounted, recount } from './store.ts'

/**
 * Makes the figures of all days that are not final anew from their single uses: repeating it changes nothing, and what
 * came late is in. A day is final when `EVENTS_KEPT_DAYS` have passed after it; then its single uses go.
 */
export const countUsage = ({ db, clock }: Context): Promise<void> =>
  db.transaction(async (tx) => {
    const now = clock.now()
    const today = dayOf(now)
    const finalBefore = addDays(today, -EVENTS_KEPT_DAYS)
    for (const day of await lockOpenDays(tx, today)) {
      await recount(tx, day)
      await markCounted(tx, day, { isOver: day < today, isFinal: day < finalBefore, now })
    }
    await deleteEventsBefore(tx, finalBefore)
  })
