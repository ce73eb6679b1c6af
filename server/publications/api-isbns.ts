import { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid, Refused } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { wholeList } from '../schema.ts'
import { preconditioned, versionToChange } from '../versions.ts'
import { answerSaved } from './api-answers.ts'
import { draftOf, recordOf } from './draft.ts'
import { addIsbns } from './isbn-pool.ts'
import { updatePublication } from './operations.ts'
import { officePartsTexts } from './pages/office-parts-texts.ts'
import { listIsbns } from './parts-store.ts'
import { ISBN_RANGE_MAX, isbnRange } from './rules/numbers.ts'
import { getPublication } from './store.ts'
import { publicationView } from './views.ts'

const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})

const isbnsView = wholeList(
  z.object({
    isbn: z.string().meta({ description: 'Thirteen digits.' }),
    written: z.string(),
    publication: z.uuid().nullable().meta({ description: 'Whose it is, once and for good.' }),
    assigned_at: z.string().nullable(),
  }),
  'Isbns',
)

/** The ISBNs of the office, and giving one to a publication. */
export const isbnsApi = async (app: App): Promise<void> => {
  const writes = { access: 'officer' as const }

  app.post(
    `${API_PREFIX}/publications/:publication/isbn`,
    {
      config: writes,
      schema: {
        summary: 'Give it the next free ISBN of the office',
        description:
          'It keeps it for good. `If-Match` takes the `ETag` that was read: missing is 428, outdated 412.',
        params,
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const { context, params } = request
      const version = versionToChange(request)
      const publication = await getPublication(context.db, params.publication)
      if (publication.isbn !== null) throw new Refused({ reason: 'isbn_kept' })
      const { draft } = draftOf(recordOf(publication))
      const saved = await preconditioned(() =>
        updatePublication(context, publication.id, { draft, version, takesIsbn: true }),
      )
      return answerSaved(request, reply, saved)
    },
  )

  app.get(
    `${API_PREFIX}/isbns`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'The ISBNs of the office, free ones first',
        response: { 200: isbnsView },
      },
    },
    async ({ context }) => {
      const items = (await listIsbns(context.db)).map((one) => ({
        isbn: one.isbn,
        written: one.written,
        publication: one.publicationId,
        assigned_at: one.assignedAt?.toISOString() ?? null,
      }))
      return { items, total: items.length, next: null }
    },
  )

  app.post(
    `${API_PREFIX}/isbns`,
    {
      config: writes,
      schema: {
        summary: 'Add ISBNs that the office has got: a range, single ones, or both',
        body: z
          .strictObject({
            range: z
              .strictObject({
                prefix: z.string().max(20).meta({ description: 'With hyphens: 978-91-86725.' }),
                from: z.int().min(0),
                to: z.int().min(0),
              })
              .optional(),
            single: z.array(z.string().max(40)).max(ISBN_RANGE_MAX).optional(),
          })
          .refine(({ range, single }) => range !== undefined || (single ?? []).length > 0),
        response: {
          200: z
            .object({
              added: z.int(),
              known: z.int(),
              wrong: z.array(z.string()).meta({ description: 'Those whose digits are not right.' }),
            })
            .meta({ id: 'IsbnsAdded' }),
        },
      },
    },
    async ({ context, body, language }) => {
      const { range, single = [] } = body
      const list = range === undefined ? [] : isbnRange(range.prefix, range.from, range.to)
      if (list === null)
        throw new Invalid([{ field: 'range', message: officePartsTexts[language].isbnRangeWrong }])
      return addIsbns(context, [...list, ...single])
    },
  )
}
