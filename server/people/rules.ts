/** Roles that an administrator gives and takes. Applicant-side roles belong to an application (`participants`). */
export const ROLES = ['officer', 'administrator', 'auditor', 'reviewer'] as const
export type Role = (typeof ROLES)[number]

/** A mailed code lives so long, and may be tried wrongly so often. */
export const CODE_MINUTES = 10
export const CODE_ATTEMPTS_MAX = 5
/** Codes mailed to one address in an hour. */
export const CODES_PER_HOUR_MAX = 10
export const SESSION_DAYS = 14

export type CodeRefusal =
  | { reason: 'code_wrong' }
  | { reason: 'code_exhausted' }
  | { reason: 'code_expired' }

/** Why a code does not sign in: counts are of codes that this browser asked for and that have not expired. */
export const refuseCode = (facts: {
  asked: number
  usable: number
  matches: boolean
}): CodeRefusal | null => {
  if (facts.asked === 0) return { reason: 'code_expired' }
  if (facts.usable === 0) return { reason: 'code_exhausted' }
  return facts.matches ? null : { reason: 'code_wrong' }
}

/** A path of ours to go on to after signing in; anything else becomes the person's own page. */
export const safeReturnPath = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) && path.length <= RETURN_PATH_MAX
    ? path
    : '/work'

const RETURN_PATH_MAX = 500
