import { z } from 'zod'
import { LANGUAGES } from '../language.ts'
import { email } from '../schema.ts'
import { FREQUENCIES, SEARCH_MAX } from './rules.ts'

const settings = {
  frequency: z.enum(FREQUENCIES),
  language: z.enum(LANGUAGES),
}

export const askForm = z.strictObject({
  email,
  ...settings,
  search: z.string().max(SEARCH_MAX).default(''),
})
export const settingsForm = z.strictObject(settings)

/** A token that is none of ours leads nowhere, like one that has been used up. */
export const tokenParams = z.object({ token: z.string().regex(/^[\w-]{43}$/) })
