import { emptyForm, type FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { fileField } from '../views/choices.ts'
import { formatNumber, timeTag } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  textArea,
} from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { rows as plainRows, type SeatKind, stateTag, timeline } from '../views/lists.ts'
import { confirmation, note } from '../views/notes.ts'
import { filterBar, pager, table, toolsRow } from '../views/tables.ts'
import type { ImportReport } from './operations.ts'
import {
  organisationPicker,
  PICKER_SCRIPT,
  type PickerResults,
  placeOf,
  saveOnEnter,
} from './picker.ts'
import { IMPORT_BYTES_MAX, ORGANISATION_STATUSES, type OrganisationStatus } from './rules.ts'
import { NAME_MAX, REASON_MAX } from './schema.ts'
import type { OrganisationChoice } from './search-store.ts'
import { texts } from './texts.ts'

type ListedOrganisation = {
  id: string
  name: string
  country: string
  city: string | null
  status: OrganisationStatus
  proposerName: string | null
  proposerEmail: string | null
}

export const officeListPage = (
  view: View,
  list: {
    rows: readonly ListedOrganisation[]
    total: number
    q: string
    status: string
    page: number
    pages: number
  },
): Html => {
  const t = texts[view.language].office
  const action = view.to('/office/organisations')
  const href = (page: number) =>
    `${action}?${new URLSearchParams({ q: list.q, status: list.status, page: String(page) })}`
  return layout(view, {
    title: t.title,
    current: 'office',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true })}
${filterBar(view, {
  action,
  label: t.filter,
  filters: [
    { kind: 'search', name: 'q', label: t.search, value: list.q },
    {
      kind: 'select',
      name: 'status',
      label: t.status,
      value: list.status,
      options: ORGANISATION_STATUSES.map((value) => ({ value, label: t.statuses[value] })),
    },
  ],
})}
${toolsRow(
  t.count(formatNumber(view.language, list.total)),
  view.person?.isOfficer && html`<a href="${action}/import">${t.import}</a>`,
)}
${table(view, {
  caption: t.title,
  hiddenCaption: true,
  columns: [
    { label: t.organisation },
    { label: t.place },
    { label: t.status },
    { label: t.proposer },
  ],
  rows: list.rows.map((row) => [
    html`<a href="${action}/${row.id}">${row.name}</a>`,
    placeOf(view, row),
    statusTag(view, row.status),
    row.proposerName || row.proposerEmail,
  ]),
  empty: t.none,
})}
${pager(view, { page: list.page, pages: list.pages, href })}`,
  })
}

export type OfficeView = {
  organisation: {
    id: string
    ror: string | null
    name: string
    country: string
    city: string | null
    website: string | null
    status: OrganisationStatus
    version: number
  }
  names: readonly { name: string }[]
  uses: { people: number; papers: number }
  entries: readonly {
    type: string
    at: Date
    actorName: string | null
    reason: string | null
  }[]
  alike: readonly OrganisationChoice[]
  replacement: PickerResults
  namesForm?: FormState
  declinationForm?: FormState
  saved?: 'names' | 'confirmed' | 'declined' | undefined
}

export const officePage = (view: View, given: OfficeView): Html => {
  const t = texts[view.language].office
  const { organisation } = given
  const problems = [
    ...(given.namesForm?.problems ?? []),
    ...(given.declinationForm?.problems ?? []),
  ]
  const place = view.to(`/office/organisations/${organisation.id}`)
  const isOfficer = view.person?.isOfficer === true
  const said = { names: t.saved, confirmed: t.confirmed, declined: t.declined }
  return layout(view, {
    title: organisation.name,
    current: 'office',
    invalid: problems.length > 0,
    robots: 'noindex',
    scripts: [PICKER_SCRIPT],
    main: html`${pageHead(view, {
      title: organisation.name,
      crumbs: [{ label: t.crumb, href: view.to('/office/organisations') }],
      work: true,
      facts: [
        { term: t.status, value: statusTag(view, organisation.status) },
        { term: t.place, value: placeOf(view, organisation) },
        { term: t.website, value: organisation.website },
        { term: t.register, value: organisation.ror },
        { term: t.uses, value: t.usesOf(given.uses.people, given.uses.papers) },
      ],
    })}
