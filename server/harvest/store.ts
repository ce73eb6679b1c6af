import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  calls,
  contributors,
  files,
  grants,
  organisations,
  places,
  publicationCopies,
  publicationFiles,
  publicationFunding,
  publicationPages,
  publications,
  reports,
} from '../../db/schema/index.ts'
import type { PublicContributor, StoredMember, StoredPublication } from './rules/record.ts'
import { type OaiSet, type SetCount, type SetKind, type SetWanted, setsFrom } from './rules/sets.ts'

/** What harvesters know of: what is published, and that something was withdrawn. */
const isKnown = isNotNull(publications.publicChangedAt)
const changedAt = publications.publicChangedAt

// A join keeps the names of tables in the columns' names, which the sub-queries need.
const contributorsColumn = sql<PublicContributor[]>`coalesce((select json_agg(json_build_object(
  'name', ${contributors.name}, 'role', ${contributors.role}, 'orcid', ${contributors.orcid},
  'organisation', case when coalesce(${organisations.name}, ${contributors.organisationName}) is null then null
    else json_build_object('name', coalesce(${organisations.name}, ${contributors.organisationName}),
      'ror', ${organisations.ror}) end)
  order by ${contributors.position}) from ${contributors}
  left join ${organisations} on ${organisations.id} = ${contributors.organisationId}
  where ${contributors.publicationId} = ${publications.id}), '[]'::json)`

const fundingColumn = sql<StoredPublication['funding']>`coalesce((select json_agg(json_build_object(
  'grant', ${grants.reference}, 'grantTitle', ${applications.title}, 'funder', ${publicationFunding.funder},
  'funderId', ${publicationFunding.funderId}, 'awardNumber', ${publicationFunding.awardNumber},
  'awardTitle', ${publicationFunding.awardTitle}, 'awardUri', ${publicationFunding.awardUri})
  order by ${publicationFunding.position}) from ${publicationFunding}
  left join ${grants} on ${grants.id} = ${publicationFunding.grantId}
  left join ${applications} on ${applications.id} = ${grants.applicationId}
  where ${publicationFunding.publicationId} = ${publications.id}), '[]'::json)`

// Of the main file what readers get: its reading copy, where there is one.
const filesColumn = sql<StoredPublication['files']>`coalesce((select json_agg(json_build_object(
  'id', ${publicationFiles.id}, 'kind', ${publicationFiles.kind}, 'licence', ${publicationFiles.licence},
  'sha256', coalesce(${publicationCopies.sha256}, ${files.sha256}), 'bytes', coalesce(${publicationCopies.size}, ${files.size}), 'mediaType', ${files.mediaType})
  order by ${publicationFiles.kind} <> 'main', ${publicationFiles.position}, ${publicationFiles.id})
  from ${publicationFiles} join ${files} on ${files.id} = ${publicationFiles.fileId}
  left join ${publicationCopies} on ${publicationFiles.kind} = 'main' and ${publicationCopies.originalFileId} = ${files.id}
    and ${publicationCopies.publicationId} = ${publicationFiles.publicationId}
  where ${publicationFiles.publicationId} = ${publications.id} and ${publicationFiles.replacedAt} is null), '[]'::json)`

const municipalitiesColumn = sql<
  StoredPublication['municipalities']
>`coalesce((select json_agg(json_build_object(
  'name', coalesce(${places.names} ->> 'en', ${places.names} ->> ${publications.language}, ${places.names} ->> 'sv',
    (select value from jsonb_each_text(${places.names}) limit 1)), 'country', ${places.country})
  order by array_position(${publications.municipalities}, ${places.code})) from ${places}
  where ${places.code} = any(${publications.municipalities})), '[]'::json)`

const hasText = sql<boolean>`exists (select from ${publicationPages}
  where ${publicationPages.publicationId} = ${publications.id})`

