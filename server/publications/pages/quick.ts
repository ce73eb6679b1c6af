import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { links } from '../../views/lists.ts'
import { facetLabel } from '../labels.ts'
import { libraryPath } from '../parameters.ts'
import type { Facet } from '../rules.ts'
import type { LibraryAnswer, LibraryQuery } from '../search.ts'

/** What practitioners ask for first: something to use, something to read quickly, in a language they read. */
const QUICK: readonly { facet: Facet; value: string }[] = [
  { facet: 'type', value: 'toolbox' },
  { facet: 'type', value: 'brief' },
  { facet: 'language', value: 'es' },
  { facet: 'language', value: 'sv' },
]

/** One choice away: only what the answer has any of, and that is not chosen yet. */
export const quickLinks = (
  view: View,
  query: LibraryQuery,
  answer: LibraryAnswer,
): Html | false => {
  const items = QUICK.filter(
    ({ facet, value }) =>
      (query.chosen[facet] ?? []).length === 0 &&
      answer.facets[facet].some((counted) => counted.value === value && counted.count > 0),
  ).map(({ facet, value }) => ({
    label: html`${facetLabel(facet, value, view.language)}`,
    href: view.to(
      libraryPath({ ...query, chosen: { ...query.chosen, [facet]: [value] }, page: 1 }),
    ),
  }))
  return items.length > 0 && links(...items)
}
