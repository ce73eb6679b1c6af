import type { Context } from '../server/context.ts'
import { people } from './schema/index.ts'
import { SAMPLE_PEOPLE } from './seed/content/people.ts'
import { seedLibrary } from './seed/library.ts'
import { seedOrganisations } from './seed/organisations.ts'
import { writePapers } from './seed/paper-round.ts'
import { play } from './seed/play.ts'
import { openStage } from './seed/stage.ts'

/** The sample accounts that one signs in with. */
export const ACCOUNTS: readonly string[] = SAMPLE_PEOPLE.map(({ email }) => email)

/** An empty database has no people. */
export const isSeeded = async (context: Context): Promise<boolean> =>
  (await context.db.$count(people)) > 0

/**
 * Fills an empty database with sample data, through the operations that people use. The register and the library
 * go in by import, which may be repeated; all else in one transaction, so that a seed that breaks off leaves a
 * database that counts as empty.
 */
export const seedDatabase = async (context: Context): Promise<void> => {
  if (await isSeeded(context)) throw new Error('sample data is only put into an empty database')
  const stage = openStage(context)
  const [register, papers] = await Promise.all([
    seedOrganisations(context),
    writePapers(stage),
    seedLibrary(context),
  ])
  await context.db.transaction((tx) =>
    play({ ...stage, context: { ...stage.context, db: tx }, register }, papers),
  )
}
