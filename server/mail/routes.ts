import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { mailboxPage } from './pages.ts'
import { listMails } from './store.ts'

const query = z.object({ to: z.string().max(254).optional() })

/** The embedded mailbox: only from this machine, and only where mail does not leave by SMTP. */
export const mailRoutes = async (app: App): Promise<void> => {
  app.addHook('onRequest', async () => {
    if (app.dependencies.config.smtpUrl) throw new NotFound()
  })
  const route = {
    config: { access: 'loopback' as const },
    schema: { querystring: query, hide: true },
  }

  app.get('/dev/mailbox', route, async (request, reply) => {
    const mails = await listMails(request.context.db, request.query.to || null)
    return reply.page(mailboxPage(request.view, { mails, to: request.query.to || null }))
  })

  app.get('/dev/mailbox.json', route, async (request) => {
    const mails = await listMails(request.context.db, request.query.to || null)
    return {
      messages: mails.map(({ to, subject, text, html, sentAt, createdAt }) => ({
        to,
        subject,
        text,
        html,
        sentAt: (sentAt ?? createdAt).toISOString(),
      })),
    }
  })
}
