import type { Context } from '../context.ts'
import { type Use, useOf } from './rules.ts'
import { listMonths } from './store.ts'

export { countUsage } from './counting.ts'
export { type Recorder, usageRecorder, WAITING_MAX } from './recorder.ts'

/** A publication's use as its readers are told. */
export const findUse = async ({ db, clock }: Context, publicationId: string): Promise<Use> =>
  useOf(await listMonths(db, publicationId), clock.now())
