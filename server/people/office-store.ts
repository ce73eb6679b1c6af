import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  calls,
  grants,
  organisations,
  publications,
  reports,
} from '../../db/schema/index.ts'

export type OfficeCounts = {
  calls: { draft: number; open: number; published: number }
  applications: { draft: number; waiting: number; inReview: number; decided: number }
  publications: { draft: number; waiting: number; published: number }
  grants: { running: number; reports: number }
  organisations: { proposed: number; listed: number }
}

/** The figures of the office's page, in one query. */
export const countForOffice = async (tx: Tx, now: Date): Promise<OfficeCounts> => {
  const [row] = await tx.execute<Record<string, number>>(sql`
    select
      (select count(*) from ${calls} where ${calls.status} = 'draft')::int as calls_draft,
      (select count(*) from ${calls} where ${calls.status} = 'published')::int as calls_published,
      (select count(*) from ${calls} where ${calls.status} = 'published'
        and ${calls.opensAt} <= ${now.toISOString()}::timestamptz
        and ${calls.closesAt} > ${now.toISOString()}::timestamptz)::int as calls_open,
      (select count(*) from ${applications} where ${applications.status} = 'draft')::int as applications_draft,
      (select count(*) from ${applications} where ${applications.status} in ('submitted', 'screening'))::int as applications_waiting,
      (select count(*) from ${applications} where ${applications.status} in ('eligible', 'in_review'))::int as applications_in_review,
      (select count(*) from ${applications} where ${applications.status} = 'decided')::int as applications_decided,
      (select count(*) from ${publications} where ${publications.status} in ('draft', 'approved'))::int as publications_draft,
      (select count(*) from ${publications} where ${publications.status} = 'submitted')::int as publications_waiting,
      (select count(*) from ${publications} where ${publications.status} = 'published')::int as publications_published,
      (select count(*) from ${grants} where ${grants.status} not in ('closed', 'terminated'))::int as grants_running,
      (select count(*) from ${reports} where ${reports.status} = 'submitted')::int as grants_reports,
      (select count(*) from ${organisations} where ${organisations.status} = 'proposed')::int as organisations_proposed,
      (select count(*) from ${organisations} where ${organisations.status} = 'listed')::int as organisations_listed`)
  const of = (name: string): number => row?.[name] ?? 0
  return {
    calls: { draft: of('calls_draft'), open: of('calls_open'), published: of('calls_published') },
    applications: {
      draft: of('applications_draft'),
      waiting: of('applications_waiting'),
      inReview: of('applications_in_review'),
      decided: of('applications_decided'),
    },
    publications: {
      draft: of('publications_draft'),
      waiting: of('publications_waiting'),
      published: of('publications_published'),
    },
    grants: { running: of('grants_running'), reports: of('grants_reports') },
    organisations: { proposed: of('organisations_proposed'), listed: of('organisations_listed') },
  }
}
