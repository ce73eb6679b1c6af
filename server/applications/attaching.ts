import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { attachments, files } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, refuse } from '../errors.ts'
import { inspectFile } from '../files/jobs.ts'
import { isPdf, PDF, storeFile } from '../files/operations.ts'
import type { AttachmentSlot } from '../forms/rules.ts'
import { record } from '../history/operations.ts'
import type { Upload } from '../plugins/uploads.ts'
import { policies } from '../policies.ts'
import { lockApplication, readApplication, requirePerson } from './reach.ts'
import { getRevision } from './revision-store.ts'
import { refuseEditing } from './rules.ts'
import { texts } from './texts.ts'

/** The slot of the form that a file is for, if the actor may fill it now; asked before any byte is read. */
export const openSlot = async (
  context: Context,
  id: string,
  key: string,
): Promise<AttachmentSlot> => {
  const { application } = await readApplication(
    context.db,
    context.actor,
    id,
    policies.editApplication,
  )
  refuse(refuseEditing(application, application.call, context.clock.now()))
  const slot = application.definition.attachments.find((one) => one.key === key)
  if (!slot) throw new NotFound('slot')
  return slot
}

/** Puts an uploaded file into a slot, in place of what was there. Not a PDF: `Invalid`, nothing is kept. */
export const attachFile = async (
  context: Context,
  id: string,
  slot: AttachmentSlot,
  upload: Upload | null,
): Promise<{ id: string }> => {
  const t = texts[context.language].attachments
  if (!upload) throw new Invalid([{ field: slot.key, message: t.noFile }])
  if (!isPdf(upload.stored)) throw new Invalid([{ field: slot.key, message: t.notPdf }])
  return context.db.transaction(async (tx) => {
    const person = requirePerson(context)
    const { application, now } = await lockApplication(tx, context, id, policies.editApplication)
    refuse(refuseEditing(application, application.call, now))
    const file = await storeFile(tx, upload.stored, PDF)
    if (file.state === 'received') await context.enqueue(tx, inspectFile, { fileId: file.id })
    await markRemoved(tx, id, slot.key, now)
    const [made] = await tx
      .insert(attachments)
      .values({
        applicationId: id,
        slot: slot.key,
        fileId: file.id,
        name: upload.name,
        uploadedBy: person.id,
        createdAt: now,
      })
      .returning({ id: attachments.id })
    if (!made) throw new Error('an attachment was not kept')
    await record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.file_attached',
      actedAs: 'applicant',
      data: { slot: slot.key, sha256: file.sha256, size: file.size },
    })
    return made
  })
}

/** Takes the file out of its slot. The bytes stay where an earlier revision refers to them. */
export const removeAttachment = async (
  context: Context,
  id: string,
  attachmentId: string,
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const { application, now } = await lockApplication(tx, context, id, policies.editApplication)
    refuse(refuseEditing(application, application.call, now))
    const found = application.attachments.find((one) => one.id === attachmentId)
    if (!found) throw new NotFound('attachment')
    await markRemoved(tx, id, found.slot, now)
    await record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.file_removed',
      actedAs: 'applicant',
      data: { slot: found.slot, sha256: found.sha256 },
    })
  })

/** An attachment's file, for those who may read the application. */
export const findAttachedFile = async (tx: Tx, id: string, attachmentId: string) => {
  const [row] = await tx
    .select({
      name: attachments.name,
      sha256: files.sha256,
      size: files.size,
      mediaType: files.mediaType,
    })
    .from(attachments)
    .innerJoin(files, eq(files.id, attachments.fileId))
    .where(and(eq(attachments.applicationId, id), eq(attachments.id, attachmentId)))
  return row
}

/** A file as it was submitted, by the key of its slot; the caller has asked whether it may be read. */
export const getSubmittedFile = async (tx: Tx, id: string, slot: string) => {
  const { content } = await getRevision(tx, id)
  const attached = content.attachments.find((one) => one.slot === slot)
  const file = attached && (await findSubmittedFile(tx, attached.sha256))
  if (!attached || !file) throw new NotFound('attachment')
  return { ...file, name: attached.name }
}

/** The bytes of a file that a revision names by digest, whether or not it is attached still. */
const findSubmittedFile = async (tx: Tx, sha256: string) => {
  const [row] = await tx
    .select({ sha256: files.sha256, size: files.size, mediaType: files.mediaType })
    .from(files)
    .where(eq(files.sha256, sha256))
  return row
}

const markRemoved = async (tx: Tx, id: string, slot: string, now: Date): Promise<void> => {
  await tx
    .update(attachments)
    .set({ removedAt: now })
    .where(
      and(
        eq(attachments.applicationId, id),
        eq(attachments.slot, slot),
        isNull(attachments.removedAt),
      ),
    )
}
