import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Context } from '../../server/context.ts'
import { linesOf } from '../../server/organisations/operations.ts'
import { cleanLines, importPublications } from '../../server/publications/operations.ts'
import { HELD_BACK } from './content/held-back.ts'

const LIST = new URL('content/publications.jsonl', import.meta.url)

/** Where the list was found; addresses there lead here. */
const OLD_HOSTS = ['icld.se']

const HELD_BACK_DAYS = 60
const DAY_MS = 86_400_000

/** The publications that the funder has brought out, without their files, and a sample that is held back. A second time it adds nothing. */
export const seedLibrary = async (context: Context): Promise<void> => {
  const baseDirectory = fileURLToPath(new URL('content/', import.meta.url))
  const { lines } = await cleanLines(linesOf(createReadStream(LIST)), OLD_HOSTS)
  const { problems } = await importPublications(context, lines, { baseDirectory })
  const [problem] = problems
  if (problem) throw new Error(`publications.jsonl, line ${problem.line}: ${problem.reason}`)
  const free = new Date(context.clock.now().getTime() + HELD_BACK_DAYS * DAY_MS)
  const held = { ...HELD_BACK, embargo_until: free.toISOString().slice(0, 10) }
  const after = await importPublications(context, [JSON.stringify(held)], { baseDirectory })
  if (after.problems[0]) throw new Error(`the one held back: ${after.problems[0].reason}`)
}
