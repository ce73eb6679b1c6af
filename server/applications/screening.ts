import { and, asc, eq, notExists, sql } from 'drizzle-orm'
import { applications, calls, conflicts, participants } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { NotFound, Refused, refuse } from '../errors.ts'
import { policies } from '../policies.ts'
import { moveApplication } from './moving.ts'
import { permit, relationTo } from './reach.ts'
import { type ApplicationStatus, refuseScreening, type ScreeningAct } from './rules.ts'

export type ScreeningOutcome = 'eligible' | 'ineligible'

/**
 * An officer finds an application eligible or not, after the call has closed. A submitted one is taken into
 * screening on the way; an ineligible one is reconsidered before it is found eligible. Both stand in the history.
 */
export const screenApplication = async (
  context: Context,
  id: string,
  given: { outcome: ScreeningOutcome; reason: string },
): Promise<ApplicationStatus> =>
  context.db.transaction(async (tx) => {
    const [row] = await tx
      .select({
        status: applications.status,
        call: {
          status: calls.status,
          opensAt: calls.opensAt,
          closesAt: calls.closesAt,
          zone: calls.zone,
        },
      })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(eq(applications.id, id))
      .for('update', { of: applications })
    const now = await context.clock.inTransaction(tx)
    const { relation } = await relationTo(tx, context.actor, id)
    if (!row) throw new NotFound('application')
    permit(policies.handleAsOfficer(context.actor, relation, row.status))
    if (row.status === given.outcome) return row.status
    if (given.outcome === 'ineligible' && given.reason.trim() === '')
      throw new Refused({ reason: 'reason_missing' })
    const last = given.outcome === 'eligible' ? 'findEligible' : 'findIneligible'
    const path: ScreeningAct[] =
      row.status === 'submitted'
        ? ['screen', last]
        : row.status === 'ineligible'
          ? ['reconsider', last]
          : [last]
    let status: ApplicationStatus = row.status
    for (const act of path) {
      refuse(refuseScreening({ status }, act, row.call, now))
      status = await moveApplication(tx, context, id, act, {
        actedAs: 'officer',
        ...(act === last ? { reason: given.reason } : {}),
      })
    }
    return status
  })

/**
 * Takes all submitted applications of a closed call into screening, except those from which the officer is
 * barred. Returns how many.
 */
export const startScreening = async (context: Context, callId: string): Promise<number> =>
  context.db.transaction(async (tx) => {
    const person = actorId(context.actor)
    const [call] = await tx.select().from(calls).where(eq(calls.id, callId))
    if (!call) throw new NotFound('call')
    const now = await context.clock.inTransaction(tx)
    refuse(refuseScreening({ status: 'submitted' }, 'screen', call, now))
    const found = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(
        and(
          eq(applications.callId, callId),
          eq(applications.status, 'submitted'),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(conflicts)
              .where(
                and(
                  eq(conflicts.applicationId, applications.id),
                  eq(conflicts.personId, sql`${person}::uuid`),
                  eq(conflicts.status, 'standing'),
                ),
              ),
          ),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(participants)
              .where(
                and(
                  eq(participants.applicationId, applications.id),
                  eq(participants.personId, sql`${person}::uuid`),
                  eq(participants.status, 'accepted'),
                ),
              ),
          ),
        ),
      )
      .orderBy(asc(applications.id))
      .for('update')
    for (const { id } of found)
      await moveApplication(tx, context, id, 'screen', { actedAs: 'officer' })
    return found.length
  })
