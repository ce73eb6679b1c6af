import { z } from 'zod'
import { LANGUAGES } from '../language.ts'
import { MAIL_KINDS } from '../mail/rules.ts'
import { email, wholeList } from '../schema.ts'
import { isCountryCode } from '../vocabulary/countries.ts'
import { LANGUAGE_CODES } from '../vocabulary/languages.ts'
import { ROLES, readOrcid } from './rules.ts'

export const askForm = z.strictObject({ email, return: z.string().max(500).optional() })

/** Spaces and hyphens in a typed code are read away. */
export const code = z
  .string()
  .max(20)
  .overwrite((text) => text.replace(/[\s-]/g, ''))
  .regex(/^\d{6}$/, 'code_form')

export const codeForm = z.strictObject({ email, code })

export const askBody = z.strictObject({ email })
export const sessionBody = z.strictObject({ email, code })

export const personView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    language: z.string(),
  })
  .meta({ id: 'Person' })

// Line breaks, and signs that turn the direction of the text around a name.
const NO_CONTROLS = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u

export const NAME_MAX = 200
export const KEYWORDS_MAX = 20
export const KEYWORD_MAX = 60
export const LANGUAGES_MAX = 15
export const REASON_MAX = 500

const keyword = z.string().trim().min(1).max(KEYWORD_MAX, 'keyword_long')
const countryCode = z.string('country').refine(isCountryCode, 'country')
const name = z.string().trim().max(NAME_MAX).regex(NO_CONTROLS, 'name_controls')

/** The profile as a form; the affiliation comes by the organisation picker. Lists are typed with commas. */
export const profileForm = z.strictObject({
  name: name.default(''),
  country: countryCode.optional(),
  languages: z.string().max(500).default(''),
  orcid: z.string().max(100).optional(),
  keywords: z
    .string()
    .max(KEYWORDS_MAX * (KEYWORD_MAX + 2))
    .default(''),
  language: z.enum(LANGUAGES),
  mails: z.array(z.enum(MAIL_KINDS)).max(MAIL_KINDS.length).default([]),
  version: z.int(),
})

/** What is left out stays as it is; null empties. */
export const profileBody = z.strictObject({
  name: name.optional(),
  organisation: z.uuid().nullable().optional(),
  country: countryCode.nullable().optional(),
  languages: z.array(z.enum(LANGUAGE_CODES)).max(LANGUAGES_MAX).optional(),
  orcid: z
    .string()
    .max(100)
    .refine((text) => readOrcid(text) !== null, 'orcid')
    .nullable()
    .optional(),
  keywords: z.array(keyword).max(KEYWORDS_MAX).optional(),
  language: z.enum(LANGUAGES).optional(),
  mutedMails: z.array(z.enum(MAIL_KINDS)).max(MAIL_KINDS.length).optional(),
})

export const profileView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    organisation: z
      .object({ id: z.uuid(), name: z.string(), country: z.string(), city: z.string().nullable() })
      .nullable(),
    country: z.string().nullable(),
    languages: z.array(z.string()),
    orcid: z.string().nullable(),
    keywords: z.array(z.string()),
    language: z.string(),
    mutedMails: z.array(z.string()),
    isComplete: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Profile' })

export const heldDataView = z
  .object({
    madeAt: z.string(),
    about: z.string(),
    parts: z.array(
      z.object({
        table: z.string(),
        description: z.string(),
        rows: z.array(z.record(z.string(), z.unknown())),
        isCut: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'HeldData' })

export const sessionList = wholeList(
  z.object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    browser: z.string(),
    isCurrent: z.boolean(),
  }),
  'SessionList',
)

export const roleParams = z.object({ id: z.uuid(), role: z.enum(ROLES) })

const reason = z.string('reason').trim().min(1, 'reason').max(REASON_MAX)
export const reasonBody = z.strictObject({ reason })
export const roleBody = z.strictObject({ role: z.enum(ROLES, 'role'), reason })

export const peopleQuery = z.object({
  q: z.string().max(200).default(''),
  role: z.enum([...ROLES, '']).default(''),
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .default('1'),
})

export const peopleListQuery = z.object({
  q: z.string().max(200).default(''),
  role: z.enum(ROLES).optional(),
  next: z.uuid().optional(),
})

export const listedPersonView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    isDisabled: z.boolean(),
  })
  .meta({ id: 'ListedPerson' })

export const administeredPersonView = listedPersonView
  .extend({
    held: z.array(
      z.object({
        role: z.enum(ROLES),
        givenAt: z.iso.datetime(),
        reason: z.string(),
        takenAt: z.iso.datetime().nullable(),
        takenReason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AdministeredPerson' })

const counts = (...names: string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.int()])))

export const officeView = z
  .object({
    calls: counts('draft', 'open', 'published'),
    applications: counts('draft', 'waiting', 'inReview', 'decided'),
    publications: counts('draft', 'published'),
    grants: counts('running', 'reports'),
    organisations: counts('proposed', 'listed'),
    failedJobs: z.object({
      total: z.int(),
      newest: z.array(
        z.object({ id: z.string(), name: z.string(), failedAt: z.iso.datetime().nullable() }),
      ),
    }),
  })
  .meta({ id: 'Office' })

export const peopleList = z
  .object({ items: z.array(listedPersonView), total: z.int(), next: z.string().nullable() })
  .meta({ id: 'PersonList' })
