import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { shares } from '../../views/charts.ts'
import { formatMoney, formatMoneyRange, formatNumber } from '../../views/format.ts'
import { actBar, button, csrfField, errorSummary, fieldId, firstValue } from '../../views/forms.ts'
import { group, pairs } from '../../views/head.ts'
import { note } from '../../views/notes.ts'
import { amountField, type BudgetForm, descriptionField } from '../budget-form.ts'
import { type BudgetLine, sumBudget, totalCents } from '../budget-rules.ts'
import type { OwnApplication } from '../model.ts'
import { budgetTexts } from '../texts-budget.ts'
import { budgetTable } from './budget-table.ts'
import { applicationPage } from './frame.ts'
import { readOnlyNotice, savedLine } from './notices.ts'

export type BudgetPage = BudgetForm & {
  version: number
  /** The figures that the sums are of: those typed, where they could be read. */
  lines: readonly BudgetLine[]
  isChanged?: boolean
}

/** The budget: rows by category, a column a year, sums as they are stored. */
export const budgetPage = (view: View, own: OwnApplication, page: BudgetPage): Html => {
  const t = budgetTexts[view.language]
  const { application } = own
  const { call } = application
  const isOpen = own.editing === null
  return applicationPage(view, own, {
    current: 'budget',
    title: t.title,
    invalid: page.form.problems.length > 0,
    main: html`${readOnlyNotice(view, own)}${pairs(
      [
        {
          term: t.applied,
          value: formatMoney(view.language, totalCents(page.lines), call.currency),
        },
        { term: t.allowed, value: allowed(view, own) },
        {
          term: t.overhead,
          value:
            call.overheadMaxPercent !== null &&
            t.overheadCap(formatNumber(view.language, call.overheadMaxPercent)),
        },
        {
          term: t.length,
          value: application.durationMonths && t.months(application.durationMonths),
        },
      ],
      { wide: true },
    )}
<form method="post" action="${view.to(`/applications/${application.id}/budget`)}" novalidate>
${csrfField(view)}<button class="vh" type="submit" name="act" value="save" tabindex="-1" aria-hidden="true"></button>
<input type="hidden" name="version" value="${page.version}"><input type="hidden" name="years" value="${page.years}">${page.rows.map((count, c) => html`<input type="hidden" name="rows-${c}" value="${count}">`)}
${errorSummary(view, page.form.problems)}${page.isChanged && note('now', t.changed)}
<p class="hint lead-hint">${t.lede(call.currency)}</p>
${grid(view, own, page)}
${
  isOpen &&
  html`<div class="acts">${button(t.addYear, 'second', { name: 'act', value: 'year' })}</div>${actBar(
    savedLine(view, own),
    button(t.save, 'second', { name: 'act', value: 'save' }),
    button(t.saveNext, 'first', { name: 'act', value: 'next' }),
  )}`
}
</form>
${
  page.isChanged &&
  group({
    id: 'saved-now',
    title: t.savedNow,
    body: budgetTable(view, application.budget, application.definition, call.currency),
  })
}${splitPart(view, own, page.lines)}`,
  })
}

const grid = (view: View, own: OwnApplication, page: BudgetPage): Html => {
  const t = budgetTexts[view.language]
  const { definition, call } = own.application
  const sums = sumBudget(page.lines, definition.budget)
  const years = Array.from({ length: page.years }, (_, i) => i + 1)
  const money = (cents: number) => formatNumber(view.language, cents / 100)
  return html`<div class="scroll" role="region" aria-labelledby="budget-caption" tabindex="0"><table class="budget">
<caption id="budget-caption" class="vh">${t.caption(call.currency)}</caption>
<thead><tr><th scope="col">${t.category}</th>${years.map((year) => html`<th scope="col" class="end">${t.year(year)}</th>`)}<th scope="col" class="end">${t.total}</th></tr></thead>
${definition.budget.categories.map((category, c) => {
  const sum = sums.rows.find((row) => row.category === category.key)
  return html`<tbody>
<tr class="org"><th scope="rowgroup" colspan="${years.length + 1}"><span class="serif">${category.label[view.language]}</span></th><td class="end" data-y="${t.total}">${money(sum?.totalCents ?? 0)}</td></tr>
${Array.from({ length: page.rows[c] ?? 1 }, (_, r) => row(view, own, page, c, r))}</tbody>
`
})}
<tfoot><tr class="sum"><th scope="row">${t.total}</th>${years.map((year) => html`<td class="end" data-y="${t.year(year)}">${money(sums.byYear[year] ?? 0)}</td>`)}<td class="end" data-y="${t.total}">${money(sums.totalCents)}</td></tr></tfoot>
</table></div>`
}

