import { spawnSync } from 'node:child_process'
import postgres from 'postgres'
import { SMTPServer } from 'smtp-server'
import t, { type Test } from 'tap'
import { freePort } from '../../server/embedded/free-port.ts'
import { testCluster } from '../helpers/cluster.ts'
import { processesOf, ROOT, startedPortal, temporaryDirectory, until } from '../helpers/process.ts'

t.test('web and worker share outside servers and one directory of files', async (t) => {
  const mail = await mailServer(t)
  const servers = { ...(await outsideServers(t)), SMTP_URL: mail.url }
  const dataDir = temporaryDirectory(t)
  const options = (worker: string) => ({ dataDir, env: { ...servers, WORKER: worker } })

  const web = await startedPortal(t, options('none'))
  const worker = await startedPortal(t, options('only'))
  t.notMatch(web.said(), /Starting|sample/, 'nothing is embedded, nothing filled in')
  t.match(await (await fetch(`${web.url}/health/ready`)).json(), {
    status: 'ready',
    search: true,
    mail: 'smtp',
  })
  await t.rejects(fetch(worker.url), 'a worker serves nothing')

  await t.test('the mailbox is not there where mail leaves', async (t) => {
    t.equal((await fetch(`${web.url}/dev/mailbox`)).status, 404)
    t.equal((await fetch(`${web.url}/dev/mailbox.json`)).status, 404)
  })

  await t.test('a job in hand is finished before the worker ends', async (t) => {
    await askForCode(web.url, 'held@example.org')
    await until('the mail server holds the mail', () => mail.held.length === 1)
    worker.process.kill('SIGTERM')
    await worker.says('Stopping …')
    mail.release()
    t.equal(await worker.ended, 0)
    t.same(mail.delivered, ['held@example.org'])
  })

  await t.test(
    'what is asked for meanwhile waits for the next worker, and comes once',
    async (t) => {
      await askForCode(web.url, 'waiting@example.org')
      const next = await startedPortal(t, options('only'))
      await until('the waiting mail is held', () => mail.held.length === 1)
      mail.release()
      await until('it is delivered', () => mail.delivered.includes('waiting@example.org'))
      t.equal(await next.end('SIGINT'), 0)
      t.same(mail.delivered, ['held@example.org', 'waiting@example.org'])
    },
  )

  t.equal(await web.end('SIGTERM'), 0)
  t.same(processesOf(dataDir), [])
})

/** A migrated database of its own in the test cluster, and its search engine. */
async function outsideServers(t: Test) {
  const { postgresUrl, meiliUrl, meiliKey } = await testCluster()
  if (meiliUrl === null) throw new Error('this test needs a Meilisearch')
  const name = `outside_${process.pid}`
  const admin = postgres(postgresUrl, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  t.teardown(async () => {
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  const migration = spawnSync(process.execPath, ['scripts/migrate.ts'], {
    cwd: ROOT,
    env: { DATABASE_URL: url.href },
    encoding: 'utf8',
  })
  t.equal(migration.stdout, 'The database is up to date.\n')
  t.equal(migration.status, 0)
  return { DATABASE_URL: url.href, MEILI_URL: meiliUrl, MEILI_KEY: meiliKey }
}

/** A mail server that takes each mail and holds its answer back until it is released. */
async function mailServer(t: Test) {
  const held: (() => void)[] = []
  const delivered: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, callback) => {
      stream.resume().on('end', () =>
        held.push(() => {
          delivered.push(...session.envelope.rcptTo.map(({ address }) => address))
          callback()
        }),
      )
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    url: `smtp://127.0.0.1:${port}`,
    held,
    delivered,
    release: () => {
      for (const letGo of held.splice(0)) letGo()
    },
  }
}

async function askForCode(url: string, email: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
}
