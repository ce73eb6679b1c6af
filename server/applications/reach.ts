import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, calls } from '../../db/schema/index.ts'
import { builtOnce } from '../../db/statements.ts'
import type { Actor, Person } from '../actor.ts'
import type { Context } from '../context.ts'
import { NotFound, NotSignedIn, Refused } from '../errors.ts'
import { type PolicyRefusal, policies } from '../policies.ts'
import { type FoundRelation, findRelation } from './relation.ts'
import { type ApplicationStatus, publicStatus } from './rules.ts'
import { type Application, findApplication } from './whole.ts'

/** The actor's relation to an application; 404 when there is none such. */
export const relationTo = async (
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<FoundRelation> => {
  const found = await findRelation(tx, actor, applicationId)
  if (!found) throw new NotFound('application')
  return found
}

/** Throws what a policy answered: `hidden` as if it did not exist. */
export const permit = (refusal: PolicyRefusal | null): void => {
  if (refusal === null) return
  if (refusal.reason === 'hidden') throw new NotFound('application')
  throw new Refused(refusal)
}

/**
 * Permits reading what was submitted: to those who take part, and to the office. `shown` is the status that may be
 * told them.
 */
export const permitReadingRevision = async (
  { db, actor }: Context,
  id: string,
): Promise<{ shown: ApplicationStatus }> => {
  const { relation, status } = await relationTo(db, actor, id)
  const isApplicant = policies.readAsApplicant(actor, relation) === null
  if (!isApplicant) permit(policies.readAsStaff(actor, relation, status))
  // `decided` is set in the transaction of the release.
  return { shown: isApplicant ? publicStatus({ status }, true) : status }
}

/** The signed-in person, for what a visitor or the portal itself cannot do. */
export const requirePerson = (context: Context): Person => {
  if (context.actor.kind !== 'person') throw new NotSignedIn()
  return context.actor
}

type Policy = (actor: Actor, relation: FoundRelation['relation']) => PolicyRefusal | null

/** Reads an application whole for someone on its side; 404 for anyone else. */
export const readApplication = async (
  tx: Tx,
  actor: Actor,
  id: string,
  policy: Policy,
): Promise<{ application: Application; relation: FoundRelation['relation'] }> => {
  const [{ relation }, application] = await Promise.all([
    relationTo(tx, actor, id),
    findApplication(tx, id),
  ])
  permit(policy(actor, relation))
  if (!application) throw new NotFound('application')
  return { application, relation }
}

/**
 * The same within a transaction that will change it. The lock comes first and is a statement of its own, so that whoever
 * waited for it reads what the one before wrote; the others stand behind it in the same connection.
 */
export const lockApplication = async (
  tx: Tx,
  context: Context,
  id: string,
  policy: Policy,
): Promise<{ application: Application; relation: FoundRelation['relation']; now: Date }> => {
  const [, now, { relation }, application] = await Promise.all([
    lockedRow(tx, { id }),
    context.clock.inTransaction(tx),
    relationTo(tx, context.actor, id),
    findApplication(tx, id),
  ])
  permit(policy(context.actor, relation))
  if (!application) throw new NotFound('application')
  return { application, relation, now }
}

const lockedRow = builtOnce((tx) =>
  tx
    .select({ id: applications.id })
    .from(applications)
    .where(eq(applications.id, sql.placeholder('id')))
    .for('update'),
)

/** Keeps the status as it is while an answer is saved; others may save other answers meanwhile. */
export const holdApplication = async (tx: Tx, context: Context, id: string, policy: Policy) => {
  const [held] = await tx
    .select({
      status: applications.status,
      formId: applications.formId,
      version: applications.version,
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
    .for('share', { of: applications })
  const [now, { relation }] = await Promise.all([
    context.clock.inTransaction(tx),
    relationTo(tx, context.actor, id),
  ])
  permit(policy(context.actor, relation))
  if (!held) throw new NotFound('application')
  return { ...held, now }
}
