import type { Tx } from '../../db/client.ts'
import { permit, relationTo } from '../applications/operations.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { policies } from '../policies.ts'
import { type Deposit, findDeposit } from './deposit-store.ts'
import { refuseAuthor, refuseOffice } from './rules/deposits.ts'
import { lockPublication, type Publication } from './store.ts'

/**
 * That the office may change a publication: one that was deposited is closed to those who take part in its grant or
 * have a conflict with it, and left alone while its authors have it. `isAct`: a step of the lifecycle, for which
 * the lifecycle's own rules say when. Gives the deposit where it is one.
 */
export const permitOffice = async (
  tx: Tx,
  context: Context,
  { id, status }: Pick<Publication, 'id' | 'status'>,
  { isAct = false } = {},
): Promise<Deposit | undefined> => {
  const deposit = await findDeposit(tx, id)
  if (!deposit) return undefined
  const { relation, status: stage } = await relationTo(tx, context.actor, deposit.applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, stage))
  if (!isAct) refuse(refuseOffice(status))
  return deposit
}

/** The same as an answer: for a page that shows the acts, or why there are none. */
export const mayHandle = async (tx: Tx, context: Context, deposit: Deposit): Promise<boolean> => {
  const { relation, status } = await relationTo(tx, context.actor, deposit.applicationId)
  return policies.handleAsOfficer(context.actor, relation, status) === null
}

/** A deposit as its authors see it; whoever takes no part in the grant's application learns nothing of it. */
export const findOwnDeposit = async (
  tx: Tx,
  { actor }: Pick<Context, 'actor'>,
  id: string,
): Promise<{ deposit: Deposit; mayWrite: boolean }> => {
  const deposit = await findDeposit(tx, id)
  if (!deposit) throw new NotFound('deposit')
  const { relation } = await relationTo(tx, actor, deposit.applicationId)
  permit(policies.readAsApplicant(actor, relation))
  return { deposit, mayWrite: policies.editApplication(actor, relation) === null }
}

/** The same, locked for a change by those who may write in it and have it in their hands. */
export const lockOwnDeposit = async (
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ deposit: Deposit; publication: Publication }> => {
  const found = await findDeposit(tx, id)
  if (!found) throw new NotFound('deposit')
  const { relation } = await relationTo(tx, context.actor, found.applicationId)
  permit(policies.editApplication(context.actor, relation))
  const publication = await lockPublication(tx, id)
  refuse(refuseAuthor(publication.status))
  const deposit = await findDeposit(tx, id)
  if (!deposit) throw new NotFound('deposit')
  return { deposit, publication }
}
