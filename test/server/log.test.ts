import { Writable } from 'node:stream'
import pino from 'pino'
import t from 'tap'
import { connectDatabase } from '../../db/client.ts'
import { mails } from '../../db/schema/index.ts'
import { readConfig } from '../../server/config.ts'
import { loggerOptions } from '../../server/log.ts'

const listenedLog = () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const options = loggerOptions(readConfig({ LOG_LEVEL: 'info' }))
  const log = pino(typeof options === 'object' ? (options as pino.LoggerOptions) : {}, stream)
  return { log, lines }
}

t.test('cookies, codes, tokens and addresses of mail never reach the log', async (t) => {
  const { log, lines } = listenedLog()
  log.info({ req: { url: '/', headers: { cookie: 'CANARY1', authorization: 'CANARY2' } } }, 'a')
  log.info(
    {
      res: { headers: { 'set-cookie': 'CANARY3' } },
      email: 'CANARY4',
      code: 'CANARY5',
      token: 'CANARY6',
    },
    'b',
  )
  log.info({ person: { email: 'CANARY7', token: 'CANARY8' } }, 'c')
  t.equal(lines.length, 3)
  t.notMatch(lines.join(), 'CANARY')
  t.match(JSON.parse(lines[0] ?? ''), { level: 'info', time: /^\d{4}-.*Z$/, msg: 'a' })
})

t.test('a request is told of without its query', async (t) => {
  const { log, lines } = listenedLog()
  log.info({ req: { method: 'GET', url: '/sign-in/code?code=CANARY', ip: '127.0.0.1' } }, 'a')
  t.match(JSON.parse(lines[0] ?? ''), {
    req: { method: 'GET', url: '/sign-in/code', remoteAddress: '127.0.0.1' },
  })
  t.notMatch(lines.join(), 'CANARY')
})

t.test('keys of alerts and lists are no part of what is told of a request', async (t) => {
  const { log, lines } = listenedLog()
  const key = 'CANARY'.repeat(8).slice(0, 43)
  for (const url of [`/alerts/${key}/leaving`, `/api/v1/lists/keys/${key}`])
    log.info({ req: { method: 'GET', url, ip: '127.0.0.1' } }, 'a')
  t.notMatch(lines.join(), 'CANARY')
  t.match(lines[0], '/alerts/[redacted]/leaving')
})

t.test('a failed query is told of without its values', async (t) => {
  const { log, lines } = listenedLog()
  const database = connectDatabase({ url: 'postgres://127.0.0.1:1/none', poolSize: 1 })
  t.teardown(() => database.close())
  const mail = { key: 'a', to: 'CANARY1', subject: 'b', text: 'CANARY2\nCANARY3', html: 'CANARY4' }
  const failed = await database.writing
    .insert(mails)
    .values(mail)
    .catch((error: unknown) => error)
  log.error({ err: failed }, 'a')
  log.error({ err: new Error('job failed', { cause: failed }) }, 'b')
  t.match(JSON.parse(lines[0] ?? ''), { err: { message: /insert into "mails"/, stack: /^ +at /m } })
  t.match(JSON.parse(lines[1] ?? ''), { err: { message: /job failed/ } })
  t.notMatch(lines.join(), 'CANARY')
})
