import type { Person } from '../../server/actor.ts'
import { screenApplication } from '../../server/applications/operations.ts'
import { acceptAssignment, assignReviewer } from '../../server/assignments/operations.ts'
import type { AssignmentRole } from '../../server/assignments/rules.ts'
import type { Call } from '../../server/calls/rules.ts'
import { Invalid, PortalError, Refused } from '../../server/errors.ts'
import { saveReview, submitReview } from '../../server/reviews/operations.ts'
import type { ReviewContent } from '../../server/reviews/rules.ts'
import { person } from './actors.ts'
import type { TestApp } from './app.ts'
import { type CallOverrides, closeCall, openCall } from './factories.ts'
import {
  type DraftOptions,
  type Submitted,
  submittedApplication,
} from './factories-applications.ts'

export type Eligible = Submitted & { call: Call; officer: Person }

/** Applications of one new call that were found eligible after it closed; an officer handles them. */
export const eligibleApplications = async (
  test: TestApp,
  options: { count?: number; call?: CallOverrides; application?: Omit<DraftOptions, 'call'> } = {},
): Promise<[Eligible, ...Eligible[]]> => {
  const officer = await person(test, { roles: ['officer'], name: 'Olle Officer' })
  const call = await openCall(test, options.call)
  const made = []
  for (let i = 0; i < (options.count ?? 1); i += 1)
    made.push(await submittedApplication(test, { ...options.application, call }))
  closeCall(test, call)
  for (const { id } of made)
    await screenApplication(test.contextOf(officer), id, { outcome: 'eligible', reason: 'Whole.' })
  const [first, ...others] = made.map((application) => ({ ...application, call, officer }))
  if (!first) throw new Error('at least one application is wanted')
  return [first, ...others]
}

export type Assigned = { id: string; reviewer: Person; application: Eligible }

type AssignedOptions = {
  application: Eligible
  /** A new reviewer where not given. */
  reviewer?: Person
  role?: AssignmentRole
  dueOn?: string
}

/** Somebody who was asked to review and has not answered. */
export const assignedReviewer = async (
  test: TestApp,
  { application, ...options }: AssignedOptions,
): Promise<Assigned> => {
  const reviewer =
    options.reviewer ?? (await person(test, { roles: ['reviewer'], name: 'Rut Reviewer' }))
  const id = await assignReviewer(test.contextOf(application.officer), application.id, {
    personId: reviewer.id,
    role: options.role ?? 'reader',
    dueOn: options.dueOn ?? daysAhead(test, 21),
  })
  return { id, reviewer, application }
}

/** The same, declared to have no conflict of interest. */
export const acceptedAssignment = async (
  test: TestApp,
  options: AssignedOptions,
): Promise<Assigned> => {
  const assigned = await assignedReviewer(test, options)
  await acceptAssignment(test.contextOf(assigned.reviewer), assigned.id)
  return assigned
}

/** A sent review; each criterion gets 5 unless told. */
export const submittedReview = async (
  test: TestApp,
  { assignment, scores = {} }: { assignment: Assigned; scores?: Record<string, number> },
): Promise<Assigned> => {
  const context = test.contextOf(assignment.reviewer)
  const { criteria } = assignment.application.call
  const content = wholeReview(
    criteria.map(({ key }) => key),
    scores,
  )
  await saveReview(context, assignment.id, { version: 0, content })
  await submitReview(context, assignment.id)
  return assignment
}

/** A review that lacks nothing. */
export const wholeReview = (
  keys: readonly string[],
  scores: Record<string, number> = {},
): ReviewContent => ({
  scores: Object.fromEntries(
    keys.map((key) => [key, { score: scores[key] ?? 5, comment: `Reasons about ${key}.` }]),
  ),
  commentToApplicant:
    'The question is clear and the municipality has asked for the answer. Say more about how the wards were chosen and what they will do with it.',
  commentToPanel: 'Worth talking about.',
})

/** A day so many days from the test's now, as a form sends it. */
export const daysAhead = (test: TestApp, days: number): string =>
  new Date(test.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Why an operation was refused: the rule's own value, or the code of another error; null when it was done. */
export const refusalOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof PortalError)) throw error
      if (error instanceof Invalid) return error.problems
      return error instanceof Refused ? error.refusal : error.code
    },
  )
