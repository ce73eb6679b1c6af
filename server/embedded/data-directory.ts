import { chmodSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readIfPresent } from './leftover.ts'

/** Another process works on this data directory. */
export class DataDirectoryTaken extends Error {
  override readonly name = 'DataDirectoryTaken'
  constructor(dataDir: string, holder: string | undefined) {
    super(
      `The data directory ${dataDir} is in use by ${holder ? `process ${holder}` : 'another process'}. ` +
        'Stop that one first, or choose another DATA_DIR.',
    )
  }
}

/**
 * Makes the directory where needed, for its owner only, and claims it for this process. The claim is
 * a lock that the operating system holds (SQLite's on an empty file), so it ends with the process,
 * crash included, and no number of a dead process can be mistaken for a living one.
 * Throws `DataDirectoryTaken` where another holds it.
 */
export function claimDataDirectory(dataDir: string): { release(): void } {
  const directory = madeDirectory(dataDir)
  const owner = statSync(directory)
  if (owner.uid === process.getuid?.() && (owner.mode & 0o077) !== 0) chmodSync(directory, 0o700)
  const holderFile = join(directory, 'claim.pid')
  const lock = new DatabaseSync(join(directory, 'claim'), { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new DataDirectoryTaken(directory, readIfPresent(holderFile)?.trim())
  }
  writeFileSync(holderFile, `${process.pid}\n`, { mode: 0o600 })
  return { release: () => lock.close() }
}

/** Makes the directory where needed, for its owner only, and gives its real, absolute path. */
export function madeDirectory(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return realpathSync(dataDir)
}

const SQLITE_BUSY = 5
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
