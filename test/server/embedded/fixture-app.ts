/**
 * Stands for the portal: claims a data directory, starts the services asked for, prints where they
 * are as one JSON line, and stops them when its standard input ends.
 * Arguments: data directory, then any of `postgres`, `meilisearch` and `forgetful` (PostgreSQL without
 * waiting for the disk: quicker, and as safe as long as the server itself is not killed).
 */
import { claimDataDirectory } from '../../../server/embedded/data-directory.ts'
import { startEmbeddedMeilisearch } from '../../../server/embedded/meilisearch.ts'
import { startEmbeddedPostgres } from '../../../server/embedded/postgres.ts'

const [dataDir = '', ...services] = process.argv.slice(2)
const log = { error: (fields: object, message: string) => console.error(message, fields) }

const durable = !services.includes('forgetful')

const claim = claimDataDirectory(dataDir)
const starting = { dataDir, log }
const [postgres, meilisearch] = await Promise.all([
  services.includes('postgres') ? startEmbeddedPostgres({ ...starting, durable }) : undefined,
  services.includes('meilisearch') ? startEmbeddedMeilisearch(starting) : undefined,
])
process.stdout.write(`${JSON.stringify({ postgres, meilisearch })}\n`)

process.stdin.resume().on('end', async () => {
  await postgres?.stop()
  if (meilisearch && 'stop' in meilisearch) await meilisearch.stop()
  claim.release()
  process.exit(0)
})
