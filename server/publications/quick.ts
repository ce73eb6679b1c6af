import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { publications } from '../../db/schema/index.ts'
import { QUICK_CHOICES, type QuickChoice } from './rules/quick.ts'
import { hasValue } from './search-conditions.ts'

/** The choices that lead to something, each with how many published ones it finds. */
export const countQuickChoices = async (tx: Tx): Promise<(QuickChoice & { count: number })[]> => {
  const counts = QUICK_CHOICES.map(
    (choice) => sql`(count(*) filter (where ${hasValue(choice)}))::int`,
  )
  const [row] = await tx.execute<{ counts: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}] as counts from ${publications}
      where ${publications.status} = 'published'`,
  )
  return QUICK_CHOICES.map((choice, at) => ({ ...choice, count: row?.counts[at] ?? 0 })).filter(
    ({ count }) => count > 0,
  )
}
