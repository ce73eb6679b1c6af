import { z } from 'zod'
import { HEADING_LEVELS } from './rules/text-blocks.ts'
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
        from_authors: z.boolean().meta({ description: 'They deposited it from their grant.' }),
        year: z.int().nullable(),
        version: z.int(),
        updated_at: z.iso.datetime(),
      }),
    ),
    total: z.int(),
    next: z.uuid().nullable(),
  })
  .meta({ id: 'OfficePublications' })

export const textQuery = z.object({
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .default('1')
    .describe('Any page of the part that is wanted; `next` leads on.'),
})

const level = z.literal(HEADING_LEVELS)
const said = z.string()
const block = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('heading'), level, text: said }),
    z.object({
      kind: z.literal('paragraph'),
      text: said,
      goes_on: z.boolean().describe('It begins amid what the page before ended with.'),
    }),
    z.object({ kind: z.literal('list'), start: z.int().nullable(), items: z.array(said) }),
    z.object({
      kind: z.literal('table'),
      head: z.array(said).nullable(),
      rows: z.array(z.array(said)),
    }),
    z.object({ kind: z.literal('quote'), text: said }),
    z.object({ kind: z.literal('note'), text: said }),
  ])
  .meta({ id: 'TextBlock' })

export const textPartView = z
  .object({
    pages: z.int().describe('Of the whole publication, with and without text.'),
    contents: z
      .array(z.object({ page: z.int(), level, text: said }))
      .describe('Headings of the whole, in their order.'),
    from: z.int(),
    to: z.int(),
    items: z
      .array(z.object({ page: z.int(), language: z.string(), blocks: z.array(block) }))
      .describe('The pages of this part that have text.'),
    next: z.int().nullable().describe('The first page of the next part.'),
  })
  .meta({ id: 'PublicationText' })

export const pageTextView = z
  .object({ number: z.int(), pages: z.int(), text: z.string() })
  .meta({ id: 'PageText' })
