import { z } from 'zod'
import type { App } from '../app.ts'
import { budgetOf } from '../budgets.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { IMPORTED_AS, LIKENESS_KINDS } from '../publications/rules/duplicates.ts'
import { importAtOnce } from './operations.ts'
import { countsOf, IMPORT_BYTES_MAX, IMPORT_FORMATS, LOOKED_UP_MAX } from './rules.ts'

const body = z
  .strictObject({
    format: z.enum(IMPORT_FORMATS).meta({ description: '`oai` is XML by OAI-PMH 2.0, oai_dc.' }),
    content: z.string().min(1).max(IMPORT_BYTES_MAX).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional()
      .meta({ description: 'Base address of a repository, with `oai`, in place of `content`.' }),
    set: z.string().max(200).optional(),
    as: z.enum(IMPORTED_AS).default('draft').meta({
      description: 'What becomes of what is new: drafts for review, or published at once.',
    }),
    trial: z.boolean().optional().meta({ description: 'Only says what would happen.' }),
  })
  .refine(
    ({ content, url, format }) =>
      (content === undefined) !== (url === undefined) && (url === undefined || format === 'oai'),
    { path: ['content'] },
  )

const view = z
  .object({
    added: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    outcomes: z.array(
      z.object({
        record: z.int(),
        outcome: z.enum(['added', 'updated', 'unchanged']),
        publication: z.uuid().nullable().meta({ description: 'Null for what a trial would add.' }),
        changed: z.array(z.string()),
        as: z.enum(IMPORTED_AS).nullable().meta({ description: 'Of what is new.' }),
        held_back: z.boolean().meta({
          description: 'A draft though it was to be published: it has the file or DOI of another.',
        }),
        duplicates: z
          .array(
            z.object({
              publication: z.uuid().nullable(),
              record: z.int().nullable().meta({ description: 'Where it is in the same list.' }),
              titles: z.record(z.string(), z.string()),
              why: z.array(z.enum(LIKENESS_KINDS)),
            }),
          )
          .meta({
            description: `What may be the same; of the first ${LOOKED_UP_MAX} that are new.`,
          }),
      }),
    ),
    problems: z.array(z.object({ record: z.int(), reason: z.string() })),
    stopped: z
      .string()
      .nullable()
      .meta({ description: 'Why a harvest ended before the repository’s list did.' }),
  })
  .meta({ id: 'ImportOutcome' })

export const importsApi = async (app: App): Promise<void> => {
  app.post(
    `${API_PREFIX}/publications/imports`,
    {
      config: { access: 'officer', rateLimit: budgetOf('api') },
      // JSON writes a character of text in up to six bytes; the content itself is held to its own limit.
      bodyLimit: IMPORT_BYTES_MAX * 2,
      schema: {
        summary: 'Take in publications from a list or from another repository',
        description:
          'What is new becomes drafts, or is published at once; the same `external_id` updates, and what is published is then changed for readers at once. A bad record is reported with its number and the others go in.',
        body,
        response: { 200: view },
      },
    },
    async (request) => {
      const { format, content, url, set, trial, as } = request.body
      const source =
        url === undefined
          ? { name: 'content', bytes: Buffer.from(content ?? ''), format }
          : { url, set }
      const done = await importAtOnce(request.context, source, {
        isTrial: trial === true,
        as,
      })
      const { added, updated, unchanged, refused } = countsOf(done)
      return {
        ...{ added, updated, unchanged, refused },
        outcomes: done.outcomes.map((one) => ({
          record: one.line,
          outcome: one.kind,
          publication: one.id,
          changed: one.changed,
          as: one.as ?? null,
          held_back: one.isHeldBack === true,
          duplicates: (one.duplicates ?? []).map(({ id, line, title, why }) => ({
            publication: id,
            record: line,
            titles: title,
            why: why.map(({ kind }) => kind),
          })),
        })),
        problems: done.problems.map(({ line, reason }) => ({ record: line, reason })),
        stopped: done.stopped,
      }
    },
  )
}
