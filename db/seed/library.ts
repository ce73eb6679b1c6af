import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Context } from '../../server/context.ts'
import { linesOf } from '../../server/organisations/operations.ts'
import { importPublications } from '../../server/publications/operations.ts'

const LIST = new URL('content/publications.jsonl', import.meta.url)

/** The publications that the funder has brought out, without their files. A second time it adds nothing. */
export const seedLibrary = async (context: Context): Promise<void> => {
  const baseDirectory = fileURLToPath(new URL('content/', import.meta.url))
  const lines = linesOf(createReadStream(LIST))
  const { problems } = await importPublications(context, lines, { baseDirectory })
  const [problem] = problems
  if (problem) throw new Error(`publications.jsonl, line ${problem.line}: ${problem.reason}`)
}
