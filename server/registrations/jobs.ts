import { z } from 'zod'
import { type Job, job } from '../queue.ts'
import { sendRegistration } from './jobs-send.ts'
import { sweepRegistrations } from './operations.ts'

/** Every minute. */
const sweep = job({
  name: 'registrations.sweep',
  payload: z.object({}),
  attempts: 1,
  timeoutSeconds: 120,
  schedule: '* * * * *',
  run: sweepRegistrations,
})

// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const registrationsJobs: readonly Job<any>[] = [sendRegistration, sweep]
