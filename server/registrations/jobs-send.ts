import { z } from 'zod'
import { job } from '../queue.ts'
import { send } from './sending.ts'

/** One attempt at one DOI. What fails is tried again by the table, not by the queue: it survives days and restarts. */
export const sendRegistration = job({
  name: 'registrations.send',
  payload: z.object({ registrationId: z.uuid() }),
  attempts: 1,
  timeoutSeconds: 180,
  run: (context, { registrationId }) => send(context, registrationId),
})
