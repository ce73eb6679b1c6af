import { createTransport } from 'nodemailer'

/** Hands mails over to a mail server. */
export type Mailer = {
  send(mail: {
    id: string
    to: string
    subject: string
    text: string
    html: string
    leaveUrl?: string | null
  }): Promise<void>
  close(): void
}

const CONNECTIONS_MAX = 3
const CONNECT_TIMEOUT_MS = 20_000

/** `from` is the sender's line, `host` names the portal in message ids: a repeated delivery keeps its id. */
export const smtpMailer = (options: { url: string; from: string; host: string }): Mailer => {
  const target = new URL(options.url)
  const transport = createTransport({
    host: target.hostname,
    port: Number(target.port) || (target.protocol === 'smtps:' ? 465 : 587),
    secure: target.protocol === 'smtps:',
    ...(target.username
      ? {
          auth: {
            user: decodeURIComponent(target.username),
            pass: decodeURIComponent(target.password),
          },
        }
      : {}),
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      await transport.sendMail({
        from: options.from,
        // Not as a line, which would be read as a list: one mail has one reader.
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.id}@${options.host}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(mail.leaveUrl
            ? {
                'List-Unsubscribe': `<${mail.leaveUrl}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }
            : {}),
        },
      })
    },
    close: () => transport.close(),
  }
}
