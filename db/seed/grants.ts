import { eq } from 'drizzle-orm'
import { PDF } from '../../server/files/operations.ts'
import { acceptGrant } from '../../server/grants/operations.ts'
import {
  acceptReport,
  publishReport,
  saveReport,
  submitReport,
} from '../../server/grants/reporting.ts'
import { updatePublication } from '../../server/publications/operations.ts'
import { grants, reports } from '../schema/index.ts'
import type { SeededApplication } from './applications.ts'
import { SAMPLE_REPORTS } from './content/reports.ts'
import type { FinalReport, SampleReport } from './content/types.ts'
import type { Paper } from './papers.ts'
import { draftOf, publish } from './reports.ts'
import { actingAt, dateOf, type Stage } from './stage.ts'

const OFFICER = 'officer@example.org'
const ACCEPTED_DAY = -572
const REPORTED = { startsDay: -565, submittedDay: -190, judgedDay: -175, publishedDay: -150 }
/** Starts so late that its report is not due yet. */
const RUNNING = { startsDay: -240 }

/** Every award is accepted and begun; where the content has a final report it is accepted and published. */
export const seedGrants = async (
  stage: Stage,
  applications: readonly SeededApplication[],
  papers: ReadonlyMap<string, Paper>,
): Promise<void> => {
  for (const application of applications) {
    const { decision, finalReport, applicant } = application.sample
    if (decision?.outcome !== 'awarded') continue
    const { grantId, reportId } = await owed(stage, application.id)
    const startsOn = dateOf(stage, (finalReport ? REPORTED : RUNNING).startsDay)
    const accepting = actingAt(stage, { day: ACCEPTED_DAY, clock: '14:35' }, applicant.email)
    await acceptGrant(accepting, grantId, { startsOn })
    if (finalReport) await account(stage, { reportId, finalReport, applicant, papers })
  }
}

const owed = async (
  { context }: Stage,
  applicationId: string,
): Promise<{ grantId: string; reportId: string }> => {
  const [row] = await context.db
    .select({ grantId: grants.id, reportId: reports.id })
    .from(grants)
    .innerJoin(reports, eq(reports.grantId, grants.id))
    .where(eq(grants.applicationId, applicationId))
  if (!row) throw new Error('an award without a grant and its report')
  return row
}

/** The final report is written, handed in, accepted, and becomes a publication. */
const account = async (
  stage: Stage,
  given: {
    reportId: string
    finalReport: FinalReport
    applicant: { email: string }
    papers: ReadonlyMap<string, Paper>
  },
): Promise<void> => {
  const { reportId, finalReport, papers } = given
  const publication = publicationOf(finalReport)
  const paper = papers.get(publication.key)
  if (!paper) throw new Error(`${publication.key} has no file`)
  const at = (day: number, clock: string, email: string) => actingAt(stage, { day, clock }, email)
  const writing = at(REPORTED.submittedDay, '10:50', given.applicant.email)
  const { whatWasDone, whatCameOut, whatDidNotWork, whatTheMunicipalityDoesNow } = finalReport
  await saveReport(writing, reportId, {
    title: finalReport.title,
    summary: [whatWasDone, whatCameOut, whatDidNotWork, whatTheMunicipalityDoesNow].join('\n\n'),
    upload: { ...paper, mediaType: PDF },
  })
  await submitReport(writing, reportId)
  const judging = at(REPORTED.judgedDay, '13:10', OFFICER)
  await acceptReport(judging, reportId)
  const begun = await publishReport(judging, reportId, { language: publication.language })
  const draft = draftOf(stage, publication)
  const completed = await updatePublication(judging, begun.id, { draft, version: begun.version })
  await publish(stage, completed, {
    writtenOn: REPORTED.judgedDay,
    publishedOn: REPORTED.publishedDay,
  })
}

const publicationOf = ({ publication }: FinalReport): SampleReport => {
  const found = SAMPLE_REPORTS.find(({ key }) => key === publication)
  if (!found) throw new Error(`no sample report ${publication}`)
  return found
}
