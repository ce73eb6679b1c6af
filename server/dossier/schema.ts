import { z } from 'zod'

export const slotParams = z.object({ id: z.uuid(), slot: z.string().max(100) })

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
])

/** What a reader reads, in one language of the portal; the applicant's own words as they were written. */
export const dossierView = z
  .object({
    language: z.string(),
    reference: z.string(),
    title: z.string(),
    callTitle: z.string(),
    facts: z.array(z.object({ term: z.string(), text: z.string() })),
    people: z.array(
      z.object({
        name: z.string(),
        role: z.string(),
        organisation: z.string(),
        note: z.string(),
      }),
    ),
    sections: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        answers: z.array(
          z.object({ key: z.string(), question: z.string(), answer: answer.nullable() }),
        ),
      }),
    ),
    budget: z
      .object({
        currency: z.string(),
        lines: z.array(
          z.object({
            year: z.string(),
            category: z.string(),
            description: z.string(),
            amount: z.string(),
          }),
        ),
        years: z.array(z.object({ year: z.string(), amount: z.string() })),
        total: z.string(),
      })
      .nullable(),
    attachments: z.array(
      z.object({
        slot: z.string(),
        title: z.string(),
        name: z.string(),
        sha256: z.string(),
        size: z.int(),
      }),
    ),
    sha256: z.string().describe('Of the canonical content of what was submitted.'),
    number: z.int(),
    submittedAt: z.iso.datetime(),
  })
  .meta({ id: 'Dossier' })
