import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRevision, permit, relationTo } from '../applications/operations.ts'
import { ownAssignment } from '../assignments/operations.ts'
import { refuseReading } from '../assignments/rules.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { assembleDossier } from '../pdf/dossier.ts'
import { policies } from '../policies.ts'
import type { Storage } from '../storage.ts'
import { type DossierContent, dossierContent } from './content.ts'
import { type DossierDocument, dossierDocument } from './document.ts'

/** What a reviewer reads: only after declaring to have no conflict of interest, and never with one. */
export const readAsReviewer = async (
  context: Context,
  assignmentId: string,
): Promise<DossierContent> => {
  const tx = context.db
  const assignment = await ownAssignment(tx, context.actor, assignmentId)
  refuse(refuseReading(assignment))
  const { relation } = await relationTo(tx, context.actor, assignment.applicationId)
  permit(policies.readAsReviewer(context.actor, relation))
  return dossierContent(await loadRevision(tx, assignment.applicationId), context.language)
}

/** The same for the office and auditors. */
export const readAsStaff = async (
  context: Context,
  applicationId: string,
): Promise<DossierContent> => {
  const tx = context.db
  const { relation, status } = await relationTo(tx, context.actor, applicationId)
  permit(policies.readAsStaff(context.actor, relation, status))
  return dossierContent(await loadRevision(tx, applicationId), context.language)
}

/** One attachment of what is read, by the key of its slot. */
export const attachmentOf = (content: DossierContent, slot: string) => {
  const attachment = content.attachments.find((one) => one.slot === slot)
  if (!attachment) throw new NotFound('attachment')
  return { ...attachment, mediaType: 'application/pdf' }
}

export type MadeDossier = { sha256: string; size: number; mediaType: string }

/**
 * The dossier as one PDF, by the digest of its bytes in storage. Made once for the same content, attachments,
 * language and generator; two who ask at the same time wait for the same work. The same bytes every time.
 */
export const dossierPdf = (context: Context, content: DossierContent): Promise<MadeDossier> => {
  const document = dossierDocument(content)
  const key = createHash('sha256')
    .update(JSON.stringify([GENERATOR, document]))
    .digest('hex')
  const made = madeIn(context.storage)
  const known = made.get(key)
  if (known) return known
  const making = make(context.storage, document)
  made.set(key, making)
  making.catch(() => made.delete(key))
  const [oldest] = made.keys()
  if (made.size > REMEMBERED_MAX && oldest !== undefined) made.delete(oldest)
  return making
}

/** To be raised when the generator writes the same content otherwise. */
const GENERATOR = 1
const REMEMBERED_MAX = 5000
const DOSSIER_BYTES_MAX = 1024 * 1024 * 1024

/** Which bytes a content became. Lost with the process, it is found again by making the same bytes. */
const remembered = new WeakMap<Storage, Map<string, Promise<MadeDossier>>>()

const madeIn = (storage: Storage): Map<string, Promise<MadeDossier>> => {
  const made = remembered.get(storage) ?? new Map<string, Promise<MadeDossier>>()
  remembered.set(storage, made)
  return made
}

const make = async (storage: Storage, document: DossierDocument): Promise<MadeDossier> => {
  const folder = await mkdtemp(join(tmpdir(), 'radslag-dossier-'))
  try {
    const out = join(folder, 'dossier.pdf')
    await withFiles(storage, document.attachments, async (paths) => {
      const attachments = document.attachments.map(({ title, name }, i) => ({
        title,
        name,
        path: paths[i] ?? '',
      }))
      await assembleDossier({ ...document, attachments }, out)
    })
    const { sha256, size } = await storage.put(createReadStream(out), {
      bytesMax: DOSSIER_BYTES_MAX,
    })
    return { sha256, size, mediaType: 'application/pdf' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Holds all files at local paths while the work runs. */
const withFiles = async (
  storage: Storage,
  files: readonly { sha256: string }[],
  work: (paths: readonly string[]) => Promise<void>,
  paths: readonly string[] = [],
): Promise<void> => {
  const [next, ...others] = files
  if (!next) return work(paths)
  await storage.withLocalFile(next.sha256, (path) =>
    withFiles(storage, others, work, [...paths, path]),
  )
}
