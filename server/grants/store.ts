import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  calls,
  counters,
  decisions,
  files,
  grants,
  organisations,
  participants,
  people,
  publications,
  reports,
} from '../../db/schema/index.ts'

export type GrantRow = typeof grants.$inferSelect
export type ReportRow = typeof reports.$inferSelect
export type Grant = NonNullable<Awaited<ReturnType<typeof findGrant>>>
export type Report = Awaited<ReturnType<typeof listReports>>[number]

/** Takes `count` running numbers of a series; gives the last of them. */
export const takeNumbers = async (tx: Tx, key: string, count: number): Promise<number> => {
  const [row] = await tx
    .insert(counters)
    .values({ key, last: count })
    .onConflictDoUpdate({ target: counters.key, set: { last: sql`${counters.last} + ${count}` } })
    .returning({ last: counters.last })
  if (!row) throw new Error('a counter did not count')
  return row.last
}

/** A grant with what it was awarded for; the caller's policy decides who sees it. */
export const findGrant = async (tx: Tx, id: string) => {
  const [row] = await selectGrants(tx).where(eq(grants.id, id))
  return row
}

/** The same for several, the newest first. */
export const listGrants = (tx: Tx, ids: readonly string[]) =>
  selectGrants(tx)
    .where(inArray(grants.id, [...ids]))
    .orderBy(desc(grants.reference))

export const findGrantId = async (tx: Tx, applicationId: string): Promise<string | undefined> => {
  const [row] = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(eq(grants.applicationId, applicationId))
  return row?.id
}

const selectGrants = (tx: Tx) =>
  tx
    .select({
      id: grants.id,
      reference: grants.reference,
      applicationId: grants.applicationId,
      applicationReference: applications.reference,
      title: applications.title,
      country: applications.country,
      durationMonths: applications.durationMonths,
      organisation: organisations.name,
      callId: calls.id,
      callTitle: calls.title,
      callSlug: calls.slug,
      themes: calls.themes,
      sdgs: calls.sdgs,
      coreValues: calls.coreValues,
      status: grants.status,
      amountCents: grants.amountCents,
      currency: grants.currency,
      conditions: decisions.conditions,
      releasedAt: decisions.releasedAt,
      acceptedAt: grants.acceptedAt,
      startsOn: grants.startsOn,
      endsOn: grants.endsOn,
      version: grants.version,
    })
    .from(grants)
    .innerJoin(decisions, eq(decisions.id, grants.decisionId))
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))

export const lockGrant = async (tx: Tx, id: string): Promise<GrantRow | undefined> => {
  const [row] = await tx.select().from(grants).where(eq(grants.id, id)).for('update')
  return row
}

export const lockReport = async (tx: Tx, id: string): Promise<ReportRow | undefined> => {
  const [row] = await tx.select().from(reports).where(eq(reports.id, id)).for('update')
  return row
}

/** A grant's reports, what is due first. */
export const listReports = (tx: Tx, grantId: string) =>
  tx
    .select(reportColumns)
    .from(reports)
    .leftJoin(files, eq(files.id, reports.fileId))
    .leftJoin(publications, eq(publications.reportId, reports.id))
    .where(eq(reports.grantId, grantId))
    .orderBy(asc(reports.dueOn), asc(reports.id))
    .limit(REPORTS_MAX)

export const findReport = async (tx: Tx, id: string): Promise<Report | undefined> => {
  const [row] = await tx
    .select(reportColumns)
    .from(reports)
    .leftJoin(files, eq(files.id, reports.fileId))
    .leftJoin(publications, eq(publications.reportId, reports.id))
    .where(eq(reports.id, id))
    .limit(1)
  return row
}

const reportColumns = {
  id: reports.id,
  grantId: reports.grantId,
  kind: reports.kind,
  status: reports.status,
  dueOn: reports.dueOn,
  title: reports.title,
  summary: reports.summary,
  fileId: reports.fileId,
  fileName: reports.fileName,
  fileSize: files.size,
  fileSha256: files.sha256,
  filePages: files.pages,
  fileFindings: files.findings,
  submittedAt: reports.submittedAt,
  decidedAt: reports.decidedAt,
  returnedReason: reports.returnedReason,
  publicationId: publications.id,
  publicationSlug: publications.slug,
  publicationStatus: publications.status,
  version: reports.version,
}

const REPORTS_MAX = 100

/** Those who take part in the application of a grant, with how they are written to. */
export const listGrantees = (tx: Tx, applicationId: string) =>
  tx
    .select({
      personId: people.id,
      role: participants.role,
      name: people.name,
      email: people.email,
      language: people.language,
      orcid: people.orcid,
      organisation: organisations.name,
    })
    .from(participants)
    .innerJoin(people, eq(people.id, participants.personId))
    .leftJoin(
      organisations,
      eq(organisations.id, sql`coalesce(${participants.organisationId}, ${people.organisationId})`),
    )
    .where(and(eq(participants.applicationId, applicationId), eq(participants.status, 'accepted')))
    .orderBy(desc(eq(participants.role, 'main_applicant')), asc(participants.createdAt))

/** Grants of a person's own and their reports that wait for something, for the page of own work. */
export const listOwnGrants = (tx: Tx, personId: string) =>
  tx
    .select({
      id: grants.id,
      reference: grants.reference,
      title: applications.title,
      status: grants.status,
      role: participants.role,
      reportId: reports.id,
      reportKind: reports.kind,
      reportStatus: reports.status,
      dueOn: reports.dueOn,
    })
    .from(grants)
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .innerJoin(
      participants,
      and(
        eq(participants.applicationId, grants.applicationId),
        eq(participants.personId, personId),
        eq(participants.status, 'accepted'),
      ),
    )
    .leftJoin(reports, eq(reports.grantId, grants.id))
    .orderBy(desc(grants.reference), asc(reports.dueOn))
    .limit(REPORTS_MAX)

/** Reports that wait for the office, the oldest first, but for those of applications closed to the person. */
export const listReportsToJudge = (tx: Tx, personId: string) =>
  tx
    .select({
      id: reports.id,
      kind: reports.kind,
      title: reports.title,
      grantReference: grants.reference,
      submittedAt: reports.submittedAt,
    })
    .from(reports)
    .innerJoin(grants, eq(grants.id, reports.grantId))
    .where(
      and(
        eq(reports.status, 'submitted'),
        sql`not exists (select 1 from conflicts c where c.application_id = ${grants.applicationId} and c.person_id = ${personId}::uuid and c.status = 'standing')`,
        sql`not exists (select 1 from participants p where p.application_id = ${grants.applicationId} and p.person_id = ${personId}::uuid and p.status = 'accepted')`,
      ),
    )
    .orderBy(asc(reports.submittedAt))
    .limit(REPORTS_MAX)
