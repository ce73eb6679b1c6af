import { desc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { mails } from '../../db/schema/index.ts'

const MAILBOX_MAX = 100

/** The embedded mailbox, newest first; of one address if given. */
export const listMails = (tx: Tx, to: string | null) =>
  tx
    .select({
      id: mails.id,
      to: mails.to,
      subject: mails.subject,
      text: mails.text,
      html: mails.html,
      sentAt: mails.sentAt,
      createdAt: mails.createdAt,
    })
    .from(mails)
    .where(to === null ? undefined : eq(mails.to, to))
    .orderBy(desc(mails.id))
    .limit(MAILBOX_MAX)
