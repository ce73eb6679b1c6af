import {
  answerInvitation,
  attachFile,
  inviteParticipant,
  saveAnswers,
  saveBasics,
  saveBudget,
  startApplication,
  submitApplication,
} from '../../server/applications/operations.ts'
import type { Call } from '../../server/calls/rules.ts'
import type { Context } from '../../server/context.ts'
import { PDF } from '../../server/files/operations.ts'
import { questionsOf } from '../../server/forms/answers.ts'
import type { FormDefinition } from '../../server/forms/rules.ts'
import { SAMPLE_APPLICATIONS } from './content/applications.ts'
import { SAMPLE_CALLS } from './content/calls.ts'
import type { SampleApplication, SampleCall } from './content/types.ts'
import type { Paper } from './papers.ts'
import { addressOf } from './people.ts'
import { actingAt, organisationOf, type Stage } from './stage.ts'

const UNANSWERED = 'applicant2@example.org'
const STARTED_DAYS_BEFORE_CLOSE = 21
const SUBMITTED_DAYS_BEFORE_CLOSE = 6
const DRAFTED_DAY = -8

export type SeededApplication = { id: string; sample: SampleApplication; call: Call }

/**
 * The sample applications by their keys: written, with co-applicants who have answered, and submitted in the
 * last weeks before their call closed. The draft stays half filled in, with an invitation that waits.
 */
export const seedApplications = async (
  stage: Stage,
  calls: ReadonlyMap<string, Call>,
  papers: ReadonlyMap<string, Record<string, Paper>>,
): Promise<Map<string, SeededApplication>> => {
  const seeded = new Map<string, SeededApplication>()
  // Oldest call first, so that running numbers grow with time.
  for (const sample of SAMPLE_APPLICATIONS.toSorted((a, b) => closingOf(a) - closingOf(b))) {
    const call = calls.get(sample.call)
    if (!call?.form) throw new Error(`${sample.key}: no call ${sample.call}`)
    const { definition } = call.form
    const day = startOf(sample)
    const at = (days: number, clock: string, email = sample.applicant.email) =>
      actingAt(stage, { day: day + days, clock }, email)
    const { id } = await startApplication(at(0, '09:10'), call)
    for (const { name } of sample.coApplicants) {
      const email = addressOf(name)
      const invitation = { email, name, role: 'co_applicant' } as const
      const { id: participant } = await inviteParticipant(at(1, '11:30'), id, invitation)
      await answerInvitation(at(2, '16:45', email), participant, 'accept')
    }
    await fillIn(stage, at(3, '15:20'), { id, sample, definition, call })
    for (const [key, { stored, name }] of Object.entries(papers.get(sample.key) ?? {})) {
      const slot = definition.attachments.find((one) => one.key === key)
      if (slot) await attachFile(at(4, '10:05'), id, slot, { stored, name, mediaType: PDF })
    }
    if (sample.state === 'draft')
      await inviteParticipant(at(5, '13:15'), id, {
        email: UNANSWERED,
        name: 'Ingrid Exempelsdotter',
        role: 'co_applicant',
      })
    else await submitApplication(at(submissionOf(sample), '13:40'), id)
    seeded.set(sample.key, { id, sample, call })
  }
  return seeded
}

export const callOfSample = ({ call }: SampleApplication): SampleCall => {
  const found = SAMPLE_CALLS.find(({ key }) => key === call)
  if (!found) throw new Error(`no sample call ${call}`)
  return found
}

/** The day on which the papers are dated: when they are attached. */
export const paperDayOf = (sample: SampleApplication): number => startOf(sample) + 4

type Writing = { id: string; sample: SampleApplication; definition: FormDefinition; call: Call }

const fillIn = async (stage: Stage, context: Context, writing: Writing): Promise<void> => {
  const { id, sample, definition, call } = writing
  const { months, country } = sample.answers
  const basics = {
    title: sample.title,
    organisationId: organisationOf(stage, sample.applicant.organisation).id,
    country: typeof country === 'string' ? country : sample.applicant.country,
    durationMonths: typeof months === 'number' ? months : call.durationMonthsMax,
  }
  const { version } = await saveBasics(context, id, basics, 1)
  const answers = questionsOf(definition).flatMap(({ key, type }) => {
    const value = sample.answers[key]
    if (value === undefined) return []
    const isOrganisation = type === 'organisation' && typeof value === 'string'
    return [{ key, value: isOrganisation ? organisationOf(stage, value).id : value, version: 0 }]
  })
  await saveAnswers(context, id, answers)
  const firstYear = Math.min(...sample.budget.map(({ year }) => year))
  const lines = sample.budget.map(({ year, category, description, amount }) => ({
    category,
    description,
    year: year - firstYear + 1,
    amountCents: amount,
  }))
  await saveBudget(context, id, lines, version)
}

const closingOf = (sample: SampleApplication): number => callOfSample(sample).closesInDays

/** Nobody starts on the same day as everybody else. */
const startOf = (sample: SampleApplication): number =>
  sample.state === 'draft'
    ? DRAFTED_DAY
    : closingOf(sample) - STARTED_DAYS_BEFORE_CLOSE - (orderOf(sample) % 5)

const submissionOf = (sample: SampleApplication): number =>
  STARTED_DAYS_BEFORE_CLOSE - SUBMITTED_DAYS_BEFORE_CLOSE + (orderOf(sample) % 5)

const orderOf = (sample: SampleApplication): number => SAMPLE_APPLICATIONS.indexOf(sample)
