import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  customType,
  integer,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Time-ordered id: for what never crosses the blind-review line (it tells when it was made). */
export const id = () => uuid('id').primaryKey().default(sql`uuidv7()`)

/** Random id: for what a reviewer, an applicant or the public may see of one another. */
export const randomId = () => uuid('id').primaryKey().default(sql`gen_random_uuid()`)

export const createdAt = () => instant('created_at').notNull().defaultNow()

export const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Counts the changes of a row; an update that states an older one is stale. */
export const version = () => integer('version').notNull().default(1)

/** Money: whole minor units, its currency in a column beside it. */
export const cents = (name: string) => bigint(name, { mode: 'number' })

/** Case-insensitive text (extension citext): e-mail addresses. */
export const citext = customType<{ data: string }>({ dataType: () => 'citext' })

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** An enumeration: text with a check made from the same list as the type. */
export const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`)

export const lengthAtMost = (name: string, column: AnyPgColumn, characters: number) =>
  check(name, sql`char_length(${column}) <= ${sql.raw(String(characters))}`)

/** Present exactly while the condition holds. */
export const presentIff = (name: string, column: AnyPgColumn, condition: SQL) =>
  check(name, sql`(${column} is not null) = (${condition})`)
