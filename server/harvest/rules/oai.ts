import { isSetSpec } from './sets.ts'

/** OAI-PMH 2.0, http://www.openarchives.org/OAI/openarchivesprotocol.html: what may be asked, and what is wrong. */
export const OAI_FORMATS = ['oai_dc', 'oai_openaire', 'oai_datacite'] as const
export type OaiFormat = (typeof OAI_FORMATS)[number]

export type OaiErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noMetadataFormats'
  | 'noRecordsMatch'
export type OaiError = { code: OaiErrorCode; message: string }

const LISTING = {
  required: ['metadataPrefix'],
  optional: ['from', 'until', 'set'],
  exclusive: 'resumptionToken',
}
const VERBS: Record<
  Verb,
  { required: readonly string[]; optional: readonly string[]; exclusive?: string }
> = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  ListSets: { required: [], optional: [], exclusive: 'resumptionToken' },
  ListIdentifiers: LISTING,
  ListRecords: LISTING,
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
}
type Verb =
  | 'Identify'
  | 'ListMetadataFormats'
  | 'ListSets'
  | 'ListIdentifiers'
  | 'ListRecords'
  | 'GetRecord'

/** Where a list stands. All of it travels in the resumption token: nothing is kept here, so no token ever expires. */
export type Place = {
  format: OaiFormat
  set: string | null
  /** As they were given, so that a token says the same. */
  from: string | null
  until: string | null
  /** The last record given: the list goes on after it. */
  after: { at: Date; id: string } | null
  /** How long the list was when it began, and how many of it have been given. */
  size: number | null
  cursor: number
}

export type OaiQuestion =
  | { verb: 'Identify' | 'ListSets' }
  | { verb: 'ListMetadataFormats'; identifier: string | null }
  | { verb: 'GetRecord'; identifier: string; format: OaiFormat }
  | { verb: 'ListIdentifiers' | 'ListRecords'; place: Place }

export type OaiArguments = Readonly<Record<string, unknown>>
/** `asked`: what the answer repeats as attributes; nothing where verb or arguments were wrong. */
export type Asked = { asked: Readonly<Record<string, string>> } & (
  | { question: OaiQuestion; errors?: never }
  | { errors: readonly OaiError[]; question?: never }
)

/** What was asked, from the arguments of an address or a form: repeated ones come as lists. */
export const readQuestion = (given: OaiArguments): Asked => {
  const { verb } = given
  if (typeof verb !== 'string' || !isVerb(verb))
    return wrong('badVerb', verb === undefined ? 'No verb.' : 'There is no such verb, or several.')
  const errors = argumentErrors(verb, given)
  if (errors.length > 0) return { asked: {}, errors }
  const asked = given as Record<string, string>
  const { identifier = null, resumptionToken, metadataPrefix = '' } = asked
  switch (verb) {
    case 'Identify':
      return { asked, question: { verb } }
    case 'ListSets':
      if (resumptionToken !== undefined) return badToken(asked)
      return { asked, question: { verb } }
    case 'ListMetadataFormats':
      return { asked, question: { verb, identifier } }
    case 'GetRecord':
      if (!isFormat(metadataPrefix)) return noFormat(asked)
      return { asked, question: { verb, identifier: identifier ?? '', format: metadataPrefix } }
    case 'ListIdentifiers':
    case 'ListRecords': {
      if (resumptionToken !== undefined) {
        const place = readToken(resumptionToken)
        return place === null ? badToken(asked) : { asked, question: { verb, place } }
      }
      if (!isFormat(metadataPrefix)) return noFormat(asked)
      const { set = null, from = null, until = null } = asked
      const place = { format: metadataPrefix, set, from, until, after: null, size: null, cursor: 0 }
      return { asked, question: { verb, place } }
    }
  }
}

/** The instants between which the records of a list were changed: from the first, before the second. */
export const rangeOf = ({ from, until }: Pick<Place, 'from' | 'until'>) => ({
  from: from === null ? null : instantOf(from),
  before: until === null ? null : endOf(until),
})

/** What carries a list on: readable by whoever wants to know, and checked as strictly as any argument. */
export const writeToken = (place: Place & { after: { at: Date; id: string } }): string =>
  Buffer.from(
    JSON.stringify([
      TOKEN_VERSION,
      place.format,
      place.set,
      place.from,
      place.until,
      place.after.at.toISOString(),
      place.after.id,
      place.size,
      place.cursor,
    ]),
  ).toString('base64url')

export const readToken = (token: string): Place | null => {
  const parts = parsed(token)
  if (!Array.isArray(parts) || parts.length !== TOKEN_PARTS) return null
  const [version, format, set, from, until, at, id, size, cursor] = parts as unknown[]
  if (version !== TOKEN_VERSION || typeof format !== 'string' || !isFormat(format)) return null
  if (set !== null && !(typeof set === 'string' && isSetSpec(set))) return null
  if (!isDateOrNull(from) || !isDateOrNull(until)) return null
  if (typeof at !== 'string' || !INSTANT_MS.test(at) || isYearZero(at)) return null
  if (Number.isNaN(Date.parse(at))) return null
  if (typeof id !== 'string' || !UUID.test(id)) return null
  if (!isCount(size) || !isCount(cursor)) return null
  return { format, set, from, until, after: { at: new Date(at), id }, size, cursor }
}

