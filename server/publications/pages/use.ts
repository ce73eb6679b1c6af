import { type Html, html } from '../../html.ts'
import type { Use } from '../../usage/rules.ts'
import type { View } from '../../view.ts'
import { formatMonth, formatNumber } from '../../views/format.ts'
import { sideBlock } from '../../views/head.ts'
import { disclosure } from '../../views/lists.ts'
import { table } from '../../views/tables.ts'
import { useTexts } from '../use-texts.ts'

/** How often a publication is read, and what exactly is counted; nothing where nobody has come yet. */
export const useBlock = (view: View, use: Use): Html | false => {
  if (use.since === null) return false
  const t = useTexts[view.language]
  const figure = (count: number) => formatNumber(view.language, count)
  return sideBlock(
    t.title,
    html`<p>${t.sum(use.views, figure(use.views), use.downloads, figure(use.downloads))} <span class="soft">${t.since(formatMonth(view.language, use.since))}</span></p>
${disclosure(
  t.byMonth,
  html`${table(view, {
    caption: t.byMonth,
    hiddenCaption: true,
    phone: 'scroll',
    columns: [
      { label: t.month },
      { label: t.views, align: 'end' },
      { label: t.downloads, align: 'end' },
    ],
    rows: use.months
      .toReversed()
      .map(({ month, views, downloads }) => [
        formatMonth(view.language, month, { short: true }),
        figure(views),
        figure(downloads),
      ]),
  })}<p class="small soft">${t.how}</p>${
    (use.assistants > 0 || use.machines > 0) &&
    html`<p class="small soft">${t.others(figure(use.assistants), figure(use.machines))}</p>`
  }`,
)}`,
  )
}
