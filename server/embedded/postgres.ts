import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { madeDirectory } from './data-directory.ts'
import { freePort, portIsTaken } from './free-port.ts'
import { type EmbeddedLog, type KeptService, keepService } from './kept-service.ts'
import { pidIn, readIfPresent, stopLeftover } from './leftover.ts'
import { type PostgresBinaries, postgresBinaries, type SystemUser } from './postgres-binaries.ts'
import { secretIn } from './secret.ts'

export type EmbeddedPostgres = { url: string; stop(): Promise<void> }

const DATABASE = 'radslag'
const SUPERUSER = 'postgres'
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
    copyTo: join(dataDir, 'bin', 'postgres'),
  })
  const password = secretIn(join(dataDir, 'postgres-password'))
  await removeLeftover(cluster, binaries)
  if (!existsSync(cluster)) await createCluster({ dataDir, cluster, binaries, user, password })
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
  service.ended.then((ending) => {
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

/** PostgreSQL refuses to run as root. An existing cluster keeps its owner. */
function serverUser(cluster: string): SystemUser | undefined {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const uid = process.getuid?.()
  if (owner && uid !== 0 && uid !== undefined && owner.uid !== uid)
    throw new Error(
      `${cluster} belongs to the user with id ${owner.uid}, and the portal runs as ${uid}. ` +
        'Start it as before, or choose another DATA_DIR.',
    )
  if (uid !== 0) return undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  if (owner)
    throw new Error(
      `${cluster} belongs to root, whom PostgreSQL refuses to serve. Give it to another user.`,
    )
  return unprivilegedUser()
}

function unprivilegedUser(): SystemUser {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of [SUPERUSER, 'nobody']) {
    const user = users.find(([name]) => name === wanted)
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody". ' +
      'Start the portal as an ordinary user.',
  )
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

/** Made aside and renamed when complete, so that an interrupted first start is simply repeated. */
async function createCluster(options: {
  dataDir: string
  cluster: string
  binaries: PostgresBinaries
  user: SystemUser | undefined
  password: string
}) {
  const { dataDir, cluster, binaries, user, password } = options
  const unfinished = `${cluster}.new`
  const passwordFile = join(dataDir, 'postgres-password.initdb')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) {
    await chown(unfinished, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  const handle = openSync(passwordFile, 'r')
  try {
    await runInitdb({
      initdb: binaries.initdb,
      directory: unfinished,
      user,
      password: handle,
    })
  } finally {
    closeSync(handle)
    await rm(passwordFile, { force: true })
  }
  await rename(unfinished, cluster)
}

async function runInitdb(options: {
  initdb: string
  directory: string
  user: SystemUser | undefined
  password: number
}) {
  const args = [
    `--pgdata=${reachable(options.directory, options.user)}`,
    `--username=${SUPERUSER}`,
    '--pwfile=/dev/fd/3',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // Trigrams ask the C library what a letter is; by the C locale å would be none.
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
  ]
  const child = spawn(options.initdb, args, {
    cwd: options.directory,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe', options.password],
    ...options.user,
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0)
    throw new Error(`PostgreSQL's cluster could not be made: ${output.join('').slice(-1000)}`)
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

/**
 * The same directory by a name that an unprivileged server can follow even where it may not enter a
 * folder above, as below /root: its working directory, which it was given before it lost the right.
 */
function reachable(directory: string, user: SystemUser | undefined): string {
  return user && process.platform === 'linux' ? '/proc/self/cwd' : directory
}

/** The server notes in its pid file that it takes connections; a dead one's note has another number. */
async function isReady(service: KeptService, cluster: string): Promise<boolean> {
  let running = true
  service.ended.then(() => {
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
