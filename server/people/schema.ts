import { z } from 'zod'

/** Longest address by RFC 5321. */
export const EMAIL_MAX = 254

export const email = z.email().max(EMAIL_MAX).toLowerCase()

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
