/** What two publications may have in common. */
export type Relatable = {
  id: string
  /** The main one of its family, or its own id. */
  familyId: string
  themes: readonly string[]
  countries: readonly string[]
  /** ORCID iDs, or names as they sign. */
  authors: readonly string[]
  year: number | null
}

/** How many published ones there are, and how many of them have a value. */
export type Frequencies = { total: number; of: (value: string) => number }

export const RELATED_MAX = 4
/** Less in common than this is chance: a country that half the library is about, the same year. */
export const RELATED_SCORE_MIN = 1

const THEME = 1
const COUNTRY = 0.6
const AUTHOR = 2
const YEAR = 0.5
/** After as many years the nearness in time is halved. */
const YEARS_HALF = 5

/**
 * How near two publications are: shared themes and countries, each by how rare it is (inverse document frequency,
 * K. Spärck Jones, Journal of Documentation 28:1, 1972), shared authors, and the nearness of their years, which only
 * adds to what is there.
 */
export const relatedScore = (
  one: Relatable,
  other: Relatable,
  frequencies: Frequencies,
): number => {
  const shared = (a: readonly string[], b: readonly string[]) =>
    a.filter((value) => b.includes(value))
  const rarity = (values: readonly string[]) =>
    values.reduce((sum, value) => sum + rarityOf(value, frequencies), 0)
  const common =
    THEME * rarity(shared(one.themes, other.themes)) +
    COUNTRY * rarity(shared(one.countries, other.countries)) +
    AUTHOR * shared(one.authors, other.authors).length
  if (common === 0 || one.year === null || other.year === null) return common
  return common + YEAR * 2 ** (-Math.abs(one.year - other.year) / YEARS_HALF)
}

const rarityOf = (value: string, { total, of }: Frequencies): number =>
  Math.log((total + 1) / (Math.min(of(value), total) + 1))

/** The nearest few, one of a family; neither itself nor its own family, which its page shows anyway. */
export const rankRelated = <T extends Relatable>(
  subject: Relatable,
  candidates: readonly T[],
  frequencies: Frequencies,
  limit = RELATED_MAX,
): T[] => {
  const seen = new Set([subject.familyId])
  return candidates
    .map((candidate) => ({ candidate, score: relatedScore(subject, candidate, frequencies) }))
    .filter(({ score }) => score >= RELATED_SCORE_MIN)
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1))
    .flatMap(({ candidate }) => {
      if (seen.has(candidate.familyId)) return []
      seen.add(candidate.familyId)
      return [candidate]
    })
    .slice(0, limit)
}
