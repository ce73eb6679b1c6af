import { and, asc, count, desc, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { calls, history } from '../../db/schema/index.ts'
import type { Bilingual } from '../language.ts'
import type { Call, CallPhase } from './rules.ts'

/** A call in a list: without its criteria and form. */
export type ListedCall = Omit<Call, 'criteria' | 'form'>

export type CallFilter = {
  phases: readonly CallPhase[]
  theme?: string | undefined
  country?: string | undefined
  instrument?: string | undefined
}

/** Open and upcoming calls are few; this many are listed at most. */
export const CURRENT_CALLS_MAX = 200

/** Calls that close at some time to come, the nearest first. */
export const listCurrentCalls = async (
  tx: Tx,
  filter: Omit<CallFilter, 'phases'>,
  now: Date,
): Promise<ListedCall[]> =>
  tx
    .select()
    .from(calls)
    .where(matching({ ...filter, phases: ['open', 'upcoming'] }, now))
    .orderBy(asc(calls.closesAt), asc(calls.id))
    .limit(CURRENT_CALLS_MAX)

/** A place in the list by closing time, the latest first. */
export type ListPlace = { closesAt: Date; id: string }

export type CallPage = { items: ListedCall[]; next: ListPlace | null }

/** One page, the latest closing first, from after a place. */
export const listCalls = async (
  tx: Tx,
  filter: CallFilter,
  { now, after, size }: { now: Date; after: ListPlace | null; size: number },
): Promise<CallPage> => {
  const rows = await tx
    .select()
    .from(calls)
    .where(
      and(
        matching(filter, now),
        after
          ? or(
              sql`${calls.closesAt} < ${after.closesAt.toISOString()}`,
              and(
                sql`${calls.closesAt} = ${after.closesAt.toISOString()}`,
                sql`${calls.id} < ${after.id}`,
              ),
            )
          : undefined,
      ),
    )
    .orderBy(desc(calls.closesAt), desc(calls.id))
    .limit(size + 1)
  const items = rows.slice(0, size)
  const last = items.at(-1)
  return {
    items,
    next: rows.length > size && last ? { closesAt: last.closesAt, id: last.id } : null,
  }
}

export const countCalls = async (tx: Tx, filter: CallFilter, now: Date): Promise<number> => {
  const [row] = await tx.select({ n: count() }).from(calls).where(matching(filter, now))
  return row?.n ?? 0
}

/** Why and when a call was withdrawn, in the words that were given then. */
export const findWithdrawal = async (
  tx: Tx,
  callId: string,
): Promise<{ at: Date; reason: Bilingual } | undefined> => {
  const [row] = await tx
    .select({ at: history.at, data: history.data, reason: history.reason })
    .from(history)
    .where(
      and(
        eq(history.entity, 'call'),
        eq(history.entityId, callId),
        eq(history.type, 'call.withdrawn'),
      ),
    )
    .orderBy(desc(history.sequence))
    .limit(1)
  if (!row) return undefined
  const said = row.data['reason']
  const inLanguage = (language: 'sv' | 'en'): string =>
    typeof said === 'object' && said !== null && language in said
      ? String((said as Record<string, unknown>)[language])
      : (row.reason ?? '')
  return { at: row.at, reason: { sv: inLanguage('sv'), en: inLanguage('en') } }
}

const matching = ({ phases, theme, country, instrument }: CallFilter, now: Date): SQL | undefined =>
  and(
    or(...phases.map((phase) => inPhase(phase, now))),
    theme === undefined ? undefined : sql`${theme} = any(${calls.themes})`,
    country === undefined
      ? undefined
      : sql`(${calls.countries} = '{}' or ${country} = any(${calls.countries}))`,
    instrument === undefined ? undefined : eq(calls.instrument, instrument),
  )

/** `callPhase`, as a condition. */
const inPhase = (phase: CallPhase, now: Date): SQL | undefined => {
  switch (phase) {
    case 'draft':
    case 'withdrawn':
    case 'archived':
      return eq(calls.status, phase)
    case 'upcoming':
      return and(published, gt(calls.opensAt, now))
    case 'open':
      return and(published, lte(calls.opensAt, now), gt(calls.closesAt, now))
    case 'closed':
      return and(published, lte(calls.opensAt, now), lte(calls.closesAt, now))
  }
}

const published = inArray(calls.status, ['published'])
