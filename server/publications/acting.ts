import type { Tx } from '../../db/client.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { type Change, changePublication, touchPublications } from './change-store.ts'
import type { Saved } from './changing.ts'
import { enqueueCopies } from './copies.ts'
import { permitOffice } from './deposit-access.ts'
import { tellOfDeposit } from './deposit-mail.ts'
import { type Deposit, findDeposit, markDeposit } from './deposit-store.ts'
import { refuseUnconfirmedDouble } from './duplicates.ts'
import { scheduleLift } from './embargo.ts'
import { touchFamily } from './family.ts'
import { enqueueIndexing } from './indexing.ts'
import { checksOf } from './rules/checks.ts'
import { type ActFacts, type PublicationAct, refuseAct, statusAfter } from './rules.ts'
import { getPublication, lockPublication, type Publication } from './store.ts'

/** `deposit`: what makes it one, where its authors deposited it. */
export const factsOf = (publication: Publication, deposit?: Deposit): ActFacts => ({
  status: publication.status,
  hasFile: publication.file !== null,
  isFileUnreadable: publication.file?.state === 'attention',
  hasElsewhere: publication.url !== null || (publication.pageCount ?? 0) > 0,
  deposit: deposit && { missing: checksOf(publication).blocking.map(({ code }) => code) },
})

/** One step of the lifecycle: submit, return, approve, publish, withdraw, reinstate. */
export const actOnPublication = (
  context: Context,
  address: string,
  given: {
    act: PublicationAct
    version: number
    reason?: string | undefined
    /** Of a withdrawal: slug or id of what to read in its place. */
    replacedBy?: string | undefined
    /** Of publishing: those that have the same file or DOI, where that is right so. */
    confirmed?: readonly string[] | undefined
  },
): Promise<Saved> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    const { act } = given
    const deposit = await permitOffice(tx, context, publication, { isAct: true })
    const reason = given.reason?.trim()
    refuse(
      refuseAct(act, {
        ...factsOf(publication, deposit),
        reason: act === 'withdraw' || act === 'return' ? (reason ?? '') : undefined,
      }),
    )
    const confirmed = act === 'publish' ? (given.confirmed ?? []) : []
    if (act === 'publish')
      await refuseUnconfirmedDouble({ ...context, db: tx }, publication, confirmed)
    const status = statusAfter(publication.status, act)
    if (status === undefined) throw new Error(`no way from ${publication.status} by ${act}`)
    const now = context.clock.now()
    const replacement =
      given.replacedBy && act === 'withdraw' ? await getPublication(tx, given.replacedBy) : null
    const version = await changePublication(
      tx,
      { id: publication.id, version: given.version },
      {
        status,
        ...datesOf(context, publication, act, reason ?? null, now),
        ...(replacement ? { replacedById: replacement.id } : {}),
      },
      now,
    )
    await record(tx, context, {
      entity: 'publication',
      entityId: publication.id,
      type: PAST_TENSE[act],
      from: publication.status,
      to: status,
      reason: reason || null,
      ...(confirmed.length > 0 ? { data: { confirmed } } : {}),
    })
    if (deposit) await moveDeposit(tx, context, publication, { act, reason, version })
    if (isPublicStep(act)) {
      await enqueueIndexing(context, tx, [publication.id], { isAwaited: true })
      if (publication.file !== null) await enqueueCopies(context, tx, [publication.id])
      await touchFamily(context, tx, publication)
      // What stands in its place says so to harvesters, or says it no longer.
      const standsIn = replacement?.id ?? publication.replacedById
      if (standsIn !== null) await touchPublications(tx, [standsIn], now)
    }
    if (status === 'published') await scheduleLift(context, tx, publication)
    context.log.info({ publicationId: publication.id }, PAST_TENSE[act])
    return { id: publication.id, slug: publication.slug, version }
  })

/** What an act of the office means for those who deposited it: they get it back, or learn how it goes. */
const moveDeposit = async (
  tx: Tx,
  context: Context,
  publication: Publication,
  { act, reason, version }: { act: PublicationAct; reason: string | undefined; version: number },
): Promise<void> => {
  const now = await context.clock.inTransaction(tx)
  if (act === 'submit')
    await markDeposit(tx, publication.id, {
      submittedAt: now,
      submittedBy: actorId(context.actor),
      returnedReason: null,
    })
  if (act === 'return') await markDeposit(tx, publication.id, { returnedReason: reason ?? null })
  const deposit = await findDeposit(tx, publication.id)
  const news = NEWS[act]
  if (deposit && news) await tellOfDeposit(tx, context, { deposit, publication, news, version })
}

const NEWS: Partial<Record<PublicationAct, 'returned' | 'approved' | 'published'>> = {
  return: 'returned',
  approve: 'approved',
  publish: 'published',
}

const isPublicStep = (act: PublicationAct): boolean =>
  act === 'publish' || act === 'withdraw' || act === 'reinstate'

export const PAST_TENSE: Record<PublicationAct, string> = {
  submit: 'publication.submitted',
  return: 'publication.returned',
  approve: 'publication.approved',
  publish: 'publication.published',
  withdraw: 'publication.withdrawn',
  reinstate: 'publication.reinstated',
}

const datesOf = (
  context: Context,
  publication: Publication,
  act: PublicationAct,
  reason: string | null,
  now: Date,
): Change => {
  switch (act) {
    case 'publish':
      return {
        publishedAt: publication.publishedAt ?? now,
        publishedBy: actorId(context.actor),
      }
    case 'withdraw':
      return { withdrawnAt: now, withdrawnReason: reason }
    case 'reinstate':
      return { withdrawnAt: null, withdrawnReason: null, replacedById: null }
    default:
      return {}
  }
}
