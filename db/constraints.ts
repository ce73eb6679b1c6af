/** What it means for a person when one of these constraints fires; any other stays a fault. */
const REASONS: Record<string, string> = {
  calls_slug_unique: 'slug_taken',
  calls_two_officers_check: 'second_officer_needed',
  decisions_two_officers_check: 'decision_second_officer',
  participants_email_unique: 'already_participant',
  assignments_person_unique: 'already_assigned',
  assignments_rapporteur_unique: 'rapporteur_taken',
  roles_held_unique: 'role_held',
  publications_slug_unique: 'publication_slug_taken',
  publications_series_number_unique: 'number_taken',
}

/** The reason of a refusal, by the name of the constraint that fired; null where it has no meaning for people. */
export const constraintReason = (error: unknown): string | null => {
  const cause = error instanceof Error ? error.cause : null
  const name =
    typeof cause === 'object' && cause !== null && 'constraint_name' in cause
      ? String(cause.constraint_name)
      : null
  return name === null ? null : (REASONS[name] ?? null)
}
