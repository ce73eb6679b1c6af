import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { libraryPath } from '../parameters.ts'
import { wordedFor } from '../rules.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { publicationPath } from './search.ts'

/** What the search field shows while one types: publications by title, then the search in all texts. */
export const suggestions = (
  view: View,
  words: string,
  publications: readonly Publication[],
): Html => {
  const t = texts[view.language]
  const lines = publications.map((publication) => {
    const title = wordedFor(publication.title, view.language, publication.language)
    return {
      href: view.to(publicationPath(publication)),
      label: html`<span lang="${title?.language ?? view.language}">${title?.text}</span>`,
      aside: publication.year,
    }
  })
  const all = {
    href: view.to(libraryPath({ words, chosen: {}, sort: 'relevance' })),
    label: html`<span>${t.allHits(words)}</span>`,
    aside: null,
  }
  return html`<ul class="suggest" id="suggestions" role="listbox" aria-label="${t.suggestions}">${[
    ...lines,
    all,
  ].map(
    ({ href, label, aside }, i) =>
      html`<li role="option" id="suggestion-${i}" aria-selected="false" data-href="${href}">${label}${aside !== null && html` <span class="soft">${aside}</span>`}</li>`,
  )}</ul>`
}
