import { z } from 'zod'
import type { Context } from '../context.ts'
import { isRegion, type RegionKey } from '../vocabulary/regions.ts'
import { countMap, listPartners, type MapFilter, mapChoices, surveyMap } from './map-store.ts'
import { libraryPath } from './parameters.ts'
import {
  MAP_AXES,
  type MapAxis,
  type MapColumn,
  type MapRow,
  mapColumns,
  mapRows,
} from './rules/evidence-map.ts'

export type MapQuery = MapFilter & {
  axis: MapAxis
  region: RegionKey | null
  /** Page of the columns. */
  page: number
}

export type MapCell = { count: number; terms: string[] }

export type EvidenceMap = {
  query: MapQuery
  /** Published and within the filters. */
  total: number
  withoutPlace: number
  withoutTerm: number
  /** `count`: all of its publications within the filters, whatever they are on; 0 for others. */
  rows: (MapRow & { count: number; cells: MapCell[] })[]
  /** With the publications of all places, each once, and those that name none. */
  columns: (MapColumn & { placed: number; unplaced: number })[]
  columnPages: number
  languages: string[]
  years: number[]
}

const year = z
  .string()
  .regex(/^(19|20|21)\d\d$/)
  .optional()

/** What an address of the map may carry; unknown parameters are left alone. */
export const mapParameters = z.object({
  by: z.enum(MAP_AXES).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  from: year,
  to: year,
  region: z.string().max(40).optional(),
  columns: z
    .string()
    .regex(/^[1-9]\d?$/)
    .optional(),
})

/** The same for pages: what cannot be understood is left out. */
export const lenientMapParameters = z.object(
  Object.fromEntries(
    Object.entries(mapParameters.shape).map(([name, type]) => [name, type.catch(undefined)]),
  ) as {
    [Name in keyof typeof mapParameters.shape]: z.ZodCatch<(typeof mapParameters.shape)[Name]>
  },
)

export const mapQueryOf = (given: z.infer<typeof mapParameters>): MapQuery => ({
  axis: given.by ?? 'theme',
  language: given.language ?? null,
  from: given.from === undefined ? null : Number(given.from),
  to: given.to === undefined ? null : Number(given.to),
  region: given.region !== undefined && isRegion(given.region) ? given.region : null,
  page: Number(given.columns ?? 1),
})

/** The address of a map, shortest form. */
export const mapPath = (query: MapQuery): string => {
  const parameters = new URLSearchParams()
  if (query.axis !== 'theme') parameters.set('by', query.axis)
  if (query.language !== null) parameters.set('language', query.language)
  if (query.from !== null) parameters.set('from', String(query.from))
  if (query.to !== null) parameters.set('to', String(query.to))
  if (query.region !== null) parameters.set('region', query.region)
  if (query.page > 1) parameters.set('columns', String(query.page))
  const text = parameters.toString()
  return text === '' ? MAP_PATH : `${MAP_PATH}?${text}`
}

export const MAP_PATH = '/evidence-map'

/** The search that shows what a field, a row or a column holds, with the map's own filters. */
export const mapSearchPath = (
  { query }: Pick<EvidenceMap, 'query'>,
  { countries, terms }: { countries: readonly string[]; terms: readonly string[] },
): string => {
  return libraryPath({
    words: '',
    sort: 'relevance',
    isExact: false,
    chosen: {
      ...(countries.length > 0 ? { country: [...countries] } : {}),
      ...(terms.length > 0 ? { [query.axis]: [...terms] } : {}),
      ...(query.language === null ? {} : { language: [query.language] }),
    },
    years: {
      ...(query.from === null ? {} : { from: query.from }),
      ...(query.to === null ? {} : { to: query.to }),
    },
  })
}

/** Places crossed with themes or kinds of study, counted by the database in four queries whatever their number. */
export const drawMap = async ({ db, clock }: Context, query: MapQuery): Promise<EvidenceMap> => {
  const today = clock.now().toISOString().slice(0, 10)
  const [survey, choices, partners] = await Promise.all([
    surveyMap(db, query.axis, query),
    mapChoices(db),
    listPartners(db, today),
  ])
  const rows = mapRows(survey.places, partners, query.region)
  const { columns, pages } = mapColumns(query.axis, survey.terms, query.page)
  const counts = await countMap(db, query.axis, query, { rows, columns })
  const byField = new Map(counts.map((one) => [`${one.row} ${one.column}`, one]))
  const countOf = (row: string | null, column: string) => byField.get(`${row} ${column}`)
  return {
    query,
    total: survey.total,
    withoutPlace: survey.withoutPlace,
    withoutTerm: survey.withoutTerm,
    rows: rows.map((row) => ({
      ...row,
      count: survey.places.find(({ value }) => value === row.key)?.count ?? 0,
      cells: columns.map(({ key }) => {
        const { count = 0, terms = [] } = countOf(row.key, key) ?? {}
        return { count, terms }
      }),
    })),
    columns: columns.map((column) => ({
      ...column,
      placed: countOf(null, column.key)?.count ?? 0,
      unplaced: countOf('', column.key)?.count ?? 0,
    })),
    columnPages: pages,
    ...choices,
  }
}
