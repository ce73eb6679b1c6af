import type { Job } from '../queue.ts'

// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const grantsJobs: readonly Job<any>[] = []
