import { z } from 'zod'
import { reasonForm } from '../schema.ts'
import { CONFLICT_KINDS, STATEMENT_MAX } from './rules.ts'

/** What the office sets for somebody. */
export const conflictBody = z.strictObject({
  personId: z.uuid('person_missing'),
  kind: z.enum(CONFLICT_KINDS, 'kind_missing'),
  statement: z.string('statement_missing').min(1).max(STATEMENT_MAX),
})

export const clearanceBody = reasonForm(STATEMENT_MAX)

export const conflictView = z.object({ id: z.uuid(), status: z.string() }).meta({ id: 'Conflict' })
