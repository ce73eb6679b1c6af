import { createServer, type Socket } from 'node:net'
import { eq } from 'drizzle-orm'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import t, { type Test } from 'tap'
import { mails } from '../../../db/schema/index.ts'
import type { Context } from '../../../server/context.ts'
import { deliverMail } from '../../../server/mail/jobs.ts'
import { type Mailer, smtpMailer } from '../../../server/mail/mailer.ts'
import { sendMail } from '../../../server/mail/operations.ts'
import { testApp } from '../../helpers/app.ts'

const LETTER = {
  to: 'åsa@example.org',
  subject: 'Beslut om er ansökan – 文書 är färdigt',
  text: 'Hej Åsa,\n\nbeslutet är fattat.\n.\nEn punkt ensam på en rad avslutar inget brev.\n',
  html: '<p>Hej Åsa,</p><p>beslutet är fattat.</p>',
}

t.test('mail by SMTP', async (t) => {
  const test = await testApp(t)

  const written = async (key: string, letter: Partial<typeof LETTER> = {}) => {
    const context = test.contextOf()
    await context.db.transaction((tx) => sendMail(tx, context, { key, ...LETTER, ...letter }))
    return rowOf(key)
  }
  const rowOf = async (key: string) => {
    const [row] = await test.database.writing.select().from(mails).where(eq(mails.key, key))
    if (!row) throw new Error(`no mail ${key}`)
    return row
  }
  const withMailer = (mailer: Mailer): Context => ({ ...test.contextOf(), mailer })

  t.test('a mail is whole on the wire: address, subject, both forms, its own id', async (t) => {
    const server = await mailServer(t)
    const mailer = mailerTo(t, server.port)
    const mail = await written('whole', { to: 'asa@example.org' })
    await deliverMail.run(withMailer(mailer), { mailId: mail.id })

    const [raw = ''] = server.received
    const [head = ''] = raw.split('\r\n\r\n')
    t.match(head, /^From: =\?UTF-8\?\S+\?= <noreply@example\.org>$/m)
    t.match(head, /^To: asa@example\.org$/m)
    t.match(head, `Message-ID: <${mail.id}@portal.example.org>`)
    t.match(head, /^Auto-Submitted: auto-generated$/m)
    t.match(head, /^MIME-Version: 1\.0$/m)
    t.match(head, /^Date: .+ \+0000$/m)
    t.match(head, /^Content-Type: multipart\/alternative;/m)
    t.notMatch(raw.replaceAll('\r\n', ''), /[\r\n]/, 'every line ends as the protocol wants it')
    t.ok(/^[\x20-\x7e\r\n\t]*$/.test(raw), 'seven bits only: every server passes it on unchanged')
    for (const line of raw.split('\r\n')) if (line.length > 998) t.fail('a line is too long')

    const parsed = await simpleParser(raw)
    t.equal(parsed.subject, LETTER.subject)
    t.equal(parsed.text?.trim(), LETTER.text.trim())
    t.equal(parsed.html, LETTER.html)
    t.same(parsed.attachments, [])
  })

  t.test('what is delivered is not kept: it may have held a code', async (t) => {
    const server = await mailServer(t)
    const mail = await written('erased')
    await deliverMail.run(withMailer(mailerTo(t, server.port)), { mailId: mail.id })
    t.match(await rowOf('erased'), { text: '', html: '' })
    t.type((await rowOf('erased')).sentAt, Date)
    await deliverMail.run(withMailer(mailerTo(t, server.port)), { mailId: mail.id })
    t.equal(server.received.length, 1, 'a job that runs again sends nothing')
  })

  t.test('no subject can add a header', async (t) => {
    const server = await mailServer(t)
    const mail = await written('hostile-subject', {
      to: 'asa@example.org',
      subject: 'Beslut\r\nBcc: thief@example.org\r\n\r\nCome in',
    })
    await deliverMail.run(withMailer(mailerTo(t, server.port)), { mailId: mail.id })
    const [raw = ''] = server.received
    t.notMatch(raw.split('\r\n\r\n')[0], /^Bcc:/im)
    t.equal((await simpleParser(raw)).subject, 'Beslut Bcc: thief@example.org Come in')
    t.same(server.recipients, [['asa@example.org']])
  })

  t.test('no address can add a reader', async (t) => {
    const server = await mailServer(t)
    const context = withMailer(mailerTo(t, server.port))
    for (const to of [
      'asa@example.org\r\nBcc: thief@example.org',
      'asa@example.org, thief@example.org',
      'asa@example.org>\r\nRCPT TO:<thief@example.org',
    ]) {
      const mail = await written(`hostile-address ${to}`, { to })
      await t.rejects(deliverMail.run(context, { mailId: mail.id }), to)
    }
    t.same(server.received, [])
  })

  t.test('a server that is busy gets the same mail again', async (t) => {
    const server = await mailServer(t, { refusals: 1 })
    const context = withMailer(mailerTo(t, server.port))
    const mail = await written('busy')
    await t.rejects(deliverMail.run(context, { mailId: mail.id }), /451 Busy/)
    t.match(await rowOf('busy'), { sentAt: null, subject: LETTER.subject })
    t.not((await rowOf('busy')).text, '', 'its text is kept for the next attempt')
    await deliverMail.run(context, { mailId: mail.id })
    t.equal(server.received.length, 2)
    t.equal(idIn(server.received[0]), idIn(server.received[1]))
    t.equal(idIn(server.received[1]), `<${mail.id}@portal.example.org>`)
  })

  t.test('a mail taken without an answer goes again under the same id', async (t) => {
    const server = await droppingServer(t)
    const context = withMailer(mailerTo(t, server.port))
    const mail = await written('dropped')
    await t.rejects(deliverMail.run(context, { mailId: mail.id }))
    t.equal((await rowOf('dropped')).sentAt, null)
    await t.rejects(deliverMail.run(context, { mailId: mail.id }))
    t.equal(server.taken.length, 2)
    for (const raw of server.taken) t.equal(idIn(raw), `<${mail.id}@portal.example.org>`)
  })

  t.test('through the queue: the job is tried again until the server takes the mail', async (t) => {
    const server = await mailServer(t, { refusals: 1 })
    const mail = await written('queued')
    await test.database.writing.execute(
      `delete from pgboss.job where name = 'mail.deliver' and data->>'mailId' <> '${mail.id}'`,
    )
    await test.dependencies.queue.work(withMailer(mailerTo(t, server.port)))
    await server.receives(2)
    t.equal(idIn(server.received[1]), `<${mail.id}@portal.example.org>`)
  })
})

