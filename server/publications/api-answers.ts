import type { FastifyReply, FastifyRequest } from 'fastify'
import { etagOf } from '../versions.ts'
import { aboutOf } from './about.ts'
import type { Saved } from './operations.ts'
import { getPublication, type Publication } from './store.ts'
import { toPublicationView } from './views.ts'

/** In which language, and under which address, the answer speaks. */
export const speakingOf = (request: FastifyRequest) => ({
  language: request.language,
  baseUrl: request.context.config.baseUrl,
})

/** A publication as the API tells of it, with its version as `ETag`. */
export const answered = async (
  request: FastifyRequest,
  reply: FastifyReply,
  publication: Publication,
) => {
  const about = await aboutOf(request.context, publication)
  reply.header('etag', etagOf(publication.version))
  return toPublicationView(publication, about, speakingOf(request))
}

/** The same after a change. */
export const answerSaved = async (request: FastifyRequest, reply: FastifyReply, { id }: Saved) =>
  answered(request, reply, await getPublication(request.context.db, id))
