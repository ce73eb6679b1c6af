import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { reports } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import { permit, relationTo } from '../applications/operations.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, type Refusal, Refused, refuse, Stale } from '../errors.ts'
import { inspectFile } from '../files/jobs.ts'
import { isPdf, PDF, storeFile } from '../files/operations.ts'
import { record } from '../history/operations.ts'
import { isLanguage } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import type { Upload } from '../plugins/uploads.ts'
import { policies } from '../policies.ts'
import { createPublicationFromGrant } from '../publications/operations.ts'
import { AUTHORS, knownOf, languageOfReport } from './known.ts'
import { type ReportNews, reportMail } from './mail.ts'
import { dayOf, getGrant, lockVersion, moveGrant } from './operations.ts'
import {
  actsAfterAcceptance,
  type ReportAct,
  type ReportStatus,
  refuseJudging,
  refusePublication,
  refuseSubmission,
  refuseWriting,
  reportAfter,
} from './rules.ts'
import {
  findReport,
  type Grant,
  listGrantees,
  listReports,
  lockReport,
  type Report,
  type ReportRow,
} from './store.ts'
import { texts } from './texts.ts'

type Versioned = { version?: number | undefined }
export type ReportWriting = { title?: string | undefined; summary?: string | undefined }

/** The grantee begins a report: from then on it is open. */
export const openReport = (context: Context, id: string): Promise<Report> =>
  context.db.transaction(async (tx) => {
    const { grant, current } = await lockForWriting(tx, context, id, {})
    if (current.status !== 'scheduled') refuse(wrongStatus(current.status, 'open'))
    await open(tx, context, current)
    return reread(tx, grant, id)
  })

/**
 * Saves what is written and, if given, the file, whose bytes are in storage already. A scheduled report is opened by
 * it. Anything may still be missing.
 */
export const saveReport = (
  context: Context,
  id: string,
  given: ReportWriting & Versioned & { upload?: Upload | null },
): Promise<Report> => {
  const { upload } = given
  if (upload && !isPdf(upload.stored))
    throw new Invalid([{ field: 'file', message: texts[context.language].problems.not_pdf }])
  return context.db.transaction(async (tx) => {
    const { grant, current: locked } = await lockForWriting(tx, context, id, given)
    const current = locked.status === 'scheduled' ? await open(tx, context, locked) : locked
    const file = upload ? await storeFile(tx, upload.stored, PDF) : null
    await update(tx, current, {
      ...(given.title === undefined ? {} : { title: given.title }),
      ...(given.summary === undefined ? {} : { summary: given.summary }),
      ...(file && upload ? { fileId: file.id, fileName: upload.name } : {}),
    })
    if (file?.state === 'received') await context.enqueue(tx, inspectFile, { fileId: file.id })
    if (file)
      await record(tx, context, {
        entity: 'report',
        entityId: id,
        type: 'report.file_attached',
        actedAs: 'grantee',
        data: { sha256: file.sha256, size: file.size },
      })
    return reread(tx, grant, id)
  })
}

/** Hands the report in, as it stands or with what is given. What is returned may be handed in again. */
export const submitReport = (
  context: Context,
  id: string,
  given: ReportWriting & Versioned = {},
): Promise<Report> =>
  context.db.transaction(async (tx) => {
    const { grant, current } = await lockForWriting(tx, context, id, given)
    const now = await context.clock.inTransaction(tx)
    const written = {
      title: given.title ?? current.title,
      summary: given.summary ?? current.summary,
    }
    refuse(
      refuseSubmission({
        ...written,
        status: current.status,
        grantStatus: grant.status,
        hasFile: current.fileId !== null,
      }),
    )
    await update(tx, current, {
      ...written,
      status: 'submitted',
      submittedAt: now,
      submittedBy: actorId(context.actor),
      decidedAt: null,
      decidedBy: null,
    })
    const report = await reread(tx, grant, id)
    await record(tx, context, {
      entity: 'report',
      entityId: id,
      type: 'report.submitted',
      actedAs: 'grantee',
      from: current.status,
      to: 'submitted',
      data: { sha256: report.fileSha256, title: report.title },
    })
    await tell(tx, context, { grant, report, news: 'submitted' })
    return report
  })

/** Sends a report back to its grantee, who may hand it in again. */
export const returnReport = (
  context: Context,
  id: string,
  { reason, version }: { reason: string } & Versioned,
): Promise<Report> =>
  context.db.transaction(async (tx) => {
    const { grant, current } = await lockForJudging(tx, context, id, version)
    refuse(refuseJudging(current, 'return'))
    await update(tx, current, {
      status: 'returned',
      returnedReason: reason,
      decidedAt: await context.clock.inTransaction(tx),
      decidedBy: actorId(context.actor),
    })
    await record(tx, context, {
      entity: 'report',
      entityId: id,
      type: 'report.returned',
      from: current.status,
      to: 'returned',
      reason,
    })
    const report = await reread(tx, grant, id)
    await tell(tx, context, { grant, report, news: 'returned' })
    return report
  })

