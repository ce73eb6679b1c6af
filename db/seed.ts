import type { Context } from '../server/context.ts'
import { findOrMakePerson } from '../server/people/operations.ts'
import { people } from './schema/index.ts'

/** An empty database has no people. */
export const isSeeded = async (context: Context): Promise<boolean> =>
  (await context.db.$count(people)) > 0

export const ACCOUNTS = [
  'admin@example.org',
  'officer@example.org',
  'officer2@example.org',
  'auditor@example.org',
  'applicant@example.org',
  'applicant2@example.org',
  'reviewer1@example.org',
  'reviewer2@example.org',
  'reviewer3@example.org',
  'reviewer4@example.org',
  'reviewer5@example.org',
  'reviewer6@example.org',
] as const

export const seedDatabase = async (context: Context): Promise<void> => {
  for (const email of ACCOUNTS) await findOrMakePerson(context, email)
}
