import { once } from 'node:events'
import { createConnection } from 'node:net'
import { networkInterfaces } from 'node:os'
import t from 'tap'
import {
  nothingRuns,
  type PortalProcess,
  processesOf,
  spawnPortal,
  startedPortal,
  temporaryDirectory,
} from '../helpers/process.ts'

const READY_LIMIT_SECONDS = 30

// One data directory for all: each test starts the portal on what the one before left.
const dataDir = temporaryDirectory(t)

t.test('the first start says what it does, where it is and how to sign in', async (t) => {
  const portal = await startedPortal(t, { dataDir })
  await portal.says(`Mail is at ${portal.url}/dev/mailbox`)
  const lines = portal.said().split('\n')
  t.same(lines.slice(0, 2).sort(), ['Starting Meilisearch …', 'Starting PostgreSQL …'])
  t.match(portal.said(), /Filling the portal with sample data …/)
  t.match(portal.said(), `: ${portal.url}\n`)
  for (const name of ['admin', 'officer', 'officer2', 'auditor', 'applicant', 'applicant2'])
    t.match(portal.said(), `${name}@example.org`)
  t.match(portal.said(), 'reviewer1@example.org … reviewer6@example.org')
  const seconds = Number(/Ready in ([\d.]+) s/.exec(portal.said())?.[1])
  t.ok(seconds < READY_LIMIT_SECONDS, `${seconds} s`)
  t.notMatch(portal.said(), /undefined|Error|Warning/)

  await t.test('it serves pages, and its health', async (t) => {
    t.equal((await fetch(portal.url)).status, 200)
    t.match(await readiness(portal), { status: 'ready', database: true, search: true })
  })

  await t.test('a second start on the same directory says who holds it and ends', async (t) => {
    const second = await spawnPortal(t, { dataDir })
    t.equal(await second.ended, 1)
    t.match(second.said(), `is in use by process ${portal.process.pid}. Stop that one first`)
    t.equal(second.said().trim().split('\n').length, 1, 'in one line')
    t.equal((await fetch(portal.url)).status, 200, 'the first goes on')
  })

  await t.test('SIGTERM: not ready at once, what is in flight ends, nothing is left', async (t) => {
    const head = 'host: 127.0.0.1\r\nconnection: close\r\n'
    const late = await openRequest(portal, `GET /health/ready HTTP/1.1\r\n${head}`)
    const body = JSON.stringify({ email: 'flight@example.org' })
    const flight = await openRequest(
      portal,
      `POST /api/v1/sign-in HTTP/1.1\r\n${head}content-type: application/json\r\n` +
        `content-length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
    )
    portal.process.kill('SIGTERM')
    await portal.says('Stopping …')
    t.match(await late.end('\r\n'), /^HTTP\/1\.1 503 /)
    t.notMatch(portal.said(), 'Stopped.', 'it waits for the request in flight')
    t.match(await flight.end(body.slice(9)), /^HTTP\/1\.1 202 /)
    t.equal(await portal.ended, 0)
    t.match(portal.said(), /Stopping …\nStopped\.\n$/)
    t.same(processesOf(dataDir), [], 'no process is left')
    await t.rejects(fetch(portal.url))
  })
})

t.test('the next start is quick and finds everything; SIGINT ends it as well', async (t) => {
  const portal = await startedPortal(t, { dataDir })
  t.notMatch(portal.said(), 'Filling the portal', 'sample data is put in once')
  const { messages } = await mailbox(portal, 'flight@example.org')
  t.equal(messages.length, 1, 'the request in flight was carried out')
  t.equal(await portal.end('SIGINT'), 0)
  t.same(processesOf(dataDir), [])
})

t.test('killed, it leaves no process behind, and the next start finds everything', async (t) => {
  const portal = await startedPortal(t, { dataDir })
  await askForCode(portal, 'kept@example.org')
  t.equal(await portal.end('SIGKILL'), null)
  await nothingRuns(dataDir)

  const next = await startedPortal(t, { dataDir })
  t.equal((await mailbox(next, 'kept@example.org')).messages.length, 1)
  t.equal(await next.end('SIGTERM'), 0)
})

t.test('`npm start` is stopped through npm, all of it', async (t) => {
  const portal = await startedPortal(t, { dataDir, command: ['npm', 'start'] })
  portal.process.kill('SIGTERM')
  await portal.ended
  await nothingRuns(dataDir)
  t.match(portal.said(), 'Stopped.')
})

t.test('the mailbox opens to this machine only', async (t) => {
  const portal = await startedPortal(t, { dataDir, env: { HOST: '0.0.0.0' } })
  const { port } = new URL(portal.url)
  t.equal((await fetch(`http://127.0.0.1:${port}/dev/mailbox`)).status, 200)
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  for (const { address } of addresses)
    for (const path of ['/dev/mailbox', '/dev/mailbox.json'])
      t.equal((await fetch(`http://${address}:${port}${path}`)).status, 404, address + path)
  t.equal(await portal.end('SIGTERM'), 0)
})

const readiness = async (portal: PortalProcess): Promise<unknown> =>
  (await fetch(`${portal.url}/health/ready`)).json()

const mailbox = async (portal: PortalProcess, to: string) =>
  (await (await fetch(`${portal.url}/dev/mailbox.json?to=${to}`)).json()) as {
    messages: { subject: string }[]
  }

const askForCode = async (portal: PortalProcess, email: string): Promise<void> => {
  const answer = await fetch(`${portal.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
}

/** The beginning of a request, sent; `end` sends the rest and gives the whole answer. */
const openRequest = async (portal: PortalProcess, beginning: string) => {
  const { hostname, port } = new URL(portal.url)
  const socket = createConnection(Number(port), hostname)
  await once(socket, 'connect')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk
  })
  socket.write(beginning)
  return {
    end: async (rest: string) => {
      socket.write(rest)
      await once(socket, 'close')
      return answer
    },
  }
}
