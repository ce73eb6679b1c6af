import { z } from 'zod'
import { type Job, job } from '../queue.ts'
import { mailLetters } from './mailing.ts'

/** After the release: a letter to each applicant, word to each reviewer. Each mail has a key of its own. */
export const sendLetters = job({
  name: 'decisions.send-letters',
  payload: z.object({ callId: z.uuid() }),
  attempts: 10,
  timeoutSeconds: 600,
  run: (context, { callId }) => mailLetters(context, callId),
})

// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const decisionsJobs: readonly Job<any>[] = [sendLetters]