/** `oai:host:id`, https://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm */
export const oaiIdentifier = (host: string, id: string): string => `oai:${host}:${id}`

/** The id in an identifier of ours, or null. */
export const idOf = (host: string, identifier: string): string | null => {
  const start = `oai:${host}:`
  const id = identifier.slice(start.length)
  return identifier.startsWith(start) && UUID.test(id) ? id : null
}

/** As datestamps are written: `2027-03-01T12:00:00Z`. */
export const datestamp = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`

const TOKEN_VERSION = 1
const TOKEN_PARTS = 9
const TOKEN_MAX = 1_000
const ARGUMENT_MAX = 1_000
const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
const INSTANT_MS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const PREFIX = /^[A-Za-z0-9\-_.!~*'()]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: no address holds them.
const NO_ADDRESS = /[\u0000-\u0020\u007f]/
// RFC 3986, where an `anyURI` takes any other character too: the answer repeats what was asked as one.
const REFERENCE =
  /^(?:[a-z][a-z0-9+.-]*:|(?![^/?#]*:))(?:%[0-9a-f]{2}|[^%#[\]])*(?:#(?:%[0-9a-f]{2}|[^%#[\]])*)?$/i
const WITH_HOST = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i
const HOST = /^[^/]*\/\/(?:[^/?#@]*@)?[^/?#@:]*(?::\d*)?(?:[/?#]|$)/

const argumentErrors = (verb: Verb, given: OaiArguments): OaiError[] => {
  const { required, optional, exclusive } = VERBS[verb]
  const names = Object.keys(given).filter((name) => name !== 'verb')
  const bad = (message: string): OaiError => ({ code: 'badArgument', message })
  const errors = names.flatMap((name) => {
    const value = given[name]
    if (![...required, ...optional, exclusive].includes(name))
      return [bad(`${verb} takes no argument of that name.`)]
    if (typeof value !== 'string') return [bad(`${name} is given more than once.`)]
    if (!isWritten(name, value)) return [bad(`${name} is not written as it should be.`)]
    return []
  })
  if (exclusive !== undefined && given[exclusive] !== undefined) {
    if (names.length > 1) errors.push(bad(`${exclusive} is given with other arguments.`))
    return errors
  }
  for (const name of required)
    if (given[name] === undefined) errors.push(bad(`${name} is missing.`))
  return errors.length > 0 ? errors : rangeErrors(given).map(bad)
}

const rangeErrors = ({ from, until }: OaiArguments): string[] => {
  if (typeof from !== 'string' || typeof until !== 'string') return []
  if (from.length !== until.length) return ['from and until are of different granularity.']
  return from > until ? ['from is later than until.'] : []
}

const isWritten = (name: string, value: string): boolean => {
  if (value.length > (name === 'resumptionToken' ? TOKEN_MAX : ARGUMENT_MAX)) return false
  switch (name) {
    case 'from':
    case 'until':
      return isDate(value)
    case 'set':
      return isSetSpec(value)
    case 'metadataPrefix':
      return PREFIX.test(value)
    case 'identifier':
      return value !== '' && isUri(value)
    default:
      return true
  }
}

const isUri = (text: string): boolean =>
  !NO_ADDRESS.test(text) && REFERENCE.test(text) && (!WITH_HOST.test(text) || HOST.test(text))

/** A day or a second that exists: 30 February does not, nor does the year 0. */
const isDate = (text: string): boolean => {
  if ((!DAY.test(text) && !INSTANT.test(text)) || isYearZero(text)) return false
  const instant = instantOf(text)
  return !Number.isNaN(instant.getTime()) && datestamp(instant).startsWith(text.slice(0, 19))
}

/** Neither XML Schema 1.0 nor the database knows it. */
const isYearZero = (text: string): boolean => text.startsWith('0000')

const isDateOrNull = (value: unknown): value is string | null =>
  value === null || (typeof value === 'string' && isDate(value))

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

const instantOf = (text: string): Date => new Date(DAY.test(text) ? `${text}T00:00:00Z` : text)

/** Until is included: a whole day, or a whole second. */
const endOf = (text: string): Date =>
  new Date(instantOf(text).getTime() + (DAY.test(text) ? 86_400_000 : 1_000))

const isVerb = (text: string): text is Verb => Object.hasOwn(VERBS, text)
const isFormat = (text: string): text is OaiFormat => OAI_FORMATS.some((format) => format === text)

const wrong = (code: OaiErrorCode, message: string): Asked => ({
  asked: {},
  errors: [{ code, message }],
})
const badToken = (asked: Record<string, string>): Asked => ({
  asked,
  errors: [{ code: 'badResumptionToken', message: 'This token was not given here.' }],
})
const noFormat = (asked: Record<string, string>): Asked => ({
  asked,
  errors: [{ code: 'cannotDisseminateFormat', message: `There are ${OAI_FORMATS.join(', ')}.` }],
})

const parsed = (token: string): unknown => {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
