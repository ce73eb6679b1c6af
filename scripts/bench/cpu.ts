import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time, kernel included. */
export type Spent = { portal: number; database: number; client: number }

const TICK_MS = 10

/**
 * What the portal (by its process), its PostgreSQL and this process have spent so far. On a machine
 * that others use as well, this says more than the clock. Null where the system does not tell (it takes Linux' /proc).
 */
export const spentBy = (portal: number | null): Spent | null => {
  if (portal === null) return null
  const processes = new Map<number, { parent: number; name: string; ms: number }>()
  for (const pid of numbersIn('/proc')) {
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readStat(pid)) ?? []
    const fields = rest.split(' ').map(Number)
    processes.set(pid, {
      parent: fields[1] ?? 0,
      name,
      ms: ((fields[11] ?? 0) + (fields[12] ?? 0)) * TICK_MS,
    })
  }
  if (!processes.has(portal)) return null
  const isBelow = (pid: number): boolean => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === portal) return true
    return false
  }
  const sumOf = (wanted: (pid: number, name: string) => boolean) =>
    [...processes].reduce((sum, [pid, { name, ms }]) => sum + (wanted(pid, name) ? ms : 0), 0)
  const { user, system } = process.cpuUsage()
  return {
    portal: sumOf((pid) => pid === portal),
    database: sumOf((pid, name) => name.startsWith('postgres') && isBelow(pid)),
    client: (user + system) / 1000,
  }
}

/** In words, what each of so many requests took. */
export const spentEach = (before: Spent | null, after: Spent | null, requests: number): string => {
  if (before === null || after === null) return 'processor time unknown'
  const each = (part: keyof Spent) => ((after[part] - before[part]) / requests).toFixed(2)
  return `processor ms each: portal ${each('portal')}, PostgreSQL ${each('database')}, this client ${each('client')}`
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
