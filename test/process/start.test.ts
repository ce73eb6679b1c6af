import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  processesOf,
  ROOT,
  spawnPortal,
  startedPortal,
  temporaryDirectory,
} from '../helpers/process.ts'

t.test('a wrong configuration is one list with every variable, and nothing starts', async (t) => {
  const dataDir = temporaryDirectory(t)
  const env = {
    PORT: '70000',
    BASE_URL: 'portal.example.org',
    DATABASE_URL: 'mysql://db/radslag',
    MEILI_URL: 'http://search:7700',
    SMTP_URL: 'http://mail',
    CONTACT_EMAIL: 'nobody',
    LOG_LEVEL: 'loud',
    WORKER: 'outside',
    SEED: 'maybe',
  }
  const portal = await spawnPortal(t, { dataDir, env })
  t.equal(await portal.ended, 1)
  const [heading, ...problems] = portal.said().trim().split('\n')
  t.equal(heading, 'The configuration is wrong:')
  t.same(
    problems.map((line) => /^ {2}([A-Z_]+): .+/.exec(line)?.[1]).sort(),
    Object.keys(env).sort(),
  )
  t.same(readdirSync(dataDir), [], 'the data directory is untouched')
  t.same(processesOf(dataDir), [])
})

t.test('a port that is taken is said in a sentence, and what had started is stopped', async (t) => {
  const dataDir = temporaryDirectory(t)
  const other = createServer().listen(0, '127.0.0.1')
  t.teardown(() => other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const portal = await spawnPortal(t, { dataDir, env: { PORT: String(port), SEED: 'false' } })
  t.equal(await portal.ended, 1)
  t.match(
    portal.said(),
    `Could not start: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
  )
  t.notMatch(portal.said(), /\n {4}at /, 'no stack')
  t.same(processesOf(dataDir), [])
})

t.test('an outside database that does not answer is named', async (t) => {
  const dataDir = temporaryDirectory(t)
  const env = {
    DATABASE_URL: 'postgres://radslag:secret@127.0.0.1:1/radslag',
    MEILI_URL: 'http://127.0.0.1:1',
    MEILI_KEY: 'key',
  }
  const portal = await spawnPortal(t, { dataDir, env })
  t.equal(await portal.ended, 1)
  t.match(portal.said(), 'The PostgreSQL of DATABASE_URL cannot be used: connect ECONNREFUSED')
  t.notMatch(portal.said(), 'secret')
})

t.test('without a Meilisearch to run, PostgreSQL searches, and it says so', async (t) => {
  const cwd = treeWithout(t, '@gaubee')
  const dataDir = temporaryDirectory(t)
  const portal = await startedPortal(t, { dataDir, cwd, env: { SEED: 'false' } })
  t.match(portal.said(), /Search by PostgreSQL only: the binary .*meilisearch is not installed/)
  const ready = await fetch(`${portal.url}/health/ready`)
  t.equal(ready.status, 200)
  t.match(await ready.json(), { search: 'off' })
  t.equal((await fetch(`${portal.url}/en/publications?q=budget`)).status, 200)
  t.equal(await portal.end('SIGTERM'), 0)
})

t.test('a Node that is too old is told in a sentence', async (t) => {
  // An older Node is not at hand everywhere: this one says that it is older.
  const script = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '25.9.1' } })
    await import('./server/main.ts')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  t.equal(code, 1)
  t.match(said, /^Rådslag needs Node 26 or newer; this is 25\.9\.1\. Run it through npm .*\n$/)
})

/** The portal's tree as if this package (or scope) had not been installed. */
function treeWithout(t: Test, absent: string): string {
  const tree = mkdtempSync(join(tmpdir(), 'radslag-tree-'))
  t.teardown(() => rmSync(tree, { recursive: true, force: true }))
  for (const name of ['server', 'db', 'search', 'package.json'])
    cpSync(join(ROOT, name), join(tree, name), { recursive: true })
  mkdirSync(join(tree, 'node_modules'))
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== absent)
      symlinkSync(join(ROOT, 'node_modules', name), join(tree, 'node_modules', name))
  return tree
}
