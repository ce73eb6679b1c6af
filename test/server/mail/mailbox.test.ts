import { eq } from 'drizzle-orm'
import t from 'tap'
import { mails } from '../../../db/schema/index.ts'
import { sendMail } from '../../../server/mail/operations.ts'
import { mailsTo } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const letter = (over: Partial<Parameters<typeof sendMail>[2]> = {}) => ({
  key: `test:${Math.random()}`,
  to: 'reader@example.org',
  subject: 'A letter',
  text: 'A letter\n\nOpen http://127.0.0.1:3000/en/work.\n\n<script>alert(1)</script>',
  html: '<p>A letter</p>',
  ...over,
})

t.test('mail of a portal that sends none', async (t) => {
  const test = await testApp(t)
  const send = (over: Parameters<typeof letter>[0] = {}) =>
    test.database.writing.transaction((tx) => sendMail(tx, test.contextOf(), letter(over)))

  t.test('is shown newest first, with addresses as links and all else as text', async (t) => {
    await send({ subject: 'Older' })
    await send({ subject: 'Newer' })
    for (const [path, heading] of [
      ['/en/dev/mailbox', 'Mailbox'],
      ['/sv/dev/mailbox', 'Brevlåda'],
    ]) {
      const answer = await testBrowser(test).get(path ?? '')
      const page = readPage(answer.body)
      t.equal(page.heading, heading)
      t.ok(page.text.indexOf('Newer') < page.text.indexOf('Older'))
      t.equal(page.link('http://127.0.0.1:3000/en/work'), 'http://127.0.0.1:3000/en/work')
      t.notOk(answer.body.includes('<script>alert'))
    }
  })

  t.test('is narrowed to one reader, in page and JSON', async (t) => {
    await send({ to: 'other@example.org', subject: 'For another' })
    const page = readPage(
      (await testBrowser(test).get('/en/dev/mailbox?to=other%40example.org')).body,
    )
    t.ok(page.text.includes('For another'))
    t.notOk(page.text.includes('Newer'))
    const json = await testBrowser(test).json('GET', '/dev/mailbox.json?to=OTHER@example.org')
    t.match(json.json(), { messages: [{ to: 'other@example.org', subject: 'For another' }] })
    const empty = readPage((await testBrowser(test).get('/en/dev/mailbox?to=x@example.org')).body)
    t.ok(empty.text.includes('Nothing has been sent to x@example.org.'))
  })

  t.test(
    'is written once for one effect, in one line, and marked as sent by its job',
    async (t) => {
      const key = 'once'
      await send({ key, to: 'line@example.org', subject: 'One\r\nBcc: other@example.org' })
      await send({ key, to: 'line@example.org' })
      const written = await mailsTo(test, 'line@example.org')
      t.equal(written.length, 1)
      t.equal(written[0]?.subject, 'One Bcc: other@example.org')
      await test.runJobs()
      const [sent] = await test.database.writing.select().from(mails).where(eq(mails.key, key))
      t.ok(sent?.sentAt)
      t.ok(sent?.text, 'the embedded mailbox keeps the text')
    },
  )

  t.test('is not written where its transaction is rolled back', async (t) => {
    const rolledBack = test.database.writing.transaction(async (tx) => {
      await sendMail(tx, test.contextOf(), letter({ to: 'never@example.org' }))
      throw new Error('changed my mind')
    })
    await t.rejects(rolledBack, { message: 'changed my mind' })
    t.same(await mailsTo(test, 'never@example.org'), [])
  })
})

t.test('where mail leaves by SMTP there is no mailbox', async (t) => {
  const test = await testApp(t, { config: { smtpUrl: 'smtp://127.0.0.1:2525' } })
  t.equal((await testBrowser(test).get('/en/dev/mailbox')).statusCode, 404)
  t.equal((await testBrowser(test).json('GET', '/dev/mailbox.json')).statusCode, 404)
})
