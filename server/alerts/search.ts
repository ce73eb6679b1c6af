import type { Language } from '../language.ts'
import {
  FACETS,
  facetLabel,
  type LibraryQuery,
  lenientParameters,
  libraryPath,
  libraryQueryOf,
} from '../publications/library.ts'
import { formatList } from '../views/format.ts'

/** A search as an alert keeps it: the parameters of its address, shortest form and without order or page. */
export const searchOfQuery = ({ page: _, perPage: __, ...query }: LibraryQuery): string =>
  libraryPath({ ...query, sort: 'relevance' }, '').replace(/^\?/, '')

export const queryOfSearch = (search: string): LibraryQuery => {
  const given = new URLSearchParams(search)
  const parameters = Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const values = given.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
  return libraryQueryOf(lenientParameters.parse(parameters))
}

/** The same, made of whatever was sent: unknown parts fall away. */
export const tidySearch = (search: string): string => searchOfQuery(queryOfSearch(search))

/** Where the search stands, newest first. */
export const searchHref = (search: string): string =>
  libraryPath({ ...queryOfSearch(search), sort: 'newest', page: 1 })

/** "medborgarbudget: Uganda, 2024", or null for all that is new. */
export const searchInWords = (search: string, language: Language): string | null => {
  const { words, chosen, years } = queryOfSearch(search)
  const labels = FACETS.flatMap((facet) => {
    const values = (chosen[facet] ?? []).map((value) => facetLabel(facet, value, language))
    return values.length === 0 ? [] : [formatList(language, values)]
  })
  const quoted = language === 'sv' ? `”${words}”` : `“${words}”`
  const span =
    years?.from === undefined && years?.to === undefined
      ? []
      : [`${years.from ?? ''}–${years.to ?? ''}`]
  const parts = [...(words === '' ? [] : [quoted]), ...labels, ...span]
  return parts.length === 0 ? null : parts.join(', ')
}
