import type { FastifyReply, FastifyRequest } from 'fastify'
import { aboutOf } from './about.ts'
import { writtenCitation } from './citation.ts'
import { citedOf } from './cited.ts'
import type { Publication } from './store.ts'
import { texts } from './texts.ts'

/** 410 with what stays of a publication that was withdrawn. */
export const sendTombstone = async (
  request: FastifyRequest,
  reply: FastifyReply,
  publication: Publication,
) => {
  const { config } = request.context
  const { replacedBy } = await aboutOf(request.context, publication)
  const written = writtenCitation(citedOf(publication, config), request.language)
  return reply
    .code(410)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${config.baseUrl}/problems/publication-withdrawn`,
        title: texts[request.language].withdrawnTag,
        status: 410,
        detail: publication.withdrawnReason,
        citation: `${written.authors} (${written.year}). ${written.title}. ${written.series}. ${written.publisher}. ${written.address}`,
        ...(replacedBy ? { replaced_by: `${config.baseUrl}/publications/${replacedBy.slug}` } : {}),
        withdrawn_at: publication.withdrawnAt?.toISOString(),
        instance: `urn:request:${request.id}`,
      }),
    )
}
