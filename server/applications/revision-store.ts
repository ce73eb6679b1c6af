import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { revisions } from '../../db/schema/index.ts'
import { NotFound } from '../errors.ts'
import type { RevisionContent } from './rules.ts'

/** What a receipt says of a submission. */
export type Receipt = {
  applicationId: string
  reference: string
  number: number
  sha256: string
  submittedAt: Date
  content: RevisionContent
}

/** The revision that counts, or the newest one of an application that was withdrawn. */
export const findRevision = async (tx: Tx, id: string): Promise<Receipt | undefined> => {
  const [row] = await tx
    .select({
      applicationId: revisions.applicationId,
      number: revisions.number,
      sha256: revisions.sha256,
      submittedAt: revisions.submittedAt,
      content: revisions.content,
    })
    .from(revisions)
    .where(and(eq(revisions.applicationId, id), isNull(revisions.takenBackAt)))
    .orderBy(desc(revisions.number))
    .limit(1)
  if (!row) return undefined
  // Written by `submitApplication` alone, from content of this type.
  const content = row.content as RevisionContent
  return { ...row, content, reference: content.reference }
}

/** The same; 404 for an application that was never submitted, or was taken back. */
export const getRevision = async (tx: Tx, id: string): Promise<Receipt> => {
  const found = await findRevision(tx, id)
  if (!found) throw new NotFound('receipt')
  return found
}

/** Whether a submission with this digest was received under this reference, also one taken back since. */
export const isReceived = async (tx: Tx, reference: string, sha256: string): Promise<boolean> => {
  const rows = await tx
    .select({ content: revisions.content })
    .from(revisions)
    .where(eq(revisions.sha256, sha256))
    .limit(MATCHES_MAX)
  return rows.some(({ content }) => content['reference'] === reference)
}

const MATCHES_MAX = 10
