import { incomeGroupOf } from '../../vocabulary/income-groups.ts'
import { regionOf } from '../../vocabulary/regions.ts'

/** Of region, income group and being a partner country now, two must be the same. */
const ALIKE_FROM = 2

/**
 * Whether two countries are alike for someone who asks what may work at home too: by region (M49), by income group
 * (the World Bank's) and by whether the office works with them. A country is like itself.
 */
export const areAlike = (one: string, other: string, partners: readonly string[]): boolean => {
  if (one === other) return true
  const income = incomeGroupOf(one)
  const same = [
    regionOf(one) !== 'elsewhere' && regionOf(one) === regionOf(other),
    income !== null && income === incomeGroupOf(other),
    partners.includes(one) && partners.includes(other),
  ]
  return same.filter(Boolean).length >= ALIKE_FROM
}

/** Of these countries those that are like one's own, it first where it is among them. */
export const countriesLike = (
  own: string,
  countries: readonly string[],
  partners: readonly string[],
): string[] =>
  countries
    .filter((country) => areAlike(own, country, partners))
    .sort((a, b) => Number(b === own) - Number(a === own) || (a < b ? -1 : 1))
