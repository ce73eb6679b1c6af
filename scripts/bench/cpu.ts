import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time, kernel included. */
export type Spent = { portal: number; database: number; engine: number; client: number }

const TICK_MS = 10

/**
 * What the portal (by its process), its PostgreSQL, its search engine and this process have spent so far. On a machine
 * that others use as well, this says more than the clock. Null where the system does not tell (it takes Linux' /proc).
 */
export const spentBy = (portal: number | null): Spent | null => {
  const processes = processesNow()
  if (portal === null || !processes.has(portal)) return null
  const sumOf = (wanted: (pid: number, name: string) => boolean) =>
    [...processes].reduce((sum, [pid, { name, ms }]) => sum + (wanted(pid, name) ? ms : 0), 0)
  const below = (start: string) => (pid: number, name: string) =>
    name.startsWith(start) && isBelow(processes, pid, portal)
  const { user, system } = process.cpuUsage()
  return {
    portal: sumOf((pid) => pid === portal),
    database: sumOf(below('postgres')),
    engine: sumOf(below('meilisearch')),
    client: (user + system) / 1000,
  }
}

/** The most memory that the portal's search engine has held so far, bytes; NaN where the system does not tell. */
export const enginePeakMemory = (portal: number | null): number => {
  const processes = processesNow()
  for (const [pid, { name }] of processes)
    if (name.startsWith('meilisearch') && isBelow(processes, pid, portal ?? 0))
      return peakMemoryOf(pid)
  return Number.NaN
}

type Processes = Map<number, { parent: number; name: string; ms: number }>

const processesNow = (): Processes => {
  const processes: Processes = new Map()
  for (const pid of numbersIn('/proc')) {
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readStat(pid)) ?? []
    const fields = rest.split(' ').map(Number)
    processes.set(pid, {
      parent: fields[1] ?? 0,
      name,
      ms: ((fields[11] ?? 0) + (fields[12] ?? 0)) * TICK_MS,
    })
  }
  return processes
}

const isBelow = (processes: Processes, pid: number, above: number): boolean => {
  for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === above) return true
  return false
}

/** The most memory that a process has held so far, bytes; NaN where the system does not tell. */
export const peakMemoryOf = (pid: number): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024
  } catch {
    return Number.NaN
  }
}

/** In words, what each of so many requests took. */
export const spentEach = (before: Spent | null, after: Spent | null, requests: number): string => {
  if (before === null || after === null) return 'processor time unknown'
  const each = (part: keyof Spent) => ((after[part] - before[part]) / requests).toFixed(2)
  return `processor ms each: portal ${each('portal')}, PostgreSQL ${each('database')}, search engine ${each('engine')}, this client ${each('client')}`
}

const numbersIn = (directory: string): number[] => {
  try {
    return readdirSync(directory)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** Empty for a process that ended meanwhile. */
const readStat = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
