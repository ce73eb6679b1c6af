import { and, asc, eq, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  contributors,
  publications,
  usageCounts,
  usageDays,
  usageEvents,
} from '../../db/schema/index.ts'
import {
  type AccessType,
  type Audience,
  addDays,
  DOUBLE_CLICK_SECONDS,
  type Figures,
  type MonthFigures,
  type UseKind,
} from './rules.ts'

export type NewEvent = {
  id: string
  publicationId: string
  kind: UseKind
  audience: Audience
  accessType: AccessType
  visitor: string | null
  at: Date
  count: number
}

const ROWS_AT_ONCE = 1_000

/** The salt of a UTC day, made from `fresh` by whoever comes first; null once the day is over and it is forgotten. */
export const ensureSalt = async (tx: Tx, day: string, fresh: string): Promise<string | null> => {
  await tx.insert(usageDays).values({ day, salt: fresh }).onConflictDoNothing()
  const [row] = await tx
    .select({ salt: usageDays.salt })
    .from(usageDays)
    .where(eq(usageDays.day, day))
  return row?.salt ?? null
}

/** Events that are there already, by their ids, are left as they are. */
export const insertEvents = async (tx: Tx, events: readonly NewEvent[]): Promise<void> => {
  for (let from = 0; from < events.length; from += ROWS_AT_ONCE)
    await tx
      .insert(usageEvents)
      .values(events.slice(from, from + ROWS_AT_ONCE))
      .onConflictDoNothing()
}

/** Days whose figures are not final, until and with `day`; kept from others until the transaction ends. */
export const lockOpenDays = async (tx: Tx, day: string): Promise<string[]> =>
  (
    await tx
      .select({ day: usageDays.day })
      .from(usageDays)
      .where(and(isNull(usageDays.closedAt), lte(usageDays.day, day)))
      .orderBy(asc(usageDays.day))
      .for('update')
  ).map((row) => row.day)

const startOf = (day: string): string => `${day}T00:00:00Z`

/**
 * The figures of a day made anew from its single uses. A person's second click on the same within the double-click time
 * takes the first away; turning the pages of a text is one use within the hour, as a file read in parts is; what is unique
 * is so per person and hour (COUNTER 5.1, 7.2 and 7.3).
 */
export const recount = async (tx: Tx, day: string): Promise<void> => {
  await tx.delete(usageCounts).where(eq(usageCounts.day, day))
  await tx.execute(sql`
    with uses as (
      select publication_id, audience, access_type, kind, visitor, count,
        date_trunc('hour', at at time zone 'UTC') as hour,
        lead(at) over same - at <= make_interval(secs => ${DOUBLE_CLICK_SECONDS}) as is_clicked_again,
        lead(at) over (partition by publication_id, kind, visitor, date_trunc('hour', at at time zone 'UTC')
          order by at, id) is not null as is_turned_on
      from usage_events
      where at >= ${startOf(day)}::timestamptz and at < ${startOf(addDays(day, 1))}::timestamptz
      window same as (partition by publication_id, kind, visitor order by at, id)),
    counted as (
      select * from uses
      where audience <> 'person'
        or not (coalesce(is_clicked_again, false) or (kind = 'text' and is_turned_on)))
    insert into usage_counts (publication_id, day, audience, access_type,
      total_investigations, unique_investigations, total_requests, unique_requests)
    select publication_id, ${day}::date, audience, access_type,
      sum(count),
      count(distinct (visitor, hour)) filter (where audience = 'person'),
      coalesce(sum(count) filter (where kind in ('text', 'file')), 0),
      count(distinct (visitor, hour)) filter (where audience = 'person' and kind in ('text', 'file'))
    from counted group by publication_id, audience, access_type`)
}

/** That a day was counted; what is over loses its salt, what is `final` its single uses. */
export const markCounted = async (
  tx: Tx,
  day: string,
  { isOver, isFinal, now }: { isOver: boolean; isFinal: boolean; now: Date },
): Promise<void> => {
  await tx
    .update(usageDays)
    .set({
      countedAt: now,
      ...(isOver ? { salt: null } : {}),
      ...(isFinal ? { closedAt: now } : {}),
    })
    .where(eq(usageDays.day, day))
}

/** Single uses of before a day go; those that came too late to be counted too. */
export const deleteEventsBefore = async (tx: Tx, day: string): Promise<void> => {
  await tx.delete(usageEvents).where(lt(usageEvents.at, new Date(startOf(day))))
}

const month = sql<string>`to_char(${usageCounts.day}, 'YYYY-MM')`
const figures = {
  totalInvestigations: sql<number>`sum(${usageCounts.totalInvestigations})::int`,
  uniqueInvestigations: sql<number>`sum(${usageCounts.uniqueInvestigations})::int`,
  totalRequests: sql<number>`sum(${usageCounts.totalRequests})::int`,
  uniqueRequests: sql<number>`sum(${usageCounts.uniqueRequests})::int`,
}

/** All of a publication's use, by month and audience. */
export const listMonths = (tx: Tx, publicationId: string): Promise<MonthFigures[]> =>
  tx
    .select({ month, audience: usageCounts.audience, ...figures })
    .from(usageCounts)
    .where(eq(usageCounts.publicationId, publicationId))
    .groupBy(month, usageCounts.audience)
    .orderBy(month)

