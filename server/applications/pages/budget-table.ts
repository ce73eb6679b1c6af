import type { FormDefinition } from '../../forms/rules.ts'
import type { Html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatNumber } from '../../views/format.ts'
import { table } from '../../views/tables.ts'
import { type BudgetLine, sumBudget } from '../budget-rules.ts'
import { budgetTexts } from '../texts-budget.ts'

/** A budget to be read: each line with its amount a year, and sums by year and in all. */
export const budgetTable = (
  view: View,
  lines: readonly BudgetLine[],
  definition: FormDefinition,
  currency: string,
): Html => {
  const t = budgetTexts[view.language]
  const sums = sumBudget(lines, definition.budget)
  const money = (cents: number | undefined) =>
    cents === undefined || cents === 0 ? '' : formatNumber(view.language, cents / 100)
  const label = (key: string) =>
    definition.budget.categories.find((one) => one.key === key)?.label[view.language] ?? key
  return table(view, {
    caption: t.caption(currency),
    hiddenCaption: true,
    columns: [
      { label: t.category },
      { label: t.what },
      ...sums.years.map((year) => ({ label: t.year(year), align: 'end' as const })),
      { label: t.total, align: 'end' },
    ],
    rows: rowsOf(lines).map((row) => [
      label(row.category),
      row.description,
      ...sums.years.map((year) => money(row.byYear.get(year))),
      money([...row.byYear.values()].reduce((sum, cents) => sum + cents, 0)),
    ]),
    foot: [
      t.total,
      '',
      ...sums.years.map((year) => formatNumber(view.language, (sums.byYear[year] ?? 0) / 100)),
      formatNumber(view.language, sums.totalCents / 100),
    ],
  })
}

const rowsOf = (lines: readonly BudgetLine[]) => {
  const rows = new Map<
    string,
    { category: string; description: string; byYear: Map<number, number> }
  >()
  for (const { category, description, year, amountCents } of lines) {
    const key = `${category}\u{0}${description}`
    const row = rows.get(key) ?? { category, description, byYear: new Map<number, number>() }
    row.byYear.set(year, (row.byYear.get(year) ?? 0) + amountCents)
    rows.set(key, row)
  }
  return [...rows.values()]
}
