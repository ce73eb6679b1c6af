import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { listPublic, listPublished, type Publication } from '../publications/operations.ts'
import { hashToken, newToken } from '../tokens.ts'
import {
  type ListStep,
  refuseAdding,
  refuseAnotherList,
  refuseOrder,
  stepped,
  unusedBefore,
} from './rules.ts'
import {
  changeList,
  deleteList,
  deleteListsUnusedSince,
  findList,
  insertList,
  type List,
  listItemIds,
  listKept,
  lockKeptList,
  replaceItems,
} from './store.ts'

export type { List } from './store.ts'

/** The keys that a browser holds: all that says whose list it is. */
export type Keys = readonly string[]

export type OpenList = { list: List; publications: Publication[]; isKept: boolean }

/** A list as anyone with its address sees it; withdrawn publications among it keep their place. */
export const openList = async (context: Context, id: string, keys: Keys): Promise<OpenList> => {
  const list = await findList(context.db, id)
  if (!list) throw new NotFound('list')
  const ids = await listItemIds(context.db, id)
  const rows = new Map((await listPublic(context.db, ids)).map((row) => [row.id, row]))
  return {
    list,
    publications: ids.flatMap((one) => rows.get(one) ?? []),
    isKept: keys.some((key) => hashToken(key) === list.keyHash),
  }
}

/** The lists of a browser, that of its newest key first. */
export const keptLists = (context: Context, keys: Keys) => listKept(context.db, keys.map(hashToken))

/** Gives the new list and its key, which is kept nowhere else. */
export const beginList = (
  context: Context,
  given: { name: string; note: string; publications?: readonly string[] },
  keys: Keys,
): Promise<{ id: string; key: string }> =>
  context.db.transaction(async (tx) => {
    await requireRoom(tx, keys)
    const ids = [...new Set(given.publications)]
    const published = new Set((await listPublished(tx, ids)).map((row) => row.id))
    refuse(refuseOrder(ids, { onIt: new Set(), published }))
    return begin(context, tx, given, ids)
  })

/** A list of one’s own with the same name, note and publications; those since withdrawn are left out. */
export const copyList = (
  context: Context,
  id: string,
  keys: Keys,
): Promise<{ id: string; key: string }> =>
  context.db.transaction(async (tx) => {
    await requireRoom(tx, keys)
    const list = await findList(tx, id)
    if (!list) throw new NotFound('list')
    const ids = await listItemIds(tx, id)
    const published = new Set((await listPublished(tx, ids)).map((row) => row.id))
    return begin(
      context,
      tx,
      list,
      ids.filter((one) => published.has(one)),
    )
  })

/** Puts a publication at the end; once more is no more. */
export const addToList = (
  context: Context,
  id: string,
  publicationId: string,
  keys: Keys,
): Promise<void> =>
  changed(context, id, keys, async (tx) => {
    const ids = await listItemIds(tx, id)
    const published = await listPublished(tx, [publicationId])
    const isOnIt = ids.includes(publicationId)
    refuse(refuseAdding({ items: ids.length, isOnIt, isPublished: published.length > 0 }))
    if (!isOnIt) await replaceItems(tx, id, [...ids, publicationId])
  })

export const stepInList = (
  context: Context,
  id: string,
  { publicationId, step }: { publicationId: string; step: ListStep },
  keys: Keys,
): Promise<void> =>
  changed(context, id, keys, async (tx) =>
    replaceItems(tx, id, stepped(await listItemIds(tx, id), publicationId, step)),
  )

export const describeList = (
  context: Context,
  id: string,
  given: { name: string; note: string },
  keys: Keys,
): Promise<void> => changed(context, id, keys, (tx) => changeList(tx, id, given))

/** All at once: what is given is put in the place of what was; publications in the given order, each once. */
export const rewriteList = (
  context: Context,
  id: string,
  {
    publications,
    ...described
  }: {
    name?: string | undefined
    note?: string | undefined
    publications?: readonly string[] | undefined
  },
  keys: Keys,
): Promise<void> =>
  changed(context, id, keys, async (tx) => {
    await changeList(tx, id, described)
    if (publications === undefined) return
    const ids = [...new Set(publications)]
    const onIt = new Set(await listItemIds(tx, id))
    const published = new Set((await listPublished(tx, ids)).map((row) => row.id))
    refuse(refuseOrder(ids, { onIt, published }))
    await replaceItems(tx, id, ids)
  })

/** Nothing but that it is still wanted. */
export const renewList = (context: Context, id: string, keys: Keys): Promise<void> =>
  changed(context, id, keys, async () => {})

export const removeList = (context: Context, id: string, keys: Keys): Promise<void> =>
  context.db.transaction(async (tx) => {
    await requireKept(tx, id, keys)
    await deleteList(tx, id)
  })

/** The list that a key opens. */
export const listOfKey = async (context: Context, key: string) => {
  const [list] = await keptLists(context, [key])
  if (!list) throw new NotFound('list')
  return list
}

/** Forgets lists that nobody changed for a year. Safe to repeat. */
export const forgetUnusedLists = ({ db, clock }: Context): Promise<void> =>
  deleteListsUnusedSince(db, unusedBefore(clock.now()))

/** One change of one’s own list: it counts as used. */
const changed = (
  context: Context,
  id: string,
  keys: Keys,
  work: (tx: Tx) => Promise<void>,
): Promise<void> =>
  context.db.transaction(async (tx) => {
    await requireKept(tx, id, keys)
    await work(tx)
    await changeList(tx, id, { usedAt: context.clock.now() })
  })

const requireKept = async (tx: Tx, id: string, keys: Keys): Promise<List> => {
  const list = await lockKeptList(tx, id, keys.map(hashToken))
  if (!list) throw new NotFound('list')
  return list
}

const requireRoom = async (tx: Tx, keys: Keys): Promise<void> =>
  refuse(refuseAnotherList((await listKept(tx, keys.map(hashToken))).length))

const begin = async (
  context: Context,
  tx: Tx,
  { name, note }: { name: string; note: string },
  publicationIds: readonly string[],
): Promise<{ id: string; key: string }> => {
  const key = newToken()
  const { id } = await insertList(tx, {
    keyHash: hashToken(key),
    name,
    note,
    usedAt: context.clock.now(),
  })
  await replaceItems(tx, id, publicationIds)
  return { id, key }
}
