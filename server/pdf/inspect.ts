import { resolve } from 'node:path'
import { type Cage, inCage } from './cage.ts'
import { endOf, refuseFile } from './file.ts'
import type { Inspected, Unreadable } from './results.ts'

export type { Inspected, Reason, Unreadable } from './results.ts'

export const INSPECT_CAGE: Cage = { timeoutMs: 15_000, memoryMb: 640 }

/** Says what an uploaded PDF is, or why it cannot be taken. Never throws because of what is in the file. */
export async function inspectPdf(
  path: string,
  cage = INSPECT_CAGE,
): Promise<Inspected | Unreadable> {
  const refused = await refuseFile(path)
  if (refused) return { ok: false, reason: refused }
  const input = { path: resolve(path) }
  const caged = await inCage('inspect', { ...cage, reads: [input.path], input })
  const [line] = caged.output
  if (caged.ended !== 'done' || line === undefined) return { ok: false, reason: endOf(caged) }
  const result: Inspected | Unreadable = JSON.parse(line)
  return result
}
