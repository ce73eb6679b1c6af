import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { NotFound, Stale } from '../errors.ts'
import { changeWithin, type Saved } from './changing.ts'
import { lockOwnDeposit, permitOffice } from './deposit-access.ts'
import { leaveField } from './deposit-store.ts'
import { proposalsFor } from './depositing.ts'
import { draftWithin } from './draft.ts'
import { withProposal } from './rules/proposals.ts'
import { lockPublication, type Publication } from './store.ts'

/** As whom somebody answers what a PDF proposes. */
export type Answerer = 'author' | 'office'

/** Takes what the PDF says into its field; of themes those that are named, all of them where none is. */
export const takeProposal = (
  context: Context,
  id: string,
  given: { as: Answerer; field: string; values?: readonly string[] | undefined; version: number },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockFor(tx, context, id, given.as)
    if (given.version !== publication.version) throw new Stale()
    const proposal = await openProposal(tx, publication, given.field)
    // Only of several can some be chosen.
    const chosen = (proposal.field === 'themes' && given.values) || proposal.values
    const values = proposal.values.filter((value) => chosen.includes(value))
    // What was offered and not chosen is answered too.
    if (values.length < proposal.values.length) await leaveField(tx, id, given.field)
    return changeWithin(context, tx, publication, {
      draft: withProposal(draftWithin(publication), { field: given.field, values }),
      version: given.version,
      ...(given.as === 'author' ? { actedAs: 'grantee' } : {}),
    })
  })

/** Leaves it, so that it is not asked again of this file. No change of the publication. */
export const leaveProposal = (
  context: Context,
  id: string,
  { as, field }: { as: Answerer; field: string },
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const publication = await lockFor(tx, context, id, as)
    await openProposal(tx, publication, field)
    await leaveField(tx, id, field)
  })

const lockFor = async (
  tx: Tx,
  context: Context,
  id: string,
  as: Answerer,
): Promise<Publication> => {
  if (as === 'author') return (await lockOwnDeposit(tx, context, id)).publication
  const publication = await lockPublication(tx, id)
  await permitOffice(tx, context, publication)
  return publication
}

const openProposal = async (tx: Tx, publication: Publication, field: string) => {
  const proposal = (await proposalsFor(tx, publication)).find((one) => one.field === field)
  if (!proposal) throw new NotFound('proposal')
  return proposal
}
