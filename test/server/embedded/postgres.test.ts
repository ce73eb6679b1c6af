import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import t from 'tap'
import { startEmbeddedPostgres } from '../../../server/embedded/postgres.ts'
import { dataDirectory, processesIn, startApp } from './app-process.ts'
import { connected, countRows, urlOf, writeRow } from './rows.ts'

const services = ['postgres' as const, 'forgetful' as const]
const dataDir = dataDirectory(t)
const app = await startApp(t, { dataDir, services: ['postgres'] })

t.test('the first start makes a cluster that speaks Swedish', async (t) => {
  await connected(app, async (sql) => {
    const [server] = await sql`
      select current_setting('server_version_num')::int / 10000 as major, current_database() as name,
             current_setting('fsync') as fsync, current_setting('listen_addresses') as address,
             pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`
    t.match(server, {
      major: 18,
      name: 'radslag',
      fsync: 'on',
      address: '127.0.0.1',
      encoding: 'UTF8',
    })

    const sorted = await sql`
      select word from unnest(array['ö', 'a', 'z', 'å', 'ä']) word order by word collate "sv-x-icu"`
    t.same(
      sorted.map(({ word }) => word),
      ['a', 'z', 'å', 'ä', 'ö'],
    )
    await sql`create extension pg_trgm`
    const [letters] = await sql`
      select upper('åäö') as upper, similarity('Skåne', 'SKÅNE') as likeness,
             similarity('å', 'ä') as difference`
    t.match(letters, { upper: 'ÅÄÖ', likeness: 1, difference: 0 })
  })
})

t.test('the password is for the owner only, and needed', async (t) => {
  const file = join(dataDir, 'postgres-password')
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.ok(urlOf(app).includes(readFileSync(file, 'utf8').trim()))

  const wrong = new URL(urlOf(app))
  wrong.password = 'guessed'
  const sql = postgres(wrong.href, { max: 1 })
  await t.rejects(sql`select 1`, { code: '28P01' })
  await sql.end()
})

t.test('an interrupted first start is repeated', async (t) => {
  const dataDir = dataDirectory(t)
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
  const app = await startApp(t, { dataDir, services })
  await writeRow(app)
  t.equal(await countRows(app), 1)
})

t.test('it runs for an ordinary user as well', async (t) => {
  const dataDir = dataDirectory(t)
  const app = await startApp(t, { dataDir, services, ...ordinaryUser(dataDir) })
  const owner = statSync(join(dataDir, 'postgres')).uid
  t.equal(owner, statSync(dataDir).uid)
  t.not(owner, 0)
  await writeRow(app)
  t.equal(await countRows(app), 1)
})

t.test('for root it runs below a folder closed to others', async (t) => {
  const closed = dataDirectory(t)
  const dataDir = join(closed, 'data')
  const app = await startApp(t, { dataDir, services })
  t.equal(statSync(closed).mode & 0o777, 0o700)
  t.equal(statSync(dataDir).mode & 0o777, 0o700)
  t.not(statSync(join(dataDir, 'postgres')).uid, 0)
  await writeRow(app)
  t.equal(await countRows(app), 1)
})

t.test('a start that fails says why and leaves nothing behind', async (t) => {
  const dataDir = dataDirectory(t)
  const app = await startApp(t, { dataDir, services })
  await app.stop()
  writeFileSync(join(dataDir, 'postgres', 'postgresql.auto.conf'), "no_such_setting = 'x'\n")
  chmodSync(join(dataDir, 'postgres', 'postgresql.auto.conf'), 0o644)
  await t.rejects(
    startEmbeddedPostgres({ dataDir, log: { error() {} } }),
    /did not start; .*postgres\.log ends: [\s\S]*no_such_setting/,
  )
  t.same(processesIn(dataDir), [])
})

/** Where the test runs as root: the user `nobody`, who is given the directory. */
function ordinaryUser(dataDir: string) {
  if (process.getuid?.() !== 0) return {}
  const user = { uid: 65534, gid: 65534 }
  chownSync(dataDir, user.uid, user.gid)
  return { user }
}
