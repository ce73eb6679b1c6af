import { z } from 'zod'
import { reasonForm, wholeList } from '../schema.ts'
import { CONFLICT_KINDS, CONFLICT_SOURCES, CONFLICT_STATUSES, STATEMENT_MAX } from './rules.ts'

/** What the office sets for somebody. */
export const conflictBody = z.strictObject({
  personId: z.uuid('person_missing'),
  kind: z.enum(CONFLICT_KINDS, 'kind_missing'),
  statement: z.string('statement_missing').min(1).max(STATEMENT_MAX),
})

export const clearanceBody = reasonForm(STATEMENT_MAX)

export const conflictsView = wholeList(
  z.object({
    id: z.uuid(),
    person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
    kind: z.enum(CONFLICT_KINDS),
    source: z.enum(CONFLICT_SOURCES),
    status: z.enum(CONFLICT_STATUSES),
    statement: z.string(),
    clearedReason: z.string().nullable(),
    createdAt: z.iso.datetime(),
  }),
  'Conflicts',
)

export const conflictView = z.object({ id: z.uuid(), status: z.string() }).meta({ id: 'Conflict' })
