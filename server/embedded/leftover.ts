import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Leftover = {
  pidFile: string
  /** The service's working directory, by which it is told from a stranger with its old number. */
  cwd: string
  command: string
  stopSignals: readonly NodeJS.Signals[]
  patienceMs: number
}

/**
 * Ends a service that a crash has left running on this directory, or that its keeper is just
 * stopping. A stranger that was given the same process number later is left alone.
 */
export async function stopLeftover(leftover: Leftover): Promise<void> {
  const pid = pidIn(leftover.pidFile)
  if (pid === undefined) return
  for (const signal of leftover.stopSignals) {
    if (!isService(pid, leftover)) return
    signalIfAlive(pid, signal)
    const deadline = performance.now() + leftover.patienceMs
    while (isService(pid, leftover) && performance.now() < deadline) await pause(10)
  }
}

/** The process number in the first line of a pid file, if there is one. */
export function pidIn(pidFile: string): number | undefined {
  const pid = Number.parseInt(readIfPresent(pidFile) ?? '', 10)
  return pid > 0 ? pid : undefined
}

/** The content of a file, or undefined where there is none. */
export function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isService(pid: number, { cwd, command }: Leftover): boolean {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], {
      encoding: 'utf8',
    })
    return basename(stdout.trim()) === basename(command)
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cwd
  } catch {
    return false
  }
}

function signalIfAlive(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
