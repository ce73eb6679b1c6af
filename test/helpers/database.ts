import postgres from 'postgres'
import type { Test } from 'tap'
import { connectDatabase, type Database } from '../../db/client.ts'
import { migrateDatabase, migrationDigest } from '../../db/migrate.ts'
import { testCluster } from './cluster.ts'

export type TestDatabase = Database & {
  url: string
  /** Statements sent since the last call; for tests that count queries. */
  takeStatements(): string[]
}

const TEMPLATE_LOCK = 7_264_111

/** A migrated database of its own for a test file: cloned from a template, dropped at the end. */
export const testDatabase = async (t: Test): Promise<TestDatabase> => {
  const { postgresUrl } = await testCluster()
  const template = `template_${migrationDigest()}`
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const admin = postgres(postgresUrl, { max: 1, onnotice: () => {} })
  await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`
  const [existing] = await admin`select 1 from pg_database where datname = ${template}`
  if (!existing) {
    await admin.unsafe(`create database ${template}_new`).catch(() => {})
    await migrateDatabase(withDatabase(postgresUrl, `${template}_new`))
    await admin.unsafe(`alter database ${template}_new rename to ${template}`)
  }
  await admin.unsafe(`create database ${name} template ${template}`)
  await admin`select pg_advisory_unlock(${TEMPLATE_LOCK})`

  const url = withDatabase(postgresUrl, name)
  let statements: string[] = []
  const database = connectDatabase({
    url,
    poolSize: 6,
    onQuery: (statement) => statements.push(statement),
  })
  t.teardown(async () => {
    await database.close()
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return {
    ...database,
    url,
    takeStatements: () => {
      const taken = statements
      statements = []
      return taken
    },
  }
}

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