${given.saved && note('good', said[given.saved])}
${errorSummary(view, problems)}
${columns(
  'side',
  html`<div>${isOfficer && organisation.status === 'proposed' && settling(view, given, place)}${
    isOfficer
      ? group({ id: 'names-group', title: t.names, body: namesPart(view, given, place) })
      : group({
          id: 'names-group',
          title: t.names,
          body: plainRows(given.names.map(({ name }) => name)),
        })
  }</div>`,
  side(
    t.history,
    sideBlock(
      t.history,
      timeline(
        given.entries.map((entry) => ({
          when: timeTag(view, entry.at),
          what: html`${t.acts[entry.type] ?? entry.type}${entry.actorName && `, ${entry.actorName}`}${
            entry.reason && html`<br><span class="soft">${entry.reason}</span>`
          }`,
          state: 'done' as const,
        })),
      ),
    ),
  ),
)}`,
  })
}

const settling = (view: View, given: OfficeView, place: string): Html => {
  const t = texts[view.language].office
  const form = given.declinationForm ?? emptyForm()
  return html`${group({
    id: 'settle',
    title: t.confirmTitle,
    body: html`${
      given.alike.length > 0 &&
      html`<h3>${t.alike}</h3>${plainRows(
        given.alike.map(
          (row) =>
            html`<a href="${view.to(`/office/organisations/${row.id}`)}">${row.name}</a> <span class="soft">${placeOf(view, row)}</span>`,
        ),
      )}`
    }<p>${t.confirmText}</p>${acts(actForm(view, { action: `${place}/confirmation`, label: t.confirm, kind: 'first' }))}`,
  })}
${group({
  id: 'decline',
  title: t.declineTitle,
  body: html`<form method="post" action="${place}/declination" novalidate>
${csrfField(view)}${saveOnEnter()}
${textArea(view, form, 'reason', { label: t.reason, hint: t.reasonHint, maxlength: REASON_MAX, rows: 3 })}
${organisationPicker(view, form, 'replacement', { label: t.replacement, hint: t.replacementHint, optional: true, canPropose: false, results: given.replacement })}
${acts(button(t.decline, 'stop'))}
</form>`,
})}`
}

const namesPart = (view: View, given: OfficeView, place: string): Html => {
  const t = texts[view.language].office
  const { organisation } = given
  const form =
    given.namesForm ??
    emptyForm({
      name: organisation.name,
      names: given.names
        .map(({ name }) => name)
        .filter((name) => name !== organisation.name)
        .join('\n'),
    })
  return html`<form method="post" action="${place}/names" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${organisation.version}">
${field(view, form, 'name', { label: t.name, autocomplete: 'off', maxlength: NAME_MAX })}
${textArea(view, form, 'names', { label: t.names, hint: t.namesHint, optional: true, rows: 6 })}
${acts(button(t.saveNames, 'second'))}
</form>`
}

export const importPage = (view: View, form: FormState): Html => {
  const t = texts[view.language].importing
  const office = texts[view.language].office
  return layout(view, {
    title: t.title,
    current: 'office',
    invalid: form.problems.length > 0,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.title,
      lede: t.lede,
      work: true,
      crumbs: [{ label: office.crumb, href: view.to('/office/organisations') }],
    })}
<form method="post" action="${view.to('/office/organisations/import')}" enctype="multipart/form-data" novalidate>
${csrfField(view)}
${errorSummary(view, form.problems)}
${fileField(view, form, 'file', { label: t.file, accept: '.jsonl,.ndjson,application/jsonl', kinds: t.kinds, sizeMax: IMPORT_BYTES_MAX })}
${acts(button(t.import))}
</form>`,
  })
}

const PROBLEMS_SHOWN_MAX = 200

export const importedPage = (view: View, report: ImportReport): Html => {
  const t = texts[view.language].importing
  const number = (count: number) => formatNumber(view.language, count)
  return layout(view, {
    title: t.done,
    current: 'office',
    robots: 'noindex',
    main: html`${confirmation({
      title: t.done,
      facts: [
        { term: t.added, value: number(report.added) },
        { term: t.updated, value: number(report.updated) },
        { term: t.unchanged, value: number(report.unchanged) },
        { term: t.leftOut, value: number(report.problems.length) },
      ],
      acts: [
        buttonLink(texts[view.language].office.title, view.to('/office/organisations')),
        html`<a href="${view.to('/office/organisations/import')}">${t.another}</a>`,
      ],
    })}
${
  report.problems.length > 0 &&
  group({
    id: 'problems',
    title: t.problems,
    body: table(view, {
      caption: t.problems,
      hiddenCaption: true,
      columns: [{ label: t.line }, { label: t.why }],
      rows: report.problems
        .slice(0, PROBLEMS_SHOWN_MAX)
        .map(({ line, reason }) => [number(line), reason]),
    }),
  })
}`,
  })
}

const SEATS: Record<OrganisationStatus, SeatKind> = {
  listed: 'full',
  proposed: 'now',
  declined: 'wrong',
}

const statusTag = (view: View, status: OrganisationStatus): Html =>
  stateTag(SEATS[status], texts[view.language].office.statuses[status])
