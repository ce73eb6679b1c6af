import { attribute, type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { formatMonth, formatNumber } from '../views/format.ts'
import { pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { links } from '../views/lists.ts'
import { filterBar, keysetPager, table } from '../views/tables.ts'
import { addMonths, firstDay, lastDay, monthOf, monthsBetween } from './rules.ts'
import type { Measure, OfficeRow } from './store.ts'
import { texts } from './texts.ts'

export type OfficeUse = {
  rows: readonly OfficeRow[]
  from: string
  to: string
  measure: Measure
  page: number
  pageSize: number
}

/** Months to choose among, back from the present one. */
const MONTHS_OFFERED = 36

/** The office's figures: publications down, months across, the most used first. */
export const officeUsePage = (view: View, use: OfficeUse): Html => {
  const t = texts[view.language]
  const months = monthsBetween(use.from, use.to)
  const rows = use.rows.slice(0, use.pageSize)
  const present = monthOf(view.now)
  const offered = monthsBetween(addMonths(present, 1 - MONTHS_OFFERED), present)
    .toReversed()
    .map((month) => ({ value: month, label: formatMonth(view.language, month) }))
  const href = (page: number) =>
    view.to(
      `/office/usage?${new URLSearchParams({
        from: use.from,
        to: use.to,
        measure: use.measure,
        ...(page > 1 ? { page: String(page) } : {}),
      })}`,
    )
  const figure = (count: number) => formatNumber(view.language, count)
  return layout(view, {
    title: t.title,
    current: 'office',
    robots: 'noindex',
    wide: true,
    main: html`${pageHead(view, {
      title: t.title,
      lede: t.lede,
      work: true,
      crumbs: [{ label: t.publications, href: view.to('/office/publications') }],
    })}
${filterBar(view, {
  action: view.to('/office/usage'),
  label: t.filter,
  filters: [
    { kind: 'select', name: 'from', label: t.from, value: use.from, options: offered, all: '–' },
    { kind: 'select', name: 'to', label: t.to, value: use.to, options: offered, all: '–' },
    {
      kind: 'select',
      name: 'measure',
      label: t.measure,
      value: use.measure,
      all: '–',
      options: (Object.keys(t.measures) as Measure[]).map((value) => ({
        value,
        label: t.measures[value],
      })),
    },
  ],
})}
${links(
  { label: t.csv, href: view.to(`/office/usage.csv?from=${use.from}&to=${use.to}`) },
  {
    label: t.report,
    href: `/r51/reports/ir?begin_date=${firstDay(use.from)}&end_date=${lastDay(use.to)}`,
  },
)}
${table(view, {
  caption: t.measures[use.measure],
  phone: 'scroll',
  columns: [
    { label: t.publication },
    { label: t.sum, align: 'end' },
    ...months.map((month) => ({
      label: formatMonth(view.language, month, { short: true }),
      align: 'end' as const,
    })),
  ],
  rows: rows.map((row) => [
    html`<a href="${view.to(`/office/publications/${row.id}`)}" ${attribute('lang', row.language === view.language ? undefined : row.language)}>${row.title[row.language] ?? Object.values(row.title)[0] ?? ''}</a>`,
    figure(row.total),
    ...months.map((month) => figure(row.months[month] ?? 0)),
  ]),
  empty: t.none,
})}
${keysetPager(view, {
  firstHref: use.page > 1 ? href(1) : null,
  nextHref: use.rows.length > use.pageSize ? href(use.page + 1) : null,
})}`,
  })
}
