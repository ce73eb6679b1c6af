import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { fieldId } from './forms.ts'
import { isSaid } from './head.ts'
import { texts } from './texts.ts'

export type Column = {
  label: string
  /** Figures stand at the end. */
  align?: 'start' | 'end' | undefined
  /** Link that sorts by this column. */
  sortHref?: string | undefined
  sorted?: 'ascending' | 'descending' | undefined
  /** The label is read out but not shown: a column of buttons. */
  hidden?: boolean | undefined
}

/** Cells in the order of the columns. A `whole` row is one cell over all. */
export type Row =
  | readonly Renderable[]
  | { whole: Renderable; kind?: 'cutline' | 'shut' | undefined }

export type Table = {
  caption: Renderable
  /** The caption is read out but not shown: a heading beside it says the same. */
  hiddenCaption?: boolean | undefined
  columns: readonly Column[]
  rows: readonly Row[]
  /** The column whose cell names its row; the first where not given. */
  headColumn?: number | undefined
  /** Sums under the table, in the order of the columns. */
  foot?: readonly Renderable[] | undefined
  /** On a phone every row becomes a block; `scroll` keeps the grid and lets it slide. */
  phone?: 'blocks' | 'scroll' | undefined
  /** In place of the rows, where there are none. */
  empty?: Renderable
}

/** A table in which one column names the rows. */
export const table = (
  view: View,
  { phone = 'blocks', headColumn = 0, ...options }: Table,
): Html => {
  if (options.rows.length === 0)
    return html`<p class="soft">${isSaid(options.empty) ? options.empty : texts[view.language].nothing}</p>`
  const sheet = html`<table ${attribute('class', phone === 'blocks' && 'blocks')}>
<caption ${attribute('class', options.hiddenCaption && 'vh')}>${options.caption}</caption>
<thead><tr>${options.columns.map(heading)}</tr></thead>
<tbody>
${options.rows.map((row) => bodyRow(row, options.columns, headColumn))}</tbody>${
    options.foot !== undefined &&
    html`\n<tfoot><tr class="sum">${options.foot.map((value, i) => cell(value, i, options.columns, 0))}</tr></tfoot>`
  }
</table>`
  return phone === 'blocks'
    ? sheet
    : html`<div class="scroll" role="region" aria-label="${typeof options.caption === 'string' ? options.caption : texts[view.language].table}" tabindex="0">${sheet}</div>
`
}

/** A line across a ranking where the money ends. `body` says what is above it and what is left. */
export const fundingLine = (view: View, body: Renderable): Row => ({
  kind: 'cutline',
  whole: html`<div><b>${texts[view.language].fundingLine}</b> <span>${body}</span></div>`,
})

/** Pages by number: neighbours, the ends, and the gaps between them. */
export const pager = (
  view: View,
  {
    page,
    pages,
    href,
    label,
  }: { page: number; pages: number; href: (page: number) => string; label?: string | undefined },
): Html | null => {
  if (pages <= 1) return null
  const words = texts[view.language]
  const near = new Set([1, pages, page - 1, page, page + 1])
  const shown = [...near].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)
  return html`<nav class="pager" aria-label="${label ?? words.pages}">${
    page > 1 && html`<a href="${href(page - 1)}" rel="prev">${words.previous}</a>`
  }${shown.map((n, i) => {
    const isAfterGap = i > 0 && n - (shown[i - 1] ?? n) > 1
    return html`${isAfterGap && html`<span class="gapmark soft">…</span>`}${
      n === page
        ? html`<b aria-current="page"><span class="vh">${words.page}</span>${n}</b>`
        : html`<a href="${href(n)}"><span class="vh">${words.page}</span>${n}</a>`
    }`
  })}${page < pages && html`<a class="next" href="${href(page + 1)}" rel="next">${words.nextPage}</a>`}</nav>
`
}

/** Pages by key: on, or back to the beginning. */
export const keysetPager = (
  view: View,
  {
    firstHref,
    nextHref,
    label,
  }: {
    firstHref?: string | null | undefined
    nextHref?: string | null | undefined
    label?: string | undefined
  },
): Html | null => {
  if (!(firstHref || nextHref)) return null
  const words = texts[view.language]
  return html`<nav class="pager" aria-label="${label ?? words.pages}">${
    firstHref && html`<a href="${firstHref}">${words.firstPage}</a>`
  }${nextHref && html`<a class="next" href="${nextHref}" rel="next">${words.nextPage}</a>`}</nav>
`
}

export type Filter =
  | { kind: 'search'; name: string; label: string; value?: string | undefined }
  | { kind: 'date'; name: string; label: string; value?: string | undefined }
  | {
      kind: 'select'
      name: string
      label: string
      value?: string | undefined
      /** First line, with the empty value; "All" where not given. */
      all?: string | undefined
      options: readonly { value: string; label: string }[]
    }

/** Fields that narrow the list under them. Sends a GET, so that what is chosen is an address. */
export const filterBar = (
  view: View,
  bar: {
    action: string
    label: string
    filters: readonly Filter[]
    /** Kept along: the sort order, say. */
    hidden?: Record<string, string | undefined> | undefined
  },
): Html => html`<form class="filterbar" action="${bar.action}" role="search" aria-label="${bar.label}">${Object.entries(
  bar.hidden ?? {},
).map(
  ([name, value]) =>
    value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`,
)}${bar.filters.map((filter) => filterField(view, filter))}<button class="btn second" type="submit">${texts[view.language].show}</button></form>
`

/** A line of tools over a list: how many there are, and what can be done with them. */
export const toolsRow = (left: Renderable, right?: Renderable): Html =>
  html`<div class="tools-row"><p>${left}</p>${right}</div>
`

function heading(column: Column): Html {
  const label = column.hidden ? html`<span class="vh">${column.label}</span>` : column.label
  return html`<th scope="col" ${attribute('class', column.align === 'end' && 'end')} ${attribute('aria-sort', column.sorted)}>${
    column.sortHref === undefined ? label : html`<a href="${column.sortHref}">${label}</a>`
  }</th>`
}

function bodyRow(row: Row, columns: readonly Column[], headColumn: number): Html {
  if ('whole' in row)
    return html`<tr ${attribute('class', row.kind)}><td colspan="${columns.length}">${row.whole}</td></tr>\n`
  return html`<tr>${row.map((value, i) => cell(value, i, columns, headColumn))}</tr>\n`
}

function cell(value: Renderable, i: number, columns: readonly Column[], headColumn: number): Html {
  const column = columns[i]
  if (i === headColumn)
    return html`<th scope="row" ${attribute('class', column?.align === 'end' && 'end')}>${value}</th>`
  const label = column !== undefined && !column.hidden && isSaid(value) ? column.label : undefined
  return html`<td ${attribute('class', column?.align === 'end' && 'end')} ${attribute('data-l', label)}>${value}</td>`
}

function filterField(view: View, filter: Filter): Html {
  const id = `f-${fieldId(filter.name)}`
  return html`<div><label for="${id}">${filter.label}</label>${
    filter.kind === 'select'
      ? html`<select id="${id}" name="${filter.name}"><option value="">${filter.all ?? texts[view.language].all}</option>${filter.options.map(
          ({ value, label }) =>
            html`<option value="${value}" ${attribute('selected', value === filter.value)}>${label}</option>`,
        )}</select>`
      : html`<input id="${id}" name="${filter.name}" type="${filter.kind}" value="${filter.value ?? ''}">`
  }</div>`
}
