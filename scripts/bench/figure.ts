export type Figure = {
  name: string
  value: number
  unit: string
  /** `≤ 3` or `≥ 500`, in the figure's unit. */
  target: string
  ok: boolean
  detail: string
}

export type Bench = (options: { isFull: boolean }) => Promise<Figure[]>

/** A figure that must not be more than its target. */
export const atMost = (
  name: string,
  value: number,
  { target, unit, detail }: { target: number; unit: string; detail: string },
): Figure => ({
  name,
  value: rounded(value),
  unit,
  target: `≤ ${target}`,
  ok: value <= target,
  detail,
})

/** A figure that must not be less than its target. */
export const atLeast = (
  name: string,
  value: number,
  { target, unit, detail }: { target: number; unit: string; detail: string },
): Figure => ({
  name,
  value: rounded(value),
  unit,
  target: `≥ ${target}`,
  ok: value >= target,
  detail,
})

/** The value that this share (0 to 1) of the values does not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Milliseconds that each run took. */
export const timed = async (runs: number, work: (run: number) => Promise<unknown>) => {
  const took: number[] = []
  for (let run = 0; run < runs; run++) {
    const begun = performance.now()
    await work(run)
    took.push(performance.now() - begun)
  }
  return took
}

const rounded = (value: number): number => Math.round(value * 100) / 100
