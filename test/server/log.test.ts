import { Writable } from 'node:stream'
import pino from 'pino'
import t from 'tap'
import { readConfig } from '../../server/config.ts'
import { loggerOptions } from '../../server/log.ts'

t.test('cookies, codes, tokens and addresses of mail never reach the log', async (t) => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const options = loggerOptions(readConfig({ LOG_LEVEL: 'info' }))
  t.type(options, 'object')
  const log = pino(typeof options === 'object' ? (options as pino.LoggerOptions) : {}, stream)
  log.info({ req: { headers: { cookie: 'CANARY1', authorization: 'CANARY2' } } }, 'a')
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
