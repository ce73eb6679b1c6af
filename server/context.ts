import type { FastifyBaseLogger } from 'fastify'
import type { Db } from '../db/client.ts'
import type { SearchEngine } from '../search/client.ts'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Language } from './language.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Enqueue } from './queue.ts'
import type { Storage } from './storage.ts'

/**
 * All that an operation gets, the same in a request, a job, a script and a test.
 * In GET and HEAD requests `db` refuses writes.
 */
export type Context = {
  db: Db
  clock: Clock
  config: Config
  storage: Storage
  /** Null where there is no search engine: PostgreSQL answers. */
  search: SearchEngine | null
  enqueue: Enqueue
  /** Null where mail stays in the embedded mailbox. */
  mailer: Mailer | null
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error' | 'debug'>
  actor: Actor
  language: Language
  requestId: string | null
}
