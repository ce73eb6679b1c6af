import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { claimDataDirectory } from '../../../server/embedded/data-directory.ts'
import { dataDirectory, startApp } from './app-process.ts'

t.test('the directory is made, for its owner only', async (t) => {
  const dataDir = join(dataDirectory(t), 'not', 'yet')
  const claim = claimDataDirectory(dataDir)
  t.equal(statSync(dataDir).mode & 0o777, 0o700)
  claim.release()
})

t.test('a directory that others could read is closed to them', async (t) => {
  const dataDir = join(dataDirectory(t), 'open')
  mkdirSync(dataDir, { mode: 0o755 })
  claimDataDirectory(dataDir).release()
  t.equal(statSync(dataDir).mode & 0o777, 0o700)
})

t.test('a second claim is refused and names the holder', async (t) => {
  const dataDir = dataDirectory(t)
  const app = await startApp(t, { dataDir, services: [] })
  t.throws(() => claimDataDirectory(dataDir), {
    name: 'DataDirectoryTaken',
    message:
      `The data directory ${dataDir} is in use by process ${app.process.pid}. ` +
      'Stop that one first, or choose another DATA_DIR.',
  })
})

t.test('a claim within the same process is refused, and free again once released', async (t) => {
  const dataDir = dataDirectory(t)
  const claim = claimDataDirectory(dataDir)
  t.throws(() => claimDataDirectory(dataDir), { name: 'DataDirectoryTaken' })
  claim.release()
  claimDataDirectory(dataDir).release()
})

t.test('the claim of a killed process is taken over', async (t) => {
  const dataDir = dataDirectory(t)
  const app = await startApp(t, { dataDir, services: [] })
  await app.end('SIGKILL')
  const claim = claimDataDirectory(dataDir)
  t.throws(() => claimDataDirectory(dataDir), { message: new RegExp(`process ${process.pid}\\.`) })
  claim.release()
})

t.test('a living process that was given the number of a dead holder holds nothing', async (t) => {
  const dataDir = dataDirectory(t)
  const app = await startApp(t, { dataDir, services: [] })
  await app.end('SIGKILL')
  writeFileSync(join(dataDir, 'claim.pid'), `${process.ppid}\n`)
  t.doesNotThrow(() => claimDataDirectory(dataDir).release())
})
