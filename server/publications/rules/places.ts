/** How the office works with a place in a period. */
export const PARTNERSHIP_KINDS = ['partner', 'fieldwork', 'network'] as const
export type PartnershipKind = (typeof PARTNERSHIP_KINDS)[number]

/** A municipality within a country, under the name it was first given. */
export type Municipality = { code: string; country: string; name: string }

/** First and last day (`2027-03-01`), both included; null where it is open. */
export type PartnerPeriod = { kind: PartnershipKind; from: string | null; to: string | null }

/** A municipality's code: its country and its folded name, `KE-kisumu`. Empty where the name has no letter. */
export const municipalityCode = (country: string, foldedName: string): string => {
  const words = foldedName.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 ? '' : `${country}-${words.join('-').slice(0, MUNICIPALITY_CODE_MAX)}`
}

const MUNICIPALITY_CODE_MAX = 100

/** Whether a place was a partner on a day. */
export const isPartnerOn = (periods: readonly PartnerPeriod[], day: string): boolean =>
  periods.some(
    ({ kind, from, to }) =>
      kind === 'partner' && (from === null || from <= day) && (to === null || day <= to),
  )

export type PeriodRefusal =
  | { reason: 'period_backwards' }
  | { reason: 'period_overlaps'; from: string | null; to: string | null }
  | { reason: 'period_closed' }

/** A period is opened beside those there are; two of a kind do not overlap. */
export const refuseOpening = (
  period: PartnerPeriod,
  others: readonly PartnerPeriod[],
): PeriodRefusal | null => {
  if (period.from !== null && period.to !== null && period.to < period.from)
    return { reason: 'period_backwards' }
  const met = others.find((other) => other.kind === period.kind && overlap(period, other))
  return met ? { reason: 'period_overlaps', from: met.from, to: met.to } : null
}

/** An open period is closed by its last day, and stays. */
export const refuseClosing = (period: PartnerPeriod, lastDay: string): PeriodRefusal | null => {
  if (period.to !== null) return { reason: 'period_closed' }
  return period.from !== null && lastDay < period.from ? { reason: 'period_backwards' } : null
}

const overlap = (one: PartnerPeriod, other: PartnerPeriod): boolean =>
  (one.to === null || other.from === null || other.from <= one.to) &&
  (other.to === null || one.from === null || one.from <= other.to)
