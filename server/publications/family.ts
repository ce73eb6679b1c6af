import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { changePublication, touchPublications } from './change-store.ts'
import { enqueueIndexing } from './indexing.ts'
import { hasFamilyMembers } from './parts-store.ts'
import { type FamilyKind, refuseJoining } from './rules/families.ts'
import { getPublication, listFamily, lockPublication, type Publication } from './store.ts'

/** Makes a publication part of another's family; it leaves the one it was in. */
export const joinFamily = (
  context: Context,
  address: string,
  given: { main: string; kind: FamilyKind; version: number },
): Promise<{ id: string; slug: string; version: number }> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    const main = await getPublication(tx, given.main)
    return joinWithin(context, tx, publication, { ...given, main })
  })

/** The same in the caller's transaction. */
export const joinWithin = async (
  context: Context,
  tx: Tx,
  publication: Publication,
  { main, kind, version }: { main: Publication; kind: FamilyKind; version: number },
): Promise<{ id: string; slug: string; version: number }> => {
  const { id, slug } = publication
  refuse(
    refuseJoining(
      { id, hasMembers: await hasFamilyMembers(tx, id) },
      { id: main.id, mainId: main.familyMainId },
    ),
  )
  const now = context.clock.now()
  await touchFamily(context, tx, publication)
  const changed = { familyMainId: main.id, familyKind: kind }
  const next = await changePublication(tx, { id, version }, changed, now)
  await touchFamily(context, tx, { id, familyMainId: main.id })
  await record(tx, context, {
    entity: 'publication',
    entityId: id,
    type: 'publication.family_joined',
    data: { mainId: main.id, kind },
  })
  return { id, slug, version: next }
}

export const leaveFamily = (
  context: Context,
  address: string,
  { version }: { version: number },
): Promise<{ id: string; slug: string; version: number }> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    const { id, slug, familyMainId } = publication
    if (familyMainId === null) return publication
    await touchFamily(context, tx, publication)
    const changed = { familyMainId: null, familyKind: null }
    const next = await changePublication(tx, { id, version }, changed, context.clock.now())
    await record(tx, context, {
      entity: 'publication',
      entityId: id,
      type: 'publication.family_left',
      data: { mainId: familyMainId },
    })
    return { id, slug, version: next }
  })

/** What a family's pages show of one of them has changed: the others have changed for readers and harvesters too. */
export const touchFamily = async (
  context: Context,
  tx: Tx,
  publication: Pick<Publication, 'id' | 'familyMainId'>,
): Promise<void> => {
  const others = (await listFamily(tx, publication))
    .filter(({ id, status }) => id !== publication.id && status === 'published')
    .map(({ id }) => id)
  await touchPublications(tx, others, context.clock.now())
  await enqueueIndexing(context, tx, others)
}
