import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Assembly, AssemblyLine, DossierInput } from './assembly.ts'
import type { OutlineEntry } from './blocks.ts'
import { type Cage, inCage } from './cage.ts'
import { endOf, refuseFile } from './file.ts'
import type { Reason } from './results.ts'

export type { DossierAttachment, DossierInput } from './assembly.ts'

export const DOSSIER_CAGE: Cage = { timeoutMs: 60_000, memoryMb: 1024 }

/** `notMerged` names by number (from 0) the attachments that stand in the dossier as a page saying why. */
export type AssembledDossier = {
  pages: number
  outline: readonly OutlineEntry[]
  uncovered: readonly string[]
  notMerged: readonly { attachment: number; reason: Reason }[]
}

/**
 * Writes one document to `outPath`: cover, contents with links, body, and every page of the attachments, each
 * with reference and page number, without scripts and files. The same input gives the same bytes.
 * An attachment that cannot be read never stops it. Throws if the dossier itself cannot be made.
 */
export async function assembleDossier(
  input: DossierInput,
  outPath: string,
  cage = DOSSIER_CAGE,
): Promise<AssembledDossier> {
  const refused: Record<number, Reason> = {}
  for (const [index, attachment] of input.attachments.entries()) {
    const reason = await refuseFile(attachment.path)
    if (reason) refused[index] = reason
  }
  // Each round either ends the work or names one more attachment that must be left out.
  for (let round = 0; round <= input.attachments.length; round += 1) {
    const made = await attempt(input, outPath, cage, refused)
    if (made) return made
  }
  throw new Error(`dossier ${input.reference} could not be assembled`)
}

async function attempt(
  input: DossierInput,
  outPath: string,
  cage: Cage,
  refused: Record<number, Reason>,
): Promise<AssembledDossier | null> {
  const unfinished = resolve(`${outPath}.unfinished`)
  const attachments = input.attachments.map((one) => ({ ...one, path: resolve(one.path) }))
  const dossier = { ...input, attachments, createdAt: input.createdAt.toISOString() }
  const job: Assembly = { dossier, refused, outPath: unfinished }
  const reads = attachments.map((attachment) => attachment.path)
  const caged = await inCage('assemble', { ...cage, reads, writes: unfinished, input: job })
  const lines = caged.output.map((line): AssemblyLine => JSON.parse(line))
  const found = { ...refused }
  let opening: number | null = null
  for (const line of lines) {
    if ('opening' in line) opening = line.opening
    else if ('refused' in line) found[line.refused] = line.reason
    else if (caged.ended === 'done') {
      await rename(unfinished, outPath)
      const notMerged = Object.entries(found).map(([attachment, reason]) => ({
        attachment: Number(attachment),
        reason,
      }))
      return { ...line.written, notMerged }
    }
  }
  await rm(unfinished, { force: true })
  const culprit = culpritOf(opening, found, input.attachments.length)
  if (culprit === null) throw new Error(`dossier ${input.reference}: ${endOf(caged)}`)
  Object.assign(refused, found, { [culprit]: endOf(caged) })
  return null
}

/** The attachment that was open when the cage fell; the last one that was taken if all had been read. */
function culpritOf(
  opening: number | null,
  found: Readonly<Record<number, Reason>>,
  count: number,
): number | null {
  if (opening === null) return null
  for (let index = Math.min(opening, count - 1); index >= 0; index -= 1) {
    if (found[index] === undefined) return index
  }
  return null
}
