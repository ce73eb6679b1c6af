import { type Html, html } from '../../html.ts'
import { explain } from '../../refusals.ts'
import type { View } from '../../view.ts'
import { deadline, formatClock, OFFICE_ZONE, timeTag } from '../../views/format.ts'
import { note } from '../../views/notes.ts'
import type { OwnApplication } from '../model.ts'
import { pageTexts } from '../texts-pages.ts'

/** Why the application cannot be written in just now; nothing while it can. */
export const readOnlyNotice = (view: View, own: OwnApplication): Html | null =>
  own.editing === null ? null : note('plain', explain(own.editing, view.language))

/** Where the application stands, in a sentence, on its own page. */
export const standingNotice = (view: View, own: OwnApplication): Html => {
  const t = pageTexts[view.language]
  const { application } = own
  const { call } = application
  const closes = deadline(view, call.closesAt, call.zone)
  switch (own.status) {
    case 'draft':
      if (own.editing !== null) return note('plain', explain(own.editing, view.language))
      return own.lacks.length === 0
        ? note('now', html`${t.readyWhat} ${closes}.`, t.ready)
        : note('plain', html`${t.draftWhat(own.lacks.length)} ${closes}.`, t.draft)
    case 'submitted':
      return note(
        'good',
        html`${t.sentWhat(application.revisionNumber ?? 1)} ${application.submittedAt && timeTag(view, application.submittedAt, call.zone, { seconds: true })}. ${
          own.takingBack === null && html`${t.untilClose} ${closes}.`
        }`,
        t.sent,
      )
    case 'in_review':
      return note('plain', t.inReviewWhat, t.inReview)
    case 'decided':
      return note('plain', t.decidedWhat, t.decided)
    case 'withdrawn':
      return note('plain', t.withdrawnWhat, t.withdrawn)
  }
}

/** "All saved 15:44:51", by the newest of what is saved. */
export const savedLine = (view: View, own: OwnApplication): string => {
  const times = Object.values(own.application.answers).map(({ updatedAt }) => new Date(updatedAt))
  const newest = Math.max(own.application.updatedAt.getTime(), ...times.map((at) => at.getTime()))
  const clock = formatClock(view.language, new Date(newest), view.zone ?? OFFICE_ZONE, {
    seconds: true,
  })
  return pageTexts[view.language].allSaved(clock)
}
