import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import { claimDataDirectory } from './embedded/data-directory.ts'
import { startEmbeddedMeilisearch } from './embedded/meilisearch.ts'
import { startEmbeddedPostgres } from './embedded/postgres.ts'

export type Say = (line: string) => void

/** What has been started, to be stopped in reverse order. */
export type Undo = (() => unknown)[]

/** Stops all of it, also what comes after a part that cannot be stopped; then throws what those parts threw. */
export const stopAll = async (undo: Undo): Promise<void> => {
  const errors: unknown[] = []
  for (const stop of undo.splice(0).reverse()) {
    try {
      await stop()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'not all parts could be stopped')
}

/** Runs all to their ends before it throws the first error, so that what one of them started can be stopped. */
const allEnded = async <A, B>(parts: [Promise<A>, Promise<B>]): Promise<[A, B]> => {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}

/** An outside server that the configuration names does not answer, or not to us. */
export class OutsideUnusable extends Error {}

/** Addresses of PostgreSQL and Meilisearch (null: none here), outside or embedded. */
export type Services = { databaseUrl: string; search: { url: string; key: string } | null }

const servicesFile = z.object({
  databaseUrl: z.string(),
  search: z.object({ url: z.string(), key: z.string() }).nullable(),
})

/**
 * Claims the data directory and starts what is embedded; the embedded PostgreSQL is migrated. Throws
 * `DataDirectoryTaken`. The addresses are left in the directory, for the owner only, so that commands reach
 * a running portal. Where all servers are outside, any number of processes share the directory.
 */
export const startServices = async (config: Config, say: Say, undo: Undo): Promise<Services> => {
  if (config.databaseUrl && config.meiliUrl)
    return {
      databaseUrl: config.databaseUrl,
      search: { url: config.meiliUrl, key: config.meiliKey },
    }
  const claim = claimDataDirectory(config.dataDir)
  undo.push(() => claim.release())
  const [databaseUrl, search] = await allEnded([
    chooseDatabase(config, say, undo),
    chooseSearch(config, say, undo),
  ])
  const services = { databaseUrl, search }
  const file = join(config.dataDir, SERVICES)
  writeFileSync(file, JSON.stringify(services), { mode: 0o600 })
  undo.push(() => rmSync(file, { force: true }))
  return services
}

/** The services of the portal that holds the data directory. */
export const runningServices = (config: Config): Services =>
  servicesFile.parse(JSON.parse(readFileSync(join(config.dataDir, SERVICES), 'utf8')))

const SERVICES = 'services.json'

const chooseDatabase = async (config: Config, say: Say, undo: Undo): Promise<string> => {
  if (config.databaseUrl) return config.databaseUrl
  say('Starting PostgreSQL …')
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: quietly(say) })
  undo.push(() => embedded.stop())
  // Loaded while the servers start: this file must be quick to load, since they wait for it.
  const { migrateDatabase } = await import('../db/migrate.ts')
  await migrateDatabase(embedded.url)
  return embedded.url
}

const chooseSearch = async (config: Config, say: Say, undo: Undo): Promise<Services['search']> => {
  if (config.meiliUrl) return { url: config.meiliUrl, key: config.meiliKey }
  say('Starting Meilisearch …')
  const embedded = await startEmbeddedMeilisearch({ dataDir: config.dataDir, log: quietly(say) })
  if ('unavailable' in embedded) {
    say(`Search by PostgreSQL only: ${embedded.unavailable}`)
    return null
  }
  undo.push(() => embedded.stop())
  return { url: embedded.url, key: embedded.key }
}

/** Of the embedded parts only what went wrong is worth a line. */
const quietly = (say: Say) => ({
  info: () => {},
  error: (_fields: object, message: string) => say(message),
})
