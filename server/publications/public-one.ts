import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { describePublication } from '../harvest/operations.ts'
import type { UseKind } from '../usage/rules.ts'
import { sendOtherFile, sendPdf, sendPicture } from './download.ts'
import { originalFile, readersFile } from './files.ts'
import { isReadable } from './rules/embargo.ts'
import { pictureName } from './rules/pictures.ts'
import { findPage, findPublication, type Publication } from './store.ts'

/** What the public may know of: what is published, and that something was withdrawn. `address`: slug or id. */
export const publicOne = async ({ db }: Context, address: string): Promise<Publication> => {
  const publication = await findPublication(db, address)
  if (publication?.status !== 'published' && publication?.status !== 'withdrawn')
    throw new NotFound('publication')
  return publication
}

/** What the public may read: neither what was withdrawn nor what is under embargo. */
export const readableOne = async (context: Context, address: string): Promise<Publication> => {
  const publication = await publicOne(context, address)
  if (!isReadable(publication, context.clock.now())) throw new NotFound('publication')
  return publication
}

/** The PDF of what may be read, for page and API alike: the copy for readers, or the original. */
export const sendPublicFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  given: { address: string; isAttachment: boolean; isOriginal?: boolean },
): Promise<FastifyReply> => {
  const { address, isAttachment, isOriginal = false } = given
  const publication = await readableOne(request.context, address)
  const own = publication.file && originalFile(publication.file)
  const file = isOriginal ? own : readersFile(publication)
  if (file === null) throw new NotFound('file')
  request.use = usedAs('file', publication)
  await signpost(request, reply, publication)
  return sendPdf(request, reply, {
    file,
    name: `${publication.slug}${isOriginal ? '-original' : ''}.pdf`,
    isAttachment,
  })
}

/** A picture of the first page of what may be read. Kept by the reader alone: what others keep cannot be withdrawn. */
export const sendPublicPicture = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { slug, name }: { slug: string; name: string },
): Promise<FastifyReply> => {
  const publication = await readableOne(request.context, slug)
  const picture = publication.pictures.find((one) => pictureName(one) === name)
  if (!picture) throw new NotFound('picture')
  return sendPicture(request, reply, picture)
}

/** One of the files beside it, for the same. */
export const sendPublicOtherFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { address, id }: { address: string; id: string },
): Promise<FastifyReply> => {
  const publication = await readableOne(request.context, address)
  const file = publication.otherFiles.find((one) => one.id === id)
  if (!file) throw new NotFound('file')
  await signpost(request, reply, publication)
  return sendOtherFile(request, reply, publication.slug, file)
}

/** The way from a file back to its publication. */
const signpost = async (
  { context }: FastifyRequest,
  reply: FastifyReply,
  { slug }: Publication,
): Promise<void> => {
  reply.header('link', (await describePublication(context, slug)).fileLinks)
}

/** The text of one page of what may be read. */
export const readPublicPage = async (
  request: FastifyRequest,
  { address, number }: { address: string; number: number },
): Promise<{ publication: Publication; number: number; pages: number; text: string }> => {
  const { context } = request
  const publication = await readableOne(context, address)
  request.use = usedAs('text', publication)
  const pages = publication.pageCount ?? 0
  if (number > pages) throw new NotFound('page')
  const page = await findPage(context.db, publication.id, number)
  return { publication, number, pages, text: page?.text ?? '' }
}

/** Of a use to be counted once it was answered. */
export const usedAs = (kind: UseKind, { id, licence }: Publication) => ({
  publicationId: id,
  kind,
  licence,
})
