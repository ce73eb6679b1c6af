import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

// drizzle-kit writes a migration into a copy where the schema says more than the last one knows.
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MIGRATIONS = 'db/migrations'
const LIMIT_MS = 60_000

const copy = mkdtempSync(join(tmpdir(), 'radslag-migrations-'))
try {
  cpSync(join(ROOT, MIGRATIONS), copy, { recursive: true })
  const known = new Set(readdirSync(copy))
  const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')
  const generated = spawnSync(
    process.execPath,
    [
      ...[kit, 'generate', '--dialect', 'postgresql', '--schema', './db/schema/index.ts'],
      // It takes a path from here only.
      ...['--out', relative(ROOT, copy)],
    ],
    { cwd: ROOT, encoding: 'utf8', timeout: LIMIT_MS, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const added = readdirSync(copy).filter((name) => !known.has(name))
  for (const name of added) console.log(`missing migration:\n${readFileSync(join(copy, name))}`)
  const isSettled = added.length === 0 && generated.stdout.includes('No schema changes')
  if (isSettled) console.log('The migrations make all of the schema.')
  else if (added.length === 0) console.log(generated.stdout + generated.stderr)
  process.exitCode = isSettled ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
