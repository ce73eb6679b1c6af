import type { FastifyReply, FastifyRequest } from 'fastify'
import { aboutOf } from './about.ts'
import { citationInStyle, citationText } from './citation-styles.ts'
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
  const { reference } = citationInStyle(citedOf(publication, config), 'apa', {
    language: request.language,
    accessedOn: request.context.clock.now().toISOString().slice(0, 10),
  })
  return reply
    .code(410)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${config.baseUrl}/problems/publication-withdrawn`,
        title: texts[request.language].withdrawnTag,
        status: 410,
        detail: publication.withdrawnReason,
        citation: citationText(reference),
        ...(replacedBy ? { replaced_by: `${config.baseUrl}/publications/${replacedBy.slug}` } : {}),
        withdrawn_at: publication.withdrawnAt?.toISOString(),
        instance: `urn:request:${request.id}`,
      }),
    )
}
