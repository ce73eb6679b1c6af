import { z } from 'zod'
import { type Job, job } from '../queue.ts'
import { countUsage } from './counting.ts'

/** Every hour; soon after midnight (UTC) the salt of the day before goes. */
const countUses = job({
  name: 'usage.count',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 900,
  schedule: '7 * * * *',
  run: countUsage,
})

// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const usageJobs: readonly Job<any>[] = [countUses]
