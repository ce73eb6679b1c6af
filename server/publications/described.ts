import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Described, metadataOf } from '../harvest/operations.ts'
import { CITATIONS, METADATA, negotiated } from '../harvest/rules/negotiation.ts'
import type { Cited } from './citation.ts'
import { bibtex, ris } from './citation-formats.ts'

/**
 * Sends what the `Accept` header would rather have than the page: a description, at the page's own address. Answers
 * undefined where the page is wanted.
 */
export const sendNegotiated = (
  request: FastifyRequest,
  reply: FastifyReply,
  { record }: Described,
  cited: Cited,
): FastifyReply | undefined => {
  const path = negotiated(request.headers.accept)
  const chosen = [...METADATA, ...CITATIONS].find((one) => one.path === path)
  if (chosen === undefined) return undefined
  const body =
    'name' in chosen
      ? metadataOf(request.context, record, chosen.name)
      : chosen.path === 'citation.bib'
        ? bibtex(cited)
        : ris(cited)
  return reply
    .type(`${chosen.type}; charset=utf-8`)
    .header('content-location', `${record.url}/${chosen.path}`)
    .header('cache-control', 'public, no-cache')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(body)
}
