import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { grants, reports } from '../../db/schema/index.ts'
import type { Person } from '../../server/actor.ts'
import { screenApplication } from '../../server/applications/operations.ts'
import type { Call } from '../../server/calls/rules.ts'
import {
  proposeDecision,
  recordDecision,
  releaseDecisions,
} from '../../server/decisions/operations.ts'
import type { Proposal } from '../../server/decisions/rules.ts'
import { acceptGrant } from '../../server/grants/operations.ts'
import { saveReport, submitReport } from '../../server/grants/reporting.ts'
import { person } from './actors.ts'
import type { TestApp } from './app.ts'
import { type CallOverrides, closeCall, openCall } from './factories.ts'
import { type DraftOptions, submittedApplication } from './factories-applications.ts'
import {
  acceptedAssignment,
  type Eligible,
  eligibleApplications,
  submittedReview,
} from './factories-reviews.ts'
import { simplePdf } from './pdfs.ts'

export type Round = {
  call: Call
  /** Who handles it, and who else can record. */
  officer: Person
  second: Person
  applications: [Eligible, ...Eligible[]]
}

/** A closed call whose applications have been reviewed, one review each; `scores` by application. */
export const reviewedRound = async (
  test: TestApp,
  options: {
    scores?: readonly number[]
    call?: CallOverrides
    application?: Omit<DraftOptions, 'call'>
  } = {},
): Promise<Round> => {
  const scores = options.scores ?? [5]
  const applications = await eligibleApplications(test, {
    count: scores.length,
    ...(options.call ? { call: options.call } : {}),
    ...(options.application ? { application: options.application } : {}),
  })
  for (const [i, application] of applications.entries()) {
    const assignment = await acceptedAssignment(test, { application })
    const score = scores[i] ?? 5
    await submittedReview(test, {
      assignment,
      scores: Object.fromEntries(application.call.criteria.map(({ key }) => [key, score])),
    })
  }
  const { call, officer } = applications[0]
  const second = await person(test, { roles: ['officer'], name: 'Siv Second' })
  return { call, officer, second, applications }
}

/** The application at a place of a round, from 0. */
export const applicationAt = ({ applications }: Round, index: number): Eligible => {
  const found = applications[index]
  if (!found) throw new Error(`the round has no application ${index}`)
  return found
}

/** An application of a call that was found ineligible after it closed. */
export const ineligibleApplication = async (
  test: TestApp,
  options: { call?: Call; officer: Person },
) => {
  const call = options.call ?? (await openCall(test))
  const made = await submittedApplication(test, { call })
  closeCall(test, call)
  await screenApplication(test.contextOf(options.officer), made.id, {
    outcome: 'ineligible',
    reason: 'No partner in a municipality.',
  })
  return { ...made, call }
}

export const REASONS =
  'The question was asked by the municipality itself, and the method answers it within the year.'

export const award = (amountCents: number): Proposal => ({
  outcome: 'awarded',
  amountCents,
  reserveRank: null,
  reasons: REASONS,
  conditions: '',
})

export const decline: Proposal = {
  outcome: 'declined',
  amountCents: null,
  reserveRank: null,
  reasons: 'The readers found the question well put, but not how it would be answered in time.',
  conditions: '',
}

/** A decision proposed by one officer and recorded by the other. */
export const recordedDecision = async (
  test: TestApp,
  { round, applicationId, proposal }: { round: Round; applicationId: string; proposal: Proposal },
) => {
  const { id } = await proposeDecision(test.contextOf(round.officer), applicationId, proposal)
  return recordDecision(test.contextOf(round.second), id)
}

/** A round in which the first was awarded what it asked for and the others were declined, released. */
export const releasedRound = async (
  test: TestApp,
  options: Parameters<typeof reviewedRound>[1] = {},
): Promise<Round & { grantId: string; reportId: string }> => {
  const round = await reviewedRound(test, options)
  for (const [i, { id, receipt }] of round.applications.entries()) {
    const asked = receipt.content.budget.reduce((sum, { amountCents }) => sum + amountCents, 0)
    await recordedDecision(test, {
      round,
      applicationId: id,
      proposal: i === 0 ? award(asked) : decline,
    })
  }
  await releaseDecisions(test.contextOf(round.second), round.call.id)
  const db = test.database.writing
  const [grant] = await db
    .select({ id: grants.id })
    .from(grants)
    .where(eq(grants.applicationId, round.applications[0].id))
  const [report] = await db
    .select({ id: reports.id })
    .from(reports)
    .where(eq(reports.grantId, grant?.id ?? ''))
  return { ...round, grantId: grant?.id ?? '', reportId: report?.id ?? '' }
}

/** The same, with the grant accepted and running. */
export const runningGrant = async (
  test: TestApp,
  options: Parameters<typeof reviewedRound>[1] = {},
) => {
  const round = await releasedRound(test, options)
  const { applicant } = round.applications[0]
  await acceptGrant(test.contextOf(applicant), round.grantId, { startsOn: dayFrom(test, 30) })
  return { ...round, applicant }
}

export const SUMMARY =
  'Wards that keep the minutes on a wall are asked fewer questions twice. We followed six of them through a year of floods, and say what a clerk can do on Monday.'

/** The same, with its final report handed in. */
export const submittedReport = async (
  test: TestApp,
  options: Parameters<typeof reviewedRound>[1] & { text?: string } = {},
) => {
  const running = await runningGrant(test, options)
  const context = test.contextOf(running.applicant)
  const stored = await context.storage.put(
    Readable.from(simplePdf(options.text ?? `Report ${running.reportId}`)),
    { bytesMax: 1024 * 1024 },
  )
  await saveReport(context, running.reportId, {
    title: 'Minutes on the wall',
    summary: SUMMARY,
    upload: { stored, name: 'report.pdf', mediaType: 'application/pdf' },
  })
  const report = await submitReport(context, running.reportId)
  return { ...running, report }
}

/** A day so many days from the test's now. */
export const dayFrom = (test: TestApp, days: number): string =>
  new Date(test.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
