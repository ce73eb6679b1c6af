import { eq, type SQL, sql } from 'drizzle-orm'
import { applications } from '../../db/schema/index.ts'
import type { TestApp } from './app.ts'

const LOOKS_MAX = 5000

/**
 * Whether an act that waits for an application's row holds another row meanwhile: two who take the same rows in
 * different orders wait for one another. `row`: selects the other row.
 */
export const isHeldWhileWaiting = async (
  test: TestApp,
  given: { applicationId: string; act: () => Promise<unknown>; row: SQL },
): Promise<boolean> => {
  const db = test.database.writing
  const { acting, isHeld } = await db.transaction(async (tx) => {
    await tx
      .select({ id: applications.id })
      .from(applications)
      .where(eq(applications.id, given.applicationId))
      .for('update')
    const acting = given.act()
    acting.catch(() => {})
    for (let looks = 0; !(await isSomeoneWaiting(test)); looks += 1)
      if (looks > LOOKS_MAX) throw new Error('the act never came to wait for the application')
    const free = await tx.execute(sql`${given.row} for update skip locked`)
    return { acting: [acting], isHeld: free.length === 0 }
  })
  await Promise.all(acting)
  return isHeld
}

const isSomeoneWaiting = async (test: TestApp): Promise<boolean> => {
  const [row] = await test.database.writing.execute<{ waiting: boolean }>(
    sql`select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waiting`,
  )
  return row?.waiting ?? false
}
