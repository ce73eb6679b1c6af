import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatNumber } from '../../views/format.ts'
import { disclosure, rows } from '../../views/lists.ts'
import { EXPORT_MAX, EXPORT_NAMES, type ExportName } from '../export.ts'
import { takingTexts } from '../taking-texts.ts'

/** Under a list: the whole of it as a file, in each format; the limit in the reader's words. */
export const taking = (
  view: View,
  { total, hrefOf }: { total: number; hrefOf: (name: ExportName) => string },
): Html | false => {
  if (total === 0) return false
  const t = takingTexts[view.language]
  const figure = formatNumber(view.language, EXPORT_MAX)
  return disclosure(
    t.take,
    html`<p class="small soft">${
      total > EXPORT_MAX
        ? t.takeFirst(figure, formatNumber(view.language, total))
        : t.takeHow(figure)
    }</p>${rows(EXPORT_NAMES.map((name) => html`<a href="${hrefOf(name)}">${t.formats[name]}</a>`))}`,
  )
}
