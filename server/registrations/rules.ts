import { createHash } from 'node:crypto'
import type { PublicationStatus } from '../publications/rules.ts'

/** Who registers DOIs. Either may be on or off; a DOI belongs to one of them for good. */
export const AGENCIES = ['datacite', 'crossref'] as const
export type AgencyKey = (typeof AGENCIES)[number]

export const REGISTERED_ENTITIES = ['publication', 'grant'] as const
export type RegisteredEntity = (typeof REGISTERED_ENTITIES)[number]

/**
 * - `planned`: it has its DOI here, and the agency is to be told
 * - `sent`: the agency has taken it in, and has not said yet what came of it
 * - `registered`: the agency knows it as it is now, or is being told of a change
 * - `failed`: given up, until the office tries again
 */
export const REGISTRATION_STATUSES = ['planned', 'sent', 'registered', 'failed'] as const
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number]

export const registrationTransitions = {
  planned: { queue: 'sent', confirm: 'registered', fail: 'failed' },
  sent: { confirm: 'registered', fail: 'failed', lose: 'planned' },
  registered: { queue: 'sent', confirm: 'registered', fail: 'failed' },
  failed: { retry: 'planned' },
} as const satisfies Record<RegistrationStatus, Record<string, RegistrationStatus>>

/** What the agency is to show: the record, or only that the DOI exists, with the landing page that says why. */
export const VISIBILITIES = ['findable', 'hidden'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** Publications go to DataCite where both are on; grants only Crossref knows. Null where nobody registers it. */
export const agencyFor = (
  entity: RegisteredEntity,
  isOn: Readonly<Record<AgencyKey, boolean>>,
): AgencyKey | null => {
  if (entity === 'publication' && isOn.datacite) return 'datacite'
  return isOn.crossref ? 'crossref' : null
}

// Crockford's: without letters that are read as figures, and without u, so that no word comes out.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SUFFIX_LENGTH = 8

/**
 * The opaque part of a DOI, `7h2k-94xw`: from what it is for and its id, which is never given again, so that the same
 * thing always gets the same DOI. `collision` counts the DOIs that were taken by others before.
 */
export const suffixOf = (entity: RegisteredEntity, id: string, collision = 0): string => {
  const digest = createHash('sha256').update(`${entity}:${id}:${collision}`).digest()
  const letters = [...digest.subarray(0, SUFFIX_LENGTH)]
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join('')
  return `${letters.slice(0, SUFFIX_LENGTH / 2)}-${letters.slice(SUFFIX_LENGTH / 2)}`
}

export const doiFor = (prefix: string, suffix: string): string => `${prefix}/${suffix}`

export type RegistrationRefusal =
  | { reason: 'registration_off' }
  | { reason: 'registration_not_public' }
  | { reason: 'registration_has_doi' }
  | { reason: 'registration_held_elsewhere' }
  | { reason: 'registration_not_failed' }

/** Why a publication gets no DOI from us: a DOI given by hand stays, and what others publish is theirs to register. */
export const refuseRegistration = (publication: {
  status: PublicationStatus
  doi: string | null
  hasText: boolean
  isRegistered: boolean
  agency: AgencyKey | null
}): RegistrationRefusal | null => {
  if (publication.agency === null) return { reason: 'registration_off' }
  if (publication.status !== 'published') return { reason: 'registration_not_public' }
  if (publication.doi !== null || publication.isRegistered)
    return { reason: 'registration_has_doi' }
  if (!publication.hasText) return { reason: 'registration_held_elsewhere' }
  return null
}

export const refuseRetry = (status: RegistrationStatus): RegistrationRefusal | null =>
  status === 'failed' ? null : { reason: 'registration_not_failed' }

/** What is to be shown of a publication, or null where the agency is not told of it at all. */
export const visibilityOf = (status: PublicationStatus): Visibility | null => {
  if (status === 'published') return 'findable'
  return status === 'withdrawn' ? 'hidden' : null
}

/** Whether the agency is to be told: never of what was withdrawn before it knew of it. */
export const isToBeSent = (
  known: { visibility: Visibility | null; digest: string | null },
  wanted: { visibility: Visibility | null; digest: string },
): boolean => {
  if (wanted.visibility === null) return false
  if (wanted.visibility === 'hidden' && known.visibility === null) return false
  return known.visibility !== wanted.visibility || known.digest !== wanted.digest
}

/** After so many attempts without an answer that settles it, the office is asked. */
export const ATTEMPTS_MAX = 10
const MINUTE_MS = 60_000
const WAIT_MINUTES_MAX = 360
/** An agency that asks for more patience than this is asked again after it. */
export const RETRY_AFTER_SECONDS_MAX = 86_400

/** When to try again after the `attempts`th attempt: 1, 2, 4 … minutes, at most six hours, or as the agency asked. */
export const nextAttemptAt = (
  attempts: number,
  retryAfterSeconds: number | null,
  now: Date,
): Date => {
  const minutes = Math.min(2 ** Math.max(0, attempts - 1), WAIT_MINUTES_MAX)
  const asked = Math.min(retryAfterSeconds ?? 0, RETRY_AFTER_SECONDS_MAX) * 1000
  return new Date(now.getTime() + Math.max(minutes * MINUTE_MS, asked))
}

/** `Retry-After` in seconds, from seconds or a date; null where there is none, or none that makes sense. */
export const retryAfterOf = (header: string | null, now: Date): number | null => {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}

/** What came of telling an agency. */
export type Outcome =
  /** It knows it, as we sent it. */
  | { kind: 'confirmed' }
  /** It has taken it in and will say later. */
  | { kind: 'queued' }
  /** It will never take it as it is. */
  | { kind: 'refused'; reason: FailureReason; detail: string }
  /** Try later. `isUnknown`: it may have been taken in all the same. */
  | {
      kind: 'again'
      reason: FailureReason
      detail: string
      isUnknown: boolean
      retryAfterSeconds: number | null
    }

export const FAILURE_REASONS = [
  'no_answer',
  'too_many',
  'agency_down',
  'malformed',
  'not_let_in',
  'metadata_refused',
  'lost',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** How an answer that is no success is to be taken, by its status alone. */
export const outcomeOf = (
  status: number,
  { detail, retryAfterSeconds }: { detail: string; retryAfterSeconds: number | null },
): Exclude<Outcome, { kind: 'confirmed' | 'queued' }> => {
  const later = (reason: FailureReason, isUnknown: boolean) =>
    ({ kind: 'again', reason, detail, isUnknown, retryAfterSeconds }) as const
  if (status === 429) return later('too_many', false)
  // A server that broke may have kept what it was sent.
  if (status === 408 || status >= 500) return later('agency_down', true)
  if (status === 401 || status === 403) return { kind: 'refused', reason: 'not_let_in', detail }
  if (status >= 400) return { kind: 'refused', reason: 'metadata_refused', detail }
  return later('malformed', true)
}
