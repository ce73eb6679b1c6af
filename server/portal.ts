import { setTimeout as pause } from 'node:timers/promises'
import { isSeeded, seedDatabase } from '../db/seed.ts'
import { system } from './actor.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { connectDependencies } from './connecting.ts'
import { type Dependencies, processContext } from './plugins/dependencies.ts'
import { prepareSearch } from './publications/operations.ts'
import { type Services, stopAll, type Undo } from './services.ts'

export type Portal = { url: string; dependencies: Dependencies; stop(): Promise<void> }

/** Time for balancers to see that readiness is gone, before connections are closed. */
const DRAIN_MS = 200
/** A request in flight that takes longer is cut, so that a slow reader does not keep the portal up. */
const FLIGHT_LIMIT_MS = 20_000

/**
 * Starts the portal over services that may still be starting, and says so in plain lines; what was started is stopped
 * in reverse order, also when a part fails. Throws `DataDirectoryTaken` or what a part threw.
 */
export const startPortal = async (
  config: Config,
  starting: Promise<Services>,
  { say, undo }: { say: (line: string) => void; undo: Undo },
): Promise<Portal> => {
  try {
    const dependencies = await connectDependencies(config, await starting, { say, undo })
    const app = await buildApp(dependencies)
    const context = processContext(dependencies, app.log, system)
    // An index that is there already answers while its settings are compared; it never rejects.
    const searchIsPrepared = prepareSearch(context)
    undo.push(() => searchIsPrepared)
    if (config.seeds && !(await isSeeded(context))) {
      await searchIsPrepared
      say('Filling the portal with sample data …')
      await seedDatabase(context)
    }
    if (config.worker !== 'none') await dependencies.queue.work(context)

    let url = config.baseUrl
    if (config.worker !== 'only') {
      app.usage.start()
      url = await app.listen({ port: config.port, host: config.host })
      undo.push(async () => {
        app.isStopping = true
        await pause(DRAIN_MS)
        const cut = setTimeout(() => app.server.closeAllConnections(), FLIGHT_LIMIT_MS)
        await app.close()
        clearTimeout(cut)
      })
    }
    greet(config, say, performance.now() / 1000)
    return { url, dependencies, stop: () => stopAll(undo) }
  } catch (error) {
    // Why it did not start is the error to tell of, whatever the stopping may throw.
    await stopAll(undo).catch((left: Error) => say(left.message))
    throw error
  }
}

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
