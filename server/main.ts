import './node-version.ts'
import { once } from 'node:events'
import { ConfigInvalid, readConfig } from './config.ts'
import { DataDirectoryTaken } from './embedded/data-directory.ts'
import { startPortal } from './portal.ts'

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
  const isPlain = error instanceof ConfigInvalid || error instanceof DataDirectoryTaken
  process.stderr.write(isPlain ? `${error.message}\n` : `Could not start: ${describe(error)}\n`)
  process.exit(1)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
