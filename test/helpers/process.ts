import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { freePort } from '../../server/embedded/free-port.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type PortalProcess = {
  process: ChildProcess
  url: string
  /** What it has said so far on both outputs. */
  said(): string
  /** Waits until it has said this. */
  says(wanted: string | RegExp): Promise<void>
  /** Waits for its end and gives the exit code, null after a signal. */
  ended: Promise<number | null>
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export type PortalOptions = {
  dataDir: string
  env?: Record<string, string>
  /** Default: `node server/main.ts`. */
  command?: readonly [string, ...string[]]
  cwd?: string
}

const LIMIT_MS = 60_000
const NODE: readonly [string, ...string[]] = [process.execPath, 'server/main.ts']

/** The portal as a process of its own, told only by its environment. It is killed when the test ends. */
export const spawnPortal = async (t: Test, options: PortalOptions): Promise<PortalProcess> => {
  const port = options.env?.['PORT'] ?? String(await freePort())
  const [command, ...args] = options.command ?? NODE
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: process.env['HOME'] ?? '/',
      LOG_LEVEL: 'silent',
      PORT: port,
      DATA_DIR: options.dataDir,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let isOver = false
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isOver = true
      resolve(code)
    })
  })
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return {
    process: child,
    url: `http://127.0.0.1:${port}`,
    said: () => text,
    says: (wanted) =>
      until(`"${wanted}" in what the portal says`, () => {
        const isSaid = typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
        if (!isSaid && isOver) throw new Error(`the portal ended before "${wanted}":\n${text}`)
        return isSaid
      }),
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** As `spawnPortal`, ready to serve. */
export const startedPortal = async (t: Test, options: PortalOptions): Promise<PortalProcess> => {
  const portal = await spawnPortal(t, options)
  await portal.says('Ready in')
  return portal
}

/** A data directory that goes, with whatever still runs in it, when the test ends. */
export const temporaryDirectory = (t: Test): string => {
  const directory = mkdtempSync(join(tmpdir(), 'radslag-process-'))
  t.teardown(async () => {
    for (const { pid } of processesOf(directory)) process.kill(pid, 'SIGKILL')
    await nothingRuns(directory)
    rmSync(directory, { recursive: true, force: true })
  })
  return directory
}

/** Processes that work in this directory or were given it by environment or arguments. */
export const processesOf = (directory: string): { pid: number; command: string }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8')
        const cwd = readlinkSync(`/proc/${name}/cwd`)
        return [cwd, command, environment].some((text) => text.includes(directory))
          ? [{ pid: Number(name), command }]
          : []
      } catch {
        return []
      }
    })

/** Waits until no process of this directory is left. */
export const nothingRuns = (directory: string): Promise<void> =>
  until(`nothing runs in ${directory}`, () => processesOf(directory).length === 0)

/** Asks again and again, without letting the processor idle for long, until the condition holds. */
export const until = async (
  what: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> => {
  const deadline = performance.now() + LIMIT_MS
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`)
    await pause(10)
  }
}
