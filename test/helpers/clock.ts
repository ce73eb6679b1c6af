import { sql } from 'drizzle-orm'
import type { Clock } from '../../server/clock.ts'

/** A clock that runs, but stands where a test puts it; the database's time is moved alike. */
export type TestClock = Clock & {
  /** Sets the present instant; time runs on from there. */
  moveTo(instant: Date): void
  /** Stops at the present instant, or at the given one. */
  freezeAt(instant: Date): void
}

export const testClock = (): TestClock => {
  let offset = 0
  let frozen: Date | null = null
  return {
    now: () => frozen ?? new Date(Date.now() + offset),
    inTransaction: async (tx) => {
      if (frozen) return frozen
      const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`)
      if (!row) throw new Error('the database did not say what time it is')
      return new Date(new Date(row.now).getTime() + offset)
    },
    moveTo: (instant) => {
      frozen = null
      offset = instant.getTime() - Date.now()
    },
    freezeAt: (instant) => {
      frozen = instant
    },
  }
}
