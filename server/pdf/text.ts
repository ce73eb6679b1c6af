import { resolve } from 'node:path'
import { type Cage, inCage } from './cage.ts'
import { endOf, refuseFile } from './file.ts'
import type { Extracted, Reason, Unreadable } from './results.ts'

export type { Extracted, Reason, Unreadable } from './results.ts'

export const TEXT_CAGE: Cage = { timeoutMs: 120_000, memoryMb: 768 }

/** The text of a PDF, one string per page. Never throws because of what is in the file. */
export async function extractText(path: string, cage = TEXT_CAGE): Promise<Extracted | Unreadable> {
  const refused = await refuseFile(path)
  if (refused) return { ok: false, reason: refused }
  const input = { path: resolve(path) }
  const caged = await inCage('text', { ...cage, reads: [input.path], input })
  if (caged.ended !== 'done') return { ok: false, reason: endOf(caged) }
  const pages: string[] = []
  for (const line of caged.output) {
    const sent: Sent = JSON.parse(line)
    if ('text' in sent) pages.push(sent.text)
    else return sent.ok ? { ok: true, pages } : { ok: false, reason: sent.reason }
  }
  return { ok: false, reason: 'damaged' }
}

type Sent = { page: number; text: string } | { ok: true } | { ok: false; reason: Reason }
