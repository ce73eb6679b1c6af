import { actorId } from '../actor.ts'
import { permit, permitReadingRevision, relationTo } from '../applications/operations.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { PDF } from '../files/operations.ts'
import { listHistory } from '../history/store.ts'
import { policies } from '../policies.ts'
import { type ListedDeposit, listDepositsOf } from '../publications/operations.ts'
import {
  type AwardFilter,
  findAward,
  listAwardChoices,
  listAwards,
  listGrantPublications,
  sumAwards,
} from './award-store.ts'
import { dayOf, getGrant } from './operations.ts'
import { type GrantRefusal, isHandedIn, refuseAcceptance, refuseWriting } from './rules.ts'
import {
  findGrantId,
  findReport,
  type Grant,
  listGrantees,
  listGrants,
  listOwnGrants,
  listReports,
  listReportsToJudge,
  type Report,
} from './store.ts'

export type OwnGrant = {
  grant: Grant
  reports: Report[]
  today: string
  releasedOn: string
  mayAccept: boolean
  mayWrite: boolean
  refusal: GrantRefusal | null
  /** What was deposited in the library from it. */
  deposits: ListedDeposit[]
}

/** A grant as those who take part in it see it. */
export const loadOwnGrant = async (context: Context, id: string): Promise<OwnGrant> => {
  const grant = await getGrant(context.db, id)
  const { relation } = await relationTo(context.db, context.actor, grant.applicationId)
  permit(policies.readAsApplicant(context.actor, relation))
  const now = context.clock.now()
  return {
    grant,
    reports: await listReports(context.db, id),
    today: dayOf(now),
    releasedOn: dayOf(grant.releasedAt ?? now),
    mayAccept: policies.answerForApplication(context.actor, relation) === null,
    mayWrite: policies.editApplication(context.actor, relation) === null,
    refusal: refuseAcceptance(grant),
    deposits: await listDepositsOf(context.db, id),
  }
}

export type OwnReport = OwnGrant & { report: Report; writing: GrantRefusal | null }

/** `id`: of the grant, where the address has it. */
export const loadOwnReport = async (
  context: Context,
  id: string | null,
  reportId: string,
): Promise<OwnReport> => {
  const grantId = id ?? (await findReport(context.db, reportId))?.grantId
  if (grantId === undefined) throw new NotFound('report')
  const own = await loadOwnGrant(context, grantId)
  const report = own.reports.find((one) => one.id === reportId)
  if (!report) throw new NotFound('report')
  return {
    ...own,
    report,
    writing: refuseWriting({ status: report.status, grantStatus: own.grant.status }),
  }
}

/** Before anything of an upload is read: that the report may be written by who sends it. */
export const permitUpload = async (context: Context, reportId: string): Promise<void> => {
  const own = await loadOwnReport(context, null, reportId)
  const { relation } = await relationTo(context.db, context.actor, own.grant.applicationId)
  permit(policies.editApplication(context.actor, relation))
  refuse(own.writing)
}

export type OfficeGrant = {
  grant: Grant
  reports: Report[]
  grantees: Awaited<ReturnType<typeof listGrantees>>
  history: Awaited<ReturnType<typeof listHistory>>
  today: string
  mayAct: boolean
}

/** A grant as the office sees it, with all that has happened to it and to its reports. */
export const loadOfficeGrant = async (context: Context, id: string): Promise<OfficeGrant> => {
  const { db, actor } = context
  const grant = await getGrant(db, id)
  const { relation, status } = await relationTo(db, actor, grant.applicationId)
  permit(policies.readAsStaff(actor, relation, status))
  const reports = await listReports(db, id)
  const chains = await Promise.all([
    listHistory(db, 'grant', id),
    ...reports.map((report) => listHistory(db, 'report', report.id)),
  ])
  return {
    grant,
    reports,
    grantees: await listGrantees(db, grant.applicationId),
    history: chains.flat().sort((a, b) => a.at.getTime() - b.at.getTime()),
    today: dayOf(context.clock.now()),
    mayAct: policies.handleAsOfficer(actor, relation, status) === null,
  }
}

export const loadOfficeReport = async (
  context: Context,
  reportId: string,
): Promise<OfficeGrant & { report: Report }> => {
  const report = await findReport(context.db, reportId)
  if (!report) throw new NotFound('report')
  return { ...(await loadOfficeGrant(context, report.grantId)), report }
}

