import { randomBytes } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import { readIfPresent } from './leftover.ts'

/** The secret kept in this file, readable by its owner only; made on first use. */
export function secretIn(file: string): string {
  const kept = readIfPresent(file)?.trim()
  if (kept) return kept
  const secret = randomBytes(24).toString('base64url')
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secret
}
