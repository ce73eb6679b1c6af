import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { calls, forms } from '../../db/schema/index.ts'
import { hasRole, type Person } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, NotAllowed, NotFound, refuse, Stale } from '../errors.ts'
import { EMPTY_DEFINITION } from '../forms/definition.ts'
import type { FormDefinition } from '../forms/rules.ts'
import { record } from '../history/operations.ts'
import type { Bilingual } from '../language.ts'
import {
  beginningAt,
  type CallFields,
  type NewCall,
  type NewCriterion,
  partsOf,
} from './drafting.ts'
import { gapText } from './gap-texts.ts'
import {
  type Call,
  type CallPart,
  contradictions,
  refuseArchiving,
  refuseChange,
  refusePublication,
  refuseWithdrawal,
} from './rules.ts'
import { findCall, freeSlug, lockCall, putCriteria } from './store.ts'

/** The call that another feature's object belongs to; it exists, or the database is broken. */
export const callOf = async (tx: Tx, id: string): Promise<Call> => {
  const call = await findCall(tx, id)
  if (!call) throw new NotFound('call')
  return call
}

export type { CallFields, NewCall, NewCriterion } from './drafting.ts'

/** A draft as its writer last saw it; an older version is `Stale`. */
export type CallVersion = { id: string; version: number }

/** Begins a draft, prepared by the acting officer. Refused: `slug_taken`; invalid: what contradicts itself. */
export const createCall = (context: Context, input: NewCall): Promise<Call> =>
  context.db.transaction(async (tx) => {
    const officer = officerOf(context)
    const { criteria = [], form = EMPTY_DEFINITION, ...fields } = input
    const beginning = { ...beginningAt(context.clock.now()), ...fields }
    requireSound(context, beginning)
    const [row] = await tx
      .insert(calls)
      .values({
        ...beginning,
        slug: fields.slug ?? (await freeSlug(tx, input.title.en || input.title.sv)),
        preparedBy: officer.id,
      })
      .returning({ id: calls.id })
    if (!row) throw new Error('a call was not kept')
    await putCriteria(tx, row.id, criteria)
    await tx.insert(forms).values({ callId: row.id, number: 1, definition: form })
    await record(tx, context, {
      entity: 'call',
      entityId: row.id,
      type: 'call.prepared',
      to: 'draft',
    })
    return callOf(tx, row.id)
  })

/** A new draft with another call's content under its own title; the times begin anew. */
export const copyCall = async (context: Context, id: string, title: Bilingual): Promise<Call> => {
  const source = await callOf(context.db, id)
  return createCall(context, {
    title,
    instrument: source.instrument,
    audience: source.audience,
    summary: source.summary,
    texts: source.texts,
    themes: source.themes,
    coreValues: source.coreValues,
    sdgs: source.sdgs,
    countries: source.countries,
    currency: source.currency,
    amountMinCents: source.amountMinCents,
    amountMaxCents: source.amountMaxCents,
    envelopeCents: source.envelopeCents,
    overheadMaxPercent: source.overheadMaxPercent,
    durationMonthsMin: source.durationMonthsMin,
    durationMonthsMax: source.durationMonthsMax,
    contactEmail: source.contactEmail,
    criteria: source.criteria.map(({ id: _id, position: _position, ...criterion }) => criterion),
    ...(source.form ? { form: source.form.definition } : {}),
  })
}

/** Changes what is written of a draft; of the texts, those given. Refused: `call_not_draft`, `slug_taken`; `Stale`; `Invalid`. */
export const changeCall = (
  context: Context,
  version: CallVersion,
  changes: Partial<CallFields>,
): Promise<Call> =>
  changing(context, version, partsOf(changes), async (_tx, call) => {
    requireSound(context, { ...call, ...changes })
    return changes.texts ? { ...changes, texts: { ...call.texts, ...changes.texts } } : changes
  })

/** Puts these criteria in the place of a draft's, in this order. */
export const setCriteria = (
  context: Context,
  version: CallVersion,
  criteria: readonly NewCriterion[],
): Promise<Call> =>
  changing(context, version, ['criteria'], async (tx, call) => {
    await putCriteria(tx, call.id, criteria)
    return {}
  })

/** Puts this form in the place of a draft's. `part` tells which page of the form was worked on. */
export const setForm = (
  context: Context,
  version: CallVersion & { part?: 'form' | 'attachments' | 'budget' },
  definition: FormDefinition,
): Promise<Call> =>
  changing(context, version, [version.part ?? 'form'], async (tx, call) => {
    if (call.form) await tx.update(forms).set({ definition }).where(eq(forms.id, call.form.id))
    else await tx.insert(forms).values({ callId: call.id, number: 1, definition })
    return {}
  })

