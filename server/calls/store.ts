import { and, asc, desc, eq, inArray, like, notInArray } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { calls, criteria, forms } from '../../db/schema/index.ts'
import { freeKey } from '../forms/definition.ts'
import type { Call, Criterion } from './rules.ts'

/** A call with its criteria and newest form, whatever its state: the caller's policy decides who sees it. */
export const findCall = async (tx: Tx, id: string): Promise<Call | undefined> => {
  const [row] = await tx.select().from(calls).where(eq(calls.id, id))
  return row && (await withParts(tx, [row]))[0]
}

export const findCallBySlug = async (tx: Tx, slug: string): Promise<Call | undefined> => {
  const [row] = await tx.select().from(calls).where(eq(calls.slug, slug))
  return row && (await withParts(tx, [row]))[0]
}

/** Locks the call's row for the transaction, then reads it whole. */
export const lockCall = async (tx: Tx, id: string): Promise<Call | undefined> => {
  const [row] = await tx.select().from(calls).where(eq(calls.id, id)).for('update')
  return row && (await withParts(tx, [row]))[0]
}

/** Adds criteria and newest forms to rows of calls, in two queries however many they are. */
export const withParts = async (tx: Tx, rows: (typeof calls.$inferSelect)[]): Promise<Call[]> => {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const [theirCriteria, theirForms] = await Promise.all([
    tx.select().from(criteria).where(inArray(criteria.callId, ids)).orderBy(asc(criteria.position)),
    tx.select().from(forms).where(inArray(forms.callId, ids)).orderBy(desc(forms.number)),
  ])
  return rows.map((row) => {
    const form = theirForms.find((candidate) => candidate.callId === row.id)
    return {
      ...row,
      criteria: theirCriteria
        .filter((criterion) => criterion.callId === row.id)
        .map(({ callId: _callId, ...criterion }) => criterion),
      form: form
        ? {
            id: form.id,
            number: form.number,
            definition: form.definition,
            frozenAt: form.frozenAt,
          }
        : null,
    }
  })
}

/** Puts these criteria in the place of those there; one that keeps its key keeps its id. */
export const putCriteria = async (
  tx: Tx,
  callId: string,
  list: readonly Omit<Criterion, 'id' | 'position'>[],
): Promise<void> => {
  const keys = list.map(({ key }) => key)
  await tx
    .delete(criteria)
    .where(
      and(
        eq(criteria.callId, callId),
        keys.length > 0 ? notInArray(criteria.key, keys) : undefined,
      ),
    )
  for (const [position, criterion] of list.entries())
    await tx
      .insert(criteria)
      .values({ callId, position, ...criterion })
      .onConflictDoUpdate({
        target: [criteria.callId, criteria.key],
        set: { position, ...criterion },
      })
}

/** An address made of a title that no other call has. */
export const freeSlug = async (tx: Tx, title: string): Promise<string> => {
  const base = freeKey(title || 'call', [])
  const taken = await tx
    .select({ slug: calls.slug })
    .from(calls)
    .where(like(calls.slug, `${base}%`))
  return freeKey(
    base,
    taken.map(({ slug }) => slug),
  )
}
