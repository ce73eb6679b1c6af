import { z } from 'zod'
import { LANGUAGES } from './language.ts'

/** Input that every feature has. */

/** Longest address by RFC 5321. */
export const EMAIL_MAX = 254

export const email = z.email().max(EMAIL_MAX).toLowerCase()

/** Which of the portal's languages a document is wanted in, where not in the reader's own. */
export const languageQuery = z.object({ language: z.enum(LANGUAGES).optional() })

export const idParams = z.object({ id: z.uuid() })

/** A list that is given whole, whose end is therefore known. `id` names it in the contract. */
export const wholeList = <Item extends z.ZodType>(item: Item, id: string) =>
  z.object({ items: z.array(item), total: z.int(), next: z.null() }).meta({ id })

/** Of every act that wants a reason, and nothing else. */
export const reasonForm = (lengthMax: number) =>
  z.strictObject({
    reason: z.string('reason_missing').trim().min(1, 'reason_missing').max(lengthMax),
  })
