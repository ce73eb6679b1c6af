import '../server/node-version.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { ConfigInvalid, readConfig } from '../server/config.ts'

// For outside databases; the embedded one is migrated at every start.
try {
  const { databaseUrl } = readConfig()
  if (databaseUrl === null) console.log('No DATABASE_URL: the embedded database migrates itself.')
  else {
    await migrateDatabase(databaseUrl)
    console.log('The database is up to date.')
  }
} catch (error) {
  console.error(error instanceof ConfigInvalid ? error.message : error)
  process.exitCode = 1
}
