import { join } from 'node:path'
import { connectDatabase } from '../db/client.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { isSeeded, seedDatabase } from '../db/seed.ts'
import { connectSearch } from '../search/client.ts'
import { system } from './actor.ts'
import { buildApp } from './app.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { claimDataDirectory } from './embedded/data-directory.ts'
import { startEmbeddedMeilisearch } from './embedded/meilisearch.ts'
import { startEmbeddedPostgres } from './embedded/postgres.ts'
import { ALL_JOBS } from './jobs.ts'
import { smtpMailer } from './mail/mailer.ts'
import { type Dependencies, processContext } from './plugins/dependencies.ts'
import { openQueue } from './queue.ts'
import { diskStorage } from './storage.ts'

export type Portal = { url: string; dependencies: Dependencies; stop(): Promise<void> }

/** Time for balancers to see that readiness is gone, before connections are closed. */
const DRAIN_MS = 200

/**
 * Starts all of it in order and says so in plain lines; what was started is stopped in reverse order, also when
 * a later part fails. Throws `ConfigInvalid`, `DataDirectoryTaken` or what a part threw.
 */
export const startPortal = async (config: Config, say: (line: string) => void): Promise<Portal> => {
  const begun = performance.now()
  const undo: Undo[] = []
  const stopAll = async () => {
    for (const stop of undo.reverse()) await stop()
    undo.length = 0
  }
  try {
    const claim = claimDataDirectory(config.dataDir)
    undo.push(() => claim.release())

    const [databaseUrl, engine] = await Promise.all([
      chooseDatabase(config, say, undo),
      chooseSearch(config, say, undo),
    ])
    const database = connectDatabase({ url: databaseUrl, poolSize: config.databasePool })
    undo.push(() => database.close())
    const search = engine ? connectSearch(engine) : null
    if (search) undo.push(() => search.close())
    const mailer = config.smtpUrl
      ? smtpMailer({
          url: config.smtpUrl,
          from: config.mailFrom,
          host: new URL(config.baseUrl).hostname,
        })
      : null
    if (mailer) undo.push(() => mailer.close())

    const queue = await openQueue({
      url: databaseUrl,
      jobs: ALL_JOBS,
      onError: (error) => say(`Jobs: ${error.message}`),
    })
    undo.push(() => queue.stop())
    const dependencies: Dependencies = {
      config,
      database,
      queue,
      search,
      storage: await diskStorage(join(config.dataDir, 'files')),
      mailer,
      clock: systemClock,
    }
    const app = await buildApp(dependencies)
    const context = processContext(dependencies, app.log, system)
    if (config.seeds && !(await isSeeded(context))) {
      say('Filling the portal with sample data …')
      await seedDatabase(context)
    }
    if (config.worker !== 'none') await queue.work(context)

    let url = config.baseUrl
    if (config.worker !== 'only') {
      url = await app.listen({ port: config.port, host: config.host })
      undo.push(async () => {
        app.isStopping = true
        await new Promise((resolve) => setTimeout(resolve, DRAIN_MS))
        await app.close()
      })
    }
    greet(config, say, (performance.now() - begun) / 1000)
    return { url, dependencies, stop: stopAll }
  } catch (error) {
    await stopAll()
    throw error
  }
}

type Undo = () => unknown

const chooseDatabase = async (
  config: Config,
  say: (line: string) => void,
  undo: Undo[],
): Promise<string> => {
  if (config.databaseUrl) return config.databaseUrl
  say('Starting PostgreSQL …')
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: quietly(say) })
  undo.push(() => embedded.stop())
  await migrateDatabase(embedded.url)
  return embedded.url
}

const chooseSearch = async (
  config: Config,
  say: (line: string) => void,
  undo: Undo[],
): Promise<{ url: string; key: string } | null> => {
  if (config.meiliUrl) return { url: config.meiliUrl, key: config.meiliKey }
  say('Starting Meilisearch …')
  const embedded = await startEmbeddedMeilisearch({ dataDir: config.dataDir, log: quietly(say) })
  if ('unavailable' in embedded) {
    say(`Search by PostgreSQL only: ${embedded.unavailable}`)
    return null
  }
  undo.push(() => embedded.stop())
  return embedded
}

/** Of the embedded parts only what went wrong is worth a line. */
const quietly = (say: (line: string) => void) => ({
  info: () => {},
  error: (_fields: object, message: string) => say(message),
})

const greet = (config: Config, say: (line: string) => void, seconds: number): void => {
  say(`Ready in ${seconds.toFixed(1)} s: ${config.baseUrl}`)
  if (!config.seeds) return
  say('Sign in with one of the sample accounts; the code comes by mail:')
  say('  admin@example.org · officer@example.org · officer2@example.org · auditor@example.org')
  say(
    '  applicant@example.org · applicant2@example.org · reviewer1@example.org … reviewer6@example.org',
  )
  say(config.smtpUrl ? 'Mail leaves by SMTP.' : `Mail is at ${config.baseUrl}/dev/mailbox`)
}
