import { z } from 'zod'

/** Input that every feature has. */

/** Longest address by RFC 5321. */
export const EMAIL_MAX = 254

export const email = z.email().max(EMAIL_MAX).toLowerCase()

export const idParams = z.object({ id: z.uuid() })

/** Of every act that wants a reason, and nothing else. */
export const reasonForm = (lengthMax: number) =>
  z.strictObject({
    reason: z.string('reason_missing').trim().min(1, 'reason_missing').max(lengthMax),
  })
