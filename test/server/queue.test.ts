import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { z } from 'zod'
import { mails } from '../../db/schema/index.ts'
import { sendMail } from '../../server/mail/operations.ts'
import { job, openQueue } from '../../server/queue.ts'
import { testApp } from '../helpers/app.ts'

const mail = (key: string) => ({
  key,
  to: 'a@example.org',
  subject: 'Hej\r\nBcc: b@example.org',
  text: 'x',
  html: '<p>x</p>',
})

t.test('jobs and mails', async (t) => {
  const test = await testApp(t)
  const context = test.contextOf()
  const db = test.database.writing
  const sent = (key: string) => db.select().from(mails).where(eq(mails.key, key))

  t.test('a mail is delivered by its job', async (t) => {
    await db.transaction((tx) => sendMail(tx, context, mail('one')))
    t.equal((await sent('one'))[0]?.sentAt, null)
    await test.runJobs()
    t.ok((await sent('one'))[0]?.sentAt)
  })

  t.test('what is rolled back sends nothing', async (t) => {
    await t.rejects(
      db.transaction(async (tx) => {
        await sendMail(tx, context, mail('never'))
        throw new Error('back')
      }),
    )
    await test.runJobs()
    t.same(await sent('never'), [])
  })

  t.test('what somebody waits for goes before what was sent earlier', async (t) => {
    const ran: string[] = []
    const note = job({
      name: 'queue-test.note',
      payload: z.object({ word: z.string() }),
      attempts: 1,
      timeoutSeconds: 10,
      run: async (_context, { word }) => void ran.push(word),
    })
    const queue = await openQueue({ url: test.database.url, jobs: [note], onError: t.fail })
    await db.transaction(async (tx) => {
      await queue.enqueue(tx, note, { word: 'first' })
      await queue.enqueue(tx, note, { word: 'second' })
      await queue.enqueue(tx, note, { word: 'awaited' }, { isAwaited: true })
    })
    await queue.drain(context)
    t.same(ran, ['awaited', 'first', 'second'])
    await queue.stop()
  })

  t.test(
    'jobs that come together are run one after the other, without looking for each',
    {
      // Each would wait two seconds for its turn.
      timeout: 20_000,
    },
    async (t) => {
      const COUNT = 30
      const all = Promise.withResolvers<void>()
      const ran: number[] = []
      const count = job({
        name: 'queue-test.count',
        payload: z.object({ number: z.int() }),
        attempts: 1,
        timeoutSeconds: 10,
        run: async (_context, { number }) => {
          ran.push(number)
          if (ran.length === COUNT) all.resolve()
        },
      })
      const queue = await openQueue({ url: test.database.url, jobs: [count], onError: t.fail })
      await queue.work(context)
      await db.transaction(async (tx) => {
        for (let number = 0; number < COUNT; number += 1) await queue.enqueue(tx, count, { number })
      })
      await all.promise
      t.equal(new Set(ran).size, COUNT)
      await queue.stop()
    },
  )

  t.test('the same key is one mail', async (t) => {
    for (let i = 0; i < 3; i += 1)
      await db.transaction((tx) => sendMail(tx, context, mail('twice')))
    t.equal((await sent('twice')).length, 1)
  })

  t.test('line breaks in a subject add no header', async (t) => {
    t.equal((await sent('one'))[0]?.subject, 'Hej Bcc: b@example.org')
  })

  t.test(
    'of the jobs that failed for good the newest are told, and how many there are',
    async (t) => {
      const { queue } = test.dependencies
      t.same(await queue.failed(2), { total: 0, newest: [] })
      for (const key of ['a', 'b', 'c', 'd'])
        await db.transaction((tx) => sendMail(tx, context, mail(key)))
      await test.runJobs()
      await db.execute(sql`
      update pgboss.job set
        state = case when n = 3 then state else 'failed' end,
        output = case when n = 3 then '{"gaveUp":"no such address"}'::jsonb else '{"message":"away"}' end,
        completed_on = timestamptz '2026-01-01' + n * interval '1 day'
      from (select id as job_id, row_number() over (order by created_on desc) as n from pgboss.job
        where name = 'mail.deliver' limit 3) of_them
      where id = job_id`)
      const { total, newest } = await queue.failed(2)
      t.equal(total, 3)
      t.match(newest, [
        {
          name: 'mail.deliver',
          failedAt: new Date('2026-01-04'),
          output: { gaveUp: 'no such address' },
        },
        { name: 'mail.deliver', failedAt: new Date('2026-01-03'), output: { message: 'away' } },
      ])
    },
  )

  t.test('a waiting job starts by itself', async (t) => {
    await test.dependencies.queue.work(context)
    const begun = performance.now()
    await db.transaction((tx) => sendMail(tx, context, mail('soon')))
    for (;;) {
      const [row] = await sent('soon')
      if (row?.sentAt) break
      if (performance.now() - begun > 10_000) throw new Error('the job did not start')
      await new Promise((resolve) => setImmediate(resolve))
    }
    t.pass(`after ${Math.round(performance.now() - begun)} ms`)
  })
})
