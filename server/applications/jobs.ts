import { z } from 'zod'
import { inspectFile } from '../files/jobs.ts'
import { type Job, job } from '../queue.ts'
import { mailReceipt } from './receipts.ts'

/** Mails the receipt of a submission to those who take part. */
export const sendReceipt = job({
  name: 'applications.send-receipt',
  payload: z.object({ applicationId: z.uuid(), number: z.int() }),
  attempts: 8,
  timeoutSeconds: 60,
  run: mailReceipt,
})

// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const applicationsJobs: readonly Job<any>[] = [sendReceipt, inspectFile]
