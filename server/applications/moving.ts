import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { NotFound, Refused } from '../errors.ts'
import { record } from '../history/operations.ts'
import { type ApplicationAct, type ApplicationStatus, statusAfter } from './rules.ts'

const EVENTS: Record<ApplicationAct, string> = {
  submit: 'application.submitted',
  takeBack: 'application.taken_back',
  withdraw: 'application.withdrawn',
  screen: 'application.screening_started',
  findEligible: 'application.found_eligible',
  findIneligible: 'application.found_ineligible',
  reconsider: 'application.reconsidered',
  startReview: 'application.review_started',
  decide: 'application.decided',
}

/**
 * Moves an application to where an act leads, with its history, in the caller's transaction. Refuses where the
 * act is not possible. Whether the actor may is the caller's to ask of the policies.
 */
export const moveApplication = async (
  tx: Tx,
  context: Context,
  id: string,
  act: ApplicationAct,
  options: { reason?: string; actedAs?: string } = {},
): Promise<ApplicationStatus> => {
  const [row] = await tx
    .select({ status: applications.status })
    .from(applications)
    .where(eq(applications.id, id))
    .for('update')
  if (!row) throw new NotFound('application')
  const to = statusAfter(row.status, act)
  if (to === null) throw new Refused({ reason: 'wrong_status', status: row.status })
  // `updatedAt` stays: applicants read it, and the hour of an act of the office would tell which one it was.
  await tx
    .update(applications)
    .set({ status: to })
    .where(and(eq(applications.id, id), eq(applications.status, row.status)))
  await record(tx, context, {
    entity: 'application',
    entityId: id,
    type: EVENTS[act],
    from: row.status,
    to,
    reason: options.reason ?? null,
    ...(options.actedAs === undefined ? {} : { actedAs: options.actedAs }),
  })
  return to
}
