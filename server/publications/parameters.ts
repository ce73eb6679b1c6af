import { z } from 'zod'
import type { YearSpan } from '../../search/filters.ts'
import { type ChosenFacets, FACETS, type Facet, SORTS, type Sort } from './rules.ts'
import { type LibraryQuery, PAGE_MAX, PER_PAGE, PER_PAGE_MAX, WORDS_MAX } from './search.ts'

const FACET_VALUES_CHOSEN_MAX = 50
const VALUE_MAX = 120

/** A parameter that may be repeated; the empty value of a select means none. */
const repeated = z
  .union([
    z.string().max(VALUE_MAX),
    z.array(z.string().max(VALUE_MAX)).max(FACET_VALUES_CHOSEN_MAX),
  ])
  .optional()

export const YEAR_FIRST = 1900
export const YEAR_LAST = 2200

const yearParameter = z
  .string()
  .regex(/^(?:\d{4})?$/)
  .refine((text) => text === '' || (Number(text) >= YEAR_FIRST && Number(text) <= YEAR_LAST))
  .optional()

/** What an address of the library may carry. Unknown parameters are left alone: mails and feeds add their own. */
export const libraryParameters = z.object({
  q: z.string().max(1_000).optional(),
  country: repeated,
  theme: repeated,
  series: repeated,
  type: repeated,
  language: repeated,
  year: repeated,
  core_value: repeated,
  sdg: repeated,
  audience: repeated,
  tier: repeated,
  study_type: repeated,
  extent: repeated,
  year_from: yearParameter,
  year_to: yearParameter,
  /** `1`: only the words as they stand, no other forms and no other languages. */
  exact: z
    .string()
    .regex(/^[01]?$/)
    .optional(),
  sort: z.enum(SORTS).optional(),
  page: z
    .string()
    .regex(/^\d{0,4}$/)
    .optional(),
  per_page: z
    .string()
    .regex(/^\d{0,4}$/)
    .optional(),
})
/** The same for pages: what cannot be understood is left out, so that an old link still shows something. */
export const lenientParameters = z.object(
  Object.fromEntries(
    Object.entries(libraryParameters.shape).map(([name, type]) => [
      name,
      (type as z.ZodType).catch(undefined),
    ]),
  ) as {
    [Name in keyof typeof libraryParameters.shape]: z.ZodCatch<
      (typeof libraryParameters.shape)[Name]
    >
  },
)

/** What a reader writes to find a value in a long facet: pages only. */
export const findingParameters = z.object(
  Object.fromEntries(
    FACETS.map((facet) => [`find_${facet}`, z.string().max(60).optional().catch(undefined)]),
  ) as Record<`find_${Facet}`, z.ZodCatch<z.ZodOptional<z.ZodString>>>,
)

export const findingOf = (
  parameters: z.infer<typeof findingParameters>,
): Partial<Record<Facet, string>> =>
  Object.fromEntries(
    FACETS.flatMap((facet) => {
      const text = parameters[`find_${facet}`]?.trim() ?? ''
      return text === '' ? [] : [[facet, text]]
    }),
  )

export type LibraryParameters = z.infer<typeof libraryParameters>

export const libraryQueryOf = (parameters: LibraryParameters): LibraryQuery => ({
  words: (parameters.q ?? '').replace(/\s+/g, ' ').trim().slice(0, WORDS_MAX),
  chosen: Object.fromEntries(
    FACETS.flatMap((facet) => {
      const given = parameters[facet] ?? []
      const values = [...new Set(typeof given === 'string' ? [given] : given)].filter(
        (value) => value !== '',
      )
      return values.length === 0 ? [] : [[facet, values]]
    }),
  ),
  years: yearsOf(parameters),
  isExact: parameters.exact === '1',
  sort: parameters.sort ?? 'relevance',
  page: within(parameters.page, 1, PAGE_MAX, 1),
  perPage: within(parameters.per_page, 1, PER_PAGE_MAX, PER_PAGE),
})

const within = (
  text: string | undefined,
  least: number,
  most: number,
  otherwise: number,
): number =>
  text === undefined || text === '' ? otherwise : Math.min(most, Math.max(least, Number(text)))

/** From and to the wrong way round are meant the right way round. */
const yearsOf = ({ year_from, year_to }: LibraryParameters): YearSpan => {
  const [from, to] = [year_from, year_to].map((text) => (text ? Number(text) : undefined))
  const isTurned = from !== undefined && to !== undefined && from > to
  const [first, last] = isTurned ? [to, from] : [from, to]
  return {
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
  }
}

/** The address of a search, shortest form: what is as usual is left out. */
export const libraryPath = (
  query: Pick<LibraryQuery, 'words' | 'chosen' | 'years' | 'isExact'> & {
    sort: Sort
    page?: number
    perPage?: number
  },
  base = '/publications',
): string => {
  const parameters = new URLSearchParams()
  if (query.words !== '') parameters.set('q', query.words)
  for (const facet of FACETS)
    for (const value of query.chosen[facet] ?? []) parameters.append(facet, value)
  if (query.years?.from !== undefined) parameters.set('year_from', String(query.years.from))
  if (query.years?.to !== undefined) parameters.set('year_to', String(query.years.to))
  if (query.isExact) parameters.set('exact', '1')
  if (query.sort !== 'relevance') parameters.set('sort', query.sort)
  if ((query.page ?? 1) > 1) parameters.set('page', String(query.page))
  if ((query.perPage ?? PER_PAGE) !== PER_PAGE) parameters.set('per_page', String(query.perPage))
  const text = parameters.toString()
  return text === '' ? base : `${base}?${text}`
}

/** The same choice without one value of a facet. */
export const without = (chosen: ChosenFacets, facet: Facet, value: string): ChosenFacets => ({
  ...chosen,
  [facet]: (chosen[facet] ?? []).filter((one) => one !== value),
})
