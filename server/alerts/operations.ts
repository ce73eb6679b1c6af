import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import type { Language } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { listPublished, type Publication, searchIds } from '../publications/operations.ts'
import { hashToken, newToken } from '../tokens.ts'
import { confirmMail, digestMail, fullMail, knownMail } from './mail.ts'
import {
  type Frequency,
  forgottenBefore,
  isConfirmable,
  isDue,
  keysForgottenBefore,
  letterFor,
  newSince,
} from './rules.ts'
import { queryOfSearch } from './search.ts'
import {
  type Alert,
  changeAlert,
  deleteAlert,
  deleteKeysMadeBefore,
  findAlert,
  insertAlert,
  insertKey,
  insertMentions,
  listAlertsOf,
  listConfirmedAfter,
  listNews,
  listUnconfirmedBefore,
  lockAlertsOf,
} from './store.ts'

export type { Alert } from './store.ts'

const DAY_MS = 86_400_000

/**
 * Asks an address whether it wants to follow a search. Whoever asks learns nothing of the address: what is known of it
 * is told by mail only, and past the daily share nothing is mailed.
 */
export const askForAlert = (
  context: Context,
  asked: { email: string; frequency: Frequency; language: Language; search: string },
): Promise<void> =>
  context.db.transaction(async (tx) => {
    await lockAlertsOf(tx, asked.email)
    const now = context.clock.now()
    const known = await listAlertsOf(tx, asked.email)
    const yesterday = new Date(now.getTime() - DAY_MS)
    const timesOf = ({ askedAt, askedTimes }: Alert) => (askedAt > yesterday ? askedTimes : 0)
    const same = known.find(({ search }) => search === asked.search)
    const letter = letterFor({
      isFollowed: same?.confirmedAt != null,
      followed: known.filter(({ confirmedAt }) => confirmedAt !== null).length,
      askedToday: known.reduce((sum, one) => sum + timesOf(one), 0),
    })
    if (letter === null) return
    const { email, frequency, language, search } = asked
    if (same)
      await changeAlert(tx, same.id, {
        askedAt: now,
        askedTimes: timesOf(same) + 1,
        ...(same.confirmedAt === null ? { frequency, language } : {}),
      })
    const alert = same ?? (await insertAlert(tx, { ...asked, askedAt: now }))
    const write = { confirm: confirmMail, known: knownMail, full: fullMail }[letter]
    const told = { frequency, language, search, token: await newKey(context, tx, alert.id) }
    await sendMail(tx, context, {
      key: `alert.${letter}:${alert.id}:${now.getTime()}`,
      to: email,
      ...write(told, context.config),
    })
  })

/** The alert behind a mailed link; one that is not confirmed in time is as good as forgotten. */
export const getAlert = async (context: Context, token: string): Promise<Alert> => {
  const alert = await findAlert(context.db, { keyHash: hashToken(token) })
  if (!alert || (alert.confirmedAt === null && !isConfirmable(alert, context.clock.now())))
    throw new NotFound('alert')
  return alert
}

/** It, and the others of the same address: whoever has the link has the mailbox. */
export const getAlerts = async (
  context: Context,
  token: string,
): Promise<{ alert: Alert; others: Alert[] }> => {
  const alert = await getAlert(context, token)
  const all = await listAlertsOf(context.db, alert.email)
  return {
    alert,
    others: all.filter(({ id, confirmedAt }) => id !== alert.id && confirmedAt !== null),
  }
}

/** A key of its own to another alert of the same address: whoever has the link of one has the mailbox of all. */
export const openOther = (context: Context, token: string, otherId: string): Promise<string> =>
  context.db.transaction(async (tx) => {
    const alert = await findAlert(tx, { keyHash: hashToken(token) }, { lock: true })
    const other = await findAlert(tx, { id: otherId })
    if (!alert || !other?.confirmedAt || other.email !== alert.email) throw new NotFound('alert')
    return newKey(context, tx, other.id)
  })