/** The first day with figures, or null. */
export const findFirstDay = async (tx: Tx): Promise<string | null> => {
  const [row] = await tx
    .select({ day: sql<string | null>`min(${usageCounts.day})::text` })
    .from(usageCounts)
  return row?.day ?? null
}

export type ReportRow = Figures & { publicationId: string; accessType: AccessType; month: string }

/** People's use of what is public, or was until it was withdrawn, by publication, access and month. */
export const listForReport = (
  tx: Tx,
  { from, to, ids }: { from: string; to: string; ids: readonly string[] | null },
): Promise<ReportRow[]> =>
  tx
    .select({
      publicationId: usageCounts.publicationId,
      accessType: usageCounts.accessType,
      month,
      ...figures,
    })
    .from(usageCounts)
    .innerJoin(publications, eq(publications.id, usageCounts.publicationId))
    .where(
      and(
        eq(usageCounts.audience, 'person'),
        gte(usageCounts.day, from),
        lte(usageCounts.day, to),
        inArray(publications.status, ['published', 'withdrawn']),
        ids === null ? undefined : inArray(usageCounts.publicationId, [...ids]),
      ),
    )
    .groupBy(usageCounts.publicationId, usageCounts.accessType, month)
    .orderBy(usageCounts.publicationId, usageCounts.accessType, month)

export type ReportedPublication = {
  id: string
  slug: string
  title: Record<string, string>
  language: string
  type: string
  year: number | null
  publishedAt: Date | null
  doi: string | null
  isbn: string | null
  authors: { name: string; orcid: string | null }[]
}

export const listReported = (tx: Tx, ids: readonly string[]): Promise<ReportedPublication[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          id: publications.id,
          slug: publications.slug,
          title: publications.title,
          language: publications.language,
          type: publications.type,
          year: publications.year,
          publishedAt: publications.publishedAt,
          doi: publications.doi,
          isbn: publications.isbn,
          authors: sql<
            { name: string; orcid: string | null }[]
          >`coalesce((select json_agg(json_build_object(
            'name', c.name, 'orcid', c.orcid) order by c.position) from ${contributors} c
            where c.publication_id = publications.id and c.role = 'author'), '[]'::json)`,
        })
        .from(publications)
        .where(inArray(publications.id, [...ids]))

/** Which publications, by slug or by DOI in lower case. */
export const findReportedIds = async (
  tx: Tx,
  { slug, doi }: { slug: string | null; doi: string | null },
): Promise<string[]> =>
  (
    await tx
      .select({ id: publications.id })
      .from(publications)
      .where(
        and(
          inArray(publications.status, ['published', 'withdrawn']),
          or(
            slug === null ? undefined : eq(publications.slug, slug),
            doi === null ? undefined : sql`lower(${publications.doi}) = ${doi}`,
          ),
        ),
      )
  ).map(({ id }) => id)

export type OfficeRow = {
  id: string
  title: Record<string, string>
  language: string
  /** Of the whole period, what the list is sorted by. */
  total: number
  months: Record<string, number>
}

/** What the office can choose to see. */
export const MEASURES = {
  visits: { audience: 'person', column: usageCounts.uniqueInvestigations },
  readings: { audience: 'person', column: usageCounts.uniqueRequests },
  investigations: { audience: 'person', column: usageCounts.totalInvestigations },
  requests: { audience: 'person', column: usageCounts.totalRequests },
  assistants: { audience: 'assistant', column: usageCounts.totalInvestigations },
  machines: { audience: 'machine', column: usageCounts.totalInvestigations },
} as const
export type Measure = keyof typeof MEASURES

export const OFFICE_PAGE_SIZE = 50

/** Publications by one measure, the most used first; one more than a page, so that the page knows of a next one. */
export const listForOffice = async (
  tx: Tx,
  asked: { from: string; to: string; measure: Measure; page: number },
): Promise<OfficeRow[]> => {
  const { audience, column } = MEASURES[asked.measure]
  return tx.execute<OfficeRow>(sql`
    with months as (
      select ${usageCounts.publicationId} as id, to_char(${usageCounts.day}, 'YYYY-MM') as month, sum(${column})::int as count
      from ${usageCounts}
      where ${usageCounts.audience} = ${audience}
        and ${usageCounts.day} between ${asked.from}::date and ${asked.to}::date
      group by 1, 2)
    select p.id, p.title, p.language, sum(m.count)::int as total, json_object_agg(m.month, m.count) as months
    from months m join ${publications} p on p.id = m.id
    group by p.id having sum(m.count) > 0
    order by total desc, p.id
    limit ${OFFICE_PAGE_SIZE + 1} offset ${(asked.page - 1) * OFFICE_PAGE_SIZE}`)
}

export type ExportRow = MonthFigures & {
  slug: string
  title: Record<string, string>
  language: string
}

/** Everything of a period, for a spreadsheet. */
export const listForExport = (
  tx: Tx,
  { from, to }: { from: string; to: string },
): Promise<ExportRow[]> =>
  tx
    .select({
      slug: publications.slug,
      title: publications.title,
      language: publications.language,
      month,
      audience: usageCounts.audience,
      ...figures,
    })
    .from(usageCounts)
    .innerJoin(publications, eq(publications.id, usageCounts.publicationId))
    .where(and(gte(usageCounts.day, from), lte(usageCounts.day, to)))
    .groupBy(publications.id, month, usageCounts.audience)
    .orderBy(publications.slug, month, usageCounts.audience)
