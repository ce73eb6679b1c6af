import type { FastifyRequest } from 'fastify'
import { PortalError } from '../errors.ts'

export const etagOf = (version: number): string => `"${version}"`

/** The version in `If-Match`; 428 without one: nobody overwrites what they have not seen. */
export const versionAsked = (request: FastifyRequest): number => {
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '')
  if (!found) throw new PortalError('precondition_required', 428)
  return Number(found[1])
}
