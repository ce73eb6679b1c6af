import type { Tx } from '../../db/client.ts'
import { NotFound } from '../errors.ts'
import type { Call } from './rules.ts'
import { findCall } from './store.ts'

/** The call that another feature's object belongs to; it exists, or the database is broken. */
export const callOf = async (tx: Tx, id: string): Promise<Call> => {
  const call = await findCall(tx, id)
  if (!call) throw new NotFound('call')
  return call
}
