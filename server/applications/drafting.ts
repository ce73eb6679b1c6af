import { createHash } from 'node:crypto'
import { and, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { answers, applications, calls, counters, participants } from '../../db/schema/index.ts'
import { callOf } from '../calls/operations.ts'
import type { Call } from '../calls/rules.ts'
import { refuseStart } from '../calls/rules.ts'
import type { Context } from '../context.ts'
import { NotFound, PreconditionFailed, refuse } from '../errors.ts'
import type { AnswerValue } from '../forms/rules.ts'
import { record } from '../history/operations.ts'
import { policies } from '../policies.ts'
import { OFFICE_ZONE } from '../views/format.ts'
import { canonicalJson } from './canonical.ts'
import { holdApplication, lockApplication, requirePerson } from './reach.ts'
import { refuseEditing } from './rules.ts'

export type Started = { id: string; reference: string; isNew: boolean }

/**
 * Begins an application in an open call, with the actor as its main applicant. Someone who has an untouched
 * draft there already gets that one: a double click makes no second application.
 */
export const startApplication = async (context: Context, call: Call): Promise<Started> => {
  const person = requirePerson(context)
  return context.db.transaction(async (tx) => {
    const now = await context.clock.inTransaction(tx)
    refuse(refuseStart(call, now))
    if (!call.form) throw new Error('an open call has a form')
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`start:${call.id}:${person.id}`}, 0))`,
    )
    const untouched = await findUntouched(tx, call.id, person.id)
    if (untouched) return { ...untouched, isNew: false }
    const reference = await nextReference(tx, now)
    const [started] = await tx
      .insert(applications)
      .values({
        reference,
        callId: call.id,
        formId: call.form.id,
        createdBy: person.id,
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: applications.id })
    if (!started) throw new Error('an application was not kept')
    await tx.insert(participants).values({
      applicationId: started.id,
      personId: person.id,
      email: person.email,
      name: person.name,
      role: 'main_applicant',
      status: 'accepted',
      answeredAt: now,
    })
    await record(tx, context, {
      entity: 'application',
      entityId: started.id,
      type: 'application.started',
      actedAs: 'main_applicant',
      to: 'draft',
      data: { reference, callId: call.id },
    })
    return { id: started.id, reference, isNew: true }
  })
}

/** The call of a public address; 404 for drafts of calls too. */
export const callBySlug = async (tx: Tx, slug: string): Promise<Call> => {
  const [row] = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.slug, slug), ne(calls.status, 'draft')))
  if (!row) throw new NotFound('call')
  return callOf(tx, row.id)
}

/** Which version of a field a change starts from: its number, and a digest of what it held. */
export type AnswerChange = {
  key: string
  value: AnswerValue
  /** Version seen by whoever changed it; 0 for a field that was never saved. */
  version: number
  /** Digest of the value then (`answerDigest`): a field sent back unchanged is no change. */
  digest?: string | undefined
}

export type CurrentAnswer = {
  key: string
  value: AnswerValue
  version: number
  updatedAt: Date
  updatedBy: string | null
}

/** Somebody else saved the field first. Carries what it holds now, so that both texts can be shown. */
export class AnswerChanged extends PreconditionFailed {
  readonly current: CurrentAnswer
  constructor(current: CurrentAnswer) {
    super()
    this.current = current
  }
}

/** Saves one field, if it is still as the writer saw it. */
export const saveAnswer = async (
  context: Context,
  id: string,
  change: AnswerChange,
): Promise<CurrentAnswer> => {
  const { saved, changed } = await saveAnswers(context, id, [change])
  const [conflict] = changed
  if (conflict) throw new AnswerChanged(conflict)
  const [answer] = saved
  if (!answer) throw new Error('an answer was neither saved nor refused')
  return answer
}

/**
 * Saves the fields that were changed and are still as the writer saw them. The others come back in `changed`
 * with what they hold now; nothing is overwritten unseen.
 */
export const saveAnswers = async (
  context: Context,
  id: string,
  changes: readonly AnswerChange[],
): Promise<{ saved: CurrentAnswer[]; changed: CurrentAnswer[]; at: Date }> => {
  const person = requirePerson(context)
  return context.db.transaction(async (tx) => {
    const { status, call, now } = await holdApplication(tx, context, id, policies.editApplication)
    refuse(refuseEditing({ status }, call, now))
    const saved: CurrentAnswer[] = []
    const changed: CurrentAnswer[] = []
    for (const change of changes) {
      const isSame = change.digest !== undefined && change.digest === answerDigest(change.value)
      if (isSame) continue
      const at = await writeAnswer(tx, { applicationId: id, personId: person.id, change, now })
      if (at !== null) saved.push({ ...change, version: at, updatedAt: now, updatedBy: person.id })
      else changed.push(await currentAnswer(tx, id, change.key))
    }
    // Sent again with the same text after the answer was lost on the way: nobody was in between.
    const settled = changed.filter((current) => {
      const change = changes.find(({ key }) => key === current.key)
      return change !== undefined && canonicalJson(change.value) === canonicalJson(current.value)
    })
    return {
      saved: [...saved, ...settled],
      changed: changed.filter((current) => !settled.includes(current)),
      at: now,
    }
  })
}

export type Basics = {
  title: string
  organisationId: string | null
  country: string | null
  durationMonths: number | null
}

/** Saves what every application has, whatever its form; 412 when somebody else changed it first. */
export const saveBasics = async (
  context: Context,
  id: string,
  basics: Partial<Basics>,
  version: number,
): Promise<{ version: number; at: Date }> =>
  context.db.transaction(async (tx) => {
    const { application, now } = await lockApplication(tx, context, id, policies.editApplication)
    refuse(refuseEditing(application, application.call, now))
    const before: Basics = {
      title: application.title,
      organisationId: application.organisation?.id ?? null,
      country: application.country,
      durationMonths: application.durationMonths,
    }
    const after = { ...before, ...basics }
    if (canonicalJson(before) === canonicalJson(after))
      return { version: application.version, at: now }
    if (application.version !== version) throw new PreconditionFailed()
    await tx
      .update(applications)
      .set({ ...after, version: version + 1, updatedAt: now })
      .where(and(eq(applications.id, id), eq(applications.version, version)))
    return { version: version + 1, at: now }
  })

/** Short digest of a value, to tell a field that was sent back as it came. */
export const answerDigest = (value: AnswerValue | undefined): string =>
  createHash('sha256')
    .update(canonicalJson(value ?? null))
    .digest('base64url')
    .slice(0, 12)

/** Inserts or updates one answer; the new version, or null when another version stands there. */
const writeAnswer = async (
  tx: Tx,
  given: { applicationId: string; personId: string; change: AnswerChange; now: Date },
): Promise<number | null> => {
  const { change } = given
  const touched = { updatedBy: given.personId, updatedAt: given.now }
  if (change.version === 0) {
    const [made] = await tx
      .insert(answers)
      .values({
        applicationId: given.applicationId,
        questionKey: change.key,
        value: change.value,
        ...touched,
      })
      .onConflictDoNothing()
      .returning({ version: answers.version })
    return made?.version ?? null
  }
  const [written] = await tx
    .update(answers)
    .set({ value: change.value, version: change.version + 1, ...touched })
    .where(
      and(
        eq(answers.applicationId, given.applicationId),
        eq(answers.questionKey, change.key),
        eq(answers.version, change.version),
      ),
    )
    .returning({ version: answers.version })
  return written?.version ?? null
}

const currentAnswer = async (tx: Tx, id: string, key: string): Promise<CurrentAnswer> => {
  const [row] = await tx
    .select()
    .from(answers)
    .where(and(eq(answers.applicationId, id), eq(answers.questionKey, key)))
  return {
    key,
    value: row?.value ?? null,
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt ?? new Date(0),
    updatedBy: row?.updatedBy ?? null,
  }
}

const findUntouched = async (tx: Tx, callId: string, personId: string) => {
  const [row] = await tx
    .select({ id: applications.id, reference: applications.reference })
    .from(applications)
    .where(
      and(
        eq(applications.callId, callId),
        eq(applications.createdBy, personId),
        eq(applications.status, 'draft'),
        eq(applications.version, 1),
        sql`not exists (select 1 from ${answers} where ${eq(answers.applicationId, applications.id)})`,
      ),
    )
    .limit(1)
  return row
}

/** `2027-0147`: the year in Visby, and a number that is never given twice. */
const nextReference = async (tx: Tx, now: Date): Promise<string> => {
  const year = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(
    OFFICE_ZONE,
  ).year
  const [counter] = await tx
    .insert(counters)
    .values({ key: `applications:${year}`, last: 1 })
    .onConflictDoUpdate({ target: counters.key, set: { last: sql`${counters.last} + 1` } })
    .returning({ last: counters.last })
  if (!counter) throw new Error('no running number was given')
  return `${year}-${String(counter.last).padStart(4, '0')}`
}
