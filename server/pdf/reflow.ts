import { resolve } from 'node:path'
import type { TextBlock } from '../publications/rules/text-blocks.ts'
import { type Cage, inCage } from './cage.ts'
import { endOf, refuseFile } from './file.ts'
import type { Reason, Unreadable } from './results.ts'

export const REFLOW_CAGE: Cage = { timeoutMs: 180_000, memoryMb: 1_024 }

/** Blocks of each page, in reading order. */
export type Reflowed = { ok: true; pages: TextBlock[][] }

/** A PDF as headings, paragraphs, lists, tables and notes, page by page. Never throws because of what is in the file. */
export async function reflowPdf(path: string, cage = REFLOW_CAGE): Promise<Reflowed | Unreadable> {
  const refused = await refuseFile(path)
  if (refused) return { ok: false, reason: refused }
  const input = { path: resolve(path) }
  const caged = await inCage('reflow', { ...cage, reads: [input.path], input })
  if (caged.ended !== 'done') return { ok: false, reason: endOf(caged) }
  const pages: TextBlock[][] = []
  for (const line of caged.output) {
    const sent: Sent = JSON.parse(line)
    if ('blocks' in sent) pages.push(sent.blocks)
    else return sent.ok ? { ok: true, pages } : { ok: false, reason: sent.reason }
  }
  return { ok: false, reason: 'damaged' }
}

type Sent = { page: number; blocks: TextBlock[] } | { ok: true } | { ok: false; reason: Reason }
