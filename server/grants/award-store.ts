import { and, asc, desc, eq, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  calls,
  decisions,
  grants,
  organisations,
  participants,
  people,
  publicationFunding,
  publications,
  registrations,
  reports,
  revisions,
} from '../../db/schema/index.ts'
import { type GrantStatus, HIDE_NAMES_KEY, PUBLIC_SUMMARY_KEY } from './rules.ts'

export type AwardFilter = {
  /** Slug of the call. */
  call?: string | undefined
  country?: string | undefined
  year?: string | undefined
  status?: GrantStatus | '' | undefined
  /** In title, reference and organisation. */
  q?: string | undefined
}

export type Award = Awaited<ReturnType<typeof listAwards>>[number]

/** Year in which the decision was released, where the office is. */
const year = sql<number>`extract(year from ${decisions.releasedAt} at time zone 'Europe/Stockholm')::int`

const awardColumns = {
  id: grants.id,
  reference: grants.reference,
  title: applications.title,
  organisation: organisations.name,
  country: applications.country,
  amountCents: grants.amountCents,
  currency: grants.currency,
  callSlug: calls.slug,
  callTitle: calls.title,
  year,
  status: grants.status,
  startsOn: grants.startsOn,
  endsOn: grants.endsOn,
}

const awards = (tx: Tx) =>
  tx
    .select(awardColumns)
    .from(grants)
    .innerJoin(
      decisions,
      and(eq(decisions.id, grants.decisionId), eq(decisions.status, 'released')),
    )
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))

const among = (filter: AwardFilter): SQL | undefined =>
  and(
    filter.call ? eq(calls.slug, filter.call) : undefined,
    filter.country ? eq(applications.country, filter.country) : undefined,
    filter.year ? eq(year, Number(filter.year)) : undefined,
    filter.status ? eq(grants.status, filter.status) : undefined,
    filter.q
      ? sql`(${applications.title} ilike ${like(filter.q)} or ${grants.reference} ilike ${like(filter.q)} or ${organisations.name} ilike ${like(filter.q)})`
      : undefined,
  )

const like = (text: string): string => `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`

/** Awards, the newest first. Only what has been released is an award at all. */
export const listAwards = (
  tx: Tx,
  filter: AwardFilter,
  page: { limit: number; offset?: number; after?: string | undefined },
) =>
  awards(tx)
    .where(and(among(filter), page.after ? lt(grants.reference, page.after) : undefined))
    .orderBy(desc(grants.reference))
    .limit(page.limit)
    .offset(page.offset ?? 0)

/** How many there are, and their sums by currency. */
export const sumAwards = async (
  tx: Tx,
  filter: AwardFilter,
): Promise<{ total: number; totals: { currency: string; amountCents: number }[] }> => {
  const rows = await tx
    .select({
      currency: grants.currency,
      count: sql<number>`count(*)::int`,
      sum: sql<string>`sum(${grants.amountCents})`,
    })
    .from(grants)
    .innerJoin(
      decisions,
      and(eq(decisions.id, grants.decisionId), eq(decisions.status, 'released')),
    )
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .where(among(filter))
    .groupBy(grants.currency)
    .orderBy(asc(grants.currency))
  return {
    total: rows.reduce((total, { count }) => total + count, 0),
    totals: rows.map(({ currency, sum }) => ({ currency, amountCents: Number(sum) })),
  }
}

/** What awards can be narrowed to: the calls, countries and years that have some. */
export const listAwardChoices = async (tx: Tx) => {
  const rows = await tx
    .selectDistinct({
      slug: calls.slug,
      title: calls.title,
      country: applications.country,
      year,
    })
    .from(grants)
    .innerJoin(
      decisions,
      and(eq(decisions.id, grants.decisionId), eq(decisions.status, 'released')),
    )
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
  return {
    calls: [...new Map(rows.map(({ slug, title }) => [slug, { slug, title }])).values()],
    countries: [...new Set(rows.flatMap(({ country }) => (country === null ? [] : [country])))],
    years: [...new Set(rows.map((row) => row.year))].sort((a, b) => b - a),
  }
}

/** What tells who somebody is, unless the application asked for names to be kept off public pages. */
const unlessNameless = (column: typeof people.name | typeof people.orcid) =>
  sql<string | null>`case
    when ${revisions.content} -> 'answers' ->> ${HIDE_NAMES_KEY} = 'true' then null
    else nullif(${column}, '') end`

/**
 * A grant as anyone may see it, by page, by program and as a DOI agency is told of it. The summary is the answer that
 * its form says is published.
 */
export const findAward = async (tx: Tx, by: { reference: string } | { id: string }) => {
  const [row] = await tx
    .select({
      ...awardColumns,
      version: grants.version,
      releasedOn: sql<string>`to_char(${decisions.releasedAt} at time zone 'Europe/Stockholm', 'YYYY-MM-DD')`,
      organisationRor: organisations.ror,
      organisationCountry: organisations.country,
      summary: sql<
        string | null
      >`nullif(${revisions.content} -> 'answers' ->> ${PUBLIC_SUMMARY_KEY}, '')`,
      /** Once it resolves. */
      doi: registrations.doi,
      mainApplicant: unlessNameless(people.name),
      mainApplicantOrcid: unlessNameless(people.orcid),
    })
    .from(grants)
    .innerJoin(
      decisions,
      and(eq(decisions.id, grants.decisionId), eq(decisions.status, 'released')),
    )
    .innerJoin(applications, eq(applications.id, grants.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .leftJoin(
      revisions,
      and(
        eq(revisions.applicationId, applications.id),
        eq(revisions.number, applications.revisionNumber),
      ),
    )
    .leftJoin(
      participants,
      and(
        eq(participants.applicationId, applications.id),
        eq(participants.role, 'main_applicant'),
        eq(participants.status, 'accepted'),
      ),
    )
    .leftJoin(people, eq(people.id, participants.personId))
    .leftJoin(
      registrations,
      and(eq(registrations.grantId, grants.id), isNotNull(registrations.registeredAt)),
    )
    .where('id' in by ? eq(grants.id, by.id) : eq(grants.reference, by.reference))
    .limit(1)
  return row
}

/** Published publications that came of a grant, directly or by its reports. */
export const listGrantPublications = (tx: Tx, grantId: string) =>
  tx
    .selectDistinct({
      slug: publications.slug,
      title: publications.title,
      language: publications.language,
      year: publications.year,
    })
    .from(publications)
    .leftJoin(reports, eq(reports.id, publications.reportId))
    .where(
      and(
        eq(publications.status, 'published'),
        sql`(${reports.grantId} = ${grantId}::uuid or exists (select 1 from ${publicationFunding}
          where ${publicationFunding.publicationId} = ${publications.id} and ${publicationFunding.grantId} = ${grantId}::uuid))`,
      ),
    )
    .orderBy(desc(publications.year), asc(publications.slug))
    .limit(PUBLICATIONS_MAX)

const PUBLICATIONS_MAX = 100
