import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connectDatabase } from '../../db/client.ts'
import { type Actor, system } from '../../server/actor.ts'
import { buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { connectDependencies } from '../../server/connecting.ts'
import { freePort } from '../../server/embedded/free-port.ts'
import { processContext } from '../../server/plugins/dependencies.ts'
import { runningServices, stopAll, type Undo } from '../../server/services.ts'
import type { TestApp } from '../../test/helpers/app.ts'
import { testClock } from '../../test/helpers/clock.ts'
import { peakMemoryOf } from './cpu.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Running = {
  url: string
  /** Of the portal's process; null if it is none of ours. */
  pid: number | null
  readyMs: number
  /** The most memory that its process has held so far, bytes; NaN where the system does not tell. */
  peakMemory(): number
  stop(): Promise<void>
}

/** The portal as `npm start` runs it, on this data directory; `readyMs` from spawning to being ready. */
export const runPortal = async (
  dataDir: string,
  env: Record<string, string> = {},
): Promise<Running> => {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Whoever breaks the measurement off does not want the portal to go on.
  const abandon = () => child.kill('SIGTERM')
  process.once('exit', abandon)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const readyMs = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Ready in')) resolve(performance.now() - begun)
    })
    void ended.then(() => reject(new Error('the portal ended before it was ready')))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? null,
    readyMs,
    peakMemory: () => peakMemoryOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      process.off('exit', abandon)
    },
  }
}

/** A new data directory for the work, removed afterwards. */
export const withDirectory = async <T>(work: (dataDir: string) => Promise<T>): Promise<T> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'radslag-bench-'))
  try {
    return await work(dataDir)
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 50 })
  }
}

/**
 * A running portal and, in this process, what operations and factories need to fill its database. Jobs run in
 * the portal.
 */
export const withPortal = <T>(
  env: Record<string, string>,
  work: (portal: Running, filling: TestApp) => Promise<T>,
): Promise<T> =>
  withDirectory(async (dataDir) => {
    const portal = await runPortal(dataDir, { TRUST_PROXY: 'true', ...env })
    const undo: Undo = []
    try {
      const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
      const services = runningServices(config)
      const connected = await connectDependencies(config, services, { say: console.error, undo })
      const clock = testClock()
      const dependencies = { ...connected, clock }
      const app = await buildApp(dependencies)
      undo.push(() => app.close())
      const database = connectDatabase({ url: services.databaseUrl, poolSize: 8 })
      undo.push(() => database.close())
      const contextOf = (actor: Actor = system) => processContext(dependencies, app.log, actor)
      return await work(portal, {
        app,
        clock,
        dependencies,
        contextOf,
        database: { ...database, url: services.databaseUrl, takeStatements: () => [] },
        runJobs: () => connected.queue.drain(contextOf()),
        listen: async () => portal.url,
      })
    } finally {
      await stopAll(undo)
      await portal.stop()
    }
  })

/** An address of the range for documentation, in another network for each number: limits count networks. */
export const addressOf = (number: number): string =>
  `3fff:${(number >> 16).toString(16)}:${(number & 0xffff).toString(16)}::1`
