import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { mails, people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { deliverMail } from './jobs.ts'
import type { MailKind } from './rules.ts'

export type Mail = {
  /** One per effect, e.g. `application.receipt:ID:2`: a second mail with the same key is not written. */
  key: string
  to: string
  /** A kind that the reader may have switched off; without it the mail concerns rights and is always sent. */
  kind?: MailKind | undefined
  subject: string
  text: string
  html: string
  /** For mails that come by themselves: an address that takes a bare POST (RFC 8058). */
  leaveUrl?: string | undefined
}

/** Writes a mail in the transaction of what it tells of; a job delivers it. */
export const sendMail = async (
  tx: Tx,
  context: Context,
  { kind, ...mail }: Mail,
): Promise<void> => {
  if (kind !== undefined && (await isMuted(tx, mail.to, kind))) return
  const [written] = await tx
    .insert(mails)
    .values({ ...mail, subject: oneLine(mail.subject), to: oneLine(mail.to) })
    .onConflictDoNothing({ target: mails.key })
    .returning({ id: mails.id })
  if (written) await context.enqueue(tx, deliverMail, { mailId: written.id })
}

const isMuted = async (tx: Tx, email: string, kind: MailKind): Promise<boolean> => {
  const [reader] = await tx
    .select({ muted: people.mutedMails })
    .from(people)
    .where(eq(people.email, email))
  return reader?.muted.includes(kind) ?? false
}

/** CR and LF would add a header. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim()
