import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import t from 'tap'
import type { TestCluster } from './cluster.ts'

const HELPER = new URL('./cluster.ts', import.meta.url).href
const IDLE_MS = 300

t.test('processes that start at once share one cluster, which ends after the last', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'radslag-cluster-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  const processes = Array.from({ length: 4 }, () => leaseInProcess(directory))
  const clusters = await Promise.all(processes.map(({ cluster }) => cluster))
  const [first] = clusters
  if (!first) throw new Error('there is no cluster')
  for (const cluster of clusters) t.same(cluster, first)

  const sql = postgres(first.postgresUrl, { max: 1 })
  t.match(await sql`select current_setting('fsync') as fsync`, [{ fsync: 'off' }])
  await sql.end()
  t.equal((await fetch(`${first.meiliUrl}/health`)).status, 200)

  t.same(
    await Promise.all(processes.map(({ ended }) => ended)),
    [0, 0, 0, 0],
    'a lease keeps no process alive',
  )
  const deadline = performance.now() + 15_000
  while (readdirSync(directory).some((name) => name.startsWith('data-'))) {
    if (performance.now() > deadline) throw new Error('the cluster has not ended')
    await pause(20)
  }
  await t.rejects(fetch(`${first.meiliUrl}/health`))
})

/** Another process that leases the cluster, prints it and has nothing more to do. */
function leaseInProcess(directory: string) {
  const script = `
    import { leaseCluster } from ${JSON.stringify(HELPER)}
    console.log(JSON.stringify(await leaseCluster(${JSON.stringify(directory)}, ${IDLE_MS})))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  return { ended, cluster: ended.then(() => JSON.parse(printed.join('')) as TestCluster) }
}
