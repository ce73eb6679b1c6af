import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { deadlineClocks, formatDate, timeLeft } from '../views/format.ts'
import { buttonLink } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { due, entries, entry, links, stateTag } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { type Filter, filterBar, keysetPager } from '../views/tables.ts'
import { countriesByName } from '../vocabulary/countries.ts'
import { INSTRUMENTS, instrumentLabel } from '../vocabulary/instruments.ts'
import { THEMES } from '../vocabulary/themes.ts'
import { amountText, durationText, shortDate } from './facts.ts'
import type { ListedCall } from './listing.ts'
import { callPhase } from './rules.ts'
import { texts } from './texts.ts'

export type CallsShown = {
  open: readonly ListedCall[]
  upcoming: readonly ListedCall[]
  closed: readonly ListedCall[]
  chosen: {
    theme?: string | undefined
    country?: string | undefined
    instrument?: string | undefined
  }
  /** Query of the page that follows in the closed ones; null at the end. */
  nextQuery: string | null
  /** Past the first page only closed calls are shown. */
  isFirst: boolean
}

/** All calls that have been published: open, opening later, closed. */
export const callsPage = (view: View, shown: CallsShown): Html => {
  const t = texts[view.language]
  const isFiltered = Object.values(shown.chosen).some((value) => value !== undefined)
  const nothing = shown.open.length + shown.upcoming.length + shown.closed.length === 0
  const listed = (id: string, title: string, calls: readonly ListedCall[]): Html | false =>
    calls.length > 0 &&
    group({ id, title, body: entries(calls.map((call) => callEntry(view, call))) })
  return layout(view, {
    title: t.calls,
    description: t.lede,
    current: 'calls',
    head: feedLink(view),
    main: html`${pageHead(view, { title: t.calls, lede: t.lede })}
${filterBar(view, { action: view.to('/calls'), label: t.filter, filters: filters(view, shown.chosen) })}
${
  isFiltered && nothing
    ? emptyState(view, {
        title: t.noMatch,
        body: t.noMatchBody,
        acts: [buttonLink(t.clear, view.to('/calls'), 'second')],
      })
    : html`${
        shown.isFirst && shown.open.length === 0
          ? group({
              id: 'open',
              title: t.open,
              body: emptyState(view, { title: t.noOpen, body: t.noOpenBody }),
            })
          : listed('open', t.open, shown.open)
      }${listed('upcoming', t.upcoming, shown.upcoming)}${listed('closed', t.closed, shown.closed)}`
}
${keysetPager(view, {
  label: t.moreClosed,
  firstHref: shown.isFirst ? null : view.to('/calls'),
  nextHref: shown.nextQuery === null ? null : view.to(`/calls?${shown.nextQuery}`),
})}
${links({ label: t.follow, href: view.to('/calls.atom') })}`,
  })
}

/** So that a feed reader finds the feed from the page. */
export const feedLink = (view: View): Html =>
  html`<link rel="alternate" type="application/atom+xml" title="${texts[view.language].calls}" href="${view.to('/calls.atom')}">
`

const callEntry = (view: View, call: ListedCall): Html => {
  const { language } = view
  return entry({
    at: margin(view, call),
    atKind: 'due',
    title: call.title[language],
    href: view.to(`/calls/${call.slug}`),
    by: call.summary[language],
    facts: [
      instrumentLabel(call.instrument, language),
      amountText(call, language),
      durationText(call, language),
    ],
  })
}

const SOON_MS = 14 * 24 * 60 * 60_000

const margin = (view: View, call: ListedCall): Html => {
  const { language, now } = view
  const t = texts[language]
  const phase = callPhase(call, now)
  if (phase === 'closed' || phase === 'archived')
    return due(formatDate(language, call.closesAt, { zone: call.zone }), t.closedOn)
  const at = phase === 'upcoming' ? call.opensAt : call.closesAt
  const [clock] = deadlineClocks(view, at, call.zone)
  const left = timeLeft(view, at)
  const isSoon = at.getTime() - now.getTime() < SOON_MS
  return due(
    html`<time datetime="${at.toISOString()}">${shortDate(at, call.zone, language)}</time>`,
    clock && `${clock.clock} ${clock.where}`,
    phase === 'upcoming' ? stateTag('open', t.opensWord) : isSoon ? stateTag('now', left) : left,
  )
}

const filters = (view: View, chosen: CallsShown['chosen']): Filter[] => {
  const { language } = view
  const t = texts[language]
  const { compare } = new Intl.Collator(language)
  return [
    {
      kind: 'select',
      name: 'theme',
      label: t.theme,
      value: chosen.theme,
      options: THEMES.map(({ key, label }) => ({ value: key, label: label[language] })).sort(
        (a, b) => compare(a.label, b.label),
      ),
    },
    {
      kind: 'select',
      name: 'country',
      label: t.country,
      value: chosen.country,
      options: countriesByName(language).map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      kind: 'select',
      name: 'instrument',
      label: t.instrument,
      value: chosen.instrument,
      options: INSTRUMENTS.map(({ key, label }) => ({ value: key, label: label[language] })),
    },
  ]
}
