import { z } from 'zod'
import { job } from '../queue.ts'
import { dueAlerts, sendDigest } from './operations.ts'

/** Writes to one reader, if anything is new. */
export const sendAlertDigest = job({
  name: 'alerts.send-digest',
  payload: z.object({ alertId: z.uuid() }),
  attempts: 5,
  timeoutSeconds: 120,
  run: (context, { alertId }) => sendDigest(context, alertId, { asOf: context.clock.now() }),
})

/** Every morning, before people come to work in Stockholm; weekly ones are due on Mondays. */
export const sendAlertDigests = job({
  name: 'alerts.send-digests',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 600,
  schedule: '40 4 * * *',
  run: async (context) => {
    for await (const ids of dueAlerts(context, context.clock.now()))
      await context.db.transaction(async (tx) => {
        for (const alertId of ids) await context.enqueue(tx, sendAlertDigest, { alertId })
      })
  },
})

export const alertsJobs = [sendAlertDigest, sendAlertDigests]
