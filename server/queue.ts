import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Tx } from '../db/client.ts'
import type { Context } from './context.ts'

/** Work to be done after the transaction that asked for it. Declared beside its feature, listed in `jobs.ts`. */
export type Job<Payload extends object = object> = {
  /** `feature.verb-thing`. */
  name: string
  /** Ids only: the job loads the current rows. */
  payload: z.ZodType<Payload>
  attempts: number
  timeoutSeconds: number
  /** Cron expression in UTC for what recurs; its payload is `{}`. */
  schedule?: string
  /** Idempotent: a job runs at least once. */
  run(context: Context, payload: Payload): Promise<void>
}

export const job = <Payload extends object>(definition: Job<Payload>): Job<Payload> => definition

/** Sends a job within the transaction of the change: it exists if, and only if, the change does. */
export type Enqueue = <Payload extends object>(
  tx: Tx,
  definition: Job<Payload>,
  payload: Payload,
  options?: {
    /** Not before this instant, by the database's clock. */
    startAfter?: Date
    /** Somebody waits for it: it goes before what was sent earlier for no one in particular. */
    isAwaited?: boolean
  },
) => Promise<void>

/** Thrown by a job that no further attempt can help. */
export class NonRetryable extends Error {}

export type FailedJob = { id: string; name: string; failedAt: Date | null; output: unknown }

export type Queue = {
  enqueue: Enqueue
  /** Begins to run jobs, until `stop`. */
  work(context: Context): Promise<void>
  /** Runs what is due now, in turn, until nothing is; for tests and scripts. */
  drain(context: Context): Promise<void>
  /** Jobs that failed for good, or gave up: how many, and the newest `limit` of them. */
  failed(limit: number): Promise<{ total: number; newest: FailedJob[] }>
  /** Lets running jobs end (up to the limit), hands the others back. */
  stop(): Promise<void>
}

export type QueueOptions = {
  url: string
  // biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
  jobs: readonly Job<any>[]
  onError(error: Error): void
}

const POOL_SIZE = 4
const POLL_SECONDS = 0.5
/** A new job is notified at once; one that waits for its next attempt is found by looking, this often. */
const RETRY_POLL_SECONDS = 2
/** Of pg-boss: higher goes first. */
const AWAITED_PRIORITY = 10
const STOP_LIMIT_MS = 20_000

/** Connects the queue; makes its tables and queues where they are missing. */
export const openQueue = async ({ url, jobs, onError }: QueueOptions): Promise<Queue> => {
  const boss = new PgBoss({
    connectionString: url,
    max: POOL_SIZE,
    application_name: 'radslag-jobs',
    useListenNotify: true,
    schedule: jobs.some((definition) => definition.schedule !== undefined),
  })
  boss.on('error', onError)
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const definition of jobs) {
    if (!known.has(definition.name))
      await boss.createQueue(definition.name, {
        notify: true,
        retryLimit: definition.attempts - 1,
        retryDelay: 1,
        retryBackoff: true,
        expireInSeconds: definition.timeoutSeconds,
      })
  }

  // biome-ignore lint/suspicious/noExplicitAny: see above.
  const runOne = async (context: Context, definition: Job<any>, data: unknown) => {
    await definition.run(context, definition.payload.parse(data))
  }

  return {
    enqueue: async (tx, definition, payload, { isAwaited = false, ...options } = {}) => {
      const priority = isAwaited ? AWAITED_PRIORITY : 0
      await boss.send(definition.name, payload, { ...options, priority, db: fromDrizzle(tx, sql) })
    },
    work: async (context) => {
      for (const definition of jobs) {
        let worker: string | undefined
        worker = await boss.work(
          definition.name,
          {
            pollingIntervalSeconds: POLL_SECONDS,
            notifyPollingIntervalSeconds: RETRY_POLL_SECONDS,
          },
          async ([item]) => {
            if (!item) return null
            try {
              await runOne(context, definition, item.data)
              return null
            } catch (error) {
              context.log.error({ err: error, job: definition.name, jobId: item.id }, 'job.failed')
              if (!(error instanceof NonRetryable)) throw error
              return { gaveUp: error.message }
            } finally {
              // Of several that came together only one was told: the next is looked for at once.
              if (worker !== undefined) boss.notifyWorker(worker)
            }
          },
        )
        if (definition.schedule) await boss.schedule(definition.name, definition.schedule, {})
      }
    },
    drain: async (context) => {
      for (let ran = true; ran; ) {
        ran = false
        for (const definition of jobs) {
          for (const item of await boss.fetch(definition.name)) {
            ran = true
            await runOne(context, definition, item.data)
            await boss.complete(definition.name, item.id)
          }
        }
      }
    },
    failed: async (limit) => {
      const names = jobs.map(({ name }) => name)
      const { rows } = await boss.getDb().executeSql(FAILED, [names, limit])
      return {
        total: Number(rows[0]?.total ?? 0),
        newest: rows.map(({ total: _total, ...row }) => row as FailedJob),
      }
    },
    stop: async () => {
      await boss.stop({ graceful: true, timeout: STOP_LIMIT_MS, close: true })
    },
  }
}

/** pg-boss lists the jobs of a queue without choosing among them: the table is asked instead. */
const FAILED = `
  select id, name, completed_on as "failedAt", output, count(*) over () as total
  from pgboss.job
  where name = any($1) and (state = 'failed' or output ? 'gaveUp')
  order by completed_on desc nulls last, id
  limit $2`
