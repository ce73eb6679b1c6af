import type { Tx } from '../../db/client.ts'
import { mails } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { deliverMail } from './jobs.ts'

export type Mail = {
  /** One per effect, e.g. `application.receipt:ID:2`: a second mail with the same key is not written. */
  key: string
  to: string
  subject: string
  text: string
  html: string
}

/** Writes a mail in the transaction of what it tells of; a job delivers it. */
export const sendMail = async (tx: Tx, context: Context, mail: Mail): Promise<void> => {
  const [written] = await tx
    .insert(mails)
    .values({ ...mail, subject: oneLine(mail.subject), to: oneLine(mail.to) })
    .onConflictDoNothing({ target: mails.key })
    .returning({ id: mails.id })
  if (written) await context.enqueue(tx, deliverMail, { mailId: written.id })
}

/** CR and LF would add a header. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim()
