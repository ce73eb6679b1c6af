import { proposeOrganisation } from '../../server/organisations/operations.ts'
import { type SeededApplication, seedApplications } from './applications.ts'
import { seedCalls } from './calls.ts'
import { SAMPLE_CALLS } from './content/calls.ts'
import { SAMPLE_REPORTS } from './content/reports.ts'
import { seedDecisions, seedProposal } from './decisions.ts'
import { seedDeposits } from './deposits.ts'
import { seedFamilies } from './families.ts'
import { seedGrants } from './grants.ts'
import type { Papers } from './paper-round.ts'
import { seedPeople } from './people.ts'
import { seedReports } from './reports.ts'
import { seedReviews, type Waiting } from './reviews.ts'
import { actingAt, type Stage } from './stage.ts'

const IN_REVIEW = 'one-municipality'
const DECIDED = 'readable-budgets'

/** Reviewers with work left: one has to declare, one has to begin. Beside them one has a draft. */
const WAITING: readonly Waiting[] = [
  { application: 'clinic-queue', reviewer: 'reviewer1@example.org', hasAccepted: false },
  { application: 'hoja-de-cumplimiento', reviewer: 'reviewer2@example.org', hasAccepted: true },
]

/** Everything that people have done in the portal, from the first account to the present day. */
export const play = async (stage: Stage, papers: Papers): Promise<void> => {
  await seedPeople(stage)
  const calls = await seedCalls(stage)
  const applications = await seedApplications(stage, calls, papers.attachments)
  for (const key of [DECIDED, IN_REVIEW]) {
    const call = calls.get(key)
    const sample = SAMPLE_CALLS.find((one) => one.key === key)
    if (!call || !sample) throw new Error(`no call ${key}`)
    const own = [...applications.values()].filter((one) => one.sample.call === key)
    const round = { call, sample, applications: own }
    await seedReviews(stage, { ...round, waiting: WAITING })
    if (key === DECIDED) {
      await seedDecisions(stage, round)
      await seedGrants(stage, own, papers.reports)
      await seedDeposits(stage, own, papers.brief)
    }
  }
  await seedProposal(stage, applicationOf(applications, 'local-communities'))
  const accounted = [...applications.values()].map(({ sample }) => sample.finalReport?.publication)
  const others = SAMPLE_REPORTS.filter(({ key }) => !accounted.includes(key))
  await seedReports(stage, papers.reports, others)
  await seedFamilies(stage)
  await proposeOrganisation(actingAt(stage, { day: -7, clock: '09:45' }, 'applicant@example.org'), {
    name: 'Lokitela Ward Water Committee (sample)',
    country: 'KE',
    city: 'Lokitela',
  })
}

const applicationOf = (
  applications: ReadonlyMap<string, SeededApplication>,
  key: string,
): SeededApplication => {
  const found = applications.get(key)
  if (!found) throw new Error(`no application ${key}`)
  return found
}
