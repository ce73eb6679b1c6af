import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { claimDataDirectory, DataDirectoryTaken } from '../../server/embedded/data-directory.ts'

export type TestCluster = {
  /** Superuser, database `radslag`: made empty, for administration; tests make databases of their own. */
  postgresUrl: string
  /** Null where no Meilisearch is bundled for this platform. */
  meiliUrl: string | null
  meiliKey: string
}

const DAEMON = fileURLToPath(new URL('./cluster-daemon.ts', import.meta.url))
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url))
const START_LIMIT_MS = 90_000

type Daemon = { exitCode: number | undefined }

let leased: Promise<TestCluster> | undefined

/**
 * The PostgreSQL and Meilisearch that all test processes of this checkout share. Started on demand,
 * ended some time after the last process that asked for it; asking does not keep a process alive.
 */
export function testCluster(): Promise<TestCluster> {
  leased ??= leaseCluster(clusterDirectory())
  return leased
}

/** As `testCluster`, for the cluster in this directory, which ends `idleMs` after the last lease. */
export async function leaseCluster(directory: string, idleMs?: number): Promise<TestCluster> {
  const deadline = performance.now() + START_LIMIT_MS
  let daemon: Daemon | undefined
  while (performance.now() < deadline) {
    const cluster = await lease(join(directory, 'socket'))
    if (cluster) return cluster
    if (daemon?.exitCode) throw new Error(`The test cluster did not start: ${logOf(directory)}`)
    // A claimed directory has a daemon that is just starting or just ending.
    if ((!daemon || daemon.exitCode === 0) && !isClaimed(directory))
      daemon = startDaemon(directory, idleMs)
    await pause(20)
  }
  throw new Error(`The test cluster did not answer: ${logOf(directory)}`)
}

/** A directory of this user and checkout, and of nobody else. */
function clusterDirectory(): string {
  const uid = process.getuid?.() ?? 0
  const checkout = createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 12)
  const directory = join(tmpdir(), `radslag-test-${uid}-${checkout}`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const { uid: owner } = statSync(directory)
  if (process.getuid && owner !== uid) throw new Error(`${directory} belongs to somebody else.`)
  return directory
}

/** Connects and stays connected; undefined where nobody answers. */
function lease(socketPath: string): Promise<TestCluster | undefined> {
  return new Promise((resolve) => {
    const socket: Socket = createConnection(socketPath)
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('close', () => resolve(undefined))
    socket.on('data', (chunk: string) => {
      answer += chunk
      if (!answer.includes('\n')) return
      socket.unref()
      resolve(JSON.parse(answer) as TestCluster)
    })
  })
}

function isClaimed(directory: string): boolean {
  try {
    claimDataDirectory(directory).release()
    return false
  } catch (error) {
    if (error instanceof DataDirectoryTaken) return true
    throw error
  }
}

function startDaemon(directory: string, idleMs: number | undefined): Daemon {
  const log = openSync(join(directory, 'log'), 'a', 0o600)
  const daemon = spawn(process.execPath, [DAEMON, directory, ...(idleMs ? [String(idleMs)] : [])], {
    cwd: '/',
    detached: true,
    // Without the test runner's own variables: the daemon outlives the run that started it.
    env: { PATH: process.env.PATH, TMPDIR: tmpdir() },
    stdio: ['ignore', log, log],
  })
  daemon.unref()
  const state: Daemon = { exitCode: undefined }
  daemon.on('exit', (code) => {
    state.exitCode = code ?? 1
  })
  return state
}

const logOf = (directory: string) => readFileSync(join(directory, 'log'), 'utf8').slice(-2000)
