import type { Tx } from '../../db/client.ts'
import { callOf } from '../calls/operations.ts'
import type { Call } from '../calls/rules.ts'
import type { FormDefinition } from '../forms/rules.ts'
import { getRevision, type Receipt } from './revision-store.ts'
import { definitionOf } from './whole.ts'

/** What counts of an application, as its readers see it: content, form and call. */
export type CountingRevision = Receipt & { definition: FormDefinition; call: Call }

/** The counting revision with the form it answers and its call. 404 when nothing was submitted. */
export const loadRevision = async (tx: Tx, applicationId: string): Promise<CountingRevision> => {
  const revision = await getRevision(tx, applicationId)
  const [definition, call] = await Promise.all([
    definitionOf(tx, revision.content.formId),
    callOf(tx, revision.content.callId),
  ])
  return { ...revision, definition, call }
}
