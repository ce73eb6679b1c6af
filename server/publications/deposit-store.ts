import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  deposits,
  grants,
  participants,
  people,
  publicationProposals,
  publications,
  roles,
} from '../../db/schema/index.ts'
import type { Proposal } from './rules/proposals.ts'

export type Deposit = NonNullable<Awaited<ReturnType<typeof findDeposit>>>

/** That and how a publication was deposited; undefined where the office or an import made it. */
export const findDeposit = async (tx: Tx, publicationId: string) => {
  const [row] = await tx
    .select({
      publicationId: deposits.publicationId,
      grantId: deposits.grantId,
      grantReference: grants.reference,
      grantTitle: applications.title,
      applicationId: grants.applicationId,
      submittedAt: deposits.submittedAt,
      returnedReason: deposits.returnedReason,
    })
    .from(deposits)
    .innerJoin(grants, eq(grants.id, deposits.grantId))
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .where(eq(deposits.publicationId, publicationId))
  return row
}

export const insertDeposit = async (
  tx: Tx,
  deposit: { publicationId: string; grantId: string },
): Promise<void> => {
  await tx.insert(deposits).values(deposit)
}

export const markDeposit = async (
  tx: Tx,
  publicationId: string,
  change: Partial<
    Pick<typeof deposits.$inferSelect, 'submittedAt' | 'submittedBy' | 'returnedReason'>
  >,
): Promise<void> => {
  await tx.update(deposits).set(change).where(eq(deposits.publicationId, publicationId))
}

const listed = {
  id: publications.id,
  slug: publications.slug,
  title: publications.title,
  language: publications.language,
  type: publications.type,
  status: publications.status,
  version: publications.version,
  updatedAt: publications.updatedAt,
  grantId: deposits.grantId,
  grantReference: grants.reference,
  submittedAt: deposits.submittedAt,
  returnedReason: deposits.returnedReason,
}

const selectDeposits = (tx: Tx) =>
  tx
    .select(listed)
    .from(deposits)
    .innerJoin(publications, eq(publications.id, deposits.publicationId))
    .innerJoin(grants, eq(grants.id, deposits.grantId))

export type ListedDeposit = Awaited<ReturnType<typeof listDeposits>>[number]

/** Of a grant, the newest first. */
export const listDeposits = (tx: Tx, grantId: string) =>
  selectDeposits(tx)
    .where(eq(deposits.grantId, grantId))
    .orderBy(desc(deposits.createdAt), desc(publications.id))
    .limit(DEPOSITS_MAX)

/** Of all grants that a person takes part in, the newest first. */
export const listDepositsFor = (tx: Tx, personId: string) =>
  selectDeposits(tx)
    .innerJoin(
      participants,
      and(
        eq(participants.applicationId, grants.applicationId),
        eq(participants.personId, personId),
        eq(participants.status, 'accepted'),
      ),
    )
    .orderBy(desc(deposits.createdAt), desc(publications.id))
    .limit(DEPOSITS_MAX)

/** Which of these were deposited by authors. */
export const listDeposited = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ id: deposits.publicationId })
    .from(deposits)
    .where(inArray(deposits.publicationId, [...ids]))
  return new Set(rows.map(({ id }) => id))
}

/** More than any grant has led to. */
export const DEPOSITS_MAX = 200

/** A draft of this grant that this person began from the same and has not touched: what a second click finds. */
export const findUntouched = async (
  tx: Tx,
  { grantId, personId, reportId }: { grantId: string; personId: string; reportId: string | null },
): Promise<{ id: string; slug: string; version: number } | undefined> => {
  const [row] = await tx
    .select({ id: publications.id, slug: publications.slug, version: publications.version })
    .from(deposits)
    .innerJoin(publications, eq(publications.id, deposits.publicationId))
    .where(
      and(
        eq(deposits.grantId, grantId),
        eq(publications.createdBy, personId),
        eq(publications.status, 'draft'),
        eq(publications.version, 1),
        reportId === null ? isNull(publications.reportId) : eq(publications.reportId, reportId),
      ),
    )
    .limit(1)
  return row
}

/** Takes a draft away with all that hangs on it; its history stays. */
export const deletePublication = async (
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<boolean> => {
  const gone = await tx
    .delete(publications)
    .where(
      and(
        eq(publications.id, id),
        eq(publications.version, version),
        eq(publications.status, 'draft'),
      ),
    )
    .returning({ id: publications.id })
  return gone.length > 0
}

/** Those who wrote the application of a deposit's grant, with how they are written to. */
export const listDepositors = (tx: Tx, applicationId: string) =>
  tx
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      language: people.language,
    })
    .from(participants)
    .innerJoin(people, eq(people.id, participants.personId))
    .where(
      and(
        eq(participants.applicationId, applicationId),
        eq(participants.status, 'accepted'),
        sql`${participants.role} in ('main_applicant', 'co_applicant')`,
      ),
    )
    .orderBy(asc(participants.createdAt))

/** Officers to whom the application of its grant is not closed. */
export const listOfficersFor = (tx: Tx, applicationId: string) =>
  tx
    .selectDistinct({ personId: people.id, email: people.email, language: people.language })
    .from(people)
    .innerJoin(roles, eq(roles.personId, people.id))
    .where(
      and(
        eq(roles.role, 'officer'),
        isNull(roles.takenAt),
        sql`not exists (select 1 from conflicts c where c.application_id = ${applicationId}::uuid and c.person_id = ${people.id} and c.status = 'standing')`,
        sql`not exists (select 1 from participants p where p.application_id = ${applicationId}::uuid and p.person_id = ${people.id} and p.status = 'accepted')`,
      ),
    )
    .limit(OFFICERS_MAX)

const OFFICERS_MAX = 100

/** What the publication's present PDF says of itself, and what of it was left; nothing where it was not read. */
export const findProposals = async (
  tx: Tx,
  publicationId: string,
  fileId: string | null,
): Promise<{ proposals: Proposal[]; left: string[] }> => {
  if (fileId === null) return { proposals: [], left: [] }
  const [row] = await tx
    .select({ proposals: publicationProposals.proposals, left: publicationProposals.leftFields })
    .from(publicationProposals)
    .where(
      and(
        eq(publicationProposals.publicationId, publicationId),
        eq(publicationProposals.fileId, fileId),
      ),
    )
  return row ?? { proposals: [], left: [] }
}

/** Puts them in the place of those of another file. */
export const replaceProposals = async (
  tx: Tx,
  made: { publicationId: string; fileId: string; proposals: Proposal[]; madeAt: Date },
): Promise<void> => {
  const { publicationId, ...rest } = made
  await tx
    .insert(publicationProposals)
    .values(made)
    .onConflictDoUpdate({
      target: publicationProposals.publicationId,
      set: { ...rest, leftFields: [] },
    })
}

export const leaveField = async (tx: Tx, publicationId: string, field: string): Promise<void> => {
  await tx
    .update(publicationProposals)
    .set({
      leftFields: sql`array(select distinct unnest(${publicationProposals.leftFields} || ${field}::text))`,
    })
    .where(eq(publicationProposals.publicationId, publicationId))
}
