import type { FastifyReply, FastifyRequest } from 'fastify'
import { constraintReason } from '../../db/constraints.ts'
import { Refused } from '../errors.ts'
import type { FormState, Problem } from '../form.ts'
import { explain } from '../refusals.ts'
import type { OfficePartsForm } from './office-one.ts'
import { officePage } from './office-one.ts'
import { officePath } from './pages/office.ts'

/** A posted form as it came. */
export const bodyOf = ({ body }: FastifyRequest): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : {}

type OfOne = FastifyRequest<{ Params: { id: string } }>

/** The publication's page with the form as it was sent and what is wrong with it. */
export const again = async (request: FastifyRequest, reply: FastifyReply, form: OfficePartsForm) =>
  reply.page(await officePage(request, (request as OfOne).params.id, { parts: form }), 422)

/** Does it, or shows beside its field why it cannot be done. */
export const saying = async (
  request: FastifyRequest,
  reply: FastifyReply,
  about: { part: OfficePartsForm['part']; form: FormState; field: string },
  act: () => Promise<unknown>,
) => {
  try {
    await act()
    return reply.seeOther(officePath((request as OfOne).params))
  } catch (error) {
    const problems = [problemOf(error, about.field, request)]
    return again(request, reply, { part: about.part, state: { ...about.form, problems } })
  }
}

/** What a rule or the database refused, as a sentence beside a field; anything else is thrown on. */
export const problemOf = (error: unknown, field: string, { language }: FastifyRequest): Problem => {
  const reason = error instanceof Refused ? error.refusal.reason : constraintReason(error)
  if (reason === null) throw error
  return {
    field,
    message: explain({ ...(error instanceof Refused ? error.refusal : {}), reason }, language),
  }
}
