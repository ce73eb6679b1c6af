import type { FastifyReply } from 'fastify'
import { sendFile } from '../files/operations.ts'
import type { DossierContent } from './content.ts'
import { dossierPdf } from './operations.ts'

/** Shown at once: it is our own document, without scripts; browsers do not show a PDF that is sandboxed. */
export const sendDossier = async (
  reply: FastifyReply,
  content: DossierContent,
): Promise<FastifyReply> => {
  const file = await dossierPdf(reply.request.context, content)
  reply.header('etag', `"${file.sha256}"`)
  return sendFile(reply, file, { name: `${content.reference}.pdf`, isInline: true }).header(
    'content-security-policy',
    "frame-ancestors 'none'",
  )
}
