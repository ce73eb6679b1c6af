import { alertsJobs } from './alerts/jobs.ts'
import { applicationsJobs } from './applications/jobs.ts'
import { assignmentsJobs } from './assignments/jobs.ts'
import { callsJobs } from './calls/jobs.ts'
import { decisionsJobs } from './decisions/jobs.ts'
import { grantsJobs } from './grants/jobs.ts'
import { housekeeping } from './housekeeping.ts'
import { deliverMail } from './mail/jobs.ts'
import { publicationsJobs } from './publications/jobs.ts'
import type { Job } from './queue.ts'
import { registrationsJobs } from './registrations/jobs.ts'
import { reviewsJobs } from './reviews/jobs.ts'
import { usageJobs } from './usage/jobs.ts'

/** Every job and schedule of the portal. */
// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const ALL_JOBS: readonly Job<any>[] = [
  deliverMail,
  housekeeping,
  ...alertsJobs,
  ...applicationsJobs,
  ...assignmentsJobs,
  ...callsJobs,
  ...decisionsJobs,
  ...grantsJobs,
  ...publicationsJobs,
  ...registrationsJobs,
  ...reviewsJobs,
  ...usageJobs,
]
