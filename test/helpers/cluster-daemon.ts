/**
 * The shared test cluster: one PostgreSQL and one Meilisearch for all test processes of a checkout.
 * Started by whichever test process comes first (`cluster.ts`); tells everybody who connects to its
 * socket where the services are; ends, and deletes everything, when nobody has been connected for a
 * while.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { claimDataDirectory, DataDirectoryTaken } from '../../server/embedded/data-directory.ts'
import { startEmbeddedMeilisearch } from '../../server/embedded/meilisearch.ts'
import { startEmbeddedPostgres } from '../../server/embedded/postgres.ts'

const IDLE_MS = Number(process.argv[3] ?? 30_000)

const directory = givenDirectory()
const socketPath = join(directory, 'socket')
const DATA = 'data-'
const log = {
  error: (fields: object, message: string) => console.error(message, fields),
}

const claim = claimOrGiveWay()
const leases = new Set<Socket>()
let idle: NodeJS.Timeout | undefined

// Listening before the services are up: who comes meanwhile waits here instead of starting another.
const cluster = startCluster()
const server = createServer(async (lease) => {
  clearTimeout(idle)
  leases.add(lease)
  lease.on('error', () => {})
  lease.on('data', () => {})
  lease.on('close', () => {
    leases.delete(lease)
    if (leases.size === 0) waitForLeases()
  })
  const { addresses } = await cluster
  lease.write(`${JSON.stringify(addresses)}\n`)
})
rmSync(socketPath, { force: true })
server.listen(socketPath, waitForLeases)

function givenDirectory(): string {
  const [, , directory] = process.argv
  if (!directory) throw new Error('Started without the directory of its cluster.')
  return directory
}

function claimOrGiveWay() {
  try {
    return claimDataDirectory(directory)
  } catch (error) {
    if (error instanceof DataDirectoryTaken) process.exit(0)
    throw error
  }
}

async function startCluster() {
  removeData()
  const starting = { dataDir: mkdtempSync(join(directory, DATA)), log }
  const [postgres, meilisearch] = await Promise.all([
    startEmbeddedPostgres({ ...starting, durable: false }),
    startEmbeddedMeilisearch(starting),
  ])
  const search =
    'url' in meilisearch
      ? { meiliUrl: meilisearch.url, meiliKey: meilisearch.key }
      : { meiliUrl: null, meiliKey: '' }
  return {
    addresses: { postgresUrl: postgres.url, ...search },
    async stop() {
      await Promise.all([postgres.stop(), 'stop' in meilisearch ? meilisearch.stop() : undefined])
    },
  }
}

/** Also what an earlier daemon left behind when it was killed: nothing guarantees that it is whole. */
function removeData() {
  for (const name of readdirSync(directory))
    if (name.startsWith(DATA))
      rmSync(join(directory, name), { recursive: true, force: true, maxRetries: 20 })
}

function waitForLeases() {
  clearTimeout(idle)
  idle = setTimeout(end, IDLE_MS)
}

/** Who connects from here on finds no socket or no answer, and starts the next cluster after us. */
async function end() {
  server.close()
  for (const lease of leases) lease.destroy()
  await (await cluster).stop()
  removeData()
  claim.release()
  process.exit(0)
}
