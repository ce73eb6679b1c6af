import { type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { deadline, formatClock, formatDate, OFFICE_ZONE, timeLeft } from '../views/format.ts'
import { buttonLink } from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout, PLACES } from '../views/layout.ts'
import { due, entries, entry, links, type SeatKind, stateTag } from '../views/lists.ts'
import { emptyState, noteBlock } from '../views/notes.ts'
import { texts } from './texts.ts'

/** One thing to go on with: an application, a review, a grant, a task. */
export type WorkItem = {
  /** Path without language. */
  href: string
  title: string
  /** The title's own language, where it is not the page's. */
  lang?: string | undefined
  /** Where: a country or a call, set before the title. */
  place?: string | undefined
  state: { kind: SeatKind; word: string }
  due?: { at: Date; zone?: string | undefined } | null | undefined
  facts: readonly string[]
}

export type WorkSection = {
  /** Unique on the page: `applications`. */
  id: string
  title: string
  items: readonly WorkItem[]
  /** Said where there is nothing; without it an empty section is left out. */
  empty?: { text: string; link?: { label: string; href: string } | undefined } | undefined
  /** At the end of the heading's line. */
  more?: { label: string; href: string } | undefined
}

export type WorkModel = {
  name: string
  profileIsComplete: boolean
  sections: readonly WorkSection[]
}

/** "My work": all that a person has under way, what is due first. */
export const workPage = (view: View, model: WorkModel): Html => {
  const t = texts[view.language].work
  const shown = model.sections.filter(({ items, empty }) => items.length > 0 || empty !== undefined)
  return layout(view, {
    title: t.title,
    current: 'work',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.greeting(model.name), work: true })}
${columns(
  'side',
  html`<div>${
    !model.profileIsComplete &&
    noteBlock(
      'now',
      html`<p><b>${t.profile}</b> ${t.profileText}</p><p><a href="${view.to('/profile')}">${t.toProfile}</a></p>`,
    )
  }${
    shown.length === 0
      ? emptyState(view, {
          title: t.nothing,
          body: t.nothingText,
          acts: [buttonLink(t.toCalls, view.to(PLACES.calls))],
        })
      : shown.map((section) => workSection(view, section))
  }</div>`,
  side(
    t.account,
    sideBlock(
      t.account,
      links(
        { label: t.myProfile, href: view.to('/profile') },
        { label: t.sessions, href: view.to('/profile/sessions') },
      ),
    ),
  ),
)}`,
  })
}

/** A section of work; the office's page has them too. */
export const workSection = (view: View, section: WorkSection): Html =>
  group({
    id: section.id,
    title: section.title,
    more: section.more && { label: section.more.label, href: view.to(section.more.href) },
    body:
      section.items.length > 0
        ? entries(section.items.map((item) => workEntry(view, item)))
        : section.empty &&
          html`<p class="soft">${section.empty.text}${
            section.empty.link &&
            html` <a href="${view.to(section.empty.link.href)}">${section.empty.link.label}</a>`
          }</p>`,
  })

const workEntry = (view: View, item: WorkItem): Html =>
  entry({
    at: item.due ? dueOf(view, item.due) : item.place,
    atKind: item.due ? 'due' : 'place',
    title: item.title,
    lang: item.lang,
    href: view.to(item.href),
    by: item.due ? item.place : undefined,
    facts: [stateTag(item.state.kind, item.state.word), ...item.facts],
  })

/** What ends at midnight is due on the day before, as people say it. */
const dueOf = (
  view: View,
  { at, zone = OFFICE_ZONE }: { at: Date; zone?: string | undefined },
): Renderable => {
  const isMidnight = /^00.00$/.test(formatClock(view.language, at, zone))
  const day = isMidnight ? new Date(at.getTime() - 1) : at
  return due(
    formatDate(view.language, day, { short: true, zone }),
    html`<span class="vh">${deadline(view, at, zone)}</span>${
      !isMidnight && html`<span aria-hidden="true">${formatClock(view.language, at, zone)}</span>`
    }`,
    timeLeft(view, at),
  )
}
