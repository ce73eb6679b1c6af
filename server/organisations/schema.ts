import { z } from 'zod'
import { isCountryCode } from '../vocabulary/countries.ts'
import { ORGANISATION_STATUSES } from './rules.ts'

export const NAME_MAX = 300
export const CITY_MAX = 120
export const WEBSITE_MAX = 500
export const REASON_MAX = 1000
export const QUERY_MAX = 200
export const NAMES_MAX = 40

const countryCode = z.string('country').refine(isCountryCode, 'country')
const website = z.url({ protocol: /^https?$/, message: 'website' }).max(WEBSITE_MAX)

/** What a person tells of an organisation that is not listed. */
export const proposalBody = z.strictObject({
  name: z.string('organisation_name').trim().min(2, 'organisation_name').max(NAME_MAX),
  country: countryCode,
  city: z.string().trim().max(CITY_MAX).optional(),
  website: website.optional(),
})

/** The same as a form; `return` is the page to go back to, with the proposal chosen. */
export const proposalForm = proposalBody.extend({ return: z.string().max(500).optional() })

export const declinationBody = z.strictObject({
  reason: z.string('reason').trim().min(1, 'reason').max(REASON_MAX),
  replacement: z.uuid().optional(),
})

export const declinationForm = z.strictObject({
  reason: z.string('reason').trim().min(1, 'reason').max(REASON_MAX),
})

/** `names`: one a line. */
export const namesForm = z.strictObject({
  name: z.string('organisation_name').trim().min(2, 'organisation_name').max(NAME_MAX),
  names: z
    .string()
    .max(NAMES_MAX * (NAME_MAX + 1))
    .optional(),
  version: z.int(),
})

export const suggestQuery = z.object({
  q: z.string().max(QUERY_MAX).default(''),
  country: countryCode.optional(),
})

export const listQuery = z.object({
  q: z.string().max(QUERY_MAX).optional(),
  country: countryCode.optional(),
  status: z.enum(ORGANISATION_STATUSES).default('listed'),
  next: z.string().max(500).optional(),
})

/** Filters come from a form, where nothing chosen is an empty text. */
export const officeQuery = z.object({
  q: z.string().max(QUERY_MAX).default(''),
  status: z.enum([...ORGANISATION_STATUSES, '']).default(''),
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .default('1'),
})

export const organisationParams = z.object({ id: z.uuid() })

export const organisationView = z
  .object({
    id: z.uuid(),
    ror: z.string().nullable(),
    status: z.enum(ORGANISATION_STATUSES),
    name: z.string(),
    country: z.string(),
    city: z.string().nullable(),
    website: z.string().nullable(),
  })
  .meta({ id: 'Organisation' })

export const organisationDetail = organisationView
  .extend({
    version: z.int(),
    names: z.array(
      z.object({ name: z.string(), language: z.string().nullable(), isAcronym: z.boolean() }),
    ),
  })
  .meta({ id: 'OrganisationDetail' })

export const namesBody = z.strictObject({
  name: z.string('organisation_name').trim().min(2, 'organisation_name').max(NAME_MAX),
  names: z.array(z.string().trim().min(1).max(NAME_MAX)).max(NAMES_MAX).default([]),
})

export const importReportView = z
  .object({
    added: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    problems: z.array(z.object({ line: z.int(), reason: z.string() })),
  })
  .meta({ id: 'ImportReport' })

export const organisationList = z
  .object({
    items: z.array(organisationView),
    total: z.int(),
    next: z.string().nullable(),
  })
  .meta({ id: 'OrganisationList' })

const text = (most: number) => z.string().trim().min(1).max(most)

/** A line of an import file: the columns of the Research Organization Registry that we keep. */
export const importLine = z.object({
  ror: z
    .string()
    .regex(/^https:\/\/ror\.org\/0[a-z0-9]{8}$/, 'must be an address https://ror.org/0…'),
  name: text(NAME_MAX),
  names: z
    .array(
      z.object({
        value: text(NAME_MAX),
        lang: z.string().max(10).nullable().default(null),
        types: z.array(z.string().max(40)).max(10).default([]),
      }),
    )
    .max(200)
    .default([]),
  country: z.string().refine(isCountryCode, 'must be the code of a country'),
  city: z.string().max(CITY_MAX).nullable().default(null),
  types: z.array(z.string().max(40)).max(20).default([]),
  website: z.string().max(WEBSITE_MAX).nullable().default(null),
  domains: z.array(z.string().max(253)).max(50).default([]),
  established: z.int().min(500).max(2100).nullable().default(null),
})
export type ImportLine = z.infer<typeof importLine>
