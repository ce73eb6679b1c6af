import { REGIONS, type RegionKey, regionOf } from '../../vocabulary/regions.ts'
import { STUDY_TYPES } from '../../vocabulary/study-types.ts'
import { broaderOf, NETWORK_THEMES, THEMES } from '../../vocabulary/themes.ts'

/** What the countries are crossed with. */
export const MAP_AXES = ['theme', 'study_type'] as const
export type MapAxis = (typeof MAP_AXES)[number]

/** More rows or columns than these are a map nobody reads: the rest goes into others, or onto a next page. */
export const MAP_ROWS_MAX = 30
export const MAP_COLUMNS_MAX = 8

export type MapRow = {
  /** A country's code, or the region's key for its others. */
  key: string
  region: RegionKey
  countries: string[]
  isOthers: boolean
  isPartner: boolean
}

type Counted = { value: string; count: number }

/**
 * The rows: every country that has a publication and every partner country, so that a gap is seen where it matters,
 * region by region. Where they are too many, the least written about of each region share one row.
 */
export const mapRows = (
  counted: readonly Counted[],
  partners: readonly string[],
  region: RegionKey | null,
): MapRow[] => {
  const counts = new Map(counted.map(({ value, count }) => [value, count]))
  const countries = [...new Set([...counts.keys(), ...partners])].filter(
    (country) => region === null || regionOf(country) === region,
  )
  const isPartner = new Set(partners)
  const weight = (country: string) =>
    (isPartner.has(country) ? PARTNER_WEIGHT : 0) + (counts.get(country) ?? 0)
  const shown = new Set(
    region !== null || countries.length <= MAP_ROWS_MAX
      ? countries
      : [...countries]
          .sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))
          .slice(0, MAP_ROWS_MAX),
  )
  return REGIONS.flatMap(({ key }) => {
    const here = countries.filter((country) => regionOf(country) === key)
    const others = here.filter((country) => !shown.has(country))
    // Others of one is that one.
    const single = others.length === 1 ? others : []
    const rows = here
      .filter((country) => shown.has(country) || single.includes(country))
      .map(
        (country): MapRow => ({
          key: country,
          region: key,
          countries: [country],
          isOthers: false,
          isPartner: isPartner.has(country),
        }),
      )
    return others.length > 1
      ? [...rows, { key, region: key, countries: others, isOthers: true, isPartner: false }]
      : rows
  })
}

const PARTNER_WEIGHT = 1e9

export type MapColumn = { key: string; terms: string[]; count: number }

/**
 * The columns of a page, and how many pages of them there are. A theme's column holds its narrower themes too; the
 * networks' themes come first, then the others by how much there is. Of kinds of study all are shown, in their order.
 */
export const mapColumns = (
  axis: MapAxis,
  counted: readonly Counted[],
  page: number,
): { columns: MapColumn[]; pages: number } => {
  const counts = new Map(counted.map(({ value, count }) => [value, count]))
  const all = axis === 'theme' ? themeColumns(counts) : studyColumns(counts)
  const pages = Math.max(1, Math.ceil(all.length / MAP_COLUMNS_MAX))
  const at = Math.min(Math.max(1, page), pages) - 1
  return { columns: all.slice(at * MAP_COLUMNS_MAX, (at + 1) * MAP_COLUMNS_MAX), pages }
}

/** The theme at the top of one's branch; a key that is not in the thesaurus is its own. */
export const topTheme = (key: string): string => {
  const above = broaderOf(key)
  return above === null ? key : topTheme(above)
}

const themeColumns = (counts: ReadonlyMap<string, number>): MapColumn[] => {
  const terms = Map.groupBy(new Set([...THEMES.map(({ key }) => key), ...counts.keys()]), topTheme)
  const network: readonly string[] = NETWORK_THEMES
  return [...terms]
    .map(([key, own]) => ({
      key,
      terms: own,
      count: own.reduce((sum, term) => sum + (counts.get(term) ?? 0), 0),
    }))
    .filter(({ key, count }) => count > 0 || network.includes(key))
    .sort((a, b) => rankOf(a.key) - rankOf(b.key) || b.count - a.count || (a.key < b.key ? -1 : 1))
}

const rankOf = (key: string): number => {
  const at = (NETWORK_THEMES as readonly string[]).indexOf(key)
  return at === -1 ? NETWORK_THEMES.length : at
}

const studyColumns = (counts: ReadonlyMap<string, number>): MapColumn[] =>
  STUDY_TYPES.map(({ key }) => ({ key, terms: [key], count: counts.get(key) ?? 0 }))

/** Least counts of the five tones. They keep their proportions where there is ten times as much. */
export const mapSteps = (most: number): number[] => {
  const last = STEPS.at(-1) ?? 1
  const factor = FACTORS.findLast((one) => one * last <= most) ?? 1
  return STEPS.map((step, at) => (at === 0 ? 1 : step * factor))
}

const STEPS = [1, 3, 6, 10, 16]
const FACTORS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000]

/** 0 for none, else the tone from 1 to 5. */
export const mapTone = (count: number, steps: readonly number[]): number =>
  steps.filter((least) => count >= least).length
