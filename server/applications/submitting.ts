import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, revisions, submissionAttempts } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { Refused, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import { policies } from '../policies.ts'
import { digestOf } from './digest.ts'
import { sendReceipt } from './jobs.ts'
import { lockApplication, requirePerson } from './reach.ts'
import { findRevision, type Receipt } from './revision-store.ts'
import { refuseSubmission, refuseTakingBack, refuseWithdrawal } from './rules.ts'
import { contentOf, missingOf, organisationNamesOf, organisationsAnswered } from './whole.ts'

/**
 * Submits: an immutable revision with its digest, the new status, the history and the receipt's job in one
 * transaction. Submitting again what is submitted already gives the same receipt. Every attempt is kept, the
 * refused ones too, with their reason.
 */
export const submitApplication = async (context: Context, id: string): Promise<Receipt> => {
  try {
    return await context.db.transaction((tx) => submit(tx, context, id))
  } catch (error) {
    if (error instanceof Refused) await keepAttempt(context.db, context, id, error.refusal.reason)
    throw error
  }
}

/** Makes a draft of it again, until the call closes. The revision stays on record but no longer counts. */
export const takeBackApplication = async (context: Context, id: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const { application, now } = await lockApplication(
      tx,
      context,
      id,
      policies.answerForApplication,
    )
    refuse(refuseTakingBack(application, application.call, now))
    await tx
      .update(revisions)
      .set({ takenBackAt: now })
      .where(and(eq(revisions.applicationId, id), isNull(revisions.takenBackAt)))
    await changeStatus(tx, id, 'submitted', {
      status: 'draft',
      submittedAt: null,
      revisionNumber: null,
      updatedAt: now,
    })
    await record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.taken_back',
      actedAs: 'main_applicant',
      from: 'submitted',
      to: 'draft',
      data: { revision: application.revisionNumber },
    })
  })

/** Withdraws, for good, at any time before the decision. */
export const withdrawApplication = async (
  context: Context,
  id: string,
  reason: string,
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const { application, now } = await lockApplication(
      tx,
      context,
      id,
      policies.answerForApplication,
    )
    if (application.status === 'withdrawn') return
    refuse(refuseWithdrawal(application))
    await changeStatus(tx, id, application.status, { status: 'withdrawn', updatedAt: now })
    await record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.withdrawn',
      actedAs: 'main_applicant',
      from: application.status,
      to: 'withdrawn',
      reason,
    })
  })

const submit = async (tx: Tx, context: Context, id: string): Promise<Receipt> => {
  const person = requirePerson(context)
  const { application, now } = await lockApplication(tx, context, id, policies.answerForApplication)
  if (application.status !== 'draft' && application.status !== 'withdrawn') {
    const receipt = await findRevision(tx, id)
    if (!receipt) throw new Error(`${id} is submitted without a revision`)
    await keepAttempt(tx, context, id, 'already_submitted')
    return receipt
  }
  refuse(
    refuseSubmission(
      { status: application.status, missing: missingOf(application) },
      application.call,
      now,
    ),
  )
  const names = await organisationNamesOf(tx, organisationsAnswered(application))
  const content = contentOf(application, names)
  const sha256 = digestOf(content)
  const number = application.lastRevision + 1
  await Promise.all([
    tx.insert(revisions).values({
      applicationId: id,
      number,
      formId: application.formId,
      content,
      sha256,
      submittedBy: person.id,
      submittedAt: now,
    }),
    changeStatus(tx, id, 'draft', {
      status: 'submitted',
      submittedAt: now,
      revisionNumber: number,
      updatedAt: now,
    }),
    record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.submitted',
      actedAs: 'main_applicant',
      from: 'draft',
      to: 'submitted',
      data: { revision: number, sha256 },
    }),
    keepAttempt(tx, context, id, 'submitted', now),
    context.enqueue(tx, sendReceipt, { applicationId: id, number }),
  ])
  return {
    applicationId: id,
    reference: application.reference,
    number,
    sha256,
    submittedAt: now,
    content,
  }
}

type Changes = Partial<typeof applications.$inferInsert>

const changeStatus = async (
  tx: Tx,
  id: string,
  from: typeof applications.$inferSelect.status,
  changes: Changes,
): Promise<void> => {
  const [changed] = await tx
    .update(applications)
    .set(changes)
    .where(and(eq(applications.id, id), eq(applications.status, from)))
    .returning({ id: applications.id })
  if (!changed) throw new Stale()
}

const keepAttempt = async (
  tx: Tx,
  context: Context,
  applicationId: string,
  outcome: string,
  at: Date = context.clock.now(),
): Promise<void> => {
  const personId = requirePerson(context).id
  await tx.insert(submissionAttempts).values({ applicationId, personId, at, outcome })
}
