import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { record } from '../history/operations.ts'
import { indexPublications } from '../publications/jobs.ts'
import { askCrossref, tellCrossref } from './crossref.ts'
import { tellDatacite } from './datacite.ts'
import { type Matter, matterOf } from './matter.ts'
import {
  ATTEMPTS_MAX,
  type FailureReason,
  isToBeSent,
  nextAttemptAt,
  type Outcome,
} from './rules.ts'
import { changeRegistration, giveDoi, lockRegistration, type Registration } from './store.ts'

/** A process that died at it is taken over after so long. */
export const LEASE_MS = 5 * 60_000

/**
 * One attempt: claims the registration, tells its agency outside of any transaction, and writes down what came of it.
 * Does nothing where nothing is due, or another process is at it.
 */
export const send = async (context: Context, id: string): Promise<void> => {
  const claimed = await claim(context, id)
  if (claimed === null) return
  const { registration, matter } = claimed
  const outcome = await attempt(context, registration, matter)
  await settle(context, registration, outcome)
}

type Claimed = { registration: Registration; matter: Matter }

/** Written down before anything leaves: if this process dies, the next one knows that it may have left. */
const claim = (context: Context, id: string): Promise<Claimed | null> =>
  context.db.transaction(async (tx) => {
    const now = context.clock.now()
    const registration = await lockRegistration(tx, id)
    if (!registration || registration.status === 'failed') return null
    if (context.config[registration.agency] === null) return null
    if (registration.nextAttemptAt === null || registration.nextAttemptAt > now) return null
    if (registration.leasedUntil !== null && registration.leasedUntil > now) return null
    const matter = await matterOf(context, tx, registration)
    const isAwaited = registration.status === 'sent'
    const looked = { lookedAt: matter?.changedAt ?? null, lookedVersion: matter?.version ?? null }
    if (matter === null || !(isAwaited || isToBeSent(registration, matter))) {
      await changeRegistration(tx, id, { ...looked, nextAttemptAt: null })
      return null
    }
    const isAsking = isAwaited || registration.isUnknown
    const change = {
      ...looked,
      attempts: registration.attempts + 1,
      attemptedAt: now,
      leasedUntil: new Date(now.getTime() + LEASE_MS),
      isUnknown: true,
      // While it is asked what came of the last batch, that one's name is kept.
      ...(isAsking && registration.batch !== null
        ? {}
        : {
            batch: batchOf(registration, now),
            sentDigest: matter.digest,
            sentVisibility: matter.visibility,
          }),
    }
    await changeRegistration(tx, id, change)
    return {
      registration: { ...registration, ...change, isUnknown: registration.isUnknown },
      matter,
    }
  })

const batchOf = ({ id }: Registration, now: Date): string => `${id}-${now.getTime().toString(36)}`

const attempt = async (
  context: Context,
  registration: Registration,
  matter: Matter,
): Promise<Outcome> => {
  const { config, clock } = context
  const now = clock.now()
  const agency = config[registration.agency]
  if (agency === null) throw new Error(`${registration.agency} is off`)
  if (registration.agency === 'datacite')
    return tellDatacite(
      agency,
      {
        ...matter.message,
        isThere: registration.registeredAt !== null ? true : registration.isUnknown ? null : false,
      },
      now,
    )
  const batch = registration.batch ?? ''
  if (registration.status === 'sent' || registration.isUnknown) {
    const found = await askCrossref(agency, { batch, doi: registration.doi }, now)
    if (found.kind !== 'lost') return found
  }
  const head = {
    batch,
    sentAt: now,
    depositor: config.funder,
    email: config.contactEmail,
  }
  return tellCrossref(agency, { batch, document: matter.document(head) }, now)
}

const settle = (context: Context, claimed: Registration, outcome: Outcome): Promise<void> =>
  context.db.transaction(async (tx) => {
    const now = context.clock.now()
    const registration = await lockRegistration(tx, claimed.id)
    // Taken over by another process meanwhile: its answer counts.
    if (registration?.attemptedAt?.getTime() !== claimed.attemptedAt?.getTime() || !registration)
      return
    const { id, attempts } = registration
    const free = { leasedUntil: null }
    switch (outcome.kind) {
      case 'confirmed':
        return confirm(context, tx, registration)
      case 'queued': {
        // Waiting is counted anew from when it was taken in.
        const waits = registration.status === 'sent' ? attempts : 0
        if (waits >= ATTEMPTS_MAX)
          return give(context, tx, registration, {
            reason: 'lost',
            detail: 'queued',
            isUnknown: true,
          })
        return changeRegistration(tx, id, {
          ...free,
          status: 'sent',
          attempts: waits,
          isUnknown: false,
          failure: null,
          failureDetail: null,
          nextAttemptAt: nextAttemptAt(waits, null, now),
        })
      }
      case 'refused':
        return give(context, tx, registration, { ...outcome, isUnknown: false })
      case 'again':
        if (attempts >= ATTEMPTS_MAX) return give(context, tx, registration, outcome)
        return changeRegistration(tx, id, {
          ...free,
          isUnknown: outcome.isUnknown || claimed.isUnknown,
          failure: outcome.reason,
          failureDetail: outcome.detail,
          nextAttemptAt: nextAttemptAt(attempts, outcome.retryAfterSeconds, now),
        })
    }
  })

const confirm = async (context: Context, tx: Tx, registration: Registration): Promise<void> => {
  const { id, entity, doi, publicationId, registeredAt, sentVisibility, sentDigest } = registration
  const now = context.clock.now()
  await changeRegistration(tx, id, {
    status: 'registered',
    visibility: sentVisibility ?? 'findable',
    digest: sentDigest,
    batch: null,
    isUnknown: false,
    attempts: 0,
    failure: null,
    failureDetail: null,
    leasedUntil: null,
    registeredAt: registeredAt ?? now,
    // Looked at once more, in case it was changed while this was on its way.
    nextAttemptAt: now,
  })
  if (publicationId !== null && (await giveDoi(tx, publicationId, doi, now)))
    await context.enqueue(tx, indexPublications, { publicationIds: [publicationId] })
  await record(tx, context, {
    entity,
    entityId: publicationId ?? registration.grantId ?? '',
    type: registeredAt === null ? `${entity}.doi_registered` : `${entity}.doi_updated`,
    data: { doi, agency: registration.agency, visibility: sentVisibility },
  })
}

const give = async (
  context: Context,
  tx: Tx,
  registration: Registration,
  { reason, detail, isUnknown }: { reason: FailureReason; detail: string; isUnknown: boolean },
): Promise<void> => {
  await changeRegistration(tx, registration.id, {
    status: 'failed',
    isUnknown,
    ...(isUnknown ? {} : { batch: null }),
    leasedUntil: null,
    nextAttemptAt: null,
    failure: reason,
    failureDetail: detail,
  })
  await record(tx, context, {
    entity: registration.entity,
    entityId: registration.publicationId ?? registration.grantId ?? '',
    type: `${registration.entity}.doi_failed`,
    data: { doi: registration.doi, reason },
  })
  context.log.warn({ doi: registration.doi, reason }, 'registration.failed')
}