const columns = {
  id: publications.id,
  slug: publications.slug,
  status: publications.status,
  type: publications.type,
  series: publications.series,
  number: publications.number,
  language: publications.language,
  languages: publications.languages,
  titles: publications.title,
  abstracts: publications.abstract,
  plainSummaries: publications.plainSummary,
  keyMessages: publications.keyMessages,
  contributors: contributorsColumn,
  year: publications.year,
  countries: publications.countries,
  municipalities: municipalitiesColumn,
  audiences: publications.audiences,
  themes: publications.themes,
  sdgs: publications.sdgs,
  licence: publications.licence,
  isbn: publications.isbn,
  doi: publications.doi,
  heldAt: publications.url,
  pages: publications.pageCount,
  publishedAt: publications.publishedAt,
  changedAt: sql<Date>`${changedAt}`.mapWith(publications.publicChangedAt),
  embargoUntil: publications.embargoUntil,
  hasText,
  files: filesColumn,
  funding: fundingColumn,
  familyMainId: publications.familyMainId,
}

// The sub-queries name columns by their tables, which they only do where a table is joined.
const select = async (
  tx: Tx,
  where: SQL | undefined,
  limit: number,
): Promise<StoredPublication[]> => {
  const rows = await tx
    .select(columns)
    .from(publications)
    .leftJoin(reports, eq(reports.id, publications.reportId))
    .where(and(isKnown, where))
    .orderBy(asc(changedAt), asc(publications.id))
    .limit(limit)
  const members = await listMembers(
    tx,
    rows.map(({ id, familyMainId }) => familyMainId ?? id),
  )
  const replaced = Map.groupBy(
    await listReplaced(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ by }) => by,
  )
  return rows.map(({ familyMainId, ...row }) => {
    const mainId = familyMainId ?? row.id
    return {
      ...row,
      family: members.filter((one) => one.id === mainId || one.mainId === mainId),
      replaced: replaced.get(row.id) ?? [],
    }
  })
}

/** The published ones of several families, by their main ones. */
const listMembers = (tx: Tx, mainIds: readonly string[]): Promise<StoredMember[]> =>
  mainIds.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          id: publications.id,
          mainId: publications.familyMainId,
          kind: publications.familyKind,
          year: publications.year,
          publishedAt: publications.publishedAt,
          slug: publications.slug,
          doi: publications.doi,
          title: publications.title,
          language: publications.language,
        })
        .from(publications)
        .where(
          and(
            eq(publications.status, 'published'),
            or(
              inArray(publications.id, [...mainIds]),
              inArray(publications.familyMainId, [...mainIds]),
            ),
          ),
        )

/** What was withdrawn with a word on what to read in its place. */
const listReplaced = (tx: Tx, byIds: readonly string[]) =>
  byIds.length === 0
    ? Promise.resolve([])
    : tx
        .select({
          by: sql<string>`${publications.replacedById}`,
          slug: publications.slug,
          doi: publications.doi,
          title: publications.title,
          language: publications.language,
        })
        .from(publications)
        .where(
          and(eq(publications.status, 'withdrawn'), inArray(publications.replacedById, [...byIds])),
        )
        .orderBy(asc(publications.withdrawnAt), asc(publications.id))

/** By its address or its id, published or withdrawn. */
export const findKnown = async (
  tx: Tx,
  by: { slug: string } | { id: string },
): Promise<StoredPublication | undefined> => {
  const where = 'id' in by ? eq(publications.id, by.id) : eq(publications.slug, by.slug)
  const [row] = await select(tx, where, 1)
  return row
}

export type Listed = {
  set: SetWanted
  /** From the first instant, before the second; both may be open. */
  from: Date | null
  before: Date | null
  /** What is younger may still be followed by something older that is not committed yet. */
  settledAt: Date
}

/** In the order in which they were last changed, from after one of them. */
export const listKnown = (
  tx: Tx,
  listed: Listed,
  { after, limit }: { after: { at: Date; id: string } | null; limit: number },
): Promise<StoredPublication[]> =>
  select(
    tx,
    and(
      among(listed),
      after === null
        ? undefined
        : or(gt(changedAt, after.at), and(eq(changedAt, after.at), gt(publications.id, after.id))),
      // The same once more, so that the index on the instant is used.
      after === null ? undefined : gte(changedAt, after.at),
    ),
    limit,
  )

export const countKnown = (tx: Tx, listed: Listed): Promise<number> =>
  tx.$count(publications, and(isKnown, among(listed)))

