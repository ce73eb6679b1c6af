import type { FormState, Problem } from '../form.ts'
import { centsToText, cleanText, parseCents } from '../forms/answers.ts'
import type { FormDefinition } from '../forms/rules.ts'
import type { Language } from '../language.ts'
import { AMOUNT_CENTS_MAX, type BudgetLine, LINES_MAX, YEAR_MAX } from './budget-rules.ts'
import { budgetTexts } from './texts-budget.ts'

/** The budget as its form shows it: for each category some rows, each with a description and an amount a year. */
export type BudgetForm = {
  /** Rows of each category of the form, at least one. */
  rows: number[]
  years: number
  form: FormState
}

export const amountField = (category: number, row: number, year: number): string =>
  `b-${category}-${row}-y${year}`
export const descriptionField = (category: number, row: number): string =>
  `b-${category}-${row}-what`

const ROWS_MAX = 30
const DESCRIPTION_MAX = 300

/** The stored lines as rows: lines of one category with the same description stand in one row. */
export const budgetFormOf = (
  lines: readonly BudgetLine[],
  definition: FormDefinition['budget'],
  durationMonths: number | null,
): BudgetForm & { cells: string[] } => {
  const values: FormState['values'] = {}
  const cells: string[] = []
  const rows = definition.categories.map((category, c) => {
    const made: { description: string; years: Set<number> }[] = []
    for (const [i, line] of lines.entries()) {
      if (line.category !== category.key) continue
      const isRoom = (row: (typeof made)[number]) =>
        row.description === line.description && !row.years.has(line.year)
      let r = made.findIndex(isRoom)
      if (r === -1) r = made.push({ description: line.description, years: new Set() }) - 1
      made[r]?.years.add(line.year)
      values[descriptionField(c, r)] = line.description
      values[amountField(c, r, line.year)] = grouped(centsToText(line.amountCents))
      cells[i] = amountField(c, r, line.year)
    }
    return Math.max(1, made.length)
  })
  const longest = Math.max(0, ...lines.map(({ year }) => year))
  const years = Math.max(1, longest, Math.ceil((durationMonths ?? 12) / 12))
  return { rows, years: Math.min(years, YEAR_MAX), form: { values, problems: [] }, cells }
}

export type PostedBudget = BudgetForm & { lines: BudgetLine[]; version: number; act: string }

/**
 * Reads a posted budget. Cells that are no amounts become problems and no lines; everything stays in the form as
 * it was typed. `act`: what the pressed button asks for.
 */
export const readBudget = (
  body: unknown,
  definition: FormDefinition['budget'],
  language: Language,
): PostedBudget => {
  const posted = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const single = (name: string): string => {
    const value = posted[name]
    const first = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? cleanText(first) : ''
  }
  const t = budgetTexts[language]
  const problems: Problem[] = []
  const values: FormState['values'] = {}
  const lines: BudgetLine[] = []
  const years = whole(single('years'), 1, YEAR_MAX)
  const rows = definition.categories.map((category, c) => {
    const count = whole(single(`rows-${c}`), 1, ROWS_MAX)
    const label = category.label[language]
    for (let r = 0; r < count; r += 1) {
      const description = single(descriptionField(c, r))
      values[descriptionField(c, r)] = description
      if ([...description].length > DESCRIPTION_MAX)
        problems.push({ field: descriptionField(c, r), message: t.tooLong(label) })
      const found: BudgetLine[] = []
      for (let year = 1; year <= years; year += 1) {
        const name = amountField(c, r, year)
        const typed = single(name)
        values[name] = typed
        if (typed === '') continue
        const amountCents = parseCents(typed)
        if (amountCents === null || amountCents > AMOUNT_CENTS_MAX)
          problems.push({ field: name, message: t.unreadable(label, year, typed.slice(0, 40)) })
        else
          found.push({
            category: category.key,
            description: [...description].slice(0, DESCRIPTION_MAX).join(''),
            year,
            amountCents,
          })
      }
      // A description that waits for its amounts is kept.
      if (found.length === 0 && description !== '')
        found.push({
          category: category.key,
          description: [...description].slice(0, DESCRIPTION_MAX).join(''),
          year: 1,
          amountCents: 0,
        })
      lines.push(...found)
    }
    return count
  })
  if (lines.length > LINES_MAX) problems.push({ field: '', message: t.tooMany })
  return {
    rows,
    years,
    form: { values, problems },
    lines: lines.slice(0, LINES_MAX),
    version: whole(single('version'), 0, Number.MAX_SAFE_INTEGER),
    act: single('act'),
  }
}

/** The form with one more row or year, or without a row, as the pressed button asked; null for other acts. */
export const reshapeBudget = (posted: PostedBudget): BudgetForm | null => {
  const { rows, years, form } = posted
  if (posted.act === 'year') return { rows, years: Math.min(years + 1, YEAR_MAX), form }
  const [, verb, category, row] = /^(add|remove)-(\d+)(?:-(\d+))?$/.exec(posted.act) ?? []
  const c = Number(category)
  const count = rows[c]
  if (verb === undefined || count === undefined) return null
  if (verb === 'add') return { rows: rows.with(c, Math.min(count + 1, ROWS_MAX)), years, form }
  return { ...withoutRow(posted, c, Number(row)), years }
}

/** The lines that are left when the row of the pressed button is taken away. */
export const withoutRow = (posted: PostedBudget, c: number, removed: number): BudgetForm => {
  const values = { ...posted.form.values }
  const count = posted.rows[c] ?? 1
  const names = (r: number) => [
    descriptionField(c, r),
    ...Array.from({ length: posted.years }, (_, i) => amountField(c, r, i + 1)),
  ]
  for (let r = removed; r < count; r += 1) {
    const after = names(r + 1)
    for (const [i, name] of names(r).entries()) values[name] = values[after[i] ?? ''] ?? ''
  }
  return {
    rows: posted.rows.with(c, Math.max(1, count - 1)),
    years: posted.years,
    form: { values, problems: posted.form.problems },
  }
}

/** Thousands parted, as people write them; `parseCents` reads the spaces away. */
const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d))/g, ' ')

const whole = (text: string, least: number, most: number): number => {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : least
  return Math.min(Math.max(number, least), most)
}
