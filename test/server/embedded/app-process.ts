import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

type Service = 'postgres' | 'meilisearch' | 'forgetful'
type Started = {
  postgres?: { url: string }
  meilisearch?: { url: string; key: string } | { unavailable: string }
}

export type AppProcess = Started & {
  process: ChildProcess
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
  /** Sends a signal and waits until the process has ended; its services may still be stopping. */
  end(signal: NodeJS.Signals): Promise<void>
}

const FIXTURE = fileURLToPath(new URL('./fixture-app.ts', import.meta.url))
const PATIENCE_MS = 20_000

/** A data directory that goes, with what still runs in it, when the test ends. */
export function dataDirectory(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'radslag-embedded-'))
  t.teardown(async () => {
    await nothingRunsIn(directory)
    rmSync(directory, { recursive: true, force: true })
  })
  return directory
}

/** An app process with these services, running; rejects with what it said if it ends first. */
export async function startApp(
  t: Test,
  options: { dataDir: string; services: Service[]; user?: { uid: number; gid: number } },
): Promise<AppProcess> {
  const { dataDir, services, user } = options
  const app = spawn(process.execPath, [FIXTURE, dataDir, ...services], { ...user, cwd: '/' })
  const ended = new Promise<void>((resolve) => {
    app.once('close', () => resolve())
  })
  t.teardown(async () => {
    app.kill('SIGKILL')
    await ended
  })
  const said: string[] = []
  app.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(app.stdout).once('line', resolve)
    void ended.then(() => reject(new Error(said.join(''))))
  })
  return {
    ...(JSON.parse(line) as Started),
    process: app,
    async stop() {
      app.stdin.end()
      await ended
    },
    async end(signal) {
      app.kill(signal)
      await ended
    },
  }
}

/** Waits until no process works in this directory or below; throws if some still do after a while. */
export async function nothingRunsIn(directory: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (processesIn(directory).length > 0) {
    if (performance.now() > deadline) throw new Error(`${processesIn(directory)} still run`)
    await pause(10)
  }
}

/** The numbers of the processes whose working directory is this one or below. */
export function processesIn(directory: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDirectory(pid).startsWith(`${directory}/`))
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
