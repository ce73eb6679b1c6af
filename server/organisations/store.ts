import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  applications,
  contributors,
  organisationNames,
  organisations,
  participants,
  people,
} from '../../db/schema/index.ts'
import { fold } from '../vocabulary/fold.ts'
import type { OrganisationStatus } from './rules.ts'
import { foldedQuery, literal } from './search-store.ts'

const columns = {
  id: organisations.id,
  ror: organisations.ror,
  status: organisations.status,
  name: organisations.name,
  country: organisations.country,
  city: organisations.city,
  website: organisations.website,
  proposedBy: organisations.proposedBy,
  createdAt: organisations.createdAt,
  version: organisations.version,
}

export const findOrganisation = async (tx: Tx, id: string) => {
  const [row] = await tx.select(columns).from(organisations).where(eq(organisations.id, id))
  return row
}

export const lockOrganisation = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select(columns)
    .from(organisations)
    .where(eq(organisations.id, id))
    .for('update')
  return row
}

/** All names by which one is known, its own first. */
export const listNames = (tx: Tx, organisationId: string) =>
  tx
    .select({
      name: organisationNames.name,
      language: organisationNames.language,
      isAcronym: organisationNames.isAcronym,
    })
    .from(organisationNames)
    .where(eq(organisationNames.organisationId, organisationId))
    .orderBy(asc(organisationNames.id))

export type NewName = { name: string; language: string | null; isAcronym: boolean }

/** As one parameter: a register brings ten thousand names, and a placeholder for each value takes longer than the insert. */
export const insertNames = async (
  tx: Tx,
  names: readonly (NewName & { organisationId: string })[],
): Promise<void> => {
  if (names.length === 0) return
  const rows = names.map((name) => ({ ...name, folded: fold(name.name) }))
  await tx.execute(sql`
    insert into ${organisationNames} (organisation_id, name, folded, language, is_acronym)
    select "organisationId", name, folded, language, "isAcronym"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as given ("organisationId" uuid, name text, folded text, language text, "isAcronym" boolean)
    on conflict (organisation_id, name) do nothing`)
}

export const deleteNames = async (
  tx: Tx,
  organisationId: string,
  names: readonly string[],
): Promise<void> => {
  if (names.length === 0) return
  await tx
    .delete(organisationNames)
    .where(
      and(
        eq(organisationNames.organisationId, organisationId),
        inArray(organisationNames.name, [...names]),
      ),
    )
}

/** Those of a status in the order of their names, after a place in that order. */
export const listListed = (
  tx: Tx,
  given: {
    status: OrganisationStatus
    country?: string | undefined
    after: { name: string; id: string } | null
    limit: number
  },
) =>
  tx
    .select(columns)
    .from(organisations)
    .where(
      and(
        inStatus(given.status, given.country),
        given.after
          ? sql`(${organisations.name}, ${organisations.id}) > (${given.after.name}, ${given.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(organisations.name), asc(organisations.id))
    .limit(given.limit)

export const countListed = (
  tx: Tx,
  status: OrganisationStatus,
  country: string | undefined,
): Promise<number> => tx.$count(organisations, inStatus(status, country))

const inStatus = (status: OrganisationStatus, country: string | undefined) =>
  and(eq(organisations.status, status), country ? eq(organisations.country, country) : undefined)

/** A page of the officer's list: proposals first, then by name; one query with the count of all. */
export const listForOffice = async (
  tx: Tx,
  given: { q: string; status: string; page: number; perPage: number },
) => {
  const folded = foldedQuery(given.q)
  const rows = await tx
    .select({
      ...columns,
      proposerName: people.name,
      proposerEmail: people.email,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(organisations)
    .leftJoin(people, eq(people.id, organisations.proposedBy))
    .where(
      and(
        given.status === '' ? undefined : eq(organisations.status, given.status as never),
        folded === ''
          ? undefined
          : sql`exists (select 1 from organisation_names n where n.organisation_id = ${organisations.id} and n.folded like ${`%${literal(folded)}%`})`,
      ),
    )
    .orderBy(
      sql`${organisations.status} = 'proposed' desc`,
      sql`lower(${organisations.name})`,
      asc(organisations.id),
    )
    .limit(given.perPage)
    .offset((given.page - 1) * given.perPage)
  return { rows, total: rows[0]?.total ?? 0 }
}

export const countProposals = async (tx: Tx, personId?: string): Promise<number> =>
  tx.$count(
    organisations,
    and(
      eq(organisations.status, 'proposed'),
      personId === undefined ? undefined : eq(organisations.proposedBy, personId),
    ),
  )

/** How many people and applications name an organisation. */
export const countUses = async (
  tx: Tx,
  id: string,
): Promise<{ people: number; papers: number }> => {
  const [row] = await tx
    .select({
      people: sql<number>`(select count(*) from ${people} where ${people.organisationId} = ${id})::int`,
      papers: sql<number>`(
        (select count(*) from ${applications} where ${applications.organisationId} = ${id}) +
        (select count(*) from ${participants} where ${participants.organisationId} = ${id}) +
        (select count(*) from ${contributors} where ${contributors.organisationId} = ${id}))::int`,
    })
    .from(sql`(select 1) as one`)
  return row ?? { people: 0, papers: 0 }
}

/** Everything that names one organisation names another from now on. Submitted revisions keep what was said. */
export const moveUses = async (tx: Tx, from: string, to: string): Promise<void> => {
  for (const table of [people, applications, participants, contributors] as const)
    await tx.update(table).set({ organisationId: to }).where(eq(table.organisationId, from))
}

export const countByStatus = (tx: Tx) =>
  tx
    .select({ status: organisations.status, count: count() })
    .from(organisations)
    .groupBy(organisations.status)
