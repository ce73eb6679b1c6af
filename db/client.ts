import type { PgDatabase } from 'drizzle-orm/pg-core'
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsQueryResultHKT,
} from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema/index.ts'
import { keepingStatements, keepOften } from './statements.ts'

/** A connection or a transaction: what every query takes first. */
export type Tx = PgDatabase<PostgresJsQueryResultHKT, typeof schema>
export type Db = PostgresJsDatabase<typeof schema>

export type Database = {
  /** Reads and writes. */
  writing: Db
  /** Refuses every write: what GET and HEAD get. */
  reading: Db
  close(): Promise<void>
}

export type DatabaseOptions = {
  url: string
  /** Connections of each of the two pools. */
  poolSize: number
  /** Called with each statement, for tests that count queries. */
  onQuery?: (statement: string) => void
}

export const connectDatabase = (options: DatabaseOptions): Database => {
  const writing = connect(options, {})
  const reading = connect(options, { default_transaction_read_only: 'on' })
  return {
    writing: drizzle(writing, { schema }),
    reading: drizzle(reading, { schema }),
    close: async () => {
      await Promise.all([writing.end({ timeout: 5 }), reading.end({ timeout: 5 })])
    },
  }
}

const CONNECT_TIMEOUT_SECONDS = 10
const IDLE_TIMEOUT_SECONDS = 300

const connect = ({ url, poolSize, onQuery }: DatabaseOptions, settings: Record<string, string>) => {
  const client = postgres(url, {
    max: poolSize,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: IDLE_TIMEOUT_SECONDS,
    connection: { application_name: 'radslag', ...settings },
    onnotice: () => {},
    ...(onQuery ? { debug: (_connection: number, statement: string) => onQuery(statement) } : {}),
  })
  return keepingStatements(client, keepOften())
}
