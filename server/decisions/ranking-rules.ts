import type { DecisionOutcome } from './rules.ts'

/** What a ranking orders by and adds up. Amounts in minor units of the call's currency. */
export type RankInput = {
  reference: string
  /** Weighted mean of the submitted reviews; null while there is none. */
  mean: number | null
  requestedCents: number
  decision: { outcome: DecisionOutcome; amountCents: number | null } | null
}

export type Ranked<Row extends RankInput> = Row & {
  /** From 1; equal means share it. Null without a score. */
  rank: number | null
  isTied: boolean
  /** What it would cost: the award where one is proposed, nothing where another outcome is, else what was asked. */
  costCents: number
  /** The cost of this one and all before it. */
  togetherCents: number
  isAboveLine: boolean
}

export type Ranking<Row extends RankInput> = {
  rows: Ranked<Row>[]
  /** How many rows stand above the funding line; null where the call has no envelope. */
  aboveLine: number | null
  aboveCents: number
  leftCents: number | null
  /** The line runs between applications with equal means: only people can part them. */
  partsTie: boolean
}

/**
 * Orders by weighted mean, the highest first, and draws the funding line before the first application that the
 * envelope no longer covers. Equal means stand in the order of their references.
 */
export const rankApplications = <Row extends RankInput>(
  rows: readonly Row[],
  envelopeCents: number | null,
): Ranking<Row> => {
  const ordered = rows
    .map((row) => ({ row, score: comparable(row.mean) }))
    .sort(
      (a, b) =>
        (b.score ?? -Infinity) - (a.score ?? -Infinity) ||
        (a.row.reference < b.row.reference ? -1 : a.row.reference > b.row.reference ? 1 : 0),
    )
  const ranking: Ranking<Row> = {
    rows: [],
    aboveLine: null,
    aboveCents: 0,
    leftCents: envelopeCents,
    partsTie: false,
  }
  let togetherCents = 0
  let isCovered = envelopeCents !== null
  let rank = 0
  for (const [index, { row, score }] of ordered.entries()) {
    const before = ordered[index - 1]?.score
    const after = ordered[index + 1]?.score
    if (index === 0 || score !== before) rank = index + 1
    const costCents = costOf(row)
    togetherCents += costCents
    isCovered &&= score !== null && togetherCents <= (envelopeCents ?? 0)
    if (isCovered) {
      ranking.aboveCents = togetherCents
      ranking.leftCents = (envelopeCents ?? 0) - togetherCents
    }
    ranking.rows.push({
      ...row,
      rank: score === null ? null : rank,
      isTied: score !== null && (score === before || score === after),
      costCents,
      togetherCents,
      isAboveLine: isCovered,
    })
  }
  if (envelopeCents === null) return ranking
  const aboveLine = ranking.rows.filter(({ isAboveLine }) => isAboveLine).length
  const [last, next] = [ranking.rows[aboveLine - 1], ranking.rows[aboveLine]]
  const partsTie = last !== undefined && next !== undefined && last.rank === next.rank
  return { ...ranking, aboveLine, partsTie }
}

/** Means that differ by less than the sums of floating point can carry are equal. */
const comparable = (mean: number | null): number | null =>
  mean === null ? null : Math.round(mean * 1e6)

const costOf = ({ decision, requestedCents }: RankInput): number => {
  if (decision === null) return requestedCents
  return decision.outcome === 'awarded' ? (decision.amountCents ?? 0) : 0
}
