import type { Sql } from 'postgres'
import type { Tx } from './client.ts'

const ASKED_BEFORE = 5
const KEPT_MAX = 300
const COUNTED_MAX = 3_000

/** Tells of each statement, as it is about to be sent, whether its connections keep it prepared. */
export type Keeping = (statement: string) => boolean

/**
 * Keeps what is asked for the sixth time, up to so many statements: lists of different lengths are different statements,
 * and each one kept takes memory in every connection.
 */
export const keepOften = (keptMax: number = KEPT_MAX): Keeping => {
  const kept = new Set<string>()
  const counted = new Map<string, number>()
  return (statement) => {
    if (kept.has(statement)) return true
    if (kept.size >= keptMax) return false
    const before = counted.get(statement) ?? 0
    if (before >= ASKED_BEFORE) {
      counted.delete(statement)
      kept.add(statement)
      return true
    }
    if (counted.size >= COUNTED_MAX) counted.clear()
    counted.set(statement, before + 1)
    return false
  }
}

/** What Drizzle uses of a connection or a transaction. */
type Asked = {
  unsafe: Sql['unsafe']
  begin?(work: (tx: Asked) => unknown): unknown
  savepoint?(work: (tx: Asked) => unknown): unknown
}

/**
 * The same client with often-asked statements prepared, in its transactions too. Drizzle has each statement parsed and
 * planned anew, in two round trips of which the first asks only for the types of its parameters.
 */
export const keepingStatements = <Client extends Asked>(client: Client, keeps: Keeping): Client => {
  const { unsafe, begin, savepoint } = client
  const within = (work: (tx: Asked) => unknown) => (tx: Asked) => work(keepingStatements(tx, keeps))
  const asking: typeof unsafe = (text, given, options) =>
    given === undefined || given.length === 0 || !keeps(text)
      ? unsafe(text, given, options)
      : unsafe(text, given, { ...options, prepare: true })
  return Object.assign(client, {
    unsafe: asking,
    ...(begin ? { begin: (work: (tx: Asked) => unknown) => begin(within(work)) } : {}),
    ...(savepoint ? { savepoint: (work: (tx: Asked) => unknown) => savepoint(within(work)) } : {}),
  })
}

type Built<Rows> = { prepare(name: string): { execute(given: Given): Promise<Rows> } }
/** As PostgreSQL reads it: an instant in ISO 8601. */
type Given = Record<string, string | number | boolean | null>

/**
 * A statement that is put together once, with `sql.placeholder` for what is given each time. Drizzle takes longer to
 * put a large one together than PostgreSQL to answer it: for what nearly every request asks.
 */
export const builtOnce = <Rows>(build: (tx: Tx) => Built<Rows>) => {
  let built: ReturnType<Built<Rows>['prepare']> | undefined
  return (tx: Tx, given: Given): Promise<Rows> => {
    built ??= build(tx).prepare('built')
    // Drizzle binds it to the connection that it was built with; this one runs in the caller's transaction.
    const bound: typeof built = Object.assign(Object.create(built), { client: clientOf(tx) })
    return bound.execute(given)
  }
}

const clientOf = (tx: Tx): unknown => {
  const { session } = tx._
  if (!('client' in session)) throw new Error('this session has no connection to ask')
  return session.client
}
