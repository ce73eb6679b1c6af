import { type Html, html } from '../../html.ts'
import { explain } from '../../refusals.ts'
import type { View } from '../../view.ts'
import { deadline, formatClock, formatDate, formatNumber } from '../../views/format.ts'
import { actForm, acts } from '../../views/forms.ts'
import { pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { links, type SeatKind, stateTag } from '../../views/lists.ts'
import { note } from '../../views/notes.ts'
import { type Column, filterBar, keysetPager, table, toolsRow } from '../../views/tables.ts'
import { countriesByName, countryName } from '../../vocabulary/countries.ts'
import type { findCallHead } from '../office-store.ts'
import {
  OFFICE_SORTS,
  type OfficeCounts,
  type OfficeFilter,
  type OfficeRow,
  type OfficeSort,
} from '../office-store.ts'
import { APPLICATION_STATUSES, type ApplicationStatus, refuseScreening } from '../rules.ts'
import { officeTexts } from '../texts-office.ts'

export type OfficeList = {
  call: NonNullable<Awaited<ReturnType<typeof findCallHead>>>
  filter: OfficeFilter
  rows: readonly OfficeRow[]
  counts: OfficeCounts
  /** Query of the next page; null on the last. */
  nextQuery: string | null
  isFirst: boolean
  isAll: boolean
  mayHandle: boolean
}

const SEATS: Record<ApplicationStatus, SeatKind> = {
  draft: 'none',
  submitted: 'open',
  screening: 'half',
  eligible: 'full',
  ineligible: 'wrong',
  in_review: 'half',
  decided: 'full',
  withdrawn: 'none',
}

export const officeStatusTag = (view: View, status: ApplicationStatus): Html =>
  stateTag(SEATS[status], officeTexts[view.language].statuses[status])

/** A call's applications, for the office. */
export const officeListPage = (view: View, list: OfficeList): Html => {
  const { language } = view
  const t = officeTexts[language]
  const { call, filter } = list
  const path = view.to(`/office/calls/${call.id}/applications`)
  const { byStatus, shut } = list.counts
  const total = Object.values(byStatus).reduce((sum, count) => sum + count, shut)
  const narrowed = filter.status ? (byStatus[filter.status] ?? 0) : total
  const cells = rowWriter(view, call.zone)
  const column = (sort: OfficeSort, label: string, align?: 'end'): Column => ({
    label,
    align,
    sortHref: `${path}?${queryOf({ ...filter, sort, isDescending: filter.sort === sort && !filter.isDescending }, list.isAll)}`,
    sorted: filter.sort === sort ? (filter.isDescending ? 'descending' : 'ascending') : undefined,
  })
  return layout(view, {
    title: `${t.applications}: ${call.title[language]}`,
    current: 'office',
    robots: 'noindex',
    wide: true,
    main: html`${pageHead(view, {
      work: true,
      title: t.applications,
      crumbs: [
        { label: t.office, href: view.to('/office') },
        { label: call.title[language], href: view.to(`/office/calls/${call.id}`) },
      ],
      facts: [
        ...APPLICATION_STATUSES.filter((status) => byStatus[status]).map((status) => ({
          term: t.statuses[status],
          value: html`<span class="num">${byStatus[status]}</span>`,
        })),
        { term: t.closes, value: deadline(view, call.closesAt, call.zone) },
      ],
    })}${screeningPart(view, list)}${filterBar(view, {
      action: path,
      label: t.filter,
      hidden: {
        sort: filter.sort,
        desc: filter.isDescending ? '1' : undefined,
        all: list.isAll ? '1' : undefined,
      },
      filters: [
        { kind: 'search', name: 'q', label: t.search, value: filter.q },
        {
          kind: 'select',
          name: 'status',
          label: t.status,
          value: filter.status,
          options: APPLICATION_STATUSES.filter((status) => status !== 'draft').map((status) => ({
            value: status,
            label: t.statuses[status],
          })),
        },
        {
          kind: 'select',
          name: 'country',
          label: t.country,
          value: filter.country,
          options: countriesByName(language).map(({ code, name }) => ({
            value: code,
            label: name,
          })),
        },
      ],
    })}${toolsRow(
      list.rows.length < narrowed ? t.shown(list.rows.length, narrowed) : t.count(narrowed),
      links(
        ...(list.isAll || narrowed <= list.rows.length
          ? []
          : [{ label: t.showAll, href: `${path}?${queryOf(filter, true)}` }]),
        { label: t.export, href: `${path}.csv?${queryOf(filter, false)}` },
      ),
    )}${table(view, {
      caption: t.applications,
      hiddenCaption: true,
      headColumn: 1,
      columns: [
        column('reference', t.reference),
        column('title', t.title),
        { label: t.applicant },
        column('organisation', t.organisation),
        column('country', t.country),
        column('amount', `${t.amount}, ${call.currency}`, 'end'),
        column('submitted', t.submitted),
        { label: t.status },
      ],
      rows: list.rows.map((row) =>
        row.isShut
          ? { kind: 'shut', whole: html`${row.reference} <span class="soft">${t.shut}</span>` }
          : cells(row),
      ),
      empty: t.none,
    })}${keysetPager(view, {
      firstHref: list.isFirst ? null : `${path}?${queryOf(filter, false)}`,
      nextHref: list.nextQuery && `${path}?${list.nextQuery}`,
    })}`,
  })
}

/** The list's address for a filter: the same words that the form sends. */
export const queryOf = (filter: OfficeFilter, isAll: boolean): string => {
  const query = new URLSearchParams()
  if (filter.q) query.set('q', filter.q)
  if (filter.status) query.set('status', filter.status)
  if (filter.country) query.set('country', filter.country)
  if (filter.sort !== OFFICE_SORTS[0]) query.set('sort', filter.sort)
  if (filter.isDescending) query.set('desc', '1')
  if (isAll) query.set('all', '1')
  return query.toString()
}

/** A thousand rows share few days and countries; putting one in words costs as much as the rest of a row. */
const rowWriter = (view: View, zone: string) => {
  const day = remembered((hour: number) =>
    formatDate(view.language, new Date(hour * HOUR_MS), { zone, short: true }),
  )
  const clock = remembered((minute: number) =>
    formatClock(view.language, new Date(minute * MINUTE_MS), zone),
  )
  const country = remembered((code: string) => countryName(code, view.language))
  const status = remembered((key: ApplicationStatus) => officeStatusTag(view, key))
  return (row: OfficeRow) => {
    const at = row.submittedAt.getTime()
    return [
      html`<span class="num">${row.reference}</span>`,
      html`<a href="${view.to(`/office/applications/${row.id}`)}">${row.title}</a>`,
      row.applicant,
      row.organisation,
      row.country && country(row.country),
      formatNumber(view.language, row.requestedCents / 100),
      `${day(Math.floor(at / HOUR_MS))} ${clock(Math.floor(at / MINUTE_MS))}`,
      status(row.status),
    ]
  }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const remembered = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new Map<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

const screeningPart = (view: View, list: OfficeList): Html | null => {
  const t = officeTexts[view.language]
  const waiting = list.counts.byStatus.submitted ?? 0
  if (!list.mayHandle || waiting === 0) return null
  const refusal = refuseScreening({ status: 'submitted' }, 'screen', list.call, view.now)
  if (refusal) return note('plain', explain(refusal, view.language))
  return html`${acts(
    actForm(view, {
      action: view.to(`/office/calls/${list.call.id}/screening`),
      label: t.startScreening,
    }),
  )}<p class="hint">${t.startScreeningHint(waiting)}</p>`
}