/**
 * Publishes a draft that another officer prepared, and freezes its form.
 * Refused: `second_officer_needed`, `call_incomplete` with all that is missing, `call_not_draft`; `Stale`.
 */
export const publishCall = (context: Context, id: string, version: number): Promise<Call> =>
  context.db.transaction(async (tx) => {
    const officer = officerOf(context)
    const call = await lockedCall(tx, { id, version }, 'whenDraft')
    const now = await context.clock.inTransaction(tx)
    refuse(refusePublication(call, { publisherId: officer.id, now }))
    await mark(tx, call, { status: 'published', publishedBy: officer.id, publishedAt: now })
    await tx.update(forms).set({ frozenAt: now }).where(eq(forms.callId, id))
    await record(tx, context, {
      entity: 'call',
      entityId: id,
      type: 'call.published',
      from: 'draft',
      to: 'published',
      data: { version, preparedBy: call.preparedBy, formNumber: call.form?.number ?? null },
    })
    return callOf(tx, id)
  })

/** Withdraws a published call; the reason is shown to everyone in its place. */
export const withdrawCall = (
  context: Context,
  version: CallVersion,
  reason: Bilingual,
): Promise<Call> =>
  context.db.transaction(async (tx) => {
    officerOf(context)
    const call = await lockedCall(tx, version, 'whenPublished')
    refuse(refuseWithdrawal(call, reason))
    await mark(tx, call, { status: 'withdrawn' })
    await record(tx, context, {
      entity: 'call',
      entityId: call.id,
      type: 'call.withdrawn',
      from: call.status,
      to: 'withdrawn',
      reason: reason.sv,
      data: { reason },
    })
    return callOf(tx, call.id)
  })

/** Puts a closed call away. */
export const archiveCall = (context: Context, version: CallVersion): Promise<Call> =>
  context.db.transaction(async (tx) => {
    officerOf(context)
    const call = await lockedCall(tx, version, 'whenPublished')
    refuse(refuseArchiving(call, await context.clock.inTransaction(tx)))
    await mark(tx, call, { status: 'archived' })
    await record(tx, context, {
      entity: 'call',
      entityId: call.id,
      type: 'call.archived',
      from: call.status,
      to: 'archived',
    })
    return callOf(tx, call.id)
  })

const requireSound = (context: Context, call: Parameters<typeof contradictions>[0]): void => {
  const found = contradictions(call)
  if (found.length > 0)
    throw new Invalid(
      found.map((gap) => ({
        field: 'which' in gap ? gap.which : CONTRADICTED[gap.code],
        message: gapText(gap, context.language),
      })),
    )
}

const CONTRADICTED: Record<
  'amounts_order' | 'envelope_small' | 'durations_order' | 'closes_before_opens',
  keyof CallFields
> = {
  amounts_order: 'amountMaxCents',
  envelope_small: 'envelopeCents',
  durations_order: 'durationMonthsMax',
  closes_before_opens: 'closesAt',
}

const officerOf = ({ actor }: Context): Person => {
  if (actor.kind !== 'person' || !hasRole(actor, 'officer')) throw new NotAllowed()
  return actor
}

/**
 * A change of a draft: locked, guarded by version, and written into its history. Who changes it becomes the
 * one who prepared it, so that the last hand on a draft is never the one that publishes it.
 */
const changing = (
  context: Context,
  version: CallVersion,
  parts: readonly CallPart[],
  change: (tx: Tx, call: Call) => Promise<Partial<CallFields>>,
): Promise<Call> =>
  context.db.transaction(async (tx) => {
    const officer = officerOf(context)
    const call = await lockedCall(tx, version, 'whenDraft')
    refuse(refuseChange(call))
    const changed = await change(tx, call)
    await mark(tx, call, { ...changed, preparedBy: officer.id })
    await record(tx, context, {
      entity: 'call',
      entityId: call.id,
      type: 'call.changed',
      data: { parts: [...parts], version: call.version + 1 },
    })
    return callOf(tx, call.id)
  })

/** In any other state the rule answers, which tells more than that the version is old. */
const lockedCall = async (
  tx: Tx,
  { id, version }: CallVersion,
  guarded: 'whenDraft' | 'whenPublished',
): Promise<Call> => {
  const call = await lockCall(tx, id)
  if (!call) throw new NotFound('call')
  const expected = guarded === 'whenDraft' ? 'draft' : 'published'
  if (call.status === expected && call.version !== version) throw new Stale()
  return call
}

const mark = async (
  tx: Tx,
  call: Call,
  changes: Partial<typeof calls.$inferInsert>,
): Promise<void> => {
  await tx
    .update(calls)
    .set({ ...changes, version: call.version + 1 })
    .where(eq(calls.id, call.id))
}
