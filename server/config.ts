import { z } from 'zod'

/** The only reader of the environment. Every variable stands in `.env.example`. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: integer(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  BASE_URL: httpUrl().optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_POOL: integer(1, 200).default(20),
  MEILI_URL: httpUrl().optional(),
  MEILI_KEY: z.string().min(1).optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().min(3).default('Rådslag <noreply@example.org>'),
  FUNDER: z.string().min(1).max(100).default('Rådslag'),
  FUNDER_ROR: z
    .string()
    .regex(/^https:\/\/ror\.org\/0[a-z0-9]{6}\d{2}$/, 'must be an address of the ROR register')
    .optional(),
  DATACITE_URL: httpUrl().default('https://api.datacite.org'),
  DATACITE_REPOSITORY: z.string().min(1).max(200).optional(),
  DATACITE_PASSWORD: z.string().min(1).max(200).optional(),
  DATACITE_PREFIX: doiPrefix().optional(),
  CROSSREF_URL: httpUrl().default('https://doi.crossref.org'),
  CROSSREF_USER: z.string().min(1).max(200).optional(),
  CROSSREF_PASSWORD: z.string().min(1).max(200).optional(),
  CROSSREF_PREFIX: doiPrefix().optional(),
  CONTACT_EMAIL: z.email('must be an e-mail address').default('office@example.org'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  IMPORT_PRIVATE: z.enum(['true', 'false']).default('false'),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  WORKER: z.enum(['inside', 'none', 'only']).default('inside'),
  SEED: z.enum(['true', 'false']).optional(),
})

/** Where an agency is told of DOIs, as whom, and under which prefix. */
export type DoiAgency = Readonly<{
  url: string
  user: string
  password: string
  prefix: string
  /** How long it may take to answer. */
  limitMs: number
}>

const AGENCY_LIMIT_MS = 30_000

export type Config = Readonly<{
  mode: 'development' | 'production' | 'test'
  port: number
  host: string
  dataDir: string
  /** Public address, without a slash at the end; the one source of absolute links. */
  baseUrl: string
  /** Null = the embedded PostgreSQL. */
  databaseUrl: string | null
  databasePool: number
  /** Null = the embedded Meilisearch. */
  meiliUrl: string | null
  meiliKey: string
  /** Null = mail stays in the embedded mailbox. */
  smtpUrl: string | null
  mailFrom: string
  /** The funder's name as pages and letters give it. */
  funder: string
  /** The funder in the Research Organization Registry, `https://ror.org/…`, or null. */
  funderRor: string | null
  /** Null = DataCite registers nothing for us. */
  datacite: DoiAgency | null
  /** Null = Crossref registers nothing for us. */
  crossref: DoiAgency | null
  /** Where readers write to the office. */
  contactEmail: string
  logLevel: string
  /** Whether imports may be fetched from private networks and this machine. */
  allowsPrivateSources: boolean
  trustProxy: boolean
  /** Whether this process runs jobs beside the web, not at all, or nothing else. */
  worker: 'inside' | 'none' | 'only'
  /** Whether an empty database gets the sample data. */
  seeds: boolean
  /** Cookies carry `__Host-` and `Secure` where the public address is https. */
  isSecure: boolean
}>

/** The names of all variables, for the test that compares them with `.env.example`. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape)

export class ConfigInvalid extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(['The configuration is wrong:', ...problems.map((problem) => `  ${problem}`)].join('\n'))
    this.problems = problems
  }
}

/** Reads the configuration; all that is wrong is said at once, each with its variable. */
export const readConfig = (source: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(
    VARIABLES.flatMap((name) => (source[name] ? [[name, source[name]]] : [])),
  )
  const parsed = environment.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (given['MEILI_KEY'] && !given['MEILI_URL']) problems.push('MEILI_KEY: needs MEILI_URL as well')
  if (given['MEILI_URL'] && !given['MEILI_KEY']) problems.push('MEILI_URL: needs MEILI_KEY as well')
  problems.push(...halfAgencies(given))
  if (!parsed.success || problems.length > 0) throw new ConfigInvalid(problems)
  const values = parsed.data
  const baseUrl = (values.BASE_URL ?? `http://${values.HOST}:${values.PORT}`).replace(/\/+$/, '')
  return Object.freeze({
    mode: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    baseUrl,
    databaseUrl: values.DATABASE_URL ?? null,
    databasePool: values.DATABASE_POOL,
    meiliUrl: values.MEILI_URL ?? null,
    meiliKey: values.MEILI_KEY ?? '',
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    funder: values.FUNDER,
    funderRor: values.FUNDER_ROR ?? null,
    datacite: agencyOf(values.DATACITE_URL, {
      user: values.DATACITE_REPOSITORY,
      password: values.DATACITE_PASSWORD,
      prefix: values.DATACITE_PREFIX,
    }),
    crossref: agencyOf(values.CROSSREF_URL, {
      user: values.CROSSREF_USER,
      password: values.CROSSREF_PASSWORD,
      prefix: values.CROSSREF_PREFIX,
    }),
    contactEmail: values.CONTACT_EMAIL,
    logLevel: values.LOG_LEVEL,
    allowsPrivateSources: values.IMPORT_PRIVATE === 'true',
    trustProxy: values.TRUST_PROXY === 'true',
    worker: values.WORKER,
    seeds: values.SEED === undefined ? values.DATABASE_URL === undefined : values.SEED === 'true',
    isSecure: baseUrl.startsWith('https:'),
  })
}

const AGENCY_VARIABLES = [
  ['DATACITE_REPOSITORY', 'DATACITE_PASSWORD', 'DATACITE_PREFIX'],
  ['CROSSREF_USER', 'CROSSREF_PASSWORD', 'CROSSREF_PREFIX'],
] as const

/** An agency is on by all of its variables, off by none; Crossref knows the funder of a grant by its ROR. */
const halfAgencies = (given: Readonly<Record<string, unknown>>): string[] => [
  ...AGENCY_VARIABLES.flatMap((names) => {
    const missing = names.filter((name) => !given[name])
    return missing.length === 0 || missing.length === names.length
      ? []
      : missing.map((name) => `${name}: needed beside ${names.find((one) => given[one])}`)
  }),
  ...(given['CROSSREF_USER'] && !given['FUNDER_ROR']
    ? ['FUNDER_ROR: needed beside CROSSREF_USER']
    : []),
]

const agencyOf = (
  url: string,
  { user, password, prefix }: Partial<Record<'user' | 'password' | 'prefix', string | undefined>>,
): DoiAgency | null =>
  user && password && prefix
    ? Object.freeze({
        url: url.replace(/\/+$/, ''),
        user,
        password,
        prefix,
        limitMs: AGENCY_LIMIT_MS,
      })
    : null

function doiPrefix() {
  return z.string().regex(/^10\.\d{4,9}$/, 'must be as in 10.12345')
}

function integer(least: number, greatest: number) {
  return z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${greatest}`)
    .transform(Number)
    .refine((value) => value >= least && value <= greatest, {
      message: `must be a whole number from ${least} to ${greatest}`,
    })
}

function httpUrl() {
  return url(['http:', 'https:'])
}

function url(protocols: readonly string[]) {
  return z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      message: `must be an address beginning ${protocols.map((name) => `${name}//`).join(' or ')}`,
    })
}
