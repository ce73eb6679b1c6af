import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

/** Any number: the lock that keeps two processes from migrating one database at once. */
const MIGRATION_LOCK = 7_264_110

/** Brings a database up to the newest migration. Safe to call from several processes at once. */
export const migrateDatabase = async (url: string): Promise<void> => {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS })
  } finally {
    await client.end()
  }
}

/** How many migrations this version of the portal has; readiness compares it with the database's. */
export const migrationCount = (): number =>
  readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length

/** A digest of all migrations, for naming a template database after them. */
export const migrationDigest = (): string => {
  const digest = createHash('sha256')
  for (const name of readdirSync(MIGRATIONS).sort())
    if (name.endsWith('.sql')) digest.update(name).update(readFileSync(`${MIGRATIONS}/${name}`))
  return digest.digest('hex').slice(0, 12)
}
