import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mails } from '../../db/schema/index.ts'
import { job } from '../queue.ts'

/** Delivers one mail. With SMTP its text is then erased here: it may hold a sign-in code. */
export const deliverMail = job({
  name: 'mail.deliver',
  payload: z.object({ mailId: z.uuid() }),
  attempts: 10,
  timeoutSeconds: 60,
  run: async (context, { mailId }) => {
    const [mail] = await context.db.select().from(mails).where(eq(mails.id, mailId))
    if (!mail || mail.sentAt) return
    await context.mailer?.send(mail)
    await context.db
      .update(mails)
      .set({
        sentAt: context.clock.now(),
        ...(context.mailer ? { text: '', html: '', leaveUrl: null } : {}),
      })
      .where(eq(mails.id, mailId))
  },
})
