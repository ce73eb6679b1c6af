import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import type { SystemUser } from './postgres-binaries.ts'

export const SUPERUSER = 'postgres'

// Trigrams ask the C library what a letter is; by the last of these, å is none.
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C']

/**
 * Whom the server is to run as, where that is not the portal's own user: PostgreSQL refuses to run as
 * root. An existing cluster keeps its owner.
 */
export function serverUser(cluster: string): SystemUser | undefined {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const uid = process.getuid?.()
  if (owner && uid !== 0 && uid !== undefined && owner.uid !== uid)
    throw new Error(
      `${cluster} belongs to the user with id ${owner.uid}, and the portal runs as ${uid}. ` +
        'Start it as before, or choose another DATA_DIR.',
    )
  if (uid !== 0) return undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  if (owner)
    throw new Error(
      `${cluster} belongs to root, whom PostgreSQL refuses to serve. Give it to another user.`,
    )
  return unprivilegedUser()
}

/**
 * The same directory by a name that an unprivileged server can follow even where it may not enter a
 * folder above, as below /root: its working directory, which it was given before it lost the right.
 */
export function reachable(directory: string, user: SystemUser | undefined): string {
  return user && process.platform === 'linux' ? '/proc/self/cwd' : directory
}

/** Made aside and renamed when complete, so that an interrupted first start is simply repeated. */
export async function createCluster(options: {
  cluster: string
  initdb: string
  user: SystemUser | undefined
  password: string
  /** False: not forced to disk, for clusters that nobody misses after a crash. */
  durable: boolean
}) {
  const { cluster, user, password } = options
  const unfinished = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) {
    await chown(unfinished, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  const handle = openSync(passwordFile, 'r')
  try {
    await fillCluster({ ...options, directory: unfinished, passwordHandle: handle })
  } finally {
    closeSync(handle)
    await rm(passwordFile, { force: true })
  }
  await rename(unfinished, cluster)
}

type Initdb = {
  initdb: string
  directory: string
  user: SystemUser | undefined
  passwordHandle: number
  durable: boolean
}

async function fillCluster(options: Initdb) {
  for (const locale of LOCALES) {
    const { code, output } = await runInitdb(options, locale)
    if (code === 0) return
    if (!output.includes('invalid locale name'))
      throw new Error(`PostgreSQL's cluster could not be made: ${output.slice(-1000)}`)
  }
}

async function runInitdb(
  options: Initdb,
  locale: string,
): Promise<{ code: number | null; output: string }> {
  const args = [
    `--pgdata=${reachable(options.directory, options.user)}`,
    `--username=${SUPERUSER}`,
    '--pwfile=/dev/fd/3',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--lc-ctype=${locale}`,
    ...(options.durable ? [] : ['--no-sync']),
  ]
  const child = spawn(options.initdb, args, {
    cwd: options.directory,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe', options.passwordHandle],
    ...options.user,
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, output: output.join('') }
}

function unprivilegedUser(): SystemUser {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of [SUPERUSER, 'nobody']) {
    const user = users.find(([name]) => name === wanted)
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody". ' +
      'Start the portal as an ordinary user.',
  )
}
