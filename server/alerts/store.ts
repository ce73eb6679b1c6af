import { and, asc, eq, gt, isNotNull, isNull, like, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { alertMentions, alerts, mails, publications } from '../../db/schema/index.ts'
import { isLanguage, type Language } from '../language.ts'
import type { Frequency } from './rules.ts'

export type Alert = {
  id: string
  token: string
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

export const findAlert = async (
  tx: Tx,
  by: { token: string } | { id: string },
  options: { lock?: boolean } = {},
): Promise<Alert | undefined> => {
  const query = tx
    .select()
    .from(alerts)
    .where('token' in by ? eq(alerts.token, by.token) : eq(alerts.id, by.id))
  const [row] = await (options.lock ? query.for('update') : query)
  return row && toAlert(row)
}

export const insertAlert = async (
  tx: Tx,
  values: Pick<Alert, 'token' | 'email' | 'language' | 'frequency' | 'search' | 'askedAt'>,
): Promise<Alert> => {
  const [row] = await tx.insert(alerts).values(values).returning()
  if (!row) throw new Error('an alert was not kept')
  return toAlert(row)
}

export const changeAlert = async (
  tx: Tx,
  id: string,
  change: Partial<Omit<Alert, 'id' | 'token' | 'email' | 'search'>>,
): Promise<void> => {
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
