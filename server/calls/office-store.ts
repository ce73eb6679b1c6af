import { desc, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { calls, people } from '../../db/schema/index.ts'
import { type ListedCall, listCalls } from './listing.ts'
import type { Call, CallPhase } from './rules.ts'

const COPYABLE_MAX = 100

/** Names of officers, for the office's own pages only. */
export const findNames = async (
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> => {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(inArray(people.id, known))
  return new Map(rows.map(({ id, name, email }) => [id, name || email]))
}

/** Who prepared a call last, and who published it. */
export const findOfficers = async (
  tx: Tx,
  { preparedBy, publishedBy }: Pick<Call, 'preparedBy' | 'publishedBy'>,
): Promise<{ preparedBy: string; publishedBy: string | null }> => {
  const names = await findNames(tx, [preparedBy, publishedBy])
  return {
    preparedBy: names.get(preparedBy) ?? '',
    publishedBy: publishedBy === null ? null : (names.get(publishedBy) ?? ''),
  }
}

/** A page of the office's list, with the names of those who prepared: two queries however long. */
export const listWithOfficers = async (
  tx: Tx,
  phases: readonly CallPhase[],
  page: Parameters<typeof listCalls>[2],
) => {
  const { items, next } = await listCalls(tx, { phases }, page)
  const names = await findNames(
    tx,
    items.map(({ preparedBy }) => preparedBy),
  )
  return {
    items: items.map((call) => ({ ...call, preparedByName: names.get(call.preparedBy) ?? '' })),
    next,
  }
}

/** Calls that a new one can begin from, the newest first. */
export const listCopyable = (tx: Tx): Promise<ListedCall[]> =>
  tx.select().from(calls).orderBy(desc(calls.createdAt)).limit(COPYABLE_MAX)
