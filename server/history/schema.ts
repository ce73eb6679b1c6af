import { z } from 'zod'

const HISTORY_LIMIT_MAX = 200

export const historyQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional()
    .describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(HISTORY_LIMIT_MAX).default(50),
})

/** What has been done to an object, oldest first, with the hashes that chain it. */
export const historyView = z
  .object({
    items: z.array(
      z.object({
        sequence: z.int(),
        type: z.string(),
        at: z.iso.datetime(),
        actedAs: z.string(),
        actor: z.string().nullable().describe('Name of who did it; null for the portal itself.'),
        fromStatus: z.string().nullable(),
        toStatus: z.string().nullable(),
        reason: z.string().nullable(),
        previousHash: z.string(),
        hash: z.string(),
      }),
    ),
    total: z.int(),
    next: z.string().nullable(),
  })
  .meta({ id: 'History' })
