import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import {
  findPerson,
  insertRole,
  type ListedPerson,
  lockAdministrators,
  lockPerson,
  markDisabled,
  markRoleTaken,
} from './administration-store.ts'
import { revokeSessions } from './profile-store.ts'
import { type Role, refuseDisabling, refuseGivingRole, refuseTakingRole } from './rules.ts'

export const getPerson = async (tx: Tx, id: string): Promise<ListedPerson> => {
  const person = await findPerson(tx, id)
  if (!person) throw new NotFound('person')
  return person
}

/** An administrator gives a person a role. */
export const giveRole = async (
  context: Context,
  personId: string,
  { role, reason }: { role: Role; reason: string },
): Promise<void> => {
  await context.db.transaction(async (tx) => {
    const person = await lockPerson(tx, personId)
    if (!person) throw new NotFound('person')
    refuse(refuseGivingRole(person.roles, role))
    await insertRole(tx, {
      personId,
      role,
      reason,
      givenBy: actorId(context.actor),
      givenAt: context.clock.now(),
    })
    await record(tx, context, {
      entity: 'person',
      entityId: personId,
      type: 'person.role_given',
      actedAs: relation(context),
      to: role,
      reason,
    })
  })
}

/** An administrator takes a role; the last administrator stays. */
export const takeRole = async (
  context: Context,
  personId: string,
  { role, reason }: { role: Role; reason: string },
): Promise<void> => {
  await context.db.transaction(async (tx) => {
    // Before the person: every taking locks in this order, so that none waits for another in a ring.
    const administrators = await lockAdministrators(tx)
    const person = await lockPerson(tx, personId)
    if (!person) throw new NotFound('person')
    refuse(refuseTakingRole(person.roles, role, administrators))
    const taken = { takenBy: actorId(context.actor), takenAt: context.clock.now() }
    if (!(await markRoleTaken(tx, { personId, role }, { ...taken, takenReason: reason })))
      refuse({ reason: 'role_not_held' })
    await record(tx, context, {
      entity: 'person',
      entityId: personId,
      type: 'person.role_taken',
      actedAs: relation(context),
      from: role,
      reason,
    })
  })
}

/** Shuts an account and ends its sessions at once, or opens it again. What the person has done stays. */
export const setDisabled = async (
  context: Context,
  personId: string,
  { disables, reason }: { disables: boolean; reason: string },
): Promise<void> => {
  await context.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const person = await lockPerson(tx, personId)
    if (!person) throw new NotFound('person')
    const { isDisabled } = person
    const isSelf = personId === actorId(context.actor)
    refuse(refuseDisabling({ isSelf, isDisabled, disables }))
    await markDisabled(tx, personId, disables)
    const ended = disables
      ? await revokeSessions(tx, personId, { except: null, now: context.clock.now() })
      : []
    await record(tx, context, {
      entity: 'person',
      entityId: personId,
      type: disables ? 'person.disabled' : 'person.enabled',
      actedAs: relation(context),
      reason,
      data: disables ? { sessions: ended.length } : {},
    })
  })
}

const relation = ({ actor }: Context): string =>
  actor.kind === 'person' ? 'administrator' : actor.kind
