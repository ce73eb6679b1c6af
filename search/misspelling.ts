/** As the engine forgives: one letter from five on, two from nine on, and none in numbers. */
export const isMisspelt = (asked: string, found: string): boolean => {
  if (!mayBeMisspelt(asked) || asked[0] !== found[0]) return false
  const allowed = asked.length < TWO_TYPOS_MIN ? 1 : 2
  return Math.abs(asked.length - found.length) <= allowed && distance(asked, found) <= allowed
}

/** Whether any other word is taken for a slip of this one. */
export const mayBeMisspelt = (asked: string): boolean =>
  asked.length >= ONE_TYPO_MIN && !/\d/.test(asked)

export const ONE_TYPO_MIN = 5
export const TWO_TYPOS_MIN = 9

/** Letters added, left out, replaced or swapped with their neighbour (optimal string alignment). */
export const distance = (a: string, b: string): number => {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}
