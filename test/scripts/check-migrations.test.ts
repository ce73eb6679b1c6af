import { sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import t from 'tap'
import * as schema from '../../db/schema/index.ts'
import { testDatabase } from '../helpers/database.ts'

type Column = {
  table_name: string
  column_name: string
  is_nullable: 'YES' | 'NO'
  data_type: string
}

t.test('the migrated database', async (t) => {
  const { reading } = await testDatabase(t)
  const tables = Object.values(schema)
    .filter((exported) => exported instanceof PgTable)
    .map((table) => getTableConfig(table))
  const columns = await reading.execute<Column>(sql`
    select table_name, column_name, is_nullable, data_type from information_schema.columns
    where table_schema = 'public'`)

  t.test('has the tables and columns of the schema and no others', async (t) => {
    t.same(
      columns.map((column) => `${column.table_name}.${column.column_name}`).sort(),
      tables
        .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
        .sort(),
    )
  })

  t.test('demands a value where the schema does', async (t) => {
    const required = columns.filter((column) => column.is_nullable === 'NO')
    t.same(
      required.map((column) => `${column.table_name}.${column.column_name}`).sort(),
      tables
        .flatMap(({ name, columns, primaryKeys }) => {
          const inKey = primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
          return columns
            .filter((column) => column.notNull || column.primary || inKey.includes(column.name))
            .map((column) => `${name}.${column.name}`)
        })
        .sort(),
    )
  })

  t.test('has every named index, check and unique rule of the schema', async (t) => {
    const named = await reading.execute<{ name: string }>(sql`
      select indexname as name from pg_indexes where schemaname = 'public'
      union select conname from pg_constraint where connamespace = 'public'::regnamespace`)
    const present = new Set(named.map(({ name }) => name))
    const wanted = tables.flatMap(({ indexes, checks, uniqueConstraints, foreignKeys }) => [
      ...indexes.flatMap((index) => index.config.name ?? []),
      ...checks.map((check) => check.name),
      ...uniqueConstraints.flatMap((unique) => unique.name ?? []),
      ...foreignKeys.map((key) => key.getName()),
    ])
    t.not(wanted.length, 0)
    t.same(
      wanted.filter((name) => !present.has(name) && !present.has(name.slice(0, NAME_MAX))),
      [],
    )
  })

  t.test('keeps every instant with its zone', async (t) => {
    t.same(
      columns.filter((column) => column.data_type === 'timestamp without time zone'),
      [],
    )
  })
})

/** PostgreSQL cuts longer names. */
const NAME_MAX = 63
