import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import { permit, relationTo } from '../applications/operations.ts'
import {
  closeForConflict,
  lockForReaders,
  lockOwn,
  ownAssignment,
} from '../assignments/operations.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { policies } from '../policies.ts'
import { type ConflictKind, type ConflictSource, refuseClearance, refuseConflict } from './rules.ts'
import {
  findApplicationHead,
  insertConflict,
  listBound,
  lockConflict,
  markCleared,
} from './store.ts'

/** `id` of the conflict that now stands; `callId` of its application, where one may go on. */
export type SetConflict = { id: string; callId: string }
export type Declaration = { kind: ConflictKind; statement: string }

/**
 * A reviewer declares a conflict of interest, before reading or at any later time. From this commit on every door
 * to the application is closed to them; what they wrote is kept for the record and counts no more.
 */
export const declareConflict = (
  context: Context,
  assignmentId: string,
  declaration: Declaration,
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const { applicationId, personId } = await ownAssignment(tx, context.actor, assignmentId)
    // The application before its assignments, as the office does: else each would wait for the other.
    await lockForReaders(tx, applicationId)
    await lockOwn(tx, context.actor, assignmentId)
    const of = { applicationId, personId }
    await writeConflict(tx, context, { ...of, ...declaration, source: 'declared' })
    await closeForConflict(tx, context, of)
  })

/** The office knows of a conflict: it binds reviewers, officers and auditors alike. */
export const setConflict = (
  context: Context,
  applicationId: string,
  given: Declaration & { personId: string },
): Promise<SetConflict> =>
  context.db.transaction(async (tx) => {
    await lockForReaders(tx, applicationId)
    await permitOfficer(tx, context, applicationId)
    const [bound] = await listBound(tx, given.personId)
    refuse(refuseConflict({ holdsRole: bound !== undefined }))
    const id = await writeConflict(tx, context, { applicationId, ...given, source: 'set' })
    await closeForConflict(tx, context, { applicationId, personId: given.personId })
    const { callId } = await findApplicationHead(tx, applicationId)
    return { id, callId }
  })

/** Another officer than the one concerned finds that there is no conflict after all. */
export const clearConflict = (context: Context, id: string, reason: string): Promise<string> =>
  context.db.transaction(async (tx) => {
    const conflict = await lockConflict(tx, id)
    await permitOfficer(tx, context, conflict.applicationId)
    const by = actorId(context.actor)
    refuse(refuseClearance(conflict, by))
    await markCleared(tx, conflict, { by, reason })
    await record(tx, context, {
      entity: 'conflict',
      entityId: id,
      type: 'conflict.cleared',
      from: conflict.status,
      to: 'cleared',
      reason,
    })
    return conflict.applicationId
  })

const permitOfficer = async (tx: Tx, context: Context, applicationId: string): Promise<void> => {
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, status))
}

const writeConflict = async (
  tx: Tx,
  context: Context,
  given: Declaration & { applicationId: string; personId: string; source: ConflictSource },
): Promise<string> => {
  const { id, isNew } = await insertConflict(tx, given)
  if (!isNew) return id
  await record(tx, context, {
    entity: 'conflict',
    entityId: id,
    type: given.source === 'declared' ? 'conflict.declared' : 'conflict.set',
    ...(given.source === 'declared' ? { actedAs: 'reviewer' } : {}),
    to: 'standing',
    data: { applicationId: given.applicationId, personId: given.personId, kind: given.kind },
  })
  return id
}
