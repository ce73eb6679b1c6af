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
  publications_family_chain: 'family_chain',
  publications_family_self_check: 'family_of_itself',
  publication_funding_funder_check: 'funding_unknown',
  isbns_kept: 'isbn_kept',
  // A deposit is thrown away only where nothing else hangs on it.
  isbns_publication_id_publications_id_fk: 'isbn_kept',
  publications_family_main_id_publications_id_fk: 'family_is_main',
  isbns_publication_id_unique: 'isbn_kept',
  old_addresses_pkey: 'old_address_taken',
  partner_periods_overlap: 'period_overlaps',
  partner_periods_order_check: 'period_backwards',
}

/** The reason of a refusal, by the name of the constraint that fired; null where it has no meaning for people. */
export const constraintReason = (error: unknown): string | null => {
  const name = factOf(error, 'constraint_name')
  return name === null ? null : (REASONS[name] ?? null)
}

/** Whether a value was one that the database cannot hold: whoever sent it can do something about it, we cannot. */
export const isUnfitValue = (error: unknown): boolean =>
  UNFIT_VALUE_CODES.includes(factOf(error, 'code') ?? '')

/** A text with U+0000, as such or in JSON; half a surrogate pair in JSON or no number at all; a number beyond its column. */
const UNFIT_VALUE_CODES: readonly string[] = ['22021', '22P05', '22P02', '22003']

/** What PostgreSQL said of an error, by the name of the fact. */
const factOf = (error: unknown, fact: string): string | null => {
  const cause = error instanceof Error ? error.cause : null
  const facts = typeof cause === 'object' && cause !== null ? Object.entries(cause) : []
  const found = facts.find(([name]) => name === fact)
  return found === undefined ? null : String(found[1])
}
