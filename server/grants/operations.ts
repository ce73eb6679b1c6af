import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { grants, reports } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import { permit, relationTo } from '../applications/operations.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import { isLanguage } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { policies } from '../policies.ts'
import { OFFICE_ZONE } from '../views/format.ts'
import { grantAcceptedMail } from './mail.ts'
import {
  endsOn,
  finalReportDueOn,
  type GrantAct,
  type GrantStatus,
  grantAfter,
  refuseAcceptance,
  startProblem,
} from './rules.ts'
import {
  findGrant,
  type Grant,
  type GrantRow,
  listGrantees,
  listReports,
  lockGrant,
  takeNumbers,
} from './store.ts'
import { texts } from './texts.ts'

export { findAward } from './award-store.ts'
export { type GrantWork, workItems } from './work.ts'

export type NewAward = {
  decisionId: string
  applicationId: string
  amountCents: number
  durationMonths: number | null
}

/**
 * Makes a grant of each award, in the transaction of the release: offered, with a reference of its own and its final
 * report scheduled. Until the grantee says when the project starts, its time counts from the release.
 */
export const offerGrants = async (
  tx: Tx,
  context: Context,
  given: { awards: readonly NewAward[]; currency: string; at: Date },
): Promise<void> => {
  const { awards, currency, at } = given
  if (awards.length === 0) return
  const today = dayOf(at)
  const last = await takeNumbers(tx, `grants:${today.slice(0, 4)}`, awards.length)
  for (const [index, { durationMonths, ...award }] of awards.entries()) {
    const number = last - awards.length + index + 1
    const reference = `G${today.slice(0, 4)}-${String(number).padStart(4, '0')}`
    const [grant] = await tx
      .insert(grants)
      .values({ ...award, reference, currency })
      .returning({ id: grants.id })
    if (!grant) throw new Error('a grant was not kept')
    await record(tx, context, {
      entity: 'grant',
      entityId: grant.id,
      type: 'grant.offered',
      to: 'offered',
      data: { reference, amountCents: award.amountCents, currency },
    })
    const dueOn = finalReportDueOn(today, durationMonths)
    const [report] = await tx
      .insert(reports)
      .values({ grantId: grant.id, kind: 'final', dueOn })
      .returning({ id: reports.id })
    if (!report) throw new Error('a report was not kept')
    await record(tx, context, {
      entity: 'report',
      entityId: report.id,
      type: 'report.scheduled',
      to: 'scheduled',
      data: { kind: 'final', dueOn },
    })
  }
}

/** The main applicant takes the grant and says when the project starts: from then on it runs. */
export const acceptGrant = (
  context: Context,
  id: string,
  given: { startsOn: string; version?: number | undefined },
): Promise<Grant> =>
  context.db.transaction(async (tx) => {
    const found = await getGrant(tx, id)
    const { relation } = await relationTo(tx, context.actor, found.applicationId)
    permit(policies.answerForApplication(context.actor, relation))
    const current = await lockVersion(tx, id, given.version)
    refuse(refuseAcceptance(current))
    const now = await context.clock.inTransaction(tx)
    const code = startProblem(given.startsOn, dayOf(found.releasedAt ?? now))
    if (code)
      throw new Invalid([{ field: 'startsOn', message: texts[context.language].problems[code] }])
    await moveGrant(tx, context, current, 'accept', {
      change: { acceptedAt: now, acceptedBy: actorId(context.actor) },
      actedAs: 'main_applicant',
    })
    const accepted = await lockVersion(tx, id, undefined)
    await moveGrant(tx, context, accepted, 'start', {
      change: {
        startsOn: given.startsOn,
        endsOn: endsOn(given.startsOn, found.durationMonths),
      },
      actedAs: 'main_applicant',
      data: { startsOn: given.startsOn },
    })
    await rescheduleReports(tx, context, id, finalReportDueOn(given.startsOn, found.durationMonths))
    const started = await getGrant(tx, id)
    await tellAccepted(tx, context, started)
    return started
  })

/** Moves a grant to where an act leads, with its history. */
export const moveGrant = async (
  tx: Tx,
  context: Context,
  current: GrantRow,
  act: GrantAct,
  options: {
    change?: Partial<GrantRow>
    actedAs?: string
    data?: Record<string, unknown>
  } = {},
): Promise<GrantStatus> => {
  const to = grantAfter(current.status, act)
  if (to === null) {
    refuse({ reason: 'grant_wrong_status', status: current.status, act } as { reason: string })
    throw new Error('unreachable')
  }
  const [moved] = await tx
    .update(grants)
    .set({ ...options.change, status: to, version: current.version + 1 })
    .where(
      and(
        eq(grants.id, current.id),
        eq(grants.status, current.status),
        eq(grants.version, current.version),
      ),
    )
    .returning({ id: grants.id })
  if (!moved) throw new Stale()
  await record(tx, context, {
    entity: 'grant',
    entityId: current.id,
    type: EVENTS[act],
    from: current.status,
    to,
    ...(options.actedAs === undefined ? {} : { actedAs: options.actedAs }),
    ...(options.data === undefined ? {} : { data: options.data }),
  })
  return to
}

export const getGrant = async (tx: Tx, id: string): Promise<Grant> => {
  const found = await findGrant(tx, id)
  if (!found) throw new NotFound('grant')
  return found
}

export const lockVersion = async (
  tx: Tx,
  id: string,
  version: number | undefined,
): Promise<GrantRow> => {
  const current = await lockGrant(tx, id)
  if (!current) throw new NotFound('grant')
  if (version !== undefined && version !== current.version) throw new Stale()
  return current
}

/** The day of an instant where the office is. */
export const dayOf = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(OFFICE_ZONE)
    .toPlainDate()
    .toString()

const EVENTS: Record<GrantAct, string> = {
  accept: 'grant.accepted',
  start: 'grant.started',
  suspend: 'grant.suspended',
  resume: 'grant.resumed',
  startClosing: 'grant.closing_started',
  close: 'grant.closed',
  terminate: 'grant.terminated',
}

const rescheduleReports = async (tx: Tx, context: Context, grantId: string, dueOn: string) => {
  for (const report of await listReports(tx, grantId)) {
    if (report.kind !== 'final' || report.dueOn === dueOn) continue
    await tx
      .update(reports)
      .set({ dueOn, version: report.version + 1 })
      .where(and(eq(reports.id, report.id), eq(reports.version, report.version)))
    await record(tx, context, {
      entity: 'report',
      entityId: report.id,
      type: 'report.rescheduled',
      data: { from: report.dueOn, to: dueOn },
    })
  }
}

const tellAccepted = async (tx: Tx, context: Context, grant: Grant): Promise<void> => {
  const { baseUrl, funder } = context.config
  for (const { personId, email, language, role } of await listGrantees(tx, grant.applicationId)) {
    if (role !== 'main_applicant' && role !== 'co_applicant') continue
    const spoken = isLanguage(language) ? language : 'en'
    const mail = grantAcceptedMail(spoken, grant, {
      url: `${baseUrl}/${spoken}/my-grants/${grant.id}`,
      reportDueOn: finalReportDueOn(grant.startsOn ?? '', grant.durationMonths),
      funder,
    })
    await sendMail(tx, context, {
      key: `grant.accepted:${grant.id}:${personId}`,
      to: email,
      ...mail,
    })
  }
}
