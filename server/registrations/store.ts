import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  decisions,
  grants,
  publicationFiles,
  publicationPages,
  publications,
  registrations,
} from '../../db/schema/index.ts'
import type { AgencyKey, RegisteredEntity } from './rules.ts'

export type Registration = typeof registrations.$inferSelect

export const findRegistration = async (tx: Tx, id: string): Promise<Registration | undefined> =>
  (await tx.select().from(registrations).where(eq(registrations.id, id)))[0]

export const lockRegistration = async (tx: Tx, id: string): Promise<Registration | undefined> =>
  (await tx.select().from(registrations).where(eq(registrations.id, id)).for('update'))[0]

export const findByPublication = async (
  tx: Tx,
  publicationId: string,
): Promise<Registration | undefined> =>
  (await tx.select().from(registrations).where(eq(registrations.publicationId, publicationId)))[0]

/** DOIs that resolve, of these grants, by reference. */
export const listGrantDois = async (
  tx: Tx,
  references: readonly string[],
): Promise<Map<string, string>> => {
  if (references.length === 0) return new Map()
  const rows = await tx
    .select({ reference: grants.reference, doi: registrations.doi })
    .from(registrations)
    .innerJoin(grants, eq(grants.id, registrations.grantId))
    .where(and(isNotNull(registrations.registeredAt), inArray(grants.reference, [...references])))
  return new Map(rows.map(({ reference, doi }) => [reference, doi]))
}

/** Null where the DOI is taken, or what it is for has one. */
export const insertRegistration = async (
  tx: Tx,
  given: { entity: RegisteredEntity; entityId: string; agency: AgencyKey; doi: string; now: Date },
): Promise<string | null> => {
  const { entity, entityId, agency, doi, now } = given
  const [row] = await tx
    .insert(registrations)
    .values({
      entity,
      publicationId: entity === 'publication' ? entityId : null,
      grantId: entity === 'grant' ? entityId : null,
      agency,
      doi,
      nextAttemptAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: registrations.id })
  return row?.id ?? null
}

/** Whether a DOI stands anywhere, registered by us or given by hand. */
export const isDoiTaken = async (tx: Tx, doi: string): Promise<boolean> =>
  (await tx.$count(registrations, eq(registrations.doi, doi))) > 0 ||
  (await tx.$count(publications, sql`lower(${publications.doi}) = ${doi}`)) > 0

export const changeRegistration = async (
  tx: Tx,
  id: string,
  change: Partial<typeof registrations.$inferInsert>,
): Promise<void> => {
  await tx.update(registrations).set(change).where(eq(registrations.id, id))
}

/** Has those looked at whose publication or grant changed since they were. */
export const wakeChanged = async (tx: Tx, now: Date): Promise<void> => {
  const asleep = and(
    inArray(registrations.status, ['planned', 'registered']),
    isNull(registrations.nextAttemptAt),
  )
  await tx
    .update(registrations)
    .set({ nextAttemptAt: now })
    .from(publications)
    .where(
      and(
        asleep,
        eq(publications.id, registrations.publicationId),
        sql`${publications.updatedAt} is distinct from ${registrations.lookedAt}`,
      ),
    )
  await tx
    .update(registrations)
    .set({ nextAttemptAt: now })
    .from(grants)
    .where(
      and(
        asleep,
        eq(grants.id, registrations.grantId),
        sql`${grants.version} is distinct from ${registrations.lookedVersion}`,
      ),
    )
}

/** Given up ones whose publication or grant changed since they were looked at. */
export const lockFailedChanged = async (tx: Tx, limit: number): Promise<Registration[]> => {
  const rows = await tx
    .select({ registration: registrations })
    .from(registrations)
    .leftJoin(publications, eq(publications.id, registrations.publicationId))
    .leftJoin(grants, eq(grants.id, registrations.grantId))
    .where(
      and(
        eq(registrations.status, 'failed'),
        sql`(${publications.updatedAt} is distinct from ${registrations.lookedAt}
          or ${grants.version} is distinct from ${registrations.lookedVersion})`,
      ),
    )
    .orderBy(asc(registrations.id))
    .limit(limit)
    .for('update', { of: registrations })
  return rows.map(({ registration }) => registration)
}

/** Those that are due and that nobody is at. */
export const listDue = async (
  tx: Tx,
  { agencies, now, limit }: { agencies: readonly AgencyKey[]; now: Date; limit: number },
): Promise<string[]> =>
  (
    await tx
      .select({ id: registrations.id })
      .from(registrations)
      .where(
        and(
          inArray(registrations.agency, [...agencies]),
          lte(registrations.nextAttemptAt, now),
          or(isNull(registrations.leasedUntil), lte(registrations.leasedUntil, now)),
        ),
      )
      .orderBy(asc(registrations.nextAttemptAt))
      .limit(limit)
  ).map(({ id }) => id)

/** Gives a publication the DOI that its agency has confirmed; one given by hand meanwhile stays. */
export const giveDoi = async (tx: Tx, publicationId: string, doi: string, now: Date) => {
  const rows = await tx
    .update(publications)
    .set({
      doi,
      version: sql`${publications.version} + 1`,
      updatedAt: sql`greatest(${now.toISOString()}::timestamptz, ${publications.updatedAt} + interval '1 millisecond')`,
    })
    .where(and(eq(publications.id, publicationId), isNull(publications.doi)))
    .returning({ id: publications.id })
  return rows.length > 0
}

/** What the rules ask of a publication before it gets a DOI. */
export const findCandidate = async (tx: Tx, publicationId: string) => {
  const [row] = await candidates(tx).where(eq(publications.id, publicationId))
  return row
}

// Written out: without a join the columns of a sub-query would lose their tables' names.
const hasText = sql<boolean>`(exists (select from ${publicationFiles} f
  where f.publication_id = publications.id and f.kind = 'main' and f.replaced_at is null)
  or exists (select from ${publicationPages} p where p.publication_id = publications.id))`

const candidates = (tx: Tx) =>
  tx
    .select({
      id: publications.id,
      slug: publications.slug,
      title: publications.title,
      language: publications.language,
      status: publications.status,
      doi: publications.doi,
      hasText,
      isRegistered: sql<boolean>`${registrations.id} is not null`,
    })
    .from(publications)
    .leftJoin(registrations, eq(registrations.publicationId, publications.id))

/**
 * Published ones with a text of their own and without a DOI, the newest first. `byOffice`: those that somebody
 * published here, for or against those that came by import.
 */
export const listCandidates = (tx: Tx, { byOffice, limit }: { byOffice: boolean; limit: number }) =>
  candidates(tx)
    .where(
      and(
        eq(publications.status, 'published'),
        byOffice ? isNotNull(publications.publishedBy) : isNull(publications.publishedBy),
        isNull(publications.doi),
        isNull(registrations.id),
        hasText,
      ),
    )
    .orderBy(desc(publications.publishedAt), desc(publications.id))
    .limit(limit)

/** Grants of released decisions that have no DOI yet; what was only offered may still come to nothing. */
export const listGrantsWithout = async (tx: Tx, limit: number): Promise<string[]> =>
  (
    await tx
      .select({ id: grants.id })
      .from(grants)
      .innerJoin(
        decisions,
        and(eq(decisions.id, grants.decisionId), eq(decisions.status, 'released')),
      )
      .leftJoin(registrations, eq(registrations.grantId, grants.id))
      .where(and(isNull(registrations.id), isNotNull(grants.acceptedAt)))
      .orderBy(asc(grants.reference))
      .limit(limit)
  ).map(({ id }) => id)
