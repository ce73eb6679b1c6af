import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { dataDirectory, nothingRunsIn, processesIn, startApp } from './app-process.ts'
import { countRows, writeRow } from './rows.ts'

const services = ['postgres' as const, 'forgetful' as const]

// One cluster for all: each test starts an app on what the one before left.
const dataDir = dataDirectory(t)

t.test('a stopped server has its rows when it is started again', async (t) => {
  const first = await startApp(t, { dataDir, services })
  await writeRow(first)
  await first.stop()
  t.same(processesIn(dataDir), [], 'stopping waits until nothing is left')

  const second = await startApp(t, { dataDir, services })
  t.equal(await countRows(second), 1)
})

t.test('nothing is lost or left running when the app is killed', async (t) => {
  const first = await startApp(t, { dataDir, services })
  await writeRow(first)
  await first.end('SIGKILL')

  const second = await startApp(t, { dataDir, services })
  t.equal(await countRows(second), 1, 'a start at once afterwards waits for the old server')
  await second.end('SIGKILL')
  await nothingRunsIn(dataDir)

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const app = await startApp(t, { dataDir, services })
    t.not(processesIn(dataDir).length, 0)
    await app.end(signal)
    await nothingRunsIn(dataDir)
  }
})

t.test('the keeper heeds no signal of the terminal, only the end of the app', async (t) => {
  const app = await startApp(t, { dataDir, services })
  const keeper = parentOf(postmasterOf(dataDir))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(keeper, signal)
  await writeRow(app)
  t.equal(await countRows(app), 1)
  t.not(sessionOf(keeper), sessionOf(process.pid), 'it lives in a session of its own')
})

t.test('a server that lost its keeper too is ended by the next start', async (t) => {
  const first = await startApp(t, { dataDir, services })
  await writeRow(first)
  const orphan = postmasterOf(dataDir)
  process.kill(parentOf(orphan), 'SIGKILL')
  await first.end('SIGKILL')
  t.ok(processesIn(dataDir).includes(orphan))

  const second = await startApp(t, { dataDir, services })
  t.equal(await countRows(second), 1)
  t.notOk(processesIn(dataDir).includes(orphan))
})

t.test('a server killed at work is recovered, also when its number was reused', async (t) => {
  const first = await startApp(t, { dataDir, services: ['postgres'] })
  await writeRow(first)
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  const [pid, ...rest] = readFileSync(pidFile, 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await first.end('SIGKILL')
  await nothingRunsIn(dataDir)
  writeFileSync(pidFile, [process.pid, ...rest].join('\n'))

  const second = await startApp(t, { dataDir, services: ['postgres'] })
  t.equal(await countRows(second), 1)
})

function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

const parentOf = (pid: number) => Number(statusOf(pid)[1])
const sessionOf = (pid: number) => Number(statusOf(pid)[3])

/** The fields of /proc/PID/stat from the state on: state, parent, group, session. */
function statusOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
}