/** The instant of the oldest change that is still the last of its publication. */
export const findEarliest = async (tx: Tx): Promise<Date | null> => {
  const [row] = await tx
    .select({ at: changedAt })
    .from(publications)
    .where(isKnown)
    .orderBy(asc(changedAt))
    .limit(1)
  return row?.at ?? null
}

export const listSets = async (tx: Tx): Promise<OaiSet[]> => {
  const counts = await tx.execute<SetCount>(sql`
    select kind, value, count(*)::int as count from (
      select 'series' as kind, ${publications.series} as value from ${publications} where ${isKnown}
      union all select 'theme', unnest(${publications.themes}) from ${publications} where ${isKnown}
      union all select 'language', unnest(${publications.languages}) from ${publications} where ${isKnown}
      union all select 'type', ${publications.type} from ${publications} where ${isKnown}
    ) each where value is not null group by kind, value order by kind, value`)
  const [totals] = await tx.execute<{ total: number } & Record<SetKind, number>>(sql`
    select count(*)::int as total, ${sql.join(
      (['series', 'theme', 'language', 'type'] as const).map(
        (kind) => sql`(count(*) filter (where ${hasAny(kind)}))::int as ${sql.raw(kind)}`,
      ),
      sql`, `,
    )} from ${publications} where ${isKnown}`)
  const { total = 0, ...of } = totals ?? { series: 0, theme: 0, language: 0, type: 0 }
  return setsFrom(total, [...counts], of)
}

const among = ({ set, from, before, settledAt }: Listed): SQL | undefined =>
  and(
    lte(changedAt, settledAt),
    from === null ? undefined : gte(changedAt, from),
    before === null ? undefined : lt(changedAt, before),
    inSet(set),
  )

const inSet = (set: SetWanted): SQL | undefined => {
  if (set === 'all') return undefined
  if (set === 'none') return sql`false`
  const { kind, value } = set
  if (value === null) return hasAny(kind)
  switch (kind) {
    case 'series':
      return eq(publications.series, value)
    case 'type':
      return eq(publications.type, value)
    case 'theme':
      return sql`${publications.themes} @> array[${value}]::text[]`
    case 'language':
      return sql`${publications.languages} @> array[${value}]::text[]`
  }
}

/** Only values that can be written in the name of a set make one. */
const hasAny = (kind: SetKind): SQL => {
  const isWritable = sql.raw(`~ '^[-A-Za-z0-9_.!~*''()]+$'`)
  switch (kind) {
    case 'series':
      return sql`coalesce(${publications.series} ${isWritable}, false)`
    case 'type':
      return sql`${publications.type} ${isWritable}`
    case 'theme':
      return sql`exists (select from unnest(${publications.themes}) as value where value ${isWritable})`
    case 'language':
      return sql`exists (select from unnest(${publications.languages}) as value where value ${isWritable})`
  }
}

/** Published ones in the order of their ids, cut into pages of so many: of each its last change. */
export const listMapPages = async (tx: Tx, size: number): Promise<Date[]> => {
  const rows = await tx.execute<{ at: string }>(sql`
    select max(at) as at from (
      select ${changedAt} as at, (row_number() over (order by ${publications.id}) - 1) / ${size}::int as page
      from ${publications} where ${publications.status} = 'published'
    ) each group by page order by page`)
  return rows.map(({ at }) => new Date(at))
}

export const listMapPage = (tx: Tx, page: number, size: number) =>
  tx
    .select({ slug: publications.slug, changedAt })
    .from(publications)
    .where(and(eq(publications.status, 'published'), isNotNull(publications.publishedAt)))
    .orderBy(asc(publications.id))
    .limit(size)
    .offset((page - 1) * size)

/** Calls that everyone may read, the newest first. */
export const listPublicCalls = (tx: Tx) =>
  tx
    .select({ slug: calls.slug })
    .from(calls)
    .where(inArray(calls.status, ['published', 'archived']))
    .orderBy(desc(calls.closesAt), desc(calls.id))
    .limit(MAP_CALLS_MAX)

const MAP_CALLS_MAX = 10_000