/** Accepts a report. With the final one the grant begins to close; with nothing owed any more it closes. */
export const acceptReport = (
  context: Context,
  id: string,
  { version }: Versioned = {},
): Promise<Report> =>
  context.db.transaction(async (tx) => {
    const { grant, current } = await lockForJudging(tx, context, id, version)
    refuse(refuseJudging(current, 'accept'))
    await update(tx, current, {
      status: 'accepted',
      returnedReason: null,
      decidedAt: await context.clock.inTransaction(tx),
      decidedBy: actorId(context.actor),
    })
    await record(tx, context, {
      entity: 'report',
      entityId: id,
      type: 'report.accepted',
      from: current.status,
      to: 'accepted',
    })
    for (const act of actsAfterAcceptance(grant.status, await listReports(tx, grant.id)))
      await moveGrant(tx, context, await lockVersion(tx, grant.id, undefined), act)
    const report = await reread(tx, grant, id)
    await tell(tx, context, { grant, report, news: 'accepted' })
    return report
  })

/** Begins a publication from an accepted report: a draft that the office then completes and publishes. */
export const publishReport = (
  context: Context,
  id: string,
  { language }: { language?: string | undefined } = {},
) =>
  context.db.transaction(async (tx) => {
    const { grant, current } = await lockForJudging(tx, context, id, undefined)
    const report = await reread(tx, grant, id)
    refuse(
      refusePublication({
        status: current.status,
        isPublished: report.publicationSlug !== null,
      }),
    )
    const made = await createPublicationFromGrant(context, tx, {
      reportId: id,
      grantReference: grant.reference,
      fileId: current.fileId,
      title: current.title,
      summary: current.summary,
      language: language ?? languageOfReport(report),
      year: Number(dayOf(await context.clock.inTransaction(tx)).slice(0, 4)),
      ...(await knownOf(tx, grant)),
    })
    await record(tx, context, {
      entity: 'report',
      entityId: id,
      type: 'report.publication_begun',
      data: { publicationId: made.id },
    })
    return made
  })

const wrongStatus = (status: ReportStatus, act: ReportAct): Refusal & Record<string, unknown> => ({
  reason: 'report_wrong_status',
  status,
  act,
})

const open = async (tx: Tx, context: Context, current: ReportRow): Promise<ReportRow> => {
  const to = reportAfter(current.status, 'open')
  if (to === null) throw new Refused(wrongStatus(current.status, 'open'))
  await update(tx, current, { status: to })
  await record(tx, context, {
    entity: 'report',
    entityId: current.id,
    type: 'report.opened',
    actedAs: 'grantee',
    from: current.status,
    to,
  })
  return { ...current, status: to, version: current.version + 1 }
}

const lockForWriting = async (
  tx: Tx,
  context: Context,
  id: string,
  { version }: Versioned,
): Promise<{ grant: Grant; current: ReportRow }> => {
  const { grant, current } = await lock(tx, id)
  const { relation } = await relationTo(tx, context.actor, grant.applicationId)
  permit(policies.editApplication(context.actor, relation))
  if (version !== undefined && version !== current.version) throw new Stale()
  refuse(refuseWriting({ status: current.status, grantStatus: grant.status }))
  return { grant, current }
}

const lockForJudging = async (
  tx: Tx,
  context: Context,
  id: string,
  version: number | undefined,
): Promise<{ grant: Grant; current: ReportRow }> => {
  const { grant, current } = await lock(tx, id)
  const { relation, status } = await relationTo(tx, context.actor, grant.applicationId)
  permit(policies.handleAsOfficer(context.actor, relation, status))
  if (version !== undefined && version !== current.version) throw new Stale()
  return { grant, current }
}

/** The grant first, then the report: acts on reports of one grant happen one after the other. */
const lock = async (tx: Tx, id: string): Promise<{ grant: Grant; current: ReportRow }> => {
  const found = await findReport(tx, id)
  if (!found) throw new NotFound('report')
  await lockVersion(tx, found.grantId, undefined)
  const current = await lockReport(tx, id)
  if (!current) throw new NotFound('report')
  return { grant: await getGrant(tx, found.grantId), current }
}

const update = async (tx: Tx, current: ReportRow, change: Partial<ReportRow>): Promise<void> => {
  const [changed] = await tx
    .update(reports)
    .set({ ...change, version: current.version + 1 })
    .where(
      and(
        eq(reports.id, current.id),
        eq(reports.status, current.status),
        eq(reports.version, current.version),
      ),
    )
    .returning({ id: reports.id })
  if (!changed) throw new Stale()
}

const reread = async (tx: Tx, grant: Grant, id: string): Promise<Report> => {
  const found = await findReport(tx, id)
  if (!found || found.grantId !== grant.id) throw new NotFound('report')
  return found
}

const tell = async (
  tx: Tx,
  context: Context,
  { grant, report, news }: { grant: Grant; report: Report; news: ReportNews },
): Promise<void> => {
  const { baseUrl, funder } = context.config
  for (const { personId, email, language, role } of await listGrantees(tx, grant.applicationId)) {
    if (!AUTHORS.includes(role)) continue
    const spoken = isLanguage(language) ? language : 'en'
    const mail = reportMail(spoken, {
      news,
      report,
      grantReference: grant.reference,
      url: `${baseUrl}/${spoken}/my-grants/${grant.id}/reports/${report.id}`,
      funder,
    })
    await sendMail(tx, context, {
      key: `report.${news}:${report.id}:${report.version}:${personId}`,
      to: email,
      ...mail,
    })
  }
}
