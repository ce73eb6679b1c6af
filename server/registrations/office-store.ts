import { desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, grants, publications, registrations } from '../../db/schema/index.ts'
import type { RegistrationStatus } from './rules.ts'

export const OFFICE_PAGE_SIZE = 50

/** The office's list: what failed first, then what was touched last; one more than a page. */
export const listForOffice = (
  tx: Tx,
  { status, page }: { status: RegistrationStatus | undefined; page: number },
) =>
  tx
    .select({
      id: registrations.id,
      entity: registrations.entity,
      agency: registrations.agency,
      doi: registrations.doi,
      status: registrations.status,
      visibility: registrations.visibility,
      attempts: registrations.attempts,
      attemptedAt: registrations.attemptedAt,
      nextAttemptAt: registrations.nextAttemptAt,
      failure: registrations.failure,
      failureDetail: registrations.failureDetail,
      registeredAt: registrations.registeredAt,
      publicationId: registrations.publicationId,
      publicationTitle: publications.title,
      publicationLanguage: publications.language,
      grantId: registrations.grantId,
      grantReference: grants.reference,
      grantTitle: applications.title,
    })
    .from(registrations)
    .leftJoin(publications, eq(publications.id, registrations.publicationId))
    .leftJoin(grants, eq(grants.id, registrations.grantId))
    .leftJoin(applications, eq(applications.id, grants.applicationId))
    .where(status === undefined ? undefined : eq(registrations.status, status))
    .orderBy(
      sql`${registrations.status} = 'failed' desc`,
      sql`${registrations.attemptedAt} desc nulls first`,
      desc(registrations.id),
    )
    .limit(OFFICE_PAGE_SIZE + 1)
    .offset((page - 1) * OFFICE_PAGE_SIZE)

export type OfficeRegistration = Awaited<ReturnType<typeof listForOffice>>[number]

export const countByStatus = async (tx: Tx): Promise<Partial<Record<RegistrationStatus, number>>> =>
  Object.fromEntries(
    (
      await tx
        .select({ status: registrations.status, count: sql<number>`count(*)::int` })
        .from(registrations)
        .groupBy(registrations.status)
    ).map(({ status, count }) => [status, count]),
  )
