import { join } from 'node:path'
import { connectDatabase } from '../db/client.ts'
import { connectSearch } from '../search/client.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { ALL_JOBS } from './jobs.ts'
import { smtpMailer } from './mail/mailer.ts'
import type { Dependencies } from './plugins/dependencies.ts'
import { openQueue } from './queue.ts'
import { OutsideUnusable, type Say, type Services, type Undo } from './services.ts'
import { diskStorage } from './storage.ts'

/** Connects everything that operations need. */
export const connectDependencies = async (
  config: Config,
  services: Services,
  { say, undo }: { say: Say; undo: Undo },
): Promise<Dependencies> => {
  const database = connectDatabase({ url: services.databaseUrl, poolSize: config.databasePool })
  undo.push(() => database.close())
  const search = services.search ? connectSearch(services.search) : null
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
    url: services.databaseUrl,
    jobs: ALL_JOBS,
    onError: (error) => say(`Jobs: ${error.message}`),
  }).catch((cause: Error) => {
    if (!config.databaseUrl) throw cause
    throw new OutsideUnusable(`The PostgreSQL of DATABASE_URL cannot be used: ${cause.message}`)
  })
  undo.push(() => queue.stop())
  const storage = await diskStorage(join(config.dataDir, 'files'))
  return { config, database, queue, search, storage, mailer, clock: systemClock }
}
