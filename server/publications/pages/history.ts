import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { timeTag } from '../../views/format.ts'
import { timeline } from '../../views/lists.ts'
import { depositTexts } from '../deposit-texts.ts'
import { texts } from '../texts.ts'

export type PublicationEvent = {
  type: string
  at: Date
  actedAs: string
  actorName: string | null
  reason: string | null
}

/** What was done, the newest first. `isFull`: with the names of the office's people, for the office itself. */
export const publicationHistory = (
  view: View,
  events: readonly PublicationEvent[],
  { isFull }: { isFull: boolean },
): Html => {
  const t = texts[view.language]
  const names: Readonly<Record<string, string>> = t.events
  return timeline(
    events.toReversed().map((event) => ({
      when: timeTag(view, event.at),
      what: html`${names[event.type.split('.')[1] ?? ''] ?? event.type} ${t.office.by} ${isFull ? (event.actorName ?? t.office.thePortal) : whoForAuthors(view, event)}${event.reason !== null && html`<br><span class="small">${event.reason}</span>`}`,
      state: 'done',
    })),
  )
}

/** Authors know each other; the office answers as one. */
const whoForAuthors = (view: View, { actedAs, actorName }: PublicationEvent): string => {
  const t = depositTexts[view.language]
  if (actedAs === 'system') return t.portal
  return actedAs === 'grantee' ? (actorName ?? t.portal) : t.office
}
