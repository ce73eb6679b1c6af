import pino from 'pino'
import { system } from '../server/actor.ts'
import { ConfigInvalid, readConfig } from '../server/config.ts'
import { connectDependencies } from '../server/connecting.ts'
import type { Context } from '../server/context.ts'
import { DataDirectoryTaken } from '../server/embedded/data-directory.ts'
import { type Dependencies, processContext } from '../server/plugins/dependencies.ts'
import {
  runningServices,
  type Services,
  startServices,
  stopAll,
  type Undo,
} from '../server/services.ts'

/**
 * Runs a command in the portal's own context: beside a running portal it uses that one's database and search
 * engine, otherwise it starts and stops the embedded ones. Jobs that the command asked for are run before it
 * ends when no portal is there to run them. The exit code is 1 when the command fails or returns false.
 */
export const withPortal = async (
  run: (context: Context, dependencies: Dependencies) => Promise<boolean | undefined>,
): Promise<void> => {
  const undo: Undo = []
  const say = (line: string) => console.error(line)
  try {
    const config = readConfig()
    const { services, isAlone } = await reach(config, undo)
    const dependencies = await connectDependencies(config, services, { say, undo })
    const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel })
    const context = processContext(dependencies, log, system)
    const outcome = await run(context, dependencies)
    if (isAlone) await dependencies.queue.drain(context)
    if (outcome === false) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof ConfigInvalid ? error.message : error)
    process.exitCode = 1
  } finally {
    await stopAll(undo)
  }
}

const reach = async (
  config: ReturnType<typeof readConfig>,
  undo: Undo,
): Promise<{ services: Services; isAlone: boolean }> => {
  try {
    return { services: await startServices(config, () => {}, undo), isAlone: true }
  } catch (error) {
    if (!(error instanceof DataDirectoryTaken)) throw error
    return { services: runningServices(config), isAlone: false }
  }
}
