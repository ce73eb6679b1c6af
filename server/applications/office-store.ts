import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  calls,
  conflicts,
  organisations,
  participants,
  people,
} from '../../db/schema/index.ts'
import { type Actor, actorId } from '../actor.ts'
import type { ApplicationStatus } from './rules.ts'

export const OFFICE_SORTS = [
  'reference',
  'title',
  'organisation',
  'country',
  'amount',
  'submitted',
] as const
export type OfficeSort = (typeof OFFICE_SORTS)[number]

export type OfficeFilter = {
  status?: ApplicationStatus | undefined
  country?: string | undefined
  q?: string | undefined
  sort: OfficeSort
  isDescending: boolean
}

/** A place in the list: the sorted value and the reference of the last row shown. */
export type OfficePlace = { value: string; reference: string }

export type OfficeRow = {
  id: string
  reference: string
  title: string
  status: ApplicationStatus
  organisation: string | null
  country: string | null
  requestedCents: number
  submittedAt: Date
  applicant: string
  /** Closed to this reader, by a conflict of interest or by taking part: nothing of it is shown. */
  isShut: boolean
}

export const OFFICE_PAGE_SIZE = 100
export const OFFICE_ALL_MAX = 1000

/** A call's submitted applications, as an officer's list: one query however many rows. */
export const listForOffice = async (
  tx: Tx,
  actor: Actor,
  callId: string,
  filter: OfficeFilter,
  page: { after?: OfficePlace | null; limit: number },
): Promise<{ rows: OfficeRow[]; next: OfficePlace | null }> => {
  const key = sortKey(actor, filter.sort)
  const rows = await tx
    .select({
      id: applications.id,
      reference: applications.reference,
      title: applications.title,
      status: applications.status,
      organisation: organisations.name,
      country: applications.country,
      requestedCents: applications.requestedCents,
      submittedAt: applications.submittedAt,
      applicant: sql<string>`coalesce(nullif(${people.name}, ''), ${people.email}::text, '')`,
      isShut: shutFor(actor),
      sorted: sql<string>`${key}::text`,
    })
    .from(applications)
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .leftJoin(participants, IS_MAIN)
    .leftJoin(people, eq(people.id, participants.personId))
    .where(and(...conditions(actor, callId, filter), afterPlace(filter, key, page.after ?? null)))
    .orderBy(
      ...(filter.isDescending
        ? [desc(key), desc(applications.reference)]
        : [asc(key), asc(applications.reference)]),
    )
    .limit(page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ sorted: _sorted, submittedAt, ...row }) => ({
      ...row,
      submittedAt: submittedAt ?? new Date(0),
    })),
    next:
      rows.length > page.limit && last ? { value: last.sorted, reference: last.reference } : null,
  }
}

/** `shut`: how many of them are closed to the reader; they are in no status. */
export type OfficeCounts = {
  byStatus: Partial<Record<ApplicationStatus, number>>
  shut: number
}

/** How many there are by status, of those that the filter leaves. */
export const countForOffice = async (
  tx: Tx,
  actor: Actor,
  callId: string,
  filter: OfficeFilter,
): Promise<OfficeCounts> => {
  const rows = await tx
    .select({
      status:
        sql<ApplicationStatus | null>`case when ${shutFor(actor)} then null else ${applications.status} end`.as(
          'shown',
        ),
      count: sql<number>`count(*)::integer`,
    })
    .from(applications)
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .leftJoin(participants, IS_MAIN)
    .leftJoin(people, eq(people.id, participants.personId))
    .where(and(...conditions(actor, callId, { ...filter, status: undefined })))
    .groupBy(sql`shown`)
  return {
    byStatus: Object.fromEntries(
      rows.flatMap(({ status, count }) => (status === null ? [] : [[status, count]])),
    ),
    shut: rows.find(({ status }) => status === null)?.count ?? 0,
  }
}

/** The call of the list: its name, money and closing. */
export const findCallHead = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      id: calls.id,
      slug: calls.slug,
      status: calls.status,
      title: calls.title,
      currency: calls.currency,
      opensAt: calls.opensAt,
      closesAt: calls.closesAt,
      zone: calls.zone,
    })
    .from(calls)
    .where(eq(calls.id, id))
  return row
}

const IS_MAIN = and(
  eq(participants.applicationId, applications.id),
  eq(participants.role, 'main_applicant'),
  eq(participants.status, 'accepted'),
)

const SORT_KEYS: Record<OfficeSort, SQL> = {
  reference: sql`${applications.reference}`,
  title: sql`lower(${applications.title})`,
  organisation: sql`lower(coalesce(${organisations.name}, ''))`,
  country: sql`coalesce(${applications.country}, '')`,
  amount: sql`${applications.requestedCents}`,
  submitted: sql`${applications.submittedAt}`,
}

/** What a shut row is sorted as: its place must not tell what is in it. */
const SHUT_KEYS: Record<OfficeSort, SQL> = {
  reference: SORT_KEYS.reference,
  title: sql`''`,
  organisation: sql`''`,
  country: sql`''`,
  amount: sql`0`,
  submitted: sql`'epoch'::timestamptz`,
}

const sortKey = (actor: Actor, sort: OfficeSort): SQL =>
  sort === 'reference'
    ? SORT_KEYS.reference
    : sql`case when ${shutFor(actor)} then ${SHUT_KEYS[sort]} else ${SORT_KEYS[sort]} end`

const CASTS: Partial<Record<OfficeSort, SQL>> = {
  amount: sql`::bigint`,
  submitted: sql`::timestamptz`,
}

const afterPlace = (filter: OfficeFilter, key: SQL, after: OfficePlace | null) => {
  if (!after) return undefined
  const value = sql`${after.value}${CASTS[filter.sort] ?? sql`::text`}`
  return filter.isDescending
    ? sql`(${key}, ${applications.reference}) < (${value}, ${after.reference})`
    : sql`(${key}, ${applications.reference}) > (${value}, ${after.reference})`
}

/** Rows that are shut to the reader take no part in searching: a hit would tell what is in them. */
const conditions = (actor: Actor, callId: string, filter: OfficeFilter): (SQL | undefined)[] => {
  const pattern = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const isNarrowed = filter.q || filter.country || filter.status
  return [
    eq(applications.callId, callId),
    isNotNull(applications.submittedAt),
    filter.status && eq(applications.status, filter.status),
    filter.country ? eq(applications.country, filter.country) : undefined,
    filter.q
      ? sql`(${applications.title} ilike ${pattern} or ${applications.reference} ilike ${pattern} or ${organisations.name} ilike ${pattern} or ${people.name} ilike ${pattern})`
      : undefined,
    isNarrowed ? sql`not ${shutFor(actor)}` : undefined,
  ].map((condition) => condition || undefined)
}

/** One look-up for the whole list, not one a row. */
const shutFor = (actor: Actor): SQL<boolean> => {
  const person = sql`${actorId(actor)}::uuid`
  return sql<boolean>`${applications.id} in (
    select ${conflicts.applicationId} from ${conflicts}
      where ${and(eq(conflicts.personId, person), eq(conflicts.status, 'standing'))}
    union all select own.application_id from participants own
      where own.person_id = ${person} and own.status = 'accepted')`
}
