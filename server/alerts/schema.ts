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

export const otherBody = z.object({ alert: z.uuid() })

/** A token that is none of ours leads nowhere, like one that has been used up. */
export const tokenParams = z.object({ token: z.string().regex(/^[\w-]{43}$/) })

export const askBody = z
  .strictObject({
    email,
    frequency: settings.frequency.default('weekly'),
    language: settings.language.default('en'),
    search: z.string().max(SEARCH_MAX).default(''),
  })
  .meta({ id: 'AlertAsked' })
export const settingsBody = z
  .strictObject({ frequency: settings.frequency, language: settings.language })
  .partial()
  .meta({ id: 'AlertSettings' })
export const leavingQuery = z.object({ all: z.enum(['true', 'false']).default('false') })

export const alertMailedView = z.object({}).meta({ id: 'AlertMailed' })
export const alertView = z
  .object({
    search: z.string().meta({ description: 'The query of an address of the library.' }),
    url: z.string().meta({ description: 'Where the search stands, newest first.' }),
    frequency: settings.frequency,
    language: settings.language,
    asked_at: z.iso.datetime(),
    confirmed_at: z.iso.datetime().nullable().meta({ description: 'Null: no mail comes yet.' }),
    others: z.int().meta({ description: 'Further alerts of the same address.' }),
  })
  .meta({ id: 'Alert' })
