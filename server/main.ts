import './node-version.ts'
import { once } from 'node:events'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ConfigInvalid, readConfig } from './config.ts'
import { DataDirectoryTaken } from './embedded/data-directory.ts'
import { OutsideUnusable, startServices, type Undo } from './services.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

try {
  const config = readConfig()
  const undo: Undo = []
  // The servers start while the portal is loaded, which takes longer than they do.
  const starting = startServices(config, say, undo)
  starting.catch(() => {})
  enableCompileCache(join(config.dataDir, 'compiled'))
  const { startPortal } = await import('./portal.ts')
  const portal = await startPortal(config, starting, { say, undo })
  const signal = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await signal
  say('Stopping …')
  // A second signal does not wait for requests in flight.
  const hurry = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const stopping = portal.stop().then(
    () => 0,
    (error: unknown) => {
      process.stderr.write(`Not all of it could be stopped: ${describe(error)}\n`)
      return 1
    },
  )
  const code = await Promise.race([stopping, hurry.then(() => 0)])
  say('Stopped.')
  process.exit(code)
} catch (error) {
  process.stderr.write(
    `${isPlain(error) ? error.message : `Could not start: ${describe(error)}`}\n`,
  )
  process.exit(1)
}

/** These say in a sentence what whoever starts the portal can do about it. */
function isPlain(error: unknown): error is Error {
  return [ConfigInvalid, DataDirectoryTaken, OutsideUnusable].some((kind) => error instanceof kind)
}

/** The system's own refusals, such as a port that is taken, say all in their message. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof AggregateError) return error.errors.map(describe).join('\n')
  return 'syscall' in error ? error.message : (error.stack ?? error.message)
}
