import { callOfSample, paperDayOf } from './applications.ts'
import { SAMPLE_APPLICATIONS } from './content/applications.ts'
import { writeBrief } from './deposits.ts'
import { curriculaVitae, municipalityLetter, type Paper } from './papers.ts'
import { writeReports } from './reports.ts'
import { instantAt, type Stage } from './stage.ts'

/** All PDFs of the sample data, by the key of a report, and by the key of an application and its slots. */
export type Papers = {
  reports: ReadonlyMap<string, Paper>
  attachments: ReadonlyMap<string, Record<string, Paper>>
  /** Deposited from a grant. */
  brief: Paper
}

/** Writes them before anything is written to the database: that takes the most time and waits for nobody. */
export const writePapers = async (stage: Stage): Promise<Papers> => {
  const { storage } = stage.context
  const attachments = new Map<string, Record<string, Paper>>()
  for (const sample of SAMPLE_APPLICATIONS) {
    const call = callOfSample(sample)
    const createdAt = instantAt(stage, { day: paperDayOf(sample), clock: '08:30' })
    // The letter is what the half-filled draft still waits for.
    attachments.set(
      sample.key,
      sample.state === 'draft'
        ? { cvs: await curriculaVitae(storage, sample, createdAt) }
        : { 'municipality-letter': await municipalityLetter(storage, sample, { call, createdAt }) },
    )
  }
  return { reports: await writeReports(stage), attachments, brief: await writeBrief(stage) }
}
