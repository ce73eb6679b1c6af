import { createHmac, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { newToken } from '../tokens.ts'
import { isListedRobot } from './robots.ts'
import { type AccessType, audienceOf, dayOf, type UseKind } from './rules.ts'
import { ensureSalt, insertEvents, type NewEvent } from './store.ts'

/** A use as the request showed it. Address and browser live in memory until the next flush, and never elsewhere. */
export type Noted = {
  publicationId: string
  kind: UseKind
  accessType: AccessType
  address: string
  agent: string
  at: Date
}

/** Uses that one process may lose when it dies: what waits for the next flush. */
export const FLUSH_MS = 5_000
export const WAITING_MAX = 10_000
const AGENT_LENGTH_MAX = 500
const VISITOR_LENGTH = 22

export type Recorder = {
  /** Takes a use in; beyond `WAITING_MAX` uses are lost, and told of at the next flush. */
  note(use: Noted): void
  /** Writes what waits. What could not be written is tried again by the next flush, and never written twice. */
  flush(): Promise<void>
  /** Flushes every `FLUSH_MS` until `stop`. */
  start(): void
  stop(): Promise<void>
  /** How many wait. */
  waiting(): number
}

/** Keeps uses apart from the requests that they were seen in: a request for reading writes nothing. */
export const usageRecorder = ({
  db,
  log,
  clock,
}: Pick<Context, 'db' | 'log' | 'clock'>): Recorder => {
  const salts = new Map<string, string>()
  let noted: Noted[] = []
  let unwritten: NewEvent[] = []
  let lost = 0
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()

  const saltOf = async (day: string): Promise<string> => {
    const known = salts.get(day)
    if (known !== undefined) return known
    // The salt of a day that is over is forgotten for good; what comes so late gets one of its own.
    const salt = (await ensureSalt(db, day, newToken())) ?? newToken()
    salts.set(day, salt)
    const today = dayOf(clock.now())
    for (const old of salts.keys()) if (old < today && old !== day) salts.delete(old)
    return salt
  }

  const write = async (): Promise<void> => {
    if (lost > 0) log.warn({ lost }, 'usage.lost')
    lost = 0
    const taken = noted
    noted = []
    try {
      const byDay = new Map<string, string>()
      for (const day of new Set(taken.map(({ at }) => dayOf(at)))) byDay.set(day, await saltOf(day))
      unwritten.push(...eventsOf(taken, byDay))
    } catch (error) {
      noted = [...taken, ...noted].slice(-WAITING_MAX)
      throw error
    }
    await insertEvents(db, unwritten)
    unwritten = []
  }

  const flush = (): Promise<void> => {
    flushing = flushing.then(async () => {
      if (noted.length === 0 && unwritten.length === 0) return
      await write().catch((err: unknown) => {
        lost += Math.max(0, unwritten.length - WAITING_MAX)
        unwritten = unwritten.slice(-WAITING_MAX)
        log.warn({ err }, 'usage.flush_failed')
      })
    })
    return flushing
  }

  return {
    note: (use) => {
      if (noted.length >= WAITING_MAX) lost += 1
      else noted.push(use)
    },
    flush,
    start: () => {
      timer ??= setInterval(() => void flush(), FLUSH_MS).unref()
    },
    stop: () => {
      if (timer) clearInterval(timer)
      timer = null
      return flush()
    },
    waiting: () => noted.length + unwritten.length,
  }
}

/** People one by one, told apart by a mark of the day; robots and assistants only as how many in an hour. */
const eventsOf = (uses: readonly Noted[], salts: ReadonlyMap<string, string>): NewEvent[] => {
  const events: NewEvent[] = []
  const sums = new Map<string, NewEvent>()
  for (const { publicationId, kind, accessType, address, at, ...use } of uses) {
    const agent = use.agent.slice(0, AGENT_LENGTH_MAX)
    const audience = audienceOf(agent, isListedRobot(agent))
    const event = { id: randomUUID(), publicationId, kind, accessType, audience, count: 1 }
    if (audience === 'person') {
      const visitor = createHmac('sha256', salts.get(dayOf(at)) ?? '')
        .update(`${address}\n${agent}`)
        .digest('base64url')
        .slice(0, VISITOR_LENGTH)
      events.push({ ...event, visitor, at })
      continue
    }
    const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000)
    const key = [publicationId, kind, accessType, audience, hour.getTime()].join()
    const sum = sums.get(key)
    if (sum) sum.count += 1
    else sums.set(key, { ...event, visitor: null, at: hour })
  }
  return [...events, ...sums.values()]
}
