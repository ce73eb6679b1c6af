import { actorId } from '../actor.ts'
import { permit, relationTo } from '../applications/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { policies } from '../policies.ts'
import { refuseClearance } from './rules.ts'
import { findApplicationHead, getConflict, listBound, listConflicts } from './store.ts'

/** All conflicts ever known of for an application, and those who could have one. */
export const loadConflicts = async (context: Context, applicationId: string) => {
  const tx = context.db
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.readAsStaff(context.actor, relation, status))
  const application = await findApplicationHead(tx, applicationId)
  const [call, conflicts, people] = await Promise.all([
    callOf(tx, application.callId),
    listConflicts(tx, applicationId),
    listBound(tx),
  ])
  return { application, call, conflicts, people }
}

/** One standing or cleared conflict, before it is ruled on. */
export const loadClearing = async (context: Context, id: string) => {
  const conflict = await getConflict(context.db, id)
  const { relation, status } = await relationTo(context.db, context.actor, conflict.applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, status))
  refuse(refuseClearance(conflict, actorId(context.actor)))
  return conflict
}
