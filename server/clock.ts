import { sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'

/** Time comes from here and nowhere else, so that a test can say what time it is. */
export type Clock = {
  /** The process's time: for pages, never for deadlines. */
  now(): Date
  /** The database's time at the start of the transaction: the one clock that deadlines go by. */
  inTransaction(tx: Tx): Promise<Date>
}

export const systemClock: Clock = {
  now: () => new Date(),
  inTransaction: async (tx) => {
    const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`)
    if (!row) throw new Error('the database did not say what time it is')
    return new Date(row.now)
  },
}
