import { and, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import {
  idempotencyKeys,
  mails,
  publicationImports,
  sessions,
  signInCodes,
} from '../db/schema/index.ts'
import { forgetUnconfirmed } from './alerts/operations.ts'
import type { Context } from './context.ts'
import { forgetUnusedLists } from './lists/operations.ts'
import { job } from './queue.ts'

const DAY_MS = 86_400_000

/** How long what nobody needs any more is kept, days. */
export const KEPT_DAYS = {
  /** After they expired or were used. */
  signInCodes: 1,
  /** After they expired or were ended. */
  sessions: 30,
  /** A client may repeat a request for so long. */
  idempotencyKeys: 7,
  /** After they were sent; in the history and on the pages stands what they told. */
  mails: 90,
  /** Lists that were shown and never taken in. */
  importPlans: 30,
  /** Uploads that broke off. */
  brokenUploads: 1,
} as const

/** Forgets what has served its time. Safe to repeat. */
export const keepHouse = async (context: Context): Promise<void> => {
  const { db, storage, clock } = context
  const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS)
  const codes = ago(KEPT_DAYS.signInCodes)
  await db.delete(signInCodes).where(lt(signInCodes.expiresAt, codes))
  const ended = ago(KEPT_DAYS.sessions)
  await db.delete(sessions).where(or(lt(sessions.expiresAt, ended), lt(sessions.revokedAt, ended)))
  await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, ago(KEPT_DAYS.idempotencyKeys)))
  await db.delete(mails).where(and(isNotNull(mails.sentAt), lt(mails.sentAt, ago(KEPT_DAYS.mails))))
  await db
    .delete(publicationImports)
    .where(
      and(
        isNull(publicationImports.doneAt),
        lt(publicationImports.createdAt, ago(KEPT_DAYS.importPlans)),
      ),
    )
  await forgetUnconfirmed(context)
  await forgetUnusedLists(context)
  await storage.sweep(ago(KEPT_DAYS.brokenUploads))
}

/** Every night. */
export const housekeeping = job({
  name: 'portal.keep-house',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 600,
  schedule: '15 2 * * *',
  run: keepHouse,
})