const mailerTo = (t: Test, port: number): Mailer => {
  const mailer = smtpMailer({
    url: `smtp://127.0.0.1:${port}`,
    from: 'Rådslag <noreply@example.org>',
    host: 'portal.example.org',
  })
  t.teardown(() => mailer.close())
  return mailer
}

const idIn = (raw = ''): string | undefined => /^Message-ID: (.+)$/m.exec(raw)?.[1]?.trim()

/** Takes mails as a real server does; refuses the first ones for now, if told so. */
async function mailServer(t: Test, options: { refusals?: number } = {}) {
  const received: string[] = []
  const recipients: string[][] = []
  const waiting: { count: number; resolve(): void }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('latin1'))
        recipients.push(session.envelope.rcptTo.map(({ address }) => address))
        const isRefused = received.length <= (options.refusals ?? 0)
        callback(isRefused ? Object.assign(new Error('Busy'), { responseCode: 451 }) : null)
        for (const { count, resolve } of waiting) if (received.length >= count) resolve()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    port: portOf(server.server),
    received,
    recipients,
    receives: (count: number) =>
      new Promise<void>((resolve) => {
        if (received.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
  }
}

/** Takes the whole mail, then breaks the line where the answer should come. */
async function droppingServer(t: Test) {
  const taken: string[] = []
  const server = createServer((socket: Socket) => {
    let letter: string | null = null
    socket.on('error', () => {})
    socket.write('220 mail.example.org\r\n')
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (letter === null && /^DATA/i.test(text)) {
        letter = ''
        socket.write('354 go on\r\n')
      } else if (letter === null) socket.write('250 mail.example.org\r\n')
      else {
        letter += text
        if (!letter.endsWith('\r\n.\r\n')) return
        taken.push(letter)
        socket.destroy()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { port: portOf(server), taken }
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as { port: number }).port
}
