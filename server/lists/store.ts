import { and, asc, count, eq, inArray, lt } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { listItems, lists } from '../../db/schema/index.ts'

export type List = { id: string; keyHash: string; name: string; note: string; usedAt: Date }

export const findList = async (tx: Tx, id: string): Promise<List | undefined> => {
  const [row] = await tx.select().from(lists).where(eq(lists.id, id))
  return row
}

/** The list, for whoever holds one of these keys; locked until the transaction ends. */
export const lockKeptList = async (
  tx: Tx,
  id: string,
  keyHashes: readonly string[],
): Promise<List | undefined> => {
  if (keyHashes.length === 0) return undefined
  const [row] = await tx
    .select()
    .from(lists)
    .where(and(eq(lists.id, id), inArray(lists.keyHash, [...keyHashes])))
    .for('update')
  return row
}

export const listKept = async (tx: Tx, keyHashes: readonly string[]) => {
  if (keyHashes.length === 0) return []
  const rows = await tx
    .select({ list: lists, items: count(listItems.publicationId) })
    .from(lists)
    .leftJoin(listItems, eq(listItems.listId, lists.id))
    .where(inArray(lists.keyHash, [...keyHashes]))
    .groupBy(lists.id)
  return rows
    .map(({ list, items }) => ({ ...list, items }))
    .sort((a, b) => keyHashes.indexOf(a.keyHash) - keyHashes.indexOf(b.keyHash))
}

export const listItemIds = async (tx: Tx, listId: string): Promise<string[]> =>
  (
    await tx
      .select({ id: listItems.publicationId })
      .from(listItems)
      .where(eq(listItems.listId, listId))
      .orderBy(asc(listItems.position), asc(listItems.publicationId))
  ).map(({ id }) => id)

export const insertList = async (tx: Tx, values: Omit<List, 'id'>): Promise<List> => {
  const [row] = await tx.insert(lists).values(values).returning()
  if (!row) throw new Error('a list was not kept')
  return row
}

export const changeList = async (
  tx: Tx,
  id: string,
  change: { name?: string | undefined; note?: string | undefined; usedAt?: Date },
): Promise<void> => {
  if (Object.values(change).some((value) => value !== undefined))
    await tx.update(lists).set(change).where(eq(lists.id, id))
}

/** Puts these in this order in the place of all that were there. */
export const replaceItems = async (
  tx: Tx,
  listId: string,
  publicationIds: readonly string[],
): Promise<void> => {
  await tx.delete(listItems).where(eq(listItems.listId, listId))
  if (publicationIds.length === 0) return
  await tx
    .insert(listItems)
    .values(publicationIds.map((publicationId, position) => ({ listId, publicationId, position })))
}

export const deleteList = async (tx: Tx, id: string): Promise<void> => {
  await tx.delete(lists).where(eq(lists.id, id))
}

export const deleteListsUnusedSince = async (tx: Tx, before: Date): Promise<void> => {
  await tx.delete(lists).where(lt(lists.usedAt, before))
}
