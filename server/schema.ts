import { z } from 'zod'

/** Input that every feature has. */

/** Longest address by RFC 5321. */
export const EMAIL_MAX = 254

export const email = z.email().max(EMAIL_MAX).toLowerCase()

export const idParams = z.object({ id: z.uuid() })
