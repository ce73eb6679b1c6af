import { and, asc, eq, exists, gt, isNotNull, isNull, like, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/client.ts'
import { alertKeys, alertMentions, alerts, mails, publications } from '../../db/schema/index.ts'
import { isLanguage, type Language } from '../language.ts'
import type { Frequency } from './rules.ts'

export type Alert = {
  id: string
  email: string
  language: Language
  frequency: Frequency
  search: string
  askedAt: Date
  askedTimes: number
  confirmedAt: Date | null
  lookedAt: Date | null
}

const toAlert = (row: typeof alerts.$inferSelect): Alert => ({
  ...row,
  language: isLanguage(row.language) ? row.language : 'en',
})

/** One request at a time asks for an address, until the transaction ends: so that no mail is miscounted. */
export const lockAlertsOf = async (tx: Tx, email: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alerts:${email}`}, 0))`)
}

export const listAlertsOf = async (tx: Tx, email: string): Promise<Alert[]> =>
  (await tx.select().from(alerts).where(eq(alerts.email, email)).orderBy(asc(alerts.askedAt))).map(
    toAlert,
  )

/** By a key that a mail carried, of which only the hash is known, or by id. */
export const findAlert = async (
  tx: Tx,
  by: { keyHash: string } | { id: string },
  options: { lock?: boolean } = {},
): Promise<Alert | undefined> => {
  const query = tx
    .select()
    .from(alerts)
    .where(
      'keyHash' in by
        ? exists(
            tx
              .select({ found: sql`1` })
              .from(alertKeys)
              .where(and(eq(alertKeys.alertId, alerts.id), eq(alertKeys.hash, by.keyHash))),
          )
        : eq(alerts.id, by.id),
    )
  const [row] = await (options.lock ? query.for('update') : query)
  return row && toAlert(row)
}

export const insertKey = async (
  tx: Tx,
  values: { hash: string; alertId: string; madeAt: Date },
): Promise<void> => {
  await tx.insert(alertKeys).values(values)
}

/** The newest key of each alert stays. */
export const deleteKeysMadeBefore = async (tx: Tx, before: Date): Promise<void> => {
  const newer = alias(alertKeys, 'newer')
  await tx.delete(alertKeys).where(
    and(
      lt(alertKeys.madeAt, before),
      exists(
        tx
          .select({ found: sql`1` })
          .from(newer)
          .where(and(eq(newer.alertId, alertKeys.alertId), gt(newer.madeAt, alertKeys.madeAt))),
      ),
    ),
  )
}

export const insertAlert = async (
  tx: Tx,
  values: Pick<Alert, 'email' | 'language' | 'frequency' | 'search' | 'askedAt'>,
): Promise<Alert> => {
  const [row] = await tx.insert(alerts).values(values).returning()
  if (!row) throw new Error('an alert was not kept')
  return toAlert(row)
}

export const changeAlert = async (
  tx: Tx,
  id: string,
  change: {
    [Name in keyof Omit<Alert, 'id' | 'email' | 'search'>]?: Alert[Name] | undefined
  },
): Promise<void> => {
  if (Object.values(change).some((value) => value !== undefined))
    await tx.update(alerts).set(change).where(eq(alerts.id, id))
}

/** The row, what it told of, and the mails that it wrote or was about to write. */
export const deleteAlert = async (tx: Tx, id: string): Promise<void> => {
  await tx.delete(mails).where(like(mails.key, `alert.%:${id}:%`))
  await tx.delete(alerts).where(eq(alerts.id, id))
}

export const listUnconfirmedBefore = async (tx: Tx, before: Date): Promise<string[]> =>
  (
    await tx
      .select({ id: alerts.id })
      .from(alerts)
      .where(and(isNull(alerts.confirmedAt), lt(alerts.askedAt, before)))
  ).map(({ id }) => id)

/** Confirmed alerts by id, from after one of them. */
export const listConfirmedAfter = async (
  tx: Tx,
  id: string | null,
  limit: number,
): Promise<Alert[]> =>
  (
    await tx
      .select()
      .from(alerts)
      .where(and(isNotNull(alerts.confirmedAt), id === null ? undefined : gt(alerts.id, id)))
      .orderBy(asc(alerts.id))
      .limit(limit)
  ).map(toAlert)

/** Published, and free to read, after one instant, at another at the latest, and not yet told of. */
export const listNews = async (
  tx: Tx,
  alertId: string,
  { since, until }: { since: Date; until: Date },
): Promise<string[]> =>
  (
    await tx
      .select({ id: publications.id })
      .from(publications)
      .leftJoin(
        alertMentions,
        and(eq(alertMentions.publicationId, publications.id), eq(alertMentions.alertId, alertId)),
      )
      .where(
        and(
          eq(publications.status, 'published'),
          sql`${readableFrom} > ${since.toISOString()}::timestamptz`,
          sql`${readableFrom} <= ${until.toISOString()}::timestamptz`,
          isNull(alertMentions.alertId),
        ),
      )
      .orderBy(asc(readableFrom))
  ).map(({ id }) => id)

export const insertMentions = async (
  tx: Tx,
  alertId: string,
  publicationIds: readonly string[],
): Promise<void> => {
  for (let from = 0; from < publicationIds.length; from += ROWS_AT_ONCE)
    await tx
      .insert(alertMentions)
      .values(
        publicationIds
          .slice(from, from + ROWS_AT_ONCE)
          .map((publicationId) => ({ alertId, publicationId })),
      )
      .onConflictDoNothing()
}

// What is under embargo is told of when it is lifted. `greatest` passes over what is null.
const readableFrom = sql`greatest(${publications.publishedAt}, ${publications.embargoUntil})`

const ROWS_AT_ONCE = 1_000
