import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { timeTag } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  selectField,
} from '../views/forms.ts'
import { type Crumb, columns, group, pageHead } from '../views/head.ts'
import { layout, PLACES } from '../views/layout.ts'
import { stateTag, tasks, timeline } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import { filterBar, keysetPager, table, toolsRow } from '../views/tables.ts'
import { INSTRUMENTS, instrumentLabel } from '../vocabulary/instruments.ts'
import { pairFields } from './editor.ts'
import { breakable, phaseTag, said } from './facts.ts'
import { gapText } from './gap-texts.ts'
import type { ListedCall } from './listing.ts'
import { officeTexts } from './office-texts.ts'
import {
  CALL_PARTS,
  type Call,
  type CallPart,
  type CallPhase,
  callPhase,
  type Gap,
  publicationGaps,
  refuseArchiving,
  refuseChange,
} from './rules.ts'
import { TITLE_MAX } from './schema.ts'
import { texts } from './texts.ts'

export const officePath = (call: Pick<Call, 'id'>, rest = ''): string =>
  `/office/calls/${call.id}${rest}`

/** The way back from anything under one call. */
export const callCrumbs = (view: View, call?: Pick<Call, 'id' | 'title'>): Crumb[] => {
  const t = officeTexts[view.language]
  return [
    { label: t.office, href: view.to(PLACES.office) },
    { label: t.calls, href: view.to('/office/calls') },
    ...(call
      ? [{ label: breakable(said(call.title, view.language)), href: view.to(officePath(call)) }]
      : []),
  ]
}

export type OfficeList = {
  items: readonly (ListedCall & { preparedByName: string })[]
  state: CallPhase | undefined
  nextQuery: string | null
  isFirst: boolean
  total: number
}

export const STATES: readonly CallPhase[] = [
  'draft',
  'upcoming',
  'open',
  'closed',
  'withdrawn',
  'archived',
]

/** Every call, whatever its state. */
export const officeCallsPage = (view: View, shown: OfficeList): Html => {
  const { language } = view
  const t = officeTexts[language]
  return layout(view, {
    title: t.calls,
    current: 'office',
    main: html`${pageHead(view, {
      title: t.calls,
      crumbs: [{ label: t.office, href: view.to(PLACES.office) }],
      lede: t.callsLede,
      work: true,
    })}
${filterBar(view, {
  action: view.to('/office/calls'),
  label: t.narrow,
  filters: [
    {
      kind: 'select',
      name: 'state',
      label: t.stateFilter,
      value: shown.state,
      all: t.allStates,
      options: STATES.map((state) => ({
        value: state,
        label: state === 'archived' ? t.past['call.archived'] : texts[language].states[state],
      })),
    },
  ],
})}
${toolsRow(
  `${t.calls}: ${shown.total}`,
  view.person?.isOfficer && buttonLink(t.newCall, view.to('/office/calls/new')),
)}
${table(view, {
  caption: t.calls,
  hiddenCaption: true,
  columns: [{ label: t.title }, { label: t.state }, { label: t.closes }, { label: t.preparedBy }],
  empty: t.noCalls,
  rows: shown.items.map((call) => [
    html`<a href="${view.to(officePath(call))}">${said(call.title, language)}</a><br><span class="soft">${instrumentLabel(call.instrument, language)}</span>`,
    phaseTag(callPhase(call, view.now), language),
    timeTag(view, call.closesAt, call.zone),
    call.preparedByName,
  ]),
})}
${keysetPager(view, {
  label: t.more,
  firstHref: shown.isFirst ? null : view.to('/office/calls'),
  nextHref: shown.nextQuery === null ? null : view.to(`/office/calls?${shown.nextQuery}`),
})}`,
  })
}

export const newCallPage = (view: View, form: FormState, earlier: readonly ListedCall[]): Html => {
  const { language } = view
  const t = officeTexts[language]
  return layout(view, {
    title: t.newCall,
    current: 'office',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title: t.newCall, crumbs: callCrumbs(view), lede: t.newLede, work: true })}
<form method="post" action="${view.to('/office/calls')}" novalidate>
${csrfField(view)}${errorSummary(view, form.problems)}
${pairFields(view, form, 'title', { label: t.fields.title, maxlength: TITLE_MAX })}
${choiceField(view, form, 'instrument', {
  label: t.fields.instrument,
  value: 'project',
  choices: INSTRUMENTS.map(({ key, label }) => ({ value: key, label: label[language] })),
})}
${
  earlier.length > 0 &&
  selectField(view, form, 'source', {
    label: t.copyFrom,
    hint: t.copyHint,
    optional: true,
    empty: t.copyNone,
    options: earlier.map((call) => ({ value: call.id, label: said(call.title, language) })),
  })
}
${acts(button(t.begin), html`<a href="${view.to('/office/calls')}">${t.cancel}</a>`)}
</form>`,
  })
}

export type CallHistory = readonly {
  type: string
  at: Date
  actorName: string | null
  reason: string | null
  data: Record<string, unknown>
}[]

export type OfficeCall = {
  call: Call
  names: { preparedBy: string; publishedBy: string | null }
  history: CallHistory
  done?: string | undefined
}

/** One call as the office works with it: its parts, what is missing, what can be done, what has been. */
export const officeCallPage = (view: View, { call, names, history, done }: OfficeCall): Html => {
  const { language, now } = view
  const t = officeTexts[language]
  const isDraft = refuseChange(call) === null
  const gaps = isDraft ? publicationGaps(call, now) : []
  return layout(view, {
    title: said(call.title, language),
    current: 'office',
    main: html`${pageHead(view, {
      title: said(call.title, language),
      below: done && DONE[done] && note('good', t[DONE[done]]),
      crumbs: callCrumbs(view),
      lede: said(call.summary, language),
      work: true,
      facts: [
        { term: t.state, value: phaseTag(callPhase(call, now), language) },
        { term: t.kind, value: instrumentLabel(call.instrument, language) },
        { term: t.closes, value: timeTag(view, call.closesAt, call.zone) },
        { term: t.preparedBy, value: names.preparedBy },
        { term: t.publishedBy, value: names.publishedBy },
        { term: t.version, value: String(call.version) },
      ],
    })}
