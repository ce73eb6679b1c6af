import { z } from 'zod'
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
    Object.entries(libraryParameters.shape).map(([name, type]) => [name, type.catch(undefined)]),
  ) as {
    [Name in keyof typeof libraryParameters.shape]: z.ZodCatch<
      (typeof libraryParameters.shape)[Name]
    >
  },
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

/** The address of a search, shortest form: what is as usual is left out. */
export const libraryPath = (
  query: { words: string; chosen: ChosenFacets; sort: Sort; page?: number; perPage?: number },
  base = '/publications',
): string => {
  const parameters = new URLSearchParams()
  if (query.words !== '') parameters.set('q', query.words)
  for (const facet of FACETS)
    for (const value of query.chosen[facet] ?? []) parameters.append(facet, value)
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
