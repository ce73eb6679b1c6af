import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { madeDirectory } from './data-directory.ts'
import { freePort, portIsTaken } from './free-port.ts'
import { type EmbeddedLog, type KeptService, keepService } from './kept-service.ts'
import { pidIn, readIfPresent, stopLeftover } from './leftover.ts'
import { type PostgresBinaries, postgresBinaries, type SystemUser } from './postgres-binaries.ts'
import { createCluster, reachable, SUPERUSER, serverUser } from './postgres-cluster.ts'
import { secretIn } from './secret.ts'

export type EmbeddedPostgres = { url: string; stop(): Promise<void> }

const DATABASE = 'radslag'
const START_LIMIT_MS = 120_000
const ATTEMPTS_MAX = 5

// Fast shutdown first; an immediate one costs a recovery at the next start but no data.
const STOP_SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const
const PATIENCE_MS = 20_000

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** For data that nobody misses after a crash. */
const FORGETFUL_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/**
 * Starts the PostgreSQL that npm brought along, on a free port of 127.0.0.1, with its cluster in
 * `${dataDir}/postgres`; makes cluster, password and database on first use. It ends with this
 * process in any case. Root may call it: the server then runs as an unprivileged user.
 * Throws an Error in a plain sentence where it cannot start.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  log: EmbeddedLog
  /** False trades safety after a crash for speed: for tests only. */
  durable?: boolean
}): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  const dataDir = madeDirectory(options.dataDir)
  const cluster = join(dataDir, 'postgres')
  const user = serverUser(cluster)
  const binaries = postgresBinaries({
    user,
    copyTo: join(dataDir, 'bin'),
  })
  const password = secretIn(join(dataDir, 'postgres-password'))
  await removeLeftover(cluster, binaries)
  const { initdb } = binaries
  if (!existsSync(cluster)) await createCluster({ cluster, initdb, user, password, durable })
  const { service, port } = await startServer({
    dataDir,
    cluster,
    binaries,
    user,
    durable,
  })
  const url = (database: string) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
  await createDatabase(url('postgres')).catch(async (error: unknown) => {
    await service.stop()
    throw error
  })
  let stopping = false
  void service.ended.then((ending) => {
    if (!stopping) log.error({ ending }, 'embedded PostgreSQL has ended by itself')
  })
  return {
    url: url(DATABASE),
    stop() {
      stopping = true
      return service.stop()
    },
  }
}

async function removeLeftover(cluster: string, { postgres }: PostgresBinaries) {
  const pidFile = join(cluster, 'postmaster.pid')
  await stopLeftover({
    pidFile,
    cwd: cluster,
    command: postgres,
    stopSignals: STOP_SIGNALS,
    patienceMs: PATIENCE_MS,
  })
  // A pid file that is still there is a dead server's. Where its number was given to another process
  // since, PostgreSQL would take that one for the server and refuse; without a process of that
  // number it makes its own, finer checks.
  const pid = pidIn(pidFile)
  if (pid !== undefined && existsSync(`/proc/${pid}`)) await rm(pidFile, { force: true })
}

async function startServer(options: {
  dataDir: string
  cluster: string
  binaries: PostgresBinaries
  user: SystemUser | undefined
  durable: boolean
}): Promise<{ service: KeptService; port: number }> {
  const { cluster, user } = options
  const logFile = join(options.dataDir, 'postgres.log')
  const settings = {
    ...SETTINGS,
    ...(options.durable ? {} : FORGETFUL_SETTINGS),
  }
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const service = await keepService({
      command: options.binaries.postgres,
      args: [
        '-D',
        reachable(cluster, user),
        ...Object.entries({ ...settings, port }).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      cwd: cluster,
      env: {},
      ...(user ? { user } : {}),
      stopSignals: STOP_SIGNALS,
      patienceMs: PATIENCE_MS,
      logFile,
    })
    if (await isReady(service, cluster)) return { service, port }
    await service.stop()
    // Somebody may have taken the port between our look and the server's.
    if (attempt < ATTEMPTS_MAX && (await portIsTaken(port))) continue
    throw new Error(`PostgreSQL did not start; ${logFile} ends: ${tail(logFile)}`)
  }
}

/** The server notes in its pid file that it takes connections; a dead one's note has another number. */
async function isReady(service: KeptService, cluster: string): Promise<boolean> {
  let running = true
  void service.ended.then(() => {
    running = false
  })
  const deadline = performance.now() + START_LIMIT_MS
  while (running && performance.now() < deadline) {
    const lines = (readIfPresent(join(cluster, 'postmaster.pid')) ?? '').split('\n')
    if (lines[0] === String(service.pid) && lines[7]?.trim() === 'ready') return true
    await pause(5)
  }
  return false
}

async function createDatabase(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (!found) await sql`create database ${sql(DATABASE)}`
  } finally {
    await sql.end()
  }
}

const tail = (file: string) => (readIfPresent(file) ?? '').slice(-1000)