${columns(
  'side',
  html`<div>${isDraft && partsGroup(view, call, gaps)}${isDraft && missingGroup(view, call, gaps)}${!isDraft && handlingGroup(view, call)}${group({ id: 'history', title: t.history, body: historyOf(view, history) })}</div>`,
  html`<aside class="side" aria-label="${t.acts}"><section><h2>${t.acts}</h2>${actsOf(view, call)}</section></aside>`,
)}`,
  })
}

const DONE: Record<string, 'isPublished' | 'isWithdrawn' | 'isArchived' | 'isSaved' | undefined> = {
  published: 'isPublished',
  withdrawn: 'isWithdrawn',
  archived: 'isArchived',
  saved: 'isSaved',
}

const partsGroup = (view: View, call: Call, gaps: readonly Gap[]): Html => {
  const t = officeTexts[view.language]
  return group({
    id: 'parts',
    title: t.partsTitle,
    body: tasks(
      CALL_PARTS.map((part, i) => {
        const missing = gaps.filter((gap) => gap.part === part).length
        return {
          sign: `§ ${i + 1}`,
          name: t.parts[part],
          href: view.person?.isOfficer ? view.to(officePath(call, `/${part}`)) : undefined,
          state: missing === 0 ? stateTag('full', t.ready) : stateTag('half', t.notReady(missing)),
        }
      }),
    ),
  })
}

const missingGroup = (view: View, call: Call, gaps: readonly Gap[]): Html => {
  const t = officeTexts[view.language]
  return group({
    id: 'missing',
    title: t.missingTitle,
    body: gaps.length === 0 ? note('good', t.nothingMissing) : gapList(view, call, gaps),
  })
}

/** The way from a call to what comes of it. */
const handlingGroup = (view: View, call: Call): Html => {
  const t = officeTexts[view.language]
  return group({
    id: 'handling',
    title: t.handlingTitle,
    body: html`<ul class="rows">${HANDLING.map(
      (step) =>
        html`<li><a href="${view.to(officePath(call, `/${step}`))}">${t.handling[step]}</a></li>`,
    )}</ul>`,
  })
}

const HANDLING = ['applications', 'assignments', 'ranking', 'release'] as const

/** What is missing, each leading to the page where it is put right. */
export const gapList = (view: View, call: Call, gaps: readonly Gap[]): Html =>
  html`<ul class="rows">${gaps.map(
    (gap) =>
      html`<li><a href="${view.to(officePath(call, `/${gap.part}`))}">${gapText(gap, view.language)}</a></li>`,
  )}</ul>
`

const actsOf = (view: View, call: Call): Html => {
  const t = officeTexts[view.language]
  const isDraft = refuseChange(call) === null
  const isOfficer = view.person?.isOfficer === true
  const link = (label: string, path: string) =>
    html`<li class="links"><a href="${view.to(path)}">${label}</a></li>`
  return html`<ul>${link(t.preview, officePath(call, '/preview'))}${link(t.previewForm, officePath(call, '/preview/form'))}${
    !isDraft && link(t.toPublic, `/calls/${call.slug}`)
  }${
    isOfficer && call.status === 'published' && link(t.withdraw, officePath(call, '/withdrawal'))
  }</ul>${
    isOfficer && isDraft && acts(buttonLink(t.check, view.to(officePath(call, '/publication'))))
  }${
    isOfficer &&
    refuseArchiving(call, view.now) === null &&
    actForm(view, {
      action: view.to(officePath(call, '/archiving')),
      label: t.archive,
      hidden: { version: String(call.version) },
    })
  }`
}

const historyOf = (view: View, history: CallHistory): Html => {
  const t = officeTexts[view.language]
  const what = (type: string): string =>
    type in t.past ? t.past[type as keyof typeof t.past] : type
  return timeline(
    [...history].reverse().map(({ type, at, actorName, reason, data }) => ({
      when: timeTag(view, at),
      what: html`${what(type)}${partNames(view, data['parts'])}, ${t.by(actorName || t.someoneElse)}${reason && html`<br><span class="soft">${reason}</span>`}`,
      state: 'done' as const,
    })),
  )
}

const partNames = (view: View, parts: unknown): string => {
  const t = officeTexts[view.language]
  const names = (Array.isArray(parts) ? parts : []).flatMap((part: CallPart) => t.parts[part] ?? [])
  return names.length === 0 ? '' : `: ${names.join(', ')}`
}
