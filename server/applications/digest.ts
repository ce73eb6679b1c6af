import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'

/** SHA-256 over the canonical JSON of what was submitted, in hex: the digest on the receipt. */
export const digestOf = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
