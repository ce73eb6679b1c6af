import type { Tx } from '../../db/client.ts'
import { type Actor, hasRole } from '../actor.ts'
import type { Bilingual } from '../language.ts'
import { listDecisionWork } from './store.ts'

/** Decisions of a closed call that wait for the actor. */
export type DecisionWork = {
  kind: 'propose' | 'record' | 'release'
  callId: string
  title: Bilingual
  /** Path without language. */
  path: string
  /** How many wait. */
  count: number
}

/** What closed calls ask of an officer: to propose, to record, to release. One query; to anyone else nothing. */
export const workItems = async (tx: Tx, actor: Actor, now: Date): Promise<DecisionWork[]> => {
  if (actor.kind !== 'person' || !hasRole(actor, 'officer')) return []
  const calls = await listDecisionWork(tx, now, actor.id)
  return calls.flatMap(({ callId, title, undecided, toRecord, recorded, total, unhandled }) => {
    const ranking = `/office/calls/${callId}/ranking`
    const items: DecisionWork[] = []
    if (undecided - unhandled > 0)
      items.push({ kind: 'propose', callId, title, path: ranking, count: undecided - unhandled })
    if (toRecord > 0) items.push({ kind: 'record', callId, title, path: ranking, count: toRecord })
    if (recorded > 0 && recorded === total)
      items.push({
        kind: 'release',
        callId,
        title,
        path: `/office/calls/${callId}/release`,
        count: recorded,
      })
    return items
  })
}
