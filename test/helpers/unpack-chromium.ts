/**
 * Unpacks Chromium, its libraries and fonts out of the npm package into `TMPDIR`: the package knows
 * no other way to be told where to. Hence a process of its own, run by `browser.ts`.
 */
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'

const packed = join(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '../bin',
)
const wanted = /^(chromium|fonts|al\d+)\./
const archives = readdirSync(packed).filter((name) => wanted.test(name))
await Promise.all(archives.map((name) => inflate(join(packed, name))))
