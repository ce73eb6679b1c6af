import './node-version.ts'
import { once } from 'node:events'
import { ConfigInvalid, readConfig } from './config.ts'
import { DataDirectoryTaken } from './embedded/data-directory.ts'
import { startPortal } from './portal.ts'
import { OutsideUnusable } from './services.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

try {
  const portal = await startPortal(readConfig(), say)
  const signal = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await signal
  say('Stopping …')
  // A second signal does not wait for requests in flight.
  const hurry = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await Promise.race([portal.stop(), hurry])
  say('Stopped.')
  process.exit(0)
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
  return 'syscall' in error ? error.message : (error.stack ?? error.message)
}