/** A grant as those who take part in it and the office read it. */
const readableGrant = async ({ db, actor }: Context, id: string) => {
  const grant = await getGrant(db, id)
  const { relation, status } = await relationTo(db, actor, grant.applicationId)
  const isGrantee = relation.participant !== null
  if (!isGrantee) permit(policies.readAsStaff(actor, relation, status))
  return { grant, isGrantee }
}

/** The grant that an application became, for the same. */
export const loadGrantOf = async (context: Context, applicationId: string): Promise<Grant> => {
  // Who may not see the application learns nothing of a grant, nor that there is none.
  await permitReadingRevision(context, applicationId)
  const id = await findGrantId(context.db, applicationId)
  if (id === undefined) throw new NotFound('grant')
  return (await readableGrant(context, id)).grant
}

/** All grants that the actor takes part in, the newest first. */
export const loadGrantsOf = async ({ db, actor }: Context): Promise<Grant[]> => {
  const ids = [...new Set((await listOwnGrants(db, actorId(actor) ?? '')).map(({ id }) => id))]
  return ids.length === 0 ? [] : listGrants(db, ids)
}

/** Reports that wait for the office, but for those of applications closed to the actor. */
export const loadReportsToJudge = ({ db, actor }: Context) =>
  listReportsToJudge(db, actorId(actor) ?? '')

/** A report as its writers see it, or as the office does: what is still being written is its writers' own. */
export const loadReadableReport = async (context: Context, reportId: string): Promise<Report> => {
  const report = await findReport(context.db, reportId)
  if (!report) throw new NotFound('report')
  const { isGrantee } = await readableGrant(context, report.grantId)
  return isGrantee ? report : asHandedIn(report)
}

/** A report's file, for those who take part in its grant and, once it is handed in, for the office. */
export const loadReportFile = async (context: Context, reportId: string) => {
  const { fileSha256, fileSize, fileName } = await loadReadableReport(context, reportId)
  if (fileSha256 === null || fileName === null) throw new NotFound('file')
  return { sha256: fileSha256, size: fileSize ?? 0, mediaType: PDF, name: fileName }
}

/** A grant's reports, for those who take part in it and for the office. */
export const loadReports = async (context: Context, grantId: string) => {
  const { isGrantee } = await readableGrant(context, grantId)
  const reports = await listReports(context.db, grantId)
  return {
    reports: isGrantee ? reports : reports.map(asHandedIn),
    today: dayOf(context.clock.now()),
  }
}

const asHandedIn = (report: Report): Report =>
  isHandedIn(report)
    ? report
    : { ...report, title: '', summary: '', fileName: null, fileSize: null, fileSha256: null }

export type Awards = Awaited<ReturnType<typeof loadAwards>>

/** A page of awards, with sums over all of them and what they can be narrowed to. Three queries. */
export const loadAwards = async (
  context: Context,
  filter: AwardFilter,
  { page, size }: { page: number; size: number },
) => {
  const [items, sums, choices] = await Promise.all([
    listAwards(context.db, filter, { limit: size, offset: (page - 1) * size }),
    sumAwards(context.db, filter),
    listAwardChoices(context.db),
  ])
  return { items, ...sums, choices, filter, page, pages: Math.max(1, Math.ceil(sums.total / size)) }
}

/** The same by key, for the API. */
export const loadAwardsAfter = async (
  context: Context,
  filter: AwardFilter,
  { after, limit }: { after: string | undefined; limit: number },
) => {
  const [rows, sums] = await Promise.all([
    listAwards(context.db, filter, { limit: limit + 1, after }),
    sumAwards(context.db, filter),
  ])
  const items = rows.slice(0, limit)
  return { ...sums, items, next: rows.length > limit ? (items.at(-1)?.reference ?? null) : null }
}

/** All awards of a filter, for the file of them; bounded. */
export const loadAllAwards = (context: Context, filter: AwardFilter) =>
  listAwards(context.db, filter, { limit: CSV_ROWS_MAX })

const CSV_ROWS_MAX = 20_000

/** One award with the publications that came of it. */
export const loadAward = async (context: Context, reference: string) => {
  const award = await findAward(context.db, { reference })
  if (!award) throw new NotFound('grant')
  return { award, publications: await listGrantPublications(context.db, award.id) }
}