/** May be repeated. News count from the first time on. */
export const confirmAlert = (context: Context, token: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const alert = await findAlert(tx, { keyHash: hashToken(token) }, { lock: true })
    const now = context.clock.now()
    if (!alert || (alert.confirmedAt === null && !isConfirmable(alert, now)))
      throw new NotFound('alert')
    if (alert.confirmedAt === null)
      await changeAlert(tx, alert.id, { confirmedAt: now, lookedAt: now })
  })

export const changeAlertSettings = (
  context: Context,
  token: string,
  settings: { frequency?: Frequency | undefined; language?: Language | undefined },
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const alert = await findAlert(tx, { keyHash: hashToken(token) }, { lock: true })
    if (!alert) throw new NotFound('alert')
    await changeAlert(tx, alert.id, settings)
  })

/** Forgets the alert and what was written for it; with `all`, every one of its address. What is gone already is left. */
export const leaveAlert = (
  context: Context,
  token: string,
  { all }: { all: boolean },
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const alert = await findAlert(tx, { keyHash: hashToken(token) }, { lock: true })
    if (!alert) return
    const gone = all ? await listAlertsOf(tx, alert.email) : [alert]
    for (const { id } of gone) await deleteAlert(tx, id)
  })

/** Forgets what nobody confirmed, and keys of old mails. Safe to repeat. */
export const forgetUnconfirmed = async ({ db, clock }: Context): Promise<void> => {
  await deleteKeysMadeBefore(db, keysForgottenBefore(clock.now()))
  for (const id of await listUnconfirmedBefore(db, forgottenBefore(clock.now())))
    await db.transaction((tx) => deleteAlert(tx, id))
}

const newKey = async (context: Context, tx: Tx, alertId: string): Promise<string> => {
  const key = newToken()
  await insertKey(tx, { hash: hashToken(key), alertId, madeAt: context.clock.now() })
  return key
}

const ALERTS_AT_ONCE = 200

/** Ids of all alerts that are due, in portions. */
export async function* dueAlerts(context: Context, asOf: Date): AsyncGenerator<string[]> {
  let last: string | null = null
  for (;;) {
    const alerts: Alert[] = await listConfirmedAfter(context.db, last, ALERTS_AT_ONCE)
    const final = alerts.at(-1)
    if (!final) return
    last = final.id
    yield alerts.filter((alert) => isDue(alert, asOf)).map(({ id }) => id)
  }
}

/**
 * Looks through what was published since the last time for one alert, and writes one mail if anything of it matches.
 * Repeated or run twice at once, it writes nothing more: the row says until when it was looked through.
 */
export const sendDigest = async (
  context: Context,
  alertId: string,
  { asOf }: { asOf: Date },
): Promise<void> => {
  const before = await findAlert(context.db, { id: alertId })
  if (!before || !isDue(before, asOf)) return
  const news = await matchingNews(context, before, asOf)
  await context.db.transaction(async (tx) => {
    const alert = await findAlert(tx, { id: alertId }, { lock: true })
    if (!alert || alert.lookedAt?.getTime() !== before.lookedAt?.getTime()) return
    await changeAlert(tx, alertId, { lookedAt: asOf })
    if (news.length === 0) return
    await insertMentions(
      tx,
      alertId,
      news.map(({ id }) => id),
    )
    await sendMail(tx, context, {
      key: `alert.digest:${alertId}:${asOf.toISOString()}`,
      to: alert.email,
      ...digestMail({ ...alert, token: await newKey(context, tx, alertId) }, news, context.config),
    })
  })
}

/** By the same search as the library’s page, among what is new. */
const matchingNews = async (context: Context, alert: Alert, asOf: Date): Promise<Publication[]> => {
  const among = await listNews(context.db, alert.id, { since: newSince(alert), until: asOf })
  const query = { ...queryOfSearch(alert.search), sort: 'newest' as const }
  const ids = await searchIds(context, query, { limit: among.length, among })
  const rows = await listPublished(context.db, ids)
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}
