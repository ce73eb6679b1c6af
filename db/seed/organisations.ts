import { createReadStream } from 'node:fs'
import { isNotNull } from 'drizzle-orm'
import type { Context } from '../../server/context.ts'
import { importOrganisations, linesOf } from '../../server/organisations/operations.ts'
import { organisations } from '../schema/index.ts'

/** Organisations by their ROR addresses. */
export type Register = ReadonlyMap<string, { id: string; name: string }>

const LIST = new URL('content/organisations.jsonl', import.meta.url)

/** The register of organisations. A second time it adds nothing. */
export const seedOrganisations = async (context: Context): Promise<Register> => {
  const { problems } = await importOrganisations(context, linesOf(createReadStream(LIST)))
  const [problem] = problems
  if (problem) throw new Error(`organisations.jsonl, line ${problem.line}: ${problem.reason}`)
  const rows = await context.db
    .select({ id: organisations.id, name: organisations.name, ror: organisations.ror })
    .from(organisations)
    .where(isNotNull(organisations.ror))
  return new Map(rows.map(({ id, name, ror }) => [ror ?? '', { id, name }]))
}
