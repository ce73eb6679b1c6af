import { type Html, html, type Renderable } from '../../html.ts'
import type { Language } from '../../language.ts'
import type { View } from '../../view.ts'
import { agenda } from '../../views/charts.ts'
import { deadline } from '../../views/format.ts'
import { buttonLink } from '../../views/forms.ts'
import { columns, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { type SeatKind, stateTag } from '../../views/lists.ts'
import type { SectionStanding, SectionState } from '../completeness.ts'
import type { OwnApplication } from '../model.ts'
import { sectionPath } from '../paths.ts'
import type { PublicStatus } from '../rules.ts'
import { texts } from '../texts.ts'
import { pageTexts } from '../texts-pages.ts'

export type Frame = {
  /** Key of the section that is shown; `check` for the last one, null for the overview. */
  current: string | null
  /** Of the document; the overview's is the application's own. */
  title: string
  main: Renderable
  invalid?: boolean
  scripts?: readonly string[]
}

/** Every page of an application: its head, the agenda with each section's state, and the page's own matter. */
export const applicationPage = (view: View, own: OwnApplication, frame: Frame): Html => {
  const { application } = own
  const t = texts[view.language]
  const { call } = application
  const isOverview = frame.current === null
  return layout(view, {
    title: isOverview
      ? frame.title
      : `${frame.title}, ${t.applicationNumber(application.reference)}`,
    current: 'work',
    robots: 'noindex',
    invalid: frame.invalid === true,
    scripts: frame.scripts,
    main: html`${pageHead(view, {
      work: true,
      title: isOverview ? frame.title : html`${signOf(own, frame.current ?? '')} ${frame.title}`,
      crumbs: [
        { label: t.myWork, href: view.to('/work') },
        ...(isOverview
          ? []
          : [
              {
                label: titleOf(application.title, view.language),
                href: view.to(`/applications/${application.id}`),
              },
            ]),
      ],
      facts: [
        { term: t.application, value: html`<span class="num">${application.reference}</span>` },
        {
          term: t.call,
          value: html`<a href="${view.to(`/calls/${call.slug}`)}">${call.title[view.language]}</a>`,
        },
        { term: t.state, value: statusTag(own.status, view.language) },
        {
          term: view.now < call.closesAt ? t.closes : t.closed,
          value: deadline(view, call.closesAt, call.zone),
        },
      ],
    })}${columns('form', agenda(view, agendaOf(view, own, frame.current)), html`<div>${frame.main}</div>`)}`,
  })
}

export const titleOf = (title: string, language: Language): string =>
  title.trim() === '' ? texts[language].untitled : title

/** A section's name: the form's own, or ours for what every application has. */
export const sectionTitle = (own: OwnApplication, key: string, language: Language): string => {
  const section = own.application.definition.sections.find((one) => one.key === key)
  if (section) return section.title[language]
  const names: Record<string, string> = texts[language].sections
  return names[key] ?? key
}

/** On to the section after this one, or to the check after the last. */
export const goOnLink = (view: View, own: OwnApplication, key: string): Html => {
  const place = own.standings.findIndex((standing) => standing.key === key)
  const next = own.standings[place + 1]?.key ?? 'check'
  return buttonLink(
    pageTexts[view.language].goOn(sectionTitle(own, next, view.language)),
    view.to(sectionPath(own.application.id, next)),
    'second',
  )
}

/** § 4: the section's place. */
export const signOf = (own: OwnApplication, key: string): Html => {
  const place = own.standings.findIndex((standing) => standing.key === key)
  const number = place === -1 ? own.standings.length + 1 : place + 1
  return html`<span class="sign">§\u{a0}${number}</span>`
}

const STATUS_SEATS: Record<PublicStatus, SeatKind> = {
  draft: 'half',
  submitted: 'full',
  in_review: 'full',
  decided: 'full',
  withdrawn: 'none',
}

export const statusTag = (status: PublicStatus, language: Language): Html =>
  stateTag(STATUS_SEATS[status], texts[language].statuses[status])

const SEATS: Record<SectionState, SeatKind> = {
  empty: 'none',
  part: 'half',
  whole: 'full',
  bad: 'wrong',
  wait: 'now',
}

export const standingTag = (standing: SectionStanding, language: Language): Html => {
  const t = texts[language].standing
  return stateTag(
    SEATS[standing.state],
    standing.state === 'bad' ? t.toCorrect(standing.toCorrect) : t[standing.state],
  )
}

const agendaOf = (view: View, own: OwnApplication, current: string | null) => {
  const { language } = view
  const { id } = own.application
  const t = texts[language].standing
  const sections = own.standings.map((standing, i) => ({
    sign: `§\u{a0}${i + 1}`,
    name: sectionTitle(own, standing.key, language),
    href: view.to(sectionPath(id, standing.key)),
    state: standingTag(standing, language),
    current: current === standing.key,
    kind: standing.state,
  }))
  const isSent = own.status !== 'draft'
  return [
    ...sections,
    {
      sign: `§\u{a0}${sections.length + 1}`,
      name: texts[language].sections.check,
      href: view.to(`/applications/${id}/check`),
      state: isSent
        ? stateTag('full', own.status === 'withdrawn' ? texts[language].statuses.withdrawn : t.sent)
        : own.submitting?.reason === 'call_not_open'
          ? stateTag('none', texts[language].closed)
          : own.lacks.length === 0
            ? stateTag('open', t.canBeSent)
            : stateTag('none', t.opensWhenReady),
      current: current === 'check',
      kind: isSent ? ('whole' as const) : ('empty' as const),
    },
  ]
}
