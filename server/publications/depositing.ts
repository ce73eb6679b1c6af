import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import { permit } from '../applications/operations.ts'
import type { Context } from '../context.ts'
import { refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import { changePublication } from './change-store.ts'
import { attachWithin, changeWithin, type NewFile, refuseNoPdf, type Saved } from './changing.ts'
import { findOwnDeposit, lockOwnDeposit } from './deposit-access.ts'
import { tellOfDeposit } from './deposit-mail.ts'
import {
  type Deposit,
  deletePublication,
  findDeposit,
  findProposals,
  findUntouched,
  insertDeposit,
  type ListedDeposit,
  listDeposits,
  listDepositsFor,
  markDeposit,
} from './deposit-store.ts'
import type { PublicationDraft } from './draft.ts'
import { createPublicationFromGrant } from './making.ts'
import { type Checks, checksOf } from './rules/checks.ts'
import { refuseAuthor, refuseDiscarding, refuseHandingIn } from './rules/deposits.ts'
import { openProposals, type Proposal } from './rules/proposals.ts'
import { slugsFor } from './slugs.ts'
import { getPublication, type Publication } from './store.ts'

export type { ListedDeposit } from './deposit-store.ts'

/** The relation in which authors act, as the record has it. */
const GRANTEE = 'grantee'

/** Deposits of a grant, for those who take part in it; the caller has asked whether they do. */
export const listDepositsOf = (tx: Tx, grantId: string): Promise<ListedDeposit[]> =>
  listDeposits(tx, grantId)

/** Deposits of all grants that a person takes part in. */
export const listOwnDeposits = (tx: Tx, personId: string): Promise<ListedDeposit[]> =>
  listDepositsFor(tx, personId)

/**
 * Begins a deposit in the caller's transaction, with what the portal knows already; whoever clicks twice gets the
 * same one. The caller has asked the right to write in the grant's application.
 */
export const beginDepositWithin = async (
  context: Context,
  tx: Tx,
  grantId: string,
  known: Parameters<typeof createPublicationFromGrant>[2],
): Promise<Saved> => {
  const personId = actorId(context.actor) ?? ''
  const begun = await findUntouched(tx, { grantId, personId, reportId: known.reportId })
  if (begun) return begun
  const made = await createPublicationFromGrant(context, tx, { ...known, actedAs: GRANTEE })
  await insertDeposit(tx, { publicationId: made.id, grantId })
  return made
}

export type OwnDeposit = {
  publication: Publication
  deposit: Deposit
  /** Whether the actor may write in it while it is in its authors' hands. */
  mayWrite: boolean
  checks: Checks
  proposals: Proposal[]
}

export const loadOwnDeposit = async (context: Context, id: string): Promise<OwnDeposit> => {
  const { db } = context
  const { deposit, mayWrite } = await findOwnDeposit(db, context, id)
  const publication = await getPublication(db, id)
  const proposals = await proposalsFor(db, publication)
  return {
    publication,
    deposit,
    mayWrite,
    proposals,
    checks: checksOf(publication, proposals.length),
  }
}

/** The same for who may write in it now. */
export const loadWritableDeposit = async (context: Context, id: string): Promise<OwnDeposit> => {
  const own = await loadOwnDeposit(context, id)
  permit(own.mayWrite ? null : { reason: 'not_yours' })
  refuse(refuseAuthor(own.publication.status))
  return own
}

/** What a publication's PDF proposes that nobody has answered yet. Something public is not proposed for. */
export const proposalsFor = async (tx: Tx, publication: Publication): Promise<Proposal[]> => {
  if (publication.publicChangedAt !== null) return []
  const { proposals, left } = await findProposals(tx, publication.id, publication.file?.id ?? null)
  return openProposals(proposals, publication, left)
}

/** What its authors write. Series and number are the office's to give, and the grant stays among those who paid. */
export const saveDeposit = (
  context: Context,
  id: string,
  { draft, version }: { draft: PublicationDraft; version: number },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const { deposit, publication } = await lockOwnDeposit(tx, context, id)
    const { series, number } = publication
    return changeWithin(context, tx, publication, {
      draft: { ...draft, series, number, funding: withGrant(draft.funding, deposit) },
      version,
      actedAs: GRANTEE,
    })
  })

const withGrant = (
  funding: PublicationDraft['funding'],
  { grantReference }: Deposit,
): PublicationDraft['funding'] =>
  funding.some(({ grant }) => grant === grantReference)
    ? funding
    : [
        {
          grant: grantReference,
          funder: null,
          funderId: null,
          awardNumber: null,
          awardTitle: null,
          awardUri: null,
        },
        ...funding,
      ]

/** Before anything of an upload is read: that whoever sends it may. */
export const permitDepositFile = async (context: Context, id: string): Promise<void> => {
  await context.db.transaction((tx) => lockOwnDeposit(tx, context, id))
}

export const attachDepositFile = (
  context: Context,
  id: string,
  given: Pick<NewFile, 'stored' | 'version'>,
): Promise<Saved> => {
  refuseNoPdf(context, given)
  return context.db.transaction(async (tx) => {
    const { publication } = await lockOwnDeposit(tx, context, id)
    return attachWithin(context, tx, publication, { ...given, actedAs: GRANTEE })
  })
}

/**
 * Hands it in to the office, if it lacks nothing that a reader must have. Its address follows the title that it has by
 * now.
 */
export const submitDeposit = (
  context: Context,
  id: string,
  { version }: { version: number },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const { publication } = await lockOwnDeposit(tx, context, id)
    if (publication.version !== version) throw new Stale()
    refuse(refuseHandingIn(publication.status, checksOf(publication)))
    const slug = await slugByNow(tx, publication)
    const saved = await changePublication(
      tx,
      { id, version },
      { status: 'submitted', ...(slug === publication.slug ? {} : { slug }) },
      context.clock.now(),
    )
    await markDeposit(tx, id, {
      submittedAt: await context.clock.inTransaction(tx),
      submittedBy: actorId(context.actor),
      returnedReason: null,
    })
    await record(tx, context, {
      entity: 'publication',
      entityId: id,
      type: 'publication.submitted',
      actedAs: GRANTEE,
      from: publication.status,
      to: 'submitted',
      data: { fileSha256: publication.file?.sha256 ?? null },
    })
    const deposit = await findDeposit(tx, id)
    if (deposit)
      await tellOfDeposit(tx, context, { deposit, publication, news: 'submitted', version: saved })
    context.log.info({ publicationId: id }, 'publication.submitted')
    return { id, slug, version: saved }
  })

/** The present one where the title still makes it, with or without a number after it. */
const slugByNow = async (tx: Tx, publication: Publication): Promise<string> => {
  const [slug = publication.slug] = await slugsFor(tx, [publication])
  const plain = (text: string) => text.replace(/-\d+$/, '')
  return plain(slug) === plain(publication.slug) ? publication.slug : slug
}

/** Takes back what was begun by mistake, as long as only its authors have seen it. */
export const discardDeposit = (
  context: Context,
  id: string,
  { version }: { version: number },
): Promise<{ grantId: string }> =>
  context.db.transaction(async (tx) => {
    const { deposit, publication } = await lockOwnDeposit(tx, context, id)
    refuse(refuseDiscarding(publication.status, deposit.submittedAt))
    await record(tx, context, {
      entity: 'publication',
      entityId: id,
      type: 'publication.discarded',
      actedAs: GRANTEE,
      from: publication.status,
    })
    if (!(await deletePublication(tx, { id, version }))) throw new Stale()
    return { grantId: deposit.grantId }
  })
