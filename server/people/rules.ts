/** Roles that an administrator gives and takes. Applicant-side roles belong to an application (`participants`). */
export const ROLES = ['officer', 'administrator', 'auditor', 'reviewer'] as const
export type Role = (typeof ROLES)[number]

/** A mailed code lives so long, and may be tried wrongly so often. */
export const CODE_MINUTES = 10
export const CODE_ATTEMPTS_MAX = 5
/**
 * Codes mailed to one address in an hour: to those who ask from one network, and to all together. A stranger who
 * asks for somebody's address uses up their own network's share, not that person's.
 */
export const CODES_PER_HOUR_MAX = { network: 10, address: 40 }
/** A browser that has been signed in at the address has a share of its own, whatever others ask for. */
export const CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX = 10
export const SESSION_DAYS = 14

/** How many codes the address was mailed in the last hour. */
export type CodesAsked = {
  isKnownBrowser: boolean
  byBrowser: number
  byNetwork: number
  byAll: number
}

export const mayMailCode = ({
  isKnownBrowser,
  byBrowser,
  byNetwork,
  byAll,
}: CodesAsked): boolean =>
  isKnownBrowser
    ? byBrowser < CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX
    : byNetwork < CODES_PER_HOUR_MAX.network && byAll < CODES_PER_HOUR_MAX.address

/** What one household or office is reached by: 24 bits of an IPv4 address, 48 of an IPv6 one. */
export const networkOf = (ip: string): string => {
  const four = /(?:^|:)(\d+\.\d+\.\d+)\.\d+$/.exec(ip)?.[1]
  if (four) return `${four}.0/24`
  const [head = '', tail] = ip.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head.split(':').filter((group) => group !== '')
  const rest = tail?.split(':').filter((group) => group !== '') ?? []
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  const whole = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest]
  return `${whole.slice(0, 3).join(':')}::/48`
}

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

const ORCID = /^(?:https?:\/\/(?:www\.)?orcid\.org\/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\/?$/

/**
 * An ORCID iD as it is kept, `0000-0002-1825-0097`: from an address or bare, with or without hyphens; null
 * where it is none or its last character is not the checksum (ISO 7064, mod 11-2) of the others.
 */
export const readOrcid = (text: string): string | null => {
  const groups = ORCID.exec(text.trim())?.slice(1)
  if (!groups) return null
  const characters = groups.join('').toUpperCase()
  return orcidChecksum(characters.slice(0, -1)) === characters.at(-1)
    ? groups.join('-').toUpperCase()
    : null
}

/** The check character of fifteen digits, `0` to `9` or `X`. */
export const orcidChecksum = (digits: string): string => {
  let total = 0
  for (const digit of digits) total = (total + Number(digit)) * 2
  const remainder = (12 - (total % 11)) % 11
  return remainder === 10 ? 'X' : String(remainder)
}

/** Who applies or reviews must be known by name, place of work and country. */
export const profileIsComplete = (person: {
  name: string
  organisationId: string | null
  country: string | null
}): boolean => person.name !== '' && person.organisationId !== null && person.country !== null

export type RoleRefusal =
  | { reason: 'role_held' }
  | { reason: 'role_not_held' }
  | { reason: 'last_administrator' }
  | { reason: 'own_account' }
  | { reason: 'account_state' }

export const refuseGivingRole = (held: readonly Role[], role: Role): RoleRefusal | null =>
  held.includes(role) ? { reason: 'role_held' } : null

/** `administrators`: how many accounts that can be used hold the role now, this one included. */
export const refuseTakingRole = (
  held: readonly Role[],
  role: Role,
  administrators: number,
): RoleRefusal | null => {
  if (!held.includes(role)) return { reason: 'role_not_held' }
  return role === 'administrator' && administrators <= 1 ? { reason: 'last_administrator' } : null
}

/** Nobody shuts themselves out; an account is not disabled or enabled twice. */
export const refuseDisabling = (facts: {
  isSelf: boolean
  isDisabled: boolean
  disables: boolean
}): RoleRefusal | null => {
  if (facts.isSelf) return { reason: 'own_account' }
  return facts.isDisabled === facts.disables ? { reason: 'account_state' } : null
}

/** A browser and its system by the names that people know, from what it says of itself; null where it says nothing known. */
export const browserName = (
  userAgent: string,
): { browser: string; system: string | null } | null => {
  const browser = BROWSERS.find(([, pattern]) => pattern.test(userAgent))?.[0]
  if (!browser) return null
  return { browser, system: SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null }
}

// In this order: most browsers also claim to be the older ones.
const BROWSERS: readonly [string, RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
  ['curl', /^curl\//],
]
const SYSTEMS: readonly [string, RegExp][] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]
