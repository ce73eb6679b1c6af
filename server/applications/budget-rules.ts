import type { FormDefinition } from '../forms/rules.ts'

/** A line of the budget: amounts in minor units of the call's currency, years of the project from 1. */
export type BudgetLine = {
  category: string
  description: string
  year: number
  amountCents: number
}

/** `line`: place in the list of lines, from 0. */
export type BudgetProblem =
  | { code: 'missing' }
  | { code: 'unknown_category'; line: number }
  | { code: 'year_after_end'; line: number; category: string; year: number; yearMax: number }
  | { code: 'total_too_small'; totalCents: number; leastCents: number }
  | { code: 'total_too_big'; totalCents: number; mostCents: number }
  | {
      code: 'overhead_too_big'
      line: number
      category: string
      overCents: number
      mostCents: number
      percent: number
    }

export type BudgetLimits = {
  amountMinCents: number | null
  amountMaxCents: number | null
  /** Of the direct costs. */
  overheadMaxPercent: number | null
  durationMonths: number | null
}

export const LINES_MAX = 200
export const YEAR_MAX = 10
export const AMOUNT_CENTS_MAX = 100_000_000_000_00
/** The category that the call's cap on indirect costs is about. */
export const OVERHEAD_CATEGORIES: readonly string[] = ['indirect', 'overhead']

export const totalCents = (lines: readonly BudgetLine[]): number =>
  lines.reduce((sum, line) => sum + line.amountCents, 0)

export type BudgetSums = {
  years: number[]
  rows: { category: string; byYear: Record<number, number>; totalCents: number }[]
  byYear: Record<number, number>
  totalCents: number
}

/** Categories × years, in the form's order of categories; every sum exact. */
export const sumBudget = (
  lines: readonly BudgetLine[],
  definition: FormDefinition['budget'],
): BudgetSums => {
  const years = [...new Set(lines.map((line) => line.year))].sort((a, b) => a - b)
  const known = definition.categories.map((category) => category.key)
  const others = lines.map((line) => line.category).filter((key) => !known.includes(key))
  const sumOf = (chosen: readonly BudgetLine[]) =>
    Object.fromEntries(
      years.map((year) => [year, totalCents(chosen.filter((line) => line.year === year))]),
    )
  const rows = [...new Set([...known, ...others])]
    .map((category) => ({ category, own: lines.filter((line) => line.category === category) }))
    .filter(({ own }) => own.length > 0)
    .map(({ category, own }) => ({
      category,
      byYear: sumOf(own),
      totalCents: totalCents(own),
    }))
  return { years, rows, byYear: sumOf(lines), totalCents: totalCents(lines) }
}

/** What is to be corrected in a budget before it can be submitted, each naming its line where it has one. */
export const budgetProblems = (
  lines: readonly BudgetLine[],
  definition: FormDefinition['budget'],
  limits: BudgetLimits,
): BudgetProblem[] => {
  const total = totalCents(lines)
  if (lines.length === 0 || total === 0) return definition.required ? [{ code: 'missing' }] : []
  const problems: BudgetProblem[] = []
  const known = definition.categories.map((category) => category.key)
  // A project of eighteen months can touch three calendar years.
  const yearMax = limits.durationMonths === null ? null : Math.ceil(limits.durationMonths / 12) + 1
  for (const [line, { category, year }] of lines.entries()) {
    if (!known.includes(category)) problems.push({ code: 'unknown_category', line })
    if (yearMax !== null && year > yearMax)
      problems.push({ code: 'year_after_end', line, category, year, yearMax })
  }
  const over = overheadProblem(lines, limits.overheadMaxPercent)
  if (over) problems.push(over)
  const { amountMinCents: leastCents, amountMaxCents: mostCents } = limits
  if (leastCents !== null && total < leastCents)
    problems.push({ code: 'total_too_small', totalCents: total, leastCents })
  if (mostCents !== null && total > mostCents)
    problems.push({ code: 'total_too_big', totalCents: total, mostCents })
  return problems
}

const overheadProblem = (
  lines: readonly BudgetLine[],
  percent: number | null,
): BudgetProblem | null => {
  if (percent === null) return null
  const isOverhead = (line: BudgetLine) => OVERHEAD_CATEGORIES.includes(line.category)
  const indirect = totalCents(lines.filter(isOverhead))
  const direct = totalCents(lines.filter((line) => !isOverhead(line)))
  // Whole numbers only: a percentage has at most two decimals.
  const mostCents = Number((BigInt(direct) * BigInt(Math.round(percent * 100))) / 10_000n)
  if (indirect <= mostCents) return null
  const line = lines.findLastIndex(isOverhead)
  return {
    code: 'overhead_too_big',
    line,
    category: lines[line]?.category ?? '',
    overCents: indirect - mostCents,
    mostCents,
    percent,
  }
}
