import { resolve } from 'node:path'
import { type Cage, inCage } from './cage.ts'
import type { AddedPages, CopyLine, CopyReason } from './copying.ts'
import { endOf, refuseFile } from './file.ts'

export type { AddedPages, CopyReason } from './copying.ts'

export const COPY_CAGE: Cage = { timeoutMs: 60_000, memoryMb: 1_024 }

/** `tail`: what makes the copy when it is put after the bytes of the file; `sha256` (hex) is that of both. */
export type Copied = {
  ok: true
  tail: Buffer
  sha256: string
  pagesAdded: number
  isTagged: boolean
}

/**
 * A copy of a PDF with pages added at its end, of which the file itself is the beginning. The same input gives the same
 * bytes. What is locked, signed or damaged is left as it is, with the reason. Never throws because of what is in the file.
 */
export async function copyForReading(
  path: string,
  added: AddedPages,
  cage = COPY_CAGE,
): Promise<Copied | { ok: false; reason: CopyReason }> {
  const refused = await refuseFile(path)
  if (refused) return { ok: false, reason: refused }
  const input = { path: resolve(path), added }
  const caged = await inCage('copy', { ...cage, reads: [input.path], input })
  const [line] = caged.output
  if (caged.ended !== 'done' || line === undefined) return { ok: false, reason: endOf(caged) }
  const sent: CopyLine = JSON.parse(line)
  return sent.ok ? { ...sent, tail: Buffer.from(sent.tail, 'base64') } : sent
}
