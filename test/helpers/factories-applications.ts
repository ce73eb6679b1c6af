import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { organisations } from '../../db/schema/index.ts'
import type { Person } from '../../server/actor.ts'
import type { BudgetLine } from '../../server/applications/budget-rules.ts'
import {
  attachFile,
  type Receipt,
  saveAnswers,
  saveBasics,
  saveBudget,
  startApplication,
  submitApplication,
} from '../../server/applications/operations.ts'
import type { Call } from '../../server/calls/rules.ts'
import { questionsOf } from '../../server/forms/answers.ts'
import type { AnswerValue, FormDefinition, Question } from '../../server/forms/rules.ts'
import { person } from './actors.ts'
import type { TestApp } from './app.ts'
import { simplePdf } from './pdfs.ts'

export type DraftOptions = {
  call: Call
  /** A new person where not given. */
  applicant?: Person
  title?: string
  /** Replaces the answers that the factory gives. */
  answers?: Record<string, AnswerValue>
  budget?: readonly BudgetLine[]
  /** Untouched: only begun. */
  isEmpty?: boolean
}

export type DraftMade = { id: string; reference: string; applicant: Person }

/** An application in an open call that lacks nothing and is not submitted. */
export const draftApplication = async (
  test: TestApp,
  options: DraftOptions,
): Promise<DraftMade> => {
  const applicant = options.applicant ?? (await person(test))
  const context = test.contextOf(applicant)
  const { call } = options
  const { id, reference } = await startApplication(context, call)
  const made = { id, reference, applicant }
  if (options.isEmpty || !call.form) return made
  const { definition } = call.form
  const version = await saveBasics(
    context,
    id,
    {
      title: options.title ?? `Who decides when the water comes? (${reference})`,
      organisationId: await organisation(test),
      country: call.countries[0] ?? 'KE',
      durationMonths: call.durationMonthsMin ?? 12,
    },
    1,
  )
  const answers = { ...answersFor(definition), ...options.answers }
  await saveAnswers(
    context,
    id,
    Object.entries(answers).map(([key, value]) => ({ key, value, version: 0 })),
  )
  await saveBudget(context, id, options.budget ?? budgetFor(call, definition), version.version)
  for (const slot of definition.attachments.filter((one) => one.required)) {
    const stored = await context.storage.put(Readable.from(simplePdf(`${slot.key} ${reference}`)), {
      bytesMax: slot.bytesMax,
    })
    await attachFile(context, id, slot, {
      stored,
      name: `${slot.key}.pdf`,
      mediaType: 'application/pdf',
    })
  }
  return made
}

export type Submitted = DraftMade & { receipt: Receipt }

/** The same, submitted. Close the call with `closeCall` for what comes after. */
export const submittedApplication = async (
  test: TestApp,
  options: DraftOptions,
): Promise<Submitted> => {
  const made = await draftApplication(test, options)
  const receipt = await submitApplication(test.contextOf(made.applicant), made.id)
  return { ...made, receipt }
}

/** An organisation of the register, made once per database. */
export const organisation = async (test: TestApp): Promise<string> => {
  const db = test.database.writing
  const ror = 'https://ror.org/03dmz0111'
  const [made] = await db
    .insert(organisations)
    .values({ ror, name: 'Makerere University', country: 'UG', city: 'Kampala', status: 'listed' })
    .onConflictDoNothing()
    .returning({ id: organisations.id })
  if (made) return made.id
  const [known] = await db.select().from(organisations).where(eq(organisations.ror, ror))
  if (!known) throw new Error('the organisation was neither made nor found')
  return known.id
}

/** A valid answer to every required question. */
export const answersFor = (definition: FormDefinition): Record<string, AnswerValue> =>
  Object.fromEntries(
    questionsOf(definition)
      .filter((question) => question.required)
      .map((question) => [question.key, answerTo(question)]),
  )

/** Lines that keep within the call's limits, whole kronor. */
export const budgetFor = (call: Call, definition: FormDefinition): BudgetLine[] => {
  const [category] = definition.budget.categories
  if (!category) return []
  const amountCents = call.amountMinCents ?? Math.min(call.amountMaxCents ?? 100_000_00, 100_000_00)
  return [{ category: category.key, description: 'Main applicant, 20 %', year: 1, amountCents }]
}

const answerTo = (question: Question): AnswerValue => {
  switch (question.type) {
    case 'short_text':
    case 'long_text':
      return 'Ward meetings'
    case 'municipality':
    case 'organisation':
      return 'Kisumu'
    case 'number':
    case 'money':
      return question.min ?? question.max ?? 1
    case 'date':
      return '2027-09-01'
    case 'yes_no':
      return true
    case 'choice':
      return question.options?.[0]?.key ?? ''
    case 'choices':
      return [question.options?.[0]?.key ?? '']
    case 'country':
      return 'KE'
    case 'countries':
      return ['KE']
  }
}
