import type { Tx } from '../../db/client.ts'
import type { Actor } from '../actor.ts'
import { NotFound, Refused } from '../errors.ts'
import type { PolicyRefusal } from '../policies.ts'
import { type FoundRelation, findRelation } from './relation.ts'

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
