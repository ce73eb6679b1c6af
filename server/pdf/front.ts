import { resolve } from 'node:path'
import type { FrontMatter } from '../publications/rules/front-matter.ts'
import { type Cage, inCage } from './cage.ts'
import { endOf, refuseFile } from './file.ts'
import type { Reason, Unreadable } from './results.ts'

export const FRONT_CAGE: Cage = { timeoutMs: 30_000, memoryMb: 640 }

/** What a PDF says of itself in its first and last pages. Never throws because of what is in the file. */
export async function readFront(
  path: string,
  cage = FRONT_CAGE,
): Promise<{ ok: true; front: FrontMatter } | Unreadable> {
  const refused = await refuseFile(path)
  if (refused) return { ok: false, reason: refused }
  const input = { path: resolve(path) }
  const caged = await inCage('front', { ...cage, reads: [input.path], input })
  if (caged.ended !== 'done') return { ok: false, reason: endOf(caged) }
  let front: FrontMatter | null = null
  for (const line of caged.output) {
    const sent: Sent = JSON.parse(line)
    if ('front' in sent) front = sent.front
    else if (!sent.ok) return { ok: false, reason: sent.reason }
    else if (front !== null) return { ok: true, front }
  }
  return { ok: false, reason: 'damaged' }
}

type Sent = { front: FrontMatter } | { ok: true } | { ok: false; reason: Reason }
