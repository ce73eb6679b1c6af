import { z } from 'zod'
import { PUBLICATION_STATUSES } from './rules.ts'

const LIMIT_MAX = 100

export const draftsQuery = z.strictObject({
  q: z.string().trim().max(200).optional(),
  status: z.enum(PUBLICATION_STATUSES).optional(),
  after: z.uuid().optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
})

export const draftsView = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        titles: z.record(z.string(), z.string()),
        language: z.string(),
        status: z.enum(PUBLICATION_STATUSES),
        year: z.int().nullable(),
        version: z.int(),
        updated_at: z.iso.datetime(),
      }),
    ),
    total: z.int(),
    next: z.uuid().nullable(),
  })
  .meta({ id: 'OfficePublications' })

export const pageTextView = z
  .object({ number: z.int(), pages: z.int(), text: z.string() })
  .meta({ id: 'PageText' })
