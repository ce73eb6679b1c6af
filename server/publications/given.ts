import type { FastifyRequest } from 'fastify'
import { Invalid } from '../errors.ts'
import { draftOf, type PublicationDraft } from './draft.ts'
import type { PublicationRecord } from './schema.ts'
import { texts } from './texts.ts'

/** Of a body that changes some fields, those that it names. */
export const given = (
  body: { [Field in keyof PublicationRecord]?: PublicationRecord[Field] | undefined },
): Partial<PublicationRecord> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))

/** The body by the rules that forms and imports obey too. */
export const draftIn = (request: FastifyRequest, record: PublicationRecord): PublicationDraft => {
  const { draft, problems } = draftOf(record)
  if (problems.length === 0) return draft
  const words = texts[request.language].problems
  throw new Invalid(problems.map(({ field, code }) => ({ field, message: words[code] })))
}
