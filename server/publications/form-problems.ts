import { constraintReason } from '../../db/constraints.ts'
import { Refused } from '../errors.ts'
import type { FormState, Problem } from '../form.ts'
import type { Language } from '../language.ts'
import { explain } from '../refusals.ts'

/** Refusals that are about one field of the form. */
const FIELDS: Record<string, string> = {
  number_taken: 'number',
  isbn_taken: 'isbn',
  isbn_kept: 'isbn',
  isbn_none_left: 'take_isbn',
  funding_unknown: 'funding_0_grant',
  publication_note_missing: 'note',
}

/** What a rule or the database refused, beside the field that it is about; null where it is about none. */
export const fieldProblem = (error: unknown, language: Language): Problem | null => {
  const reason = error instanceof Refused ? error.refusal.reason : constraintReason(error)
  const field = reason === null ? undefined : FIELDS[reason]
  return reason === null || field === undefined
    ? null
    : { field, message: explain({ reason }, language) }
}

/** The form as typed with what the database or a rule refused; throws what is about none of its fields. */
export const withProblem = (error: unknown, form: FormState, language: Language) => {
  const problem = fieldProblem(error, language)
  if (!problem) throw error
  return { ok: false as const, isAsked: false, form: { ...form, problems: [problem] } }
}
