import { z } from 'zod'
import { email } from '../schema.ts'
import { isCountryCode } from '../vocabulary/countries.ts'
import { AMOUNT_CENTS_MAX, LINES_MAX, YEAR_MAX } from './budget-rules.ts'
import { INVITED_ROLES } from './inviting.ts'

export const TITLE_MAX = 300
export const REASON_MAX = 2000
export const MONTHS_MAX = 120

export const keyParams = z.object({ id: z.uuid(), key: z.string().min(1).max(100) })
export const partParams = z.object({ id: z.uuid(), part: z.uuid() })

export const reason = z.string().trim().min(1, 'reason_missing').max(REASON_MAX)
export const withdrawalForm = z.strictObject({ reason })

export const months = z.int().min(1).max(MONTHS_MAX)
export const country = z.string().refine(isCountryCode, 'country_form')

/** Every part may be absent: an incomplete draft is saved like any other. */
export const basicsForm = z.strictObject({
  title: z.string().max(TITLE_MAX).optional(),
  country: country.optional(),
  durationMonths: months.optional(),
  version: z.int().min(0),
})

export const basicsBody = z.strictObject({
  title: z.string().max(TITLE_MAX).optional(),
  organisationId: z.uuid().nullable().optional(),
  country: country.nullable().optional(),
  durationMonths: months.nullable().optional(),
})

export const invitationForm = z.strictObject({
  name: z.string().trim().max(200).optional(),
  email,
  role: z.enum(INVITED_ROLES),
})

const answerValue = z.union([
  z.string().max(60_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(100)).max(300),
  z.null(),
])

export const answerBody = z.strictObject({ value: answerValue })

export const budgetBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        category: z.string().min(1).max(100),
        description: z.string().max(300).default(''),
        year: z.int().min(1).max(YEAR_MAX),
        amountCents: z.int().min(0).max(AMOUNT_CENTS_MAX),
      }),
    )
    .max(LINES_MAX),
})

export const screeningForm = z.strictObject({
  outcome: z.enum(['eligible', 'ineligible'], 'outcome_missing'),
  reason: z.string().trim().max(REASON_MAX).optional(),
})

/** SHA-256 as pasted: spaces are read away, letters of either case. */
export const pastedDigest = z
  .string()
  .max(200)
  .overwrite((text) => text.replace(/\s/g, '').toLowerCase())
  .regex(/^[0-9a-f]{64}$/, 'digest_form')

export const receiptForm = z.strictObject({
  reference: z
    .string()
    .trim()
    .regex(/^\d{4}-\d{4,8}$/, 'reference_form'),
  digest: pastedDigest,
})
