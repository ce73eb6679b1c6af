import { and, eq } from 'drizzle-orm'
import { addNote, addOldAddresses, joinFamily } from '../../server/publications/operations.ts'
import { findSeries } from '../../server/vocabulary/publication-types.ts'
import { publications } from '../schema/index.ts'
import { SAMPLE_REPORTS } from './content/reports.ts'
import type { SampleReport } from './content/types.ts'
import { actingAt, type Stage } from './stage.ts'

const WRITER = 'officer@example.org'
const JOINED = { day: -60, clock: '10:10' }
const CORRECTED = { day: -20, clock: '14:05' }

/** Has briefs point to their reports, old addresses lead on, and an error told of. */
export const seedFamilies = async (stage: Stage): Promise<void> => {
  const joining = actingAt(stage, JOINED, WRITER)
  for (const report of SAMPLE_REPORTS) {
    const { family, oldAddresses, erratum } = report
    if (!family && !oldAddresses && !erratum) continue
    const { id, version } = await placeOf(stage, report)
    if (family) {
      const main = SAMPLE_REPORTS.find(({ key }) => key === family.main)
      if (!main) throw new Error(`no sample report ${family.main}`)
      const { id: mainId } = await placeOf(stage, main)
      await joinFamily(joining, id, { main: mainId, kind: family.kind, version })
    }
    if (oldAddresses) await addOldAddresses(joining, id, oldAddresses)
    if (erratum)
      await addNote(actingAt(stage, CORRECTED, WRITER), id, { kind: 'erratum', text: erratum })
  }
}

const placeOf = async ({ context }: Stage, report: SampleReport) => {
  const [row] = await context.db
    .select({ id: publications.id, version: publications.version })
    .from(publications)
    .where(
      and(
        eq(publications.series, findSeries(report.series) ?? ''),
        eq(publications.number, report.number),
      ),
    )
  if (!row) throw new Error(`${report.key} is not published`)
  return row
}