const row = (view: View, own: OwnApplication, page: BudgetPage, c: number, r: number): Html => {
  const t = budgetTexts[view.language]
  const category = own.application.definition.budget.categories[c]?.label[view.language] ?? ''
  const isOpen = own.editing === null
  const years = Array.from({ length: page.years }, (_, i) => i + 1)
  const value = (name: string) => firstValue(page.form, name) ?? ''
  const problems = (name: string) => page.form.problems.filter(({ field }) => field === name)
  const input = (name: string, label: string, isAmount: boolean) => {
    const wrong = problems(name)
    return html`${
      wrong.length > 0 &&
      html`<p class="error" id="${fieldId(name)}-error">${isAmount ? t.writeAmount : wrong.map(({ message }) => message).join(' ')}</p>`
    }<input id="${fieldId(name)}" name="${name}" aria-label="${label}" value="${value(name)}" autocomplete="off" ${
      isAmount ? html`inputmode="decimal"` : html`maxlength="300" placeholder="${t.what}"`
    } ${wrong.length > 0 && html`aria-invalid="true" aria-describedby="${fieldId(name)}-error"`} ${!isOpen && html`disabled`}>`
  }
  const count = page.rows[c] ?? 1
  return html`<tr><th scope="row">${input(descriptionField(c, r), t.description(category, r + 1), false)}</th>${years.map(
    (year) =>
      html`<td data-y="${t.year(year)}">${input(amountField(c, r, year), t.cell(category, r + 1, year), true)}</td>`,
  )}<td class="end">${
    isOpen &&
    html`${
      r === count - 1 &&
      html`<button class="plainly" name="act" value="add-${c}">${t.addShort}<span class="vh">: ${category}</span></button>`
    }${
      count > 1 &&
      html` <button class="plainly" name="act" value="remove-${c}-${r}">${t.removeShort}<span class="vh">: ${t.removeLine(category, r + 1)}</span></button>`
    }`
  }</td></tr>
`
}

const splitPart = (view: View, own: OwnApplication, lines: readonly BudgetLine[]): Html | null => {
  const { budget } = own.application.definition
  const sums = sumBudget(lines, budget)
  if (sums.totalCents === 0) return null
  return group({
    id: 'split',
    small: true,
    title: budgetTexts[view.language].split,
    body: shares(
      view,
      sums.rows
        .filter((part) => part.totalCents > 0)
        .map(({ category, totalCents: cents }) => ({
          label:
            budget.categories.find(({ key }) => key === category)?.label[view.language] ?? category,
          share: cents / sums.totalCents,
        })),
    ),
  })
}

const allowed = (view: View, own: OwnApplication): string | null => {
  const t = budgetTexts[view.language]
  const { amountMinCents: minCents, amountMaxCents: maxCents, currency } = own.application.call
  if (minCents !== null && maxCents !== null)
    return formatMoneyRange(view.language, { minCents, maxCents, currency })
  if (maxCents !== null) return t.atMost(formatMoney(view.language, maxCents, currency))
  return minCents === null ? null : t.atLeast(formatMoney(view.language, minCents, currency))
}
