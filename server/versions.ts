import type { FastifyRequest } from 'fastify'
import { PortalError, PreconditionFailed, Stale } from './errors.ts'

/** A row's version as an `ETag`. */
export const etagOf = (version: number): string => `"${version}"`

/**
 * The version that the client has seen, by `If-Match`; null where it states none, or any (`*`). An `ETag` that is none
 * of ours is outdated (412).
 */
export const versionSeen = ({ headers }: FastifyRequest): number | null => {
  const stated = headers['if-match']?.trim()
  if (stated === undefined || stated === '*') return null
  const digits = /^(?:W\/)?"(\d{1,9})"$/.exec(stated)?.[1]
  if (digits === undefined) throw new PreconditionFailed()
  return Number(digits)
}

/** The same where it must be stated (428): nobody overwrites what they have not seen. */
export const versionToChange = (request: FastifyRequest): number => {
  const version = versionSeen(request)
  if (version === null) throw new PortalError('precondition_required', 428)
  return version
}

/**
 * The version of a change whose body may name it too, as forms do. Missing in both is 428.
 */
export const versionOfChange = (
  request: FastifyRequest,
  { version }: { version?: number | undefined },
): number => versionSeen(request) ?? version ?? versionToChange(request)

/** The same of an act, where it may be missing: what stands is then acted on. */
export const versionOfAct = (
  request: FastifyRequest,
  given: { version?: number | undefined } | null | undefined,
): number | undefined => versionSeen(request) ?? given?.version

/** Where the client said which version it means, another one is 412 instead of 409. */
export const preconditioned = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    throw error instanceof Stale ? new PreconditionFailed() : error
  }
}
