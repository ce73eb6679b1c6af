import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatNumber } from '../../views/format.ts'
import { links } from '../../views/lists.ts'
import { libraryPath } from '../parameters.ts'
import { QUICK_CHOICES, quickLabel } from '../rules/quick.ts'
import type { LibraryAnswer, LibraryQuery } from '../search.ts'

/** One choice away, with how many: only what the answer has any of, and that is not chosen yet. */
export const quickLinks = (
  view: View,
  query: LibraryQuery,
  answer: LibraryAnswer,
): Html | false => {
  const items = QUICK_CHOICES.flatMap((choice) => {
    const { facet, value } = choice
    const count = answer.facets[facet].find((counted) => counted.value === value)?.count ?? 0
    if (count === 0 || (query.chosen[facet] ?? []).length > 0) return []
    return {
      label: html`${quickLabel(choice, view.language)} <span class="count">${formatNumber(view.language, count)}</span>`,
      href: view.to(
        libraryPath({ ...query, chosen: { ...query.chosen, [facet]: [value] }, page: 1 }),
      ),
    }
  })
  return items.length > 0 && links(...items)
}
